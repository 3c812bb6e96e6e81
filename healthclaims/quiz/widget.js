// One sitting of a quiz: lays out the deck, takes answers, reveals what Python has prepared.

class Sitting {
  /** Which question comes next, worked out from the deck and the answers given so far. */
  constructor(deck) {
    this.deck = deck;
    this.byId = new Map(deck.questions.map((question) => [question.id, question]));
    this.restart();
  }

  restart() {
    this.queue = this.deck.questions.map((question) => question.id);
    this.returns = new Map();
    this.firsts = new Map();
    this.applied = new Set();
  }

  apply(entry) {
    if (entry.kind !== "answer" || this.applied.has(entry.id)) return null;
    const question = this.byId.get(entry.question);
    const option = question?.options.find((item) => item.value === entry.choice);
    if (!option || !this.queue.includes(question.id)) return null;
    this.applied.add(entry.id);
    const rest = this.queue.filter((id) => id !== question.id);
    const missed = option.verdict === "not yet";
    if (!this.firsts.has(question.id)) this.firsts.set(question.id, option.verdict);
    const returns = this.returns.get(question.id) ?? 0;
    this.queue = missed ? requeue(rest, question.id, returns) : rest;
    if (missed) this.returns.set(question.id, returns + 1);
    return { question, option, comesBack: missed && this.queue.includes(question.id) };
  }

  get current() {
    return this.byId.get(this.queue[0]);
  }
}

/** A sentence that Python has worded, with the numbers of this page. */
function withNumbers(sentence, right, asked) {
  return sentence.replace("{right}", right).replace("{asked}", asked);
}

class QuizView {
  constructor(model, el) {
    this.model = model;
    this.deck = model.get("deck");
    this.sitting = new Sitting(this.deck);
    this.kernelSummary = this.deck.summary;
    this.again = this.deck.again;
    this.title = element("p", { class: "hc-title" }, this.deck.title);
    this.count = element("p", { class: "hc-count" });
    this.saved = element("p", { class: "hc-saved", "aria-live": "polite" });
    this.body = element("div", { class: "hc-body" });
    this.head = element("div", { class: "hc-head" }, this.title, this.count);
    el.append(
      element("section", { class: "hc hc-quiz", "aria-label": `Quiz: ${this.deck.title}` }, this.head, this.body, this.saved),
    );
    this.outbox = new Outbox(model, this.deck.key, (text, state) => {
      if (this.saved.textContent !== text) this.saved.textContent = text;
      this.saved.dataset.state = state;
    });
    this.onMessage = (message) => this.receive(message);
    model.on("msg:custom", this.onMessage);
    // Answers of an earlier day that still wait are sent, but belong to that day's sitting.
    const today = localTime().slice(0, 10);
    const waiting = [...this.outbox.entries.values()].filter(
      (entry) => this.deck.isCheck || entry.time.startsWith(today));
    this.replay([...model.get("resume"), ...waiting]);
    this.showQuestion(false);
  }

  replay(entries) {
    for (const entry of inOrder(entries)) {
      if (entry.kind === "restart" && entry.quiz === this.deck.quiz) this.startAgain();
      else this.sitting.apply(entry);
    }
  }

  startAgain() {
    this.sitting.restart();
    this.kernelSummary = "";
    this.again = true;
  }

  receive(message) {
    if (message?.type === "answered" && this.sitting.apply(message.entry)) this.showQuestion(false);
    if (message?.type === "summary") {
      this.kernelSummary = message.text;
      if (this.summary) this.summary.textContent = message.text;
    }
  }

  entry(kind, fields) {
    return {
      kind, id: newId(), time: localTime(), lesson: this.deck.lesson, quiz: this.deck.quiz, ...fields,
    };
  }

  showQuestion(moveFocus) {
    const question = this.sitting.current;
    const total = this.deck.questions.length;
    const done = this.sitting.firsts.size;
    if (!question) return this.showEnd(moveFocus);
    const again = this.sitting.firsts.has(question.id);
    const place = `Question ${Math.min(done + 1, total)} of ${total}`;
    this.count.textContent = again ? `Once more (${done} of ${total} answered)` : place;
    if (this.deck.isCheck && done) this.count.textContent = `${this.deck.recorded} ${place}`;
    this.shownAt = performance.now();
    this.choice = "";
    this.feedback = element("div", { class: "hc-feedback", role: "status" });
    this.passages = passagesOf(question, false);
    const [answers, inputs] = optionsOf(question, {
      meanings: this.deck.meanings,
      choose: (value) => { this.choice = value; this.feedback.replaceChildren(); },
    });
    this.inputs = inputs;
    this.actions = element("div", { class: "hc-actions" }, this.drawSubmit(question));
    const start = element("div", { class: "hc-question", tabindex: "-1", role: "group", "aria-label": this.count.textContent },
      element("p", { class: "hc-source" }, sourceLine(question, this.deck.reviewed.includes(question.id))), this.passages, answers);
    // The reason stands before the way on, so that it is read first.
    this.body.replaceChildren(start, this.feedback, this.actions);
    if (moveFocus) moveOn(start, this.head);
  }

  drawSubmit(question) {
    if (question.kind === "contested") {
      return element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.submit(question, 0) }, "I find this one stronger");
    }
    return sureOf(this.deck.sure, "How sure are you? This sends your answer.", (sure) => this.submit(question, sure));
  }

  submit(question, sure) {
    if (!this.choice) {
      this.feedback.replaceChildren(element("p", {}, "First choose one of the answers above."));
      this.inputs[0].focus();
      reveal(this.feedback);
      return;
    }
    const elapsed = Math.round(performance.now() - this.shownAt);
    const entry = this.entry("answer", {
      question: question.id, seen: question.seen, choice: this.choice, sure, elapsed_ms: elapsed,
    });
    const result = this.sitting.apply(entry);
    if (this.deck.isCheck) {
      this.showQuestion(true);
      this.outbox.put(entry);
      return;
    }
    for (const input of this.inputs) input.disabled = true;
    const next = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.showQuestion(true) },
      this.sitting.current ? "Next question" : "See how it went");
    this.actions.replaceChildren(next);
    const answered = passagesOf(question, true);
    this.passages.replaceWith(answered);
    this.passages = answered;
    this.feedback.replaceChildren(...this.drawFeedback(question, result));
    next.focus({ preventScroll: true });
    reveal(this.feedback);
    this.outbox.put(entry);
  }

  drawFeedback(question, { option, comesBack }) {
    const sign = { right: "✓ ", "not yet": "↺ ", discussed: "⇄ " }[option.verdict];
    this.feedback.dataset.verdict = option.verdict;
    const nodes = [
      element("p", { class: "hc-line" }, element("span", { "aria-hidden": "true" }, sign), option.line),
      ...question.why.map((text) => element("p", {}, text)),
    ];
    if (option.mistake) nodes.push(element("p", { class: "hc-mistake" }, option.mistake));
    nodes.push(element("p", { class: "hc-rule" }, question.rule));
    if (comesBack) nodes.push(element("p", { class: "hc-back" }, "This question comes back in a moment."));
    if (isExportedPage()) return nodes;
    if (question.kind === "contested" || (question.kind === "own" && option.mistake)) nodes.push(this.drawNote(question));
    return nodes;
  }

  drawNote(question) {
    const area = element("textarea", { rows: "2", maxlength: String(this.deck.mostNote) });
    const kept = element("span", { class: "hc-hint", role: "status" });
    let last = "";
    const keep = element("button", {
      type: "button", class: "hc-button",
      onclick: () => {
        const text = area.value.trim();
        if (!text) { kept.textContent = "Write a few words first."; return; }
        // A second press keeps nothing a second time.
        if (text !== last) this.outbox.put(this.entry("note", { question: question.id, seen: question.seen, text }));
        last = text;
        kept.textContent = "Note taken in.";
      },
    }, "Keep this note");
    return element("div", { class: "hc-note" },
      element("label", {}, "I see it differently, because …", area), element("div", {}, keep, " ", kept));
  }

  showEnd(moveFocus) {
    if (!this.deck.questions.length) {
      this.body.replaceChildren(element("p", {}, this.deck.nothing));
      return;
    }
    const firsts = [...this.sitting.firsts.values()];
    const scored = firsts.filter((verdict) => verdict === "right" || verdict === "not yet");
    const right = scored.filter((verdict) => verdict === "right").length;
    this.count.textContent = `All ${this.deck.questions.length} answered`;
    // A text that somebody brought in has no key: two readers agree, or they have something to discuss.
    const own = this.deck.questions.some((question) => question.kind === "own");
    const { counted } = this.deck;
    const plain = own ? withNumbers(counted.agreed, right, firsts.length)
      : scored.length ? withNumbers(this.again ? counted.again : counted.first, right, scored.length)
      : "Your answers are recorded.";
    this.summary = element("p", { class: "hc-line" }, this.kernelSummary || plain);
    const again = element("button", {
      type: "button", class: "hc-button",
      onclick: () => {
        this.outbox.put(this.entry("restart", {}));
        this.startAgain();
        this.showQuestion(true);
      },
    }, "Start this quiz again");
    const end = element("div", { class: "hc-feedback", tabindex: "-1", role: "group", "aria-label": "Result" },
      this.summary, this.deck.isCheck ? null : element("p", {}, own ? "Where you differ, either of you may be right. Talk about it: which words decide?" : this.again ? "Your answers before you started again are the ones that count." : "Your first answers are the ones that count."));
    this.body.replaceChildren(end, ...(this.deck.isCheck ? [] : [element("div", { class: "hc-actions" }, again)]));
    if (moveFocus) moveOn(end, this.head);
  }

  close() {
    this.outbox.close();
    this.model.off("msg:custom", this.onMessage);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new QuizView(model, el);
    return () => view.close();
  },
};
