// 1,000 people without a product and 1,000 with it: two sliders, and the effect said in four ways.

const ROW = 40;
const STEP = 10;

class PeopleView {
  constructor(model, el) {
    const people = model.get("people");
    this.people = people;
    const words = (gets) => fill(people.count, { gets, all: people.all });
    const change = () => this.show();
    this.without = slider(people.names[0], { most: people.most, value: people.without, words, change });
    this.withProduct = slider(people.names[1], { most: people.most, value: people.with_product, words, change });
    this.panels = people.names.map((name) => this.panel(name));
    // The list stands inside the status: as a status itself it would no longer be a list.
    this.effect = element("div", { class: "hc-told", role: "status" });
    this.table = foldedTable(people.caption, people.columns);
    el.append(element("section", { class: "hc hc-numbers hc-people", "aria-label": people.title },
      element("p", { class: "hc-title" }, people.title),
      element("p", {}, people.note),
      element("div", { class: "hc-controls" }, this.without.node, this.withProduct.node),
      element("div", { class: "hc-panels" }, this.panels.map((panel) => panel.node)),
      element("ul", { class: "hc-legend" },
        legendItem("diamond", "hc-mark-hit", people.kinds[0]),
        legendItem("diamond", "hc-mark-open", people.kinds[1]),
        legendItem("dot", "hc-mark-rest", people.kinds[2])),
      this.effect, this.table.node));
    this.show();
  }

  panel(name) {
    const paths = Object.fromEntries(["rest", "open", "hit"].map((style) => [style, drawn("path", { class: `hc-mark-${style}` })]));
    const picture = drawn("svg", { viewBox: `0 0 ${ROW * STEP} ${Math.ceil(this.people.all / ROW) * STEP}`, role: "img", width: "100%" }, ...Object.values(paths));
    const caption = element("figcaption");
    return { name, paths, picture, caption, node: element("figure", {}, caption, picture) };
  }

  /** Those who get it stand first, then those who are spared: a block is easier to count. */
  draw(panel, hit, open) {
    const { all, get_it: getIt, are_spared: areSpared } = this.people;
    const outline = { rest: "", open: "", hit: "" };
    for (let person = 0; person < all; person += 1) {
      const style = person < hit ? "hit" : person < hit + open ? "open" : "rest";
      const x = (person % ROW) * STEP + STEP / 2;
      const y = Math.floor(person / ROW) * STEP + STEP / 2;
      outline[style] += style === "rest" ? markPath("dot", x, y, 2) : markPath("diamond", x, y, style === "hit" ? 4.4 : 3.8);
    }
    for (const [style, path] of Object.entries(panel.paths)) path.setAttribute("d", outline[style]);
    const caption = fill(getIt, { name: panel.name, gets: hit, all });
    panel.caption.textContent = caption;
    panel.picture.setAttribute("aria-label", caption + (open ? fill(areSpared, { spared: open }) : ""));
  }

  show() {
    const without = this.without.value();
    const withProduct = this.withProduct.value();
    this.draw(this.panels[0], without, 0);
    this.draw(this.panels[1], withProduct, Math.max(0, without - withProduct));
    const sentences = waysToSay(without, withProduct, this.people);
    this.effect.replaceChildren(element("dl", {},
      this.people.ways.map(({ heading }, place) => [element("dt", {}, heading), element("dd", {}, sentences[place])])));
    this.table.fill([["Without", without], ["With", withProduct]].map(([name, hit]) => [name, grouped(hit), grouped(this.people.all - hit)]));
  }
}

export default {
  render({ model, el }) {
    new PeopleView(model, el);
    hideStopped(model, el);
  },
};
