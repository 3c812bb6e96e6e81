// 200 studies of one product whose true effect is known: sliders, open dice, and a drawer.

const LEFT = -80;
const RIGHT = 100;
const BIN = 2;
const TOP = 44;
const FLOOR = 240;
const LOOKS = [
  ["striking", "diamond", "hit", "looked striking for the product"],
  ["unclear", "dot", "rest", "could well be chance"],
  ["against", "down", "against", "looked striking against it"],
];

class StudiesView {
  constructor(model, el) {
    this.trial = model.get("trial");
    const { sizes, most_effect: most, most_seed: lastSeed } = this.trial;
    this.difference = (people) => difference(people, this.trial.sentences);
    const change = () => this.show();
    this.effect = slider("The truth", { most, value: this.trial.effect, words: this.difference, change });
    this.size = slider("People in each group", { most: sizes.length - 1, value: sizes.indexOf(this.trial.size), words: (place) => String(sizes[place]), change });
    this.only = element("input", { type: "checkbox", onchange: change });
    this.seed = element("input", { type: "number", min: 1, max: lastSeed, step: 1, value: this.trial.seed, onchange: () => this.reseed(Number(this.seed.value)) });
    const again = element("button", { type: "button", class: "hc-button", onclick: () => this.reseed(this.trial.seed % lastSeed + 1) }, "Throw the dice again");
    this.picture = drawn("svg", { role: "img", height: 284 });
    this.summary = element("div", { class: "hc-told", role: "status" });
    this.table = foldedTable("The studies by how they looked, and what they show on average", ["", "how many", "they show"]);
    el.append(element("section", { class: "hc hc-numbers hc-small-studies", "aria-label": this.trial.title },
      element("p", { class: "hc-title" }, this.trial.title),
      element("p", {}, this.trial.note),
      element("div", { class: "hc-controls" }, this.effect.node, this.size.node),
      element("div", { class: "hc-controls hc-settings" },
        element("label", { class: "hc-tick" }, this.only, element("span", {}, "Only the striking results are published")),
        element("label", { class: "hc-seed" }, "Seed of the dice", this.seed), again),
      element("figure", {}, element("figcaption", {}, "Each sign is one study: how many more of 100 got better with the product"), this.picture),
      element("ul", { class: "hc-legend" }, LOOKS.map(([, kind, style, text]) => legendItem(kind, `hc-mark-${style}`, text))),
      this.summary, this.table.node));
    this.watcher = new ResizeObserver(() => this.draw());
    this.watcher.observe(this.picture.parentElement);
    this.show();
  }

  reseed(seed) {
    const whole = Math.round(seed) || 1;
    this.trial = { ...this.trial, seed: Math.min(this.trial.most_seed, Math.max(1, whole)) };
    this.seed.value = this.trial.seed;
    this.show();
  }

  show() {
    this.run = runStudies(this.effect.value(), this.trial.sizes[this.size.value()], this.trial);
    this.sentences = studySentences(this.run, this.only.checked, this.trial.sentences);
    this.draw();
    this.summary.replaceChildren(...this.sentences.map((line) => element("p", {}, line)));
    const { studies, size } = this.run;
    const row = (name, part) => [name, part.length, part.length ? this.difference(averageOf(part, size)) : "–"];
    this.table.fill([row("all", studies), ...LOOKS.map(([look, , , text]) => row(text, studies.filter((study) => study.look === look)))]);
  }

  draw() {
    const width = Math.floor(this.picture.parentElement.clientWidth) || 600;
    const narrow = width < 340;
    const at = (value) => ((Math.min(RIGHT, Math.max(LEFT, value)) - LEFT) / (RIGHT - LEFT)) * (width - 16) + 8;
    const { studies, striking, size, effect } = this.run;
    const onlyStriking = this.only.checked;
    // Small groups can only show steps: 20 people make steps of 5 of 100.
    const wide = Math.max(BIN, 100 / size);
    const piles = new Map();
    for (const study of studies) {
      const bin = Math.round((100 * study.ahead) / size / wide);
      piles.set(bin, [...(piles.get(bin) ?? []), study]);
    }
    const highest = Math.max(1, ...[...piles.values()].map((pile) => pile.length));
    const step = Math.min(9, (FLOOR - TOP - 6) / highest);
    const mark = Math.min(4, Math.max(1.6, Math.min(step, (wide * (width - 16)) / (RIGHT - LEFT)) * 0.55));
    const outline = Object.fromEntries(LOOKS.map(([look]) => [look, ""]));
    for (const [bin, pile] of piles) {
      // What is published stands below, so that it stays where it is when the rest is hidden.
      pile.sort((a, b) => (b.look === "striking") - (a.look === "striking"));
      pile.forEach(({ look }, place) => {
        if (onlyStriking && look !== "striking") return;
        const kind = LOOKS.find(([name]) => name === look)[1];
        outline[look] += markPath(kind, at(bin * wide), FLOOR - 5 - (place + 0.5) * step, kind === "dot" ? mark * 0.85 : mark);
      });
    }
    const line = (value, style, top) => drawn("line", { x1: at(value), x2: at(value), y1: top, y2: FLOOR, class: style });
    const label = (name, value, y) => {
      const side = at(value) > width - (narrow ? 95 : 130) ? "end" : "start";
      const number = narrow ? String(value).replace("-", "−") : this.difference(value).replace(" of 100", "");
      const place = { x: at(value) + (side === "end" ? -6 : 6), y, "text-anchor": side, class: "hc-halo" };
      return drawn("text", place, `${name}: ${number}`);
    };
    const parts = [
      drawn("line", { x1: 0, x2: width, y1: FLOOR, y2: FLOOR, class: "hc-floor" }),
      line(effect, "hc-truth", 4),
    ];
    for (const value of narrow ? [-60, 0, 60] : [-60, -30, 0, 30, 60, 90]) {
      parts.push(drawn("line", { x1: at(value), x2: at(value), y1: FLOOR, y2: FLOOR + 5, class: "hc-floor" }),
        drawn("text", { x: at(value), y: FLOOR + 20, "text-anchor": "middle" }, String(value).replace("-", "−")));
    }
    parts.push(drawn("text", { x: 4, y: FLOOR + 40 }, narrow ? "← fewer" : "← fewer got better"),
      drawn("text", { x: width - 4, y: FLOOR + 40, "text-anchor": "end" }, narrow ? "more →" : "more got better →"));
    for (const [look, , style] of LOOKS) parts.push(drawn("path", { d: outline[look], class: `hc-mark-${style}` }));
    if (onlyStriking && striking.length) {
      const read = averageOf(striking, size);
      parts.push(line(read, "hc-read", 22), label("published", read, 34));
    }
    parts.push(label("truth", effect, 14));
    this.picture.setAttribute("width", width);
    this.picture.setAttribute("aria-label", this.sentences.join(" "));
    this.picture.replaceChildren(...parts);
  }

  close() {
    this.watcher.disconnect();
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new StudiesView(model, el);
    return () => view.close();
  },
};
