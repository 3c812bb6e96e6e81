// Reasons for one's own marks; what has a reason becomes a question for a friend.

class ReasonsView {
  constructor(model, el) {
    this.model = model;
    this.form = model.get("form");
    this.prefix = `healthclaims-draft:${this.form.key}:`;
    this.onResult = () => this.take();
    model.on("change:result", this.onResult);
    this.status = element("div", { class: "hc-own-status", role: "status" });
    this.rows = new Map();
    const items = this.form.items.map((item) => this.drawItem(item));
    el.append(element("section", { class: "hc hc-own-quiz", "aria-label": "Quiz for a friend" },
      element("p", { class: "hc-title" }, "Quiz for a friend"),
      items.length
        ? [element("p", {}, "Why did you mark it so? A reason turns a mark into a question. ", this.form.howMany),
          this.form.example ? element("p", {}, this.form.example) : null,
          isExportedPage() ? element("p", {}, element("strong", {}, "This part needs JupyterLab: "), "only there can a quiz be saved. Here you can write reasons and talk about them.") : null,
          element("ol", {}, items),
          isExportedPage() ? null : element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.save() }, "Save the quiz")]
        : element("p", {}, "You have not marked anything yet. Mark a few sentences in the text above: they appear here."),
      this.status));
  }

  id(item) {
    return `${item.unit}/${item.axis}`;
  }

  drawItem(item) {
    const kept = this.recall(item);
    const problem = element("p", { class: "hc-own-problem", id: `hc-${newId()}` });
    const remember = () => this.remember(item, why.value, cue.value);
    const why = element("textarea", { rows: "3", maxlength: String(this.form.mostReason), oninput: remember, "aria-describedby": problem.id });
    const cue = element("input", { type: "text", maxlength: String(this.form.mostCue), oninput: remember, "aria-describedby": problem.id });
    why.value = kept.why ?? item.why;
    cue.value = kept.cue ?? item.cue;
    this.rows.set(this.id(item), { item, why, cue, problem });
    return element("li", {},
      element("fieldset", {},
        element("legend", {}, `${item.question} `, element("span", { class: "hc-own-mark" }, `Marked: ${item.shown}`)),
        element("blockquote", {}, item.text),
        element("label", {}, element("span", {}, "Because …"), why),
        element("label", {}, element("span", {}, "Which words decide?"), cue),
        problem));
  }

  remember(item, why, cue) {
    try {
      sessionStorage.setItem(this.prefix + this.id(item), JSON.stringify({ label: item.label, why, cue }));
    } catch { /* private mode: what is typed lives in the page alone */ }
  }

  forget() {
    try {
      for (const id of this.rows.keys()) sessionStorage.removeItem(this.prefix + id);
    } catch { /* as above */ }
  }

  recall(item) {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.prefix + this.id(item)));
      return kept?.label === item.label ? kept : {};
    } catch {
      return {};
    }
  }

  save() {
    const turn = (this.model.get("result").turn ?? 0) + 1;
    this.say("Saving …");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say("Not saved yet: Python does not answer. Run this cell again; what you wrote stays here."), 6000);
    const reasons = [...this.rows.values()].map(({ item, why, cue }) => ({ unit: item.unit, axis: item.axis, why: why.value, cue: cue.value }));
    try {
      this.model.send({ type: "save", turn, reasons });
    } catch { /* the kernel is gone; the timer says so */ }
  }

  take() {
    clearTimeout(this.timer);
    const { problems, text, taken } = this.model.get("result");
    if (taken) this.forget();
    let first = null;
    for (const [id, row] of this.rows) {
      row.problem.textContent = problems[id] ?? "";
      for (const control of [row.why, row.cue]) control.setAttribute("aria-invalid", String(id in problems));
      if (id in problems) first ??= row;
    }
    this.say(text);
    reveal(this.status);
    first?.why.focus();
  }

  say(text) {
    this.status.replaceChildren(element("p", {}, text));
  }

  close() {
    clearTimeout(this.timer);
    this.model.off("change:result", this.onResult);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new ReasonsView(model, el);
    return () => view.close();
  },
};
