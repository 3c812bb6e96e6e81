// An article to read and mark: choose a label, mark sentences, compare with the key.

class ReaderView {
  constructor(model, el) {
    this.model = model;
    this.article = model.get("article");
    this.axis = this.article.axes[0];
    this.choice = this.axis.labels[0].value;
    this.comparing = false;
    this.only = "all";
    this.marks = new Map();
    this.saved = element("p", { class: "hc-saved", "aria-live": "polite" });
    this.outbox = new Outbox(model, this.article.key, (text, state) => {
      if (this.saved.textContent !== text) this.saved.textContent = text;
      this.saved.dataset.state = state;
    });
    this.onMessage = (message) => {
      if (message?.type === "marked") { this.take(message.entry); this.refresh(); }
    };
    model.on("msg:custom", this.onMessage);
    const entries = [...model.get("resume"), ...this.outbox.entries.values()];
    for (const entry of inOrder(entries)) this.take(entry);
    this.build(el);
    this.refresh();
  }

  take(entry) {
    if (entry.kind === "label") this.marks.set(entry.question, entry.choice);
  }

  build(el) {
    this.axisBox = element("fieldset", { class: "hc-chips" }, element("legend", {}, "Question"),
      this.radios("axis", this.article.axes.map((axis) => [axis.name, axis.short]), this.axis.name, (value) => {
        this.axis = this.article.axes.find((axis) => axis.name === value);
        this.choice = this.axis.labels[0].value;
        this.drawLabels();
        this.refresh();
      }));
    this.axisBox.hidden = this.article.axes.length < 2;
    this.labelBox = element("fieldset", { class: "hc-chips" });
    this.drawLabels();
    this.showBox = element("select", { onchange: (event) => { this.only = event.target.value; this.refresh(); reveal(this.result); } },
      [["all", "all sentences"], ["marked", "only what I marked"], ["differ", this.article.words.filter]]
        .map(([value, text]) => element("option", { value }, text)));
    this.compareButton = element("button", {
      type: "button", class: "hc-button hc-main", "aria-pressed": "false",
      onclick: () => { this.comparing = !this.comparing; this.refresh(); reveal(this.result); },
    }, this.article.words.compare);
    this.result = element("div", { class: "hc-reader-result", role: "status" });
    this.detail = element("div", { class: "hc-reader-detail", role: "status" });
    this.text = element("div", { class: "hc-reader-text", role: "group", "aria-label": "The article" });
    this.buttons = new Map();
    let paragraph = null;
    let section = "";
    for (const unit of this.article.units) {
      const isHeading = unit.kind !== "sentence";
      if (isHeading || !paragraph || unit.section !== section) {
        paragraph = element("div", { class: isHeading ? "hc-reader-block hc-reader-heading" : "hc-reader-block" });
        this.text.append(paragraph);
      }
      const button = element("button", {
        type: "button", class: "hc-unit", tabindex: "-1",
        // While the key is shown, pressing a marked sentence asks why; it never changes the mark.
        onclick: () => (this.comparing && this.marks.get(this.id(unit)) ? this.focus(unit) : this.mark(unit, this.choice)),
        onkeydown: (event) => this.onKey(event, unit),
      });
      this.buttons.set(unit.id, button);
      paragraph.append(button);
      section = unit.section;
      if (isHeading) paragraph = null;
    }
    this.buttons.values().next().value.setAttribute("tabindex", "0");
    el.append(element("section", { class: "hc hc-reader", "aria-label": `Article: ${this.article.title}, ${this.article.units.length} lines` },
      element("div", { class: "hc-head" }, element("p", { class: "hc-title" }, "Read and mark")),
      element("p", { class: "hc-source" }, this.article.note),
      sourceCard(this.article.card, "Source card", this.article.cardOpen),
      element("div", { class: "hc-reader-tools" }, this.axisBox, this.labelBox),
      element("p", { class: "hc-hint" }, "Choose a mark, then press a sentence. By keyboard: arrow keys move from sentence to sentence, the numbers in front of the marks set them, 0 takes a mark away."),
      this.drawLook(),
      element("div", { class: "hc-actions" }, this.compareButton, element("label", {}, "Show ", this.showBox)),
      this.result, this.detail, this.saved));
    this.root = el.lastElementChild;
  }

  /** The article in its own look: a shop page, a post, a newspaper. */
  drawLook() {
    const [name, what] = this.article.sender;
    const sender = name ? element("p", { class: "hc-sender" }, element("strong", {}, name), what ? ` · ${what}` : null) : null;
    return element("div", { class: "hc-look", "data-look": this.article.look }, sender, this.text);
  }

  radios(name, items, chosen, pick) {
    const group = `hc-${newId()}-${name}`;
    return items.map(([value, text]) =>
      element("label", { class: "hc-chip" },
        element("input", { type: "radio", name: group, value, checked: value === chosen, onchange: () => pick(value) }),
        element("span", {}, text)));
  }

  drawLabels() {
    const items = this.axis.labels.map((label, place) => [label.value, `${place + 1} · ${label.text} (${label.letter})`]);
    items.push(["", "0 · take the mark away"]);
    this.labelBox.replaceChildren(element("legend", {}, this.axis.question),
      ...this.radios("label", items, this.choice, (value) => { this.choice = value; }));
  }

  id(unit) {
    return `${this.article.id}/${unit.id}/${this.axis.name}`;
  }

  onKey(event, unit) {
    const units = this.visible();
    const place = units.indexOf(unit);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (step) this.focus(units[Math.max(0, Math.min(units.length - 1, place + step))]);
    else if (event.key === "Home") this.focus(units[0]);
    else if (event.key === "End") this.focus(units[units.length - 1]);
    else if (event.key === "0" || event.key === "Delete" || event.key === "Backspace") this.mark(unit, "");
    else if (this.axis.labels[Number(event.key) - 1]) this.mark(unit, this.axis.labels[Number(event.key) - 1].value);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  focus(unit) {
    for (const button of this.buttons.values()) button.setAttribute("tabindex", "-1");
    const button = this.buttons.get(unit.id);
    button.setAttribute("tabindex", "0");
    button.focus();
    this.explain(unit);
  }

  visible() {
    return this.article.units.filter((unit) => !this.buttons.get(unit.id).hidden);
  }

  mark(unit, choice) {
    for (const button of this.buttons.values()) button.setAttribute("tabindex", "-1");
    this.buttons.get(unit.id).setAttribute("tabindex", "0");
    if (unit.repeat) {
      this.detail.replaceChildren(element("p", {}, "This repeats an earlier line word for word, so it is not marked again."));
      return;
    }
    if ((this.marks.get(this.id(unit)) ?? "") !== choice) {
      this.marks.set(this.id(unit), choice);
      this.outbox.put({
        kind: "label", id: newId(), time: localTime(), lesson: this.article.lesson, quiz: this.article.quiz,
        question: this.id(unit), seen: unit.seen[this.axis.name], choice,
      });
    }
    this.refresh();
    // A mark can make its sentence one line longer.
    reveal(this.buttons.get(unit.id));
    this.explain(unit);
  }

  /** How a mark stands to the key: "", "same", "differs", "open" or "not asked". */
  verdict(unit) {
    const mark = this.marks.get(this.id(unit));
    if (!mark) return "";
    const key = unit.keys[this.axis.name];
    if (!key?.labels.length) return "not asked";
    if (!key.labels.includes(mark)) return "differs";
    return key.labels.length > 1 ? "open" : "same";
  }

  label(value) {
    return this.axis.labels.find((label) => label.value === value);
  }

  /** A mark can hide its own sentence; then the next one shown takes the focus. */
  keepFocus(lost, shown) {
    const places = this.article.units.map((unit) => unit.id);
    const place = places.indexOf([...this.buttons].find(([, button]) => button === lost)[0]);
    const next = shown.find((unit) => places.indexOf(unit.id) > place) ?? shown[shown.length - 1];
    if (next) this.focus(next);
    else this.showBox.focus();
  }

  refresh() {
    const active = this.root?.getRootNode().activeElement;
    const hadFocus = active?.classList.contains("hc-unit") && this.root.contains(active) ? active : null;
    const { words } = this.article;
    const signs = { same: `✓ ${words.same}`, differs: `≠ ${words.differs}`, open: `⇄ ${words.open}`, "not asked": `· ${words.none}` };
    const counts = { same: 0, differs: 0, open: 0, "not asked": 0 };
    for (const unit of this.article.units) {
      const button = this.buttons.get(unit.id);
      const mark = this.label(this.marks.get(this.id(unit)));
      const verdict = this.verdict(unit);
      if (verdict) counts[verdict] += 1;
      const badge = mark
        ? element("span", { class: "hc-badge" }, element("span", { "aria-hidden": "true" }, mark.letter), element("span", { class: "hc-sr" }, ` marked: ${mark.text}`))
        : null;
      const note = this.comparing && verdict ? element("span", { class: "hc-verdict" }, signs[verdict]) : null;
      button.replaceChildren(...[unit.text, badge, note].filter(Boolean));
      button.dataset.mark = mark ? String(this.axis.labels.indexOf(mark) + 1) : "";
      button.hidden = (this.only === "marked" && !mark) || (this.only === "differ" && verdict !== "differs");
    }
    for (const paragraph of this.text.children) {
      paragraph.hidden = [...paragraph.querySelectorAll(".hc-unit")].every((child) => child.hidden);
    }
    const shown = this.visible();
    if (hadFocus && hadFocus.hidden) this.keepFocus(hadFocus, shown);
    if (shown.length && !shown.some((unit) => this.buttons.get(unit.id).getAttribute("tabindex") === "0")) {
      this.buttons.get(shown[0].id).setAttribute("tabindex", "0");
    }
    this.compareButton.setAttribute("aria-pressed", String(this.comparing));
    this.compareButton.textContent = this.comparing ? words.hide : words.compare;
    this.result.replaceChildren(...this.summary(counts));
  }

  summary(counts) {
    const marked = counts.same + counts.differs + counts.open + counts["not asked"];
    const units = this.article.units.filter((unit) => !unit.repeat).length;
    const lines = [`You have marked ${marked} of ${units} lines for “${this.axis.short}”.`];
    const words = this.article.words;
    if (this.comparing && marked) {
      lines.push(`${counts.same} ${words.same}, ${counts.differs} different, ${counts.open} ${words.openCount}.`);
      if (counts["not asked"]) lines.push(`For ${counts["not asked"]} ${words.noneCount}.`);
      lines.push("Press a sentence to see why.");
    } else if (this.comparing) {
      lines.push(words.nothing);
    }
    const closing = this.comparing && marked && words.closing ? element("p", {}, words.closing) : null;
    return [element("p", {}, lines.join(" ")), closing].filter(Boolean);
  }

  explain(unit) {
    if (!this.comparing) return this.detail.replaceChildren();
    // The reason stands right below its sentence, where the eye is.
    this.buttons.get(unit.id).after(this.detail);
    this.detail.replaceChildren(...this.reason(unit).filter(Boolean));
    reveal(this.detail);
  }

  reason(unit) {
    const words = this.article.words;
    const mark = this.label(this.marks.get(this.id(unit)));
    const key = unit.keys[this.axis.name];
    if (!mark) return [element("p", {}, words.unmarked)];
    if (!key) return [element("p", {}, words.notAsked)];
    const names = key.labels.map((value) => this.label(value).text);
    const line = !names.length ? `${words.one}: ${words.none}. You marked: ${mark.text}.`
      : names.length > 1 ? `${words.two}: “${names[0]}” or “${names[1]}”.`
      : `${words.one}: ${names[0]}. ${names[0] === mark.text ? "You marked the same." : `You marked: ${mark.text}.`}`;
    return [
      element("p", { class: "hc-line" }, line),
      element("blockquote", {}, marked(unit.text, key.cue)),
      element("p", {}, key.why),
      key.fails ? element("p", { class: "hc-rule" }, key.fails) : null,
      key.rule ? element("p", { class: "hc-rule" }, key.rule) : null,
    ];
  }

  close() {
    this.outbox.close();
    this.model.off("msg:custom", this.onMessage);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new ReaderView(model, el);
    return () => view.close();
  },
};
