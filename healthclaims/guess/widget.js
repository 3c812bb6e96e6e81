// A guess before looking: what is written is kept, and then the answer is uncovered.

class GuessView {
  constructor(model, el) {
    this.model = model;
    this.item = model.get("guess");
    this.build(el);
    this.outbox = new Outbox(model, this.item.key, (text, state) => {
      if (this.saved.textContent !== text) this.saved.textContent = text;
      this.saved.dataset.state = state;
    });
    this.onMessage = (message) => message?.type === "guessed" && this.show(message.text);
    model.on("msg:custom", this.onMessage);
    // A guess that still waits to be saved was given all the same.
    const waiting = [...this.outbox.entries.values()].pop()?.text;
    if (waiting || this.item.last) this.show(waiting || this.item.last);
  }

  build(el) {
    this.box = element("textarea", { rows: "2", maxlength: String(this.item.most) });
    this.button = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.keep() }, "Keep my guess");
    this.told = element("p", { class: "hc-told", role: "status" });
    this.saved = element("p", { class: "hc-saved", "aria-live": "polite" });
    this.root = element("section", { class: "hc hc-guess", "aria-label": `Your guess: ${this.item.question}`, "data-covers": this.item.covers, "data-open": "no" },
      element("label", {}, element("strong", {}, this.item.question), this.box),
      element("div", { class: "hc-actions" }, this.button, this.told), this.saved);
    el.append(this.root);
  }

  keep() {
    const text = this.box.value.trim();
    if (!text) {
      this.told.textContent = this.item.empty;
      this.box.focus();
      return;
    }
    const { lesson, id, seen } = this.item;
    this.outbox.put({ kind: "note", id: newId(), time: localTime(), lesson, quiz: id, question: id, seen, text });
    this.show(text);
    const fold = this.item.covers ? this.coveredFold() : this.nextFold();
    if (fold) fold.open = true;
    this.told.textContent = this.item.kept;
  }

  /** The fold of the cell that follows, in a notebook and on a page without Jupyter. */
  nextFold() {
    const cell = this.root.closest(".jp-Cell, .widget")?.nextElementSibling;
    return cell?.matches(".jp-MarkdownCell, .cell") ? cell.querySelector("details") : null;
  }

  /** The fold that covers the answer where no guess can be asked for; those of a widget are its own. */
  coveredFold() {
    return this.root.closest(".jp-OutputArea-child, .widget")?.nextElementSibling?.querySelector("details:not(.hc *)");
  }

  show(text) {
    this.box.value = text;
    this.root.dataset.open = "yes";
    this.button.textContent = "Change my guess";
  }

  close() {
    this.outbox.close();
    this.model.off("msg:custom", this.onMessage);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new GuessView(model, el);
    return () => view.close();
  },
};
