// The marked questions of an assignment: nothing is told about an answer, and each can be changed
// until the work is handed in.

class MarkedView {
  constructor(model, el) {
    this.model = model;
    this.deck = model.get("deck");
    this.answers = new Map();
    this.count = element("p", { class: "hc-count" });
    this.told = element("p", { class: "hc-told", role: "status" });
    this.saved = element("p", { class: "hc-saved", "aria-live": "polite" });
    this.body = element("div", { class: "hc-body" });
    this.head = element("div", { class: "hc-head" }, element("p", { class: "hc-title" }, this.deck.title), this.count);
    el.append(element("section", { class: "hc hc-quiz hc-marked", "aria-label": `Questions: ${this.deck.title}`, onkeydown: answerByKeys },
      this.head, this.told, this.body, this.saved));
    this.outbox = new Outbox(model, this.deck.key, (text, state) => this.showSaved(text, state));
    this.onMessage = (message) => this.receive(message);
    model.on("msg:custom", this.onMessage);
    const entries = [...model.get("resume"), ...this.outbox.entries.values()];
    for (const entry of inOrder(entries)) this.take(entry);
    const open = this.nextOpen(-1);
    if (open < 0) this.showAll(false);
    else this.showQuestion(open, false);
  }

  /** What waits in this page cannot be handed in, and only this page knows of it. */
  showSaved(text, state) {
    const waiting = this.outbox?.entries.size ?? 0;
    const many = waiting === 1 ? "1 answer is" : `${waiting} answers are`;
    const told = state === "waiting" && waiting ? `${text} ${many} not in what you hand in until then.` : text;
    if (this.saved.textContent !== told) this.saved.textContent = told;
    this.saved.dataset.state = state;
    if (state === "waiting") this.told.textContent = "";
  }

  /** The last answer to a question counts, as long as the question still reads the same. */
  take(entry) {
    const question = this.deck.questions.find((item) => item.id === entry.question);
    if (entry.kind !== "answer" || !question || entry.seen !== question.seen) return;
    if (question.options.some((option) => option.value === entry.choice)) this.answers.set(question.id, entry);
    const total = this.deck.questions.length;
    this.count.textContent = `${this.answers.size} of ${total} answered`;
  }

  receive(message) {
    if (message?.type !== "answered") return;
    this.take(message.entry);
    if (this.place === undefined) this.showAll(false);
    else this.showQuestion(this.place, false);
  }

  /** The next question without an answer after a place, from the start again at the end; or -1. */
  nextOpen(place) {
    const questions = this.deck.questions;
    for (let step = 1; step <= questions.length; step += 1) {
      const next = (place + step) % questions.length;
      if (!this.answers.has(questions[next].id)) return next;
    }
    return -1;
  }

  showQuestion(place, moveFocus) {
    const total = this.deck.questions.length;
    const question = this.deck.questions[place];
    const before = this.answers.get(question.id);
    this.place = place;
    this.choice = before?.choice ?? "";
    this.shownAt = performance.now();
    this.count.textContent = `Question ${place + 1} of ${total}, ${this.answers.size} answered`;
    const [answers, inputs] = optionsOf(question, {
      chosen: this.choice, choose: (value) => { this.choice = value; this.told.textContent = ""; },
    });
    this.inputs = inputs;
    const legend = before
      ? `You answered this, ${this.deck.sure[before.sure - 1]}. How sure are you now? This records your answer again.`
      : "How sure? Records your answer:";
    const start = element("div", { class: "hc-question", tabindex: "-1", role: "group", "aria-label": `Question ${place + 1} of ${total}` },
      sourceLine(question), passagesOf(question, false), answers);
    const move = (text, target) => element("button", {
      type: "button", class: "hc-button", disabled: target < 0 || target >= total,
      onclick: () => { this.told.textContent = ""; this.showQuestion(target, true); },
    }, text);
    const all = element("button", { type: "button", class: "hc-button", onclick: () => { this.told.textContent = ""; this.showAll(true); } }, "All my answers");
    const ways = element("div", { class: "hc-actions hc-ways", role: "group", "aria-label": "Move between questions" },
      move("Question before", place - 1), move("Question after", place + 1), all);
    this.body.replaceChildren(start, element("div", { class: "hc-actions" }, sureOf(this.deck.sure, legend, (sure) => this.submit(question, sure))), ways);
    if (moveFocus) moveOn(start, this.head);
  }

  submit(question, sure) {
    if (!this.choice) {
      this.told.textContent = "First choose one of the answers.";
      this.inputs[0].focus();
      reveal(this.told);
      return;
    }
    const elapsed = Math.round(performance.now() - this.shownAt);
    const entry = {
      kind: "answer", id: newId(), time: localTime(), lesson: this.deck.lesson, quiz: this.deck.quiz,
      question: question.id, seen: question.seen, choice: this.choice, sure, elapsed_ms: elapsed,
    };
    const place = this.place;
    this.take(entry);
    const open = this.nextOpen(place);
    if (open < 0) this.showAll(true);
    else this.showQuestion(open, true);
    this.told.textContent = `Recorded: answer ${place + 1}.`;
    this.outbox.put(entry);
  }

  showAll(moveFocus) {
    const questions = this.deck.questions;
    this.place = undefined;
    const open = questions.length - this.answers.size;
    this.count.textContent = `${this.answers.size} of ${questions.length} answered`;
    const prompts = new Set(questions.map((question) => question.prompt));
    const rows = questions.map((question, place) => {
      const answer = this.answers.get(question.id);
      const chosen = question.options.find((option) => option.value === answer?.choice)?.text;
      const said = chosen
        ? ["Your answer: ", element("strong", {}, chosen), ` (${this.deck.sure[answer.sure - 1]}) `]
        : [element("strong", {}, "Not answered yet "), " "];
      const change = element("button", {
        type: "button", class: "hc-button", "aria-label": `${chosen ? "Change" : "Give"} answer ${place + 1}`,
        onclick: () => { this.told.textContent = ""; this.showQuestion(place, true); },
      }, chosen ? "Change" : "Answer");
      return element("li", {},
        element("p", {}, question.passages.map((passage) => passage.text).join(" / ")),
        prompts.size > 1 ? element("p", { class: "hc-hint" }, question.prompt) : null,
        element("p", {}, said, change));
    });
    const line = open
      ? `${open} ${open === 1 ? "question is" : "questions are"} not answered yet.`
      : "All questions are answered. Go on below this list. You can change an answer until you hand in.";
    const start = element("div", { class: "hc-feedback", tabindex: "-1", role: "group", "aria-label": "All my answers" },
      element("p", { class: "hc-line" }, line),
      element("p", {}, "How they are marked, you learn after handing in."),
      element("ol", { class: "hc-answers" }, rows));
    this.body.replaceChildren(start);
    if (moveFocus) moveOn(start, this.head);
  }

  close() {
    this.outbox.close();
    this.model.off("msg:custom", this.onMessage);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new MarkedView(model, el);
    return () => view.close();
  },
};
