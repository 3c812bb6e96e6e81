// Rewrite a claim: keeps what is written, and shows what Python's word check finds in it.

const CHECK_PATIENCE_MS = 2500;
const NEARLY_FULL = 60;
// Where the sign says more than the words do, a lead stands for it when it is read aloud.
const LEADS = { look: "Look again: ", open: "We leave this open: " };

/** How much pushes, as a bar and in words. */
function pushMeter(words, level, loud) {
  return element("p", { class: "hc-push" },
    element("span", { class: "hc-bar", "aria-hidden": "true" }, Array.from({ length: loud }, (_, place) => element("span", { "data-on": place < level }))),
    words);
}

/** The line as it was checked: under each word that the highlighter marks stands what it does. */
function markedLine(marks) {
  return element("p", { class: "hc-typed" }, marks.map(({ text, question, does }) =>
    does ? element("span", { class: "hc-cue", "data-mark": question }, text, element("span", { class: "hc-does" }, element("span", { class: "hc-sr" }, " ("), does, element("span", { class: "hc-sr" }, ") "))) : text));
}

class RewriteView {
  constructor(model, el) {
    this.model = model;
    this.item = model.get("rewrite");
    this.draftKey = `healthclaims-draft:${this.item.key}`;
    this.build(el);
    this.outbox = new Outbox(model, this.item.key, (text, state) => {
      if (this.saved.textContent !== text) this.saved.textContent = text;
      this.saved.dataset.state = state;
    });
    // A sentence that still waits has just been sent again: its check is awaited too.
    this.pending = [...this.outbox.entries.keys()].pop() ?? "";
    this.onMessage = (message) => this.receive(message);
    model.on("msg:custom", this.onMessage);
    this.resume();
  }

  build(el) {
    const item = this.item;
    const hint = `hc-${newId()}`;
    this.area = element("textarea", {
      rows: "3", maxlength: String(item.most), "aria-describedby": hint, oninput: () => this.keepDraft(),
    });
    // The count is seen; only that the box is full is read aloud.
    this.room = element("p", { class: "hc-hint", hidden: true });
    this.full = element("p", { class: "hc-hint", role: "status" });
    const copy = isExportedPage();
    this.button = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.check() }, copy ? "Compare" : "Check");
    this.result = element("div", { class: "hc-feedback", role: "status" });
    this.models = element("details", { class: "hc-models", hidden: true },
      element("summary", {}, "Sentences that work (yours may be another)"),
      element("ul", {}, item.models.map((one) => element("li", {}, element("strong", {}, one.text), element("br"), one.why))));
    this.saved = element("p", { class: "hc-saved", "aria-live": "polite" });
    el.append(
      element("section", { class: "hc hc-rewrite", "aria-label": `Rewrite: ${item.title}` },
        element("p", { class: "hc-title" }, item.title),
        element("p", { class: "hc-source" }, `From: ${item.source}`),
        element("blockquote", {}, item.text),
        element("p", { class: "hc-label" }, "What is known"),
        element("ul", { class: "hc-known" }, item.known.map((one) =>
          element("li", {}, one.text, " ", element("span", { class: "hc-hint" }, `(${one.how})`)))),
        element("p", { id: hint, class: "hc-task" }, item.task),
        element("label", {}, element("span", { class: "hc-label" }, "Your sentence"), this.area),
        this.room, this.full,
        copy ? element("p", { class: "hc-hint" }, "This part needs JupyterLab: the word check. Here you compare your sentence with some that work.") : null,
        element("div", { class: "hc-actions" }, this.button),
        this.result, this.models, this.saved),
    );
  }

  /** The last sentence comes back with what was found in it; a newer draft stands before it. */
  resume() {
    const last = this.item.last;
    let draft = null;
    try { draft = sessionStorage.getItem(this.draftKey); } catch { /* memory has to do */ }
    // Without Python only the sentence comes back.
    if (last?.line) this.showResult(last);
    this.area.value = draft ?? last?.text ?? "";
    if (last?.line && draft !== null && draft !== last.text) this.markOld();
    this.showRoom();
  }

  /** Count the words where they are limited. Near the end of the box, say how much room is left: what goes beyond is not taken in. */
  showRoom() {
    const { most, most_words: mostWords } = this.item;
    const length = this.area.value.length;
    const nearlyFull = length >= most - NEARLY_FULL;
    this.room.hidden = !mostWords && !nearlyFull;
    this.room.textContent = nearlyFull
      ? `${length} of ${most} characters`
      : `${this.area.value.split(/\s+/).filter(Boolean).length} of ${mostWords} words`;
    const words = length < most ? "" : "The box is full. What goes beyond is left out.";
    if (this.full.textContent !== words) this.full.textContent = words;
  }

  keepDraft() {
    try { sessionStorage.setItem(this.draftKey, this.area.value); } catch { /* memory has to do */ }
    this.showRoom();
    if (this.shown !== undefined && this.area.value.trim() !== this.shown) this.markOld();
  }

  forgetDraft() {
    try { sessionStorage.removeItem(this.draftKey); } catch { /* memory has to do */ }
  }

  check() {
    const text = this.area.value.trim();
    if (!text) {
      this.say(this.item.empty);
      this.area.focus();
      return;
    }
    const item = this.item;
    const entry = {
      kind: "note", id: newId(), time: localTime(), lesson: item.lesson, quiz: item.quiz,
      question: item.question, seen: item.seen, text,
    };
    if (this.shown === undefined) this.result.replaceChildren();
    this.pending = entry.id;
    this.sent = text;
    this.models.hidden = false;
    this.outbox.put(entry);
    if (this.outbox.exported) {
      this.models.open = true;
      return this.say("Which words do the sentences below have in common? Where does yours differ?");
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.pending === entry.id) this.say("The check has not answered yet. If this stays, run this cell again: your sentence is kept.");
    }, CHECK_PATIENCE_MS);
  }

  receive(message) {
    if (message?.type === "checked" && message.id === this.pending) {
      this.pending = "";
      this.showResult(message);
      // Whoever has gone on writing meanwhile keeps that.
      if (this.area.value.trim() === this.sent) this.forgetDraft();
      else this.markOld();
      reveal(this.result);
    }
    if (message?.type === "rewritten") {
      this.forgetDraft();
      this.area.value = message.text;
      this.showRoom();
      this.showResult(message);
    }
  }

  say(words) {
    this.shown = undefined;
    this.result.replaceChildren(element("p", {}, words));
  }

  showResult({ text, line, findings, marks, push, level, loud }) {
    clearTimeout(this.timer);
    this.shown = text;
    this.models.hidden = false;
    this.old = element("p", { class: "hc-old", hidden: true }, "You have changed your sentence since. Check it again.");
    this.result.replaceChildren(
      ...[this.old,
      element("p", { class: "hc-line" }, line),
      marks ? pushMeter(push, level, loud) : null,
      marks ? markedLine(marks) : element("p", { class: "hc-checked" }, "Checked: ", element("q", {}, text)),
      element("ul", { class: "hc-findings" }, findings.map(({ kind, sign, words }) => {
        const lead = LEADS[kind];
        return element("li", { "data-kind": kind },
          element("span", { class: "hc-sign", "aria-hidden": "true" }, sign),
          element("span", {}, lead ? element("strong", {}, lead) : null, words));
      })),
      marks ? element("details", {}, element("summary", {}, "What each marked word did"),
        element("ul", {}, marks.filter(({ does }) => does).map((mark) =>
          element("li", {}, element("strong", {}, `“${mark.text}”`), `: ${mark.does}. ${mark.reasons.join(" ")}`)))) : null,
      element("p", { class: "hc-hint" }, this.item.limits)].filter(Boolean));
  }

  markOld() {
    if (this.old) this.old.hidden = false;
  }

  close() {
    clearTimeout(this.timer);
    this.outbox.close();
    this.model.off("msg:custom", this.onMessage);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new RewriteView(model, el);
    return () => view.close();
  },
};
