// One sitting of a quiz: lays out the deck, takes answers, reveals what Python has prepared.

// More steps than this would fill the screen; then the count alone tells where you are.
const MOST_STEPS = 15;
// More misses than this at once are not read; the others wait in a fold.
const MOST_MISSES = 5;

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
    this.verdicts = new Map(this.queue.map((id) => [id, []]));
    this.applied = new Set();
  }

  /** The verdict on the first answer to a question: the one that counts. */
  first(id) {
    return this.verdicts.get(id)[0];
  }

  get answered() {
    return this.deck.questions.filter(({ id }) => this.first(id));
  }

  apply(entry) {
    if (entry.kind !== "answer" || this.applied.has(entry.id)) return null;
    const question = this.byId.get(entry.question);
    const option = question?.options.find((item) => item.value === entry.choice);
    if (!option || !this.queue.includes(question.id)) return null;
    this.applied.add(entry.id);
    const verdicts = this.verdicts.get(question.id);
    const isSecond = Boolean(question.hint) && waitsForSecondTry(verdicts);
    verdicts.push(option.verdict ?? "recorded");
    if (question.hint && waitsForSecondTry(verdicts)) return { question, option, isHint: true };
    const rest = this.queue.filter((id) => id !== question.id);
    const missed = isSecond || option.verdict === "not yet";
    const returns = this.returns.get(question.id) ?? 0;
    this.queue = missed ? requeue(rest, question.id, returns) : rest;
    if (missed) this.returns.set(question.id, returns + 1);
    return { question, option, missed, comesBack: this.queue.includes(question.id) };
  }

  /** Ask one question once more, whatever became of it. */
  retry(id) {
    this.queue = [id];
  }

  get current() {
    return this.byId.get(this.queue[0]);
  }
}

/** A sentence that Python has worded, with the numbers of this page; of a single question, without. */
function withNumbers(sentences, right, asked) {
  return sentences[asked === 1 ? 1 + right : 0].replace("{right}", right).replace("{asked}", asked);
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
    this.steps = element("ol", { class: "hc-steps", "aria-label": "Where you are" });
    this.head = element("div", { class: "hc-head" }, this.title, this.count, this.steps);
    el.append(
      element("section", {
        class: "hc hc-quiz", "aria-label": `Quiz: ${this.deck.title}`, onkeydown: answerByKeys,
      }, this.head, this.body, this.saved),
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
    if (this.deck.earlier && !this.sitting.applied.size) this.showEarlier();
    else this.showQuestion(false);
  }

  /** A quiz that was finished on another day opens as finished. */
  showEarlier() {
    this.showCount("", "");
    const again = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.showQuestion(true) }, "Answer once more");
    this.body.replaceChildren(
      element("div", { class: "hc-feedback", role: "group", "aria-label": "Result" },
        element("p", { class: "hc-line" }, this.deck.earlier),
        element("p", {}, "Go on with the lesson, or answer once more: what you answered then is kept.")),
      element("div", { class: "hc-actions" }, again));
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

  /** Where you are: a step for each question, with its sign; read out as words. */
  drawSteps(current) {
    const told = { right: ["✓", "right"], "not yet": ["↺", "not yet"], discussed: ["⇄", "left open"], recorded: ["•", "answered"] };
    return this.deck.questions.map(({ id }, place) => {
      const verdict = this.sitting.first(id);
      const [sign, words] = told[verdict] ?? [String(place + 1), "to come"];
      const now = id === current;
      return element("li", { "data-step": verdict ?? "to come", "aria-current": now ? "step" : null },
        element("span", { "aria-hidden": "true" }, sign),
        element("span", { class: "hc-sr" }, `Question ${place + 1}: ${now ? "this one" : words}`));
    });
  }

  showCount(text, current) {
    this.count.textContent = text;
    const total = this.deck.questions.length;
    this.steps.hidden = total === 1 || total > MOST_STEPS;
    if (!this.steps.hidden) this.steps.replaceChildren(...this.drawSteps(current));
  }

  showQuestion(moveFocus) {
    const question = this.sitting.current;
    const total = this.deck.questions.length;
    const done = this.sitting.answered.length;
    if (!question) return this.showEnd(moveFocus);
    const again = this.sitting.first(question.id);
    const place = total === 1 ? "One question" : `Question ${Math.min(done + 1, total)} of ${total}`;
    const told = again ? `Once more (${done} of ${total} answered)` : place;
    this.showCount(this.deck.isCheck && done ? `${this.deck.recorded} ${place}` : told, question.id);
    this.shownAt = performance.now();
    this.choice = "";
    this.feedback = element("div", { class: "hc-feedback", role: "status" });
    this.passages = passagesOf(question, false);
    const [answers, inputs] = optionsOf(question, {
      meanings: this.deck.meanings,
      choose: (value) => {
        this.choice = value;
        this.feedback.querySelector(".hc-ask")?.remove();
      },
    });
    this.inputs = inputs;
    this.actions = element("div", { class: "hc-actions" }, this.drawSubmit(question));
    const start = element("div", { class: "hc-question", tabindex: "-1", role: "group", "aria-label": this.count.textContent },
      sourceLine(question, this.deck.reviewed.includes(question.id)), this.passages, answers);
    // The reason stands before the way on, so that it is read first.
    this.body.replaceChildren(start, this.feedback, this.actions);
    if (question.hint && waitsForSecondTry(this.sitting.verdicts.get(question.id))) this.showHint(question, "");
    if (moveFocus) moveOn(start, this.head);
  }

  drawSubmit(question) {
    if (question.kind === "contested") {
      return element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.submit(question, 0) }, "I find this one stronger");
    }
    return sureOf(this.deck.sure, "How sure? Sends your answer:", (sure) => this.submit(question, sure));
  }

  submit(question, sure) {
    if (!this.choice) {
      this.feedback.querySelector(".hc-ask")?.remove();
      this.feedback.append(element("p", { class: "hc-ask" }, "First choose one of the answers above."));
      (this.inputs.find((input) => !input.disabled)).focus();
      reveal(this.feedback);
      return;
    }
    const elapsed = Math.round(performance.now() - this.shownAt);
    const entry = this.entry("answer", {
      question: question.id, seen: question.seen, choice: this.choice, sure, elapsed_ms: elapsed,
    });
    const result = this.sitting.apply(entry);
    if (this.deck.isCheck) this.showQuestion(true);
    else if (result.isHint) this.showHint(question, this.choice);
    else this.showReason(question, result);
    this.outbox.put(entry);
  }

  /** After a first miss: where to look, and a second try. */
  showHint(question, missed) {
    const mistake = question.options.find((option) => option.value === missed)?.mistake;
    this.feedback.dataset.verdict = "not yet";
    this.feedback.replaceChildren(
      element("p", { class: "hc-line" }, element("span", { "aria-hidden": "true" }, "↺ "), question.hint),
      mistake ? element("p", { class: "hc-mistake" }, mistake) : "");
    this.choice = "";
    for (const input of this.inputs) {
      input.checked = false;
      if (input.value !== missed) continue;
      input.disabled = true;
      flag(input, "mine", "↺ not this");
    }
    const again = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.submit(question, 0) }, "Try this answer");
    this.actions.replaceChildren(again);
    if (missed) {
      this.inputs.find((input) => !input.disabled).focus({ preventScroll: true });
      reveal(this.feedback);
    }
  }

  showReason(question, result) {
    this.showCount(this.count.textContent, question.id);
    for (const input of this.inputs) {
      input.disabled = true;
      const option = question.options.find(({ value }) => value === input.value);
      const mine = input.value === this.choice;
      input.checked = mine;
      if (option.verdict === "right") flag(input, "right", mine ? "✓ your answer, right" : "✓ right answer");
      else if (mine) flag(input, "mine", option.verdict === "discussed" ? "⇄ your answer" : "↺ your answer");
    }
    const next = element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.showQuestion(true) },
      this.sitting.current ? "Next question" : "See how it went");
    this.actions.replaceChildren(next);
    const answered = passagesOf(question, true);
    this.passages.replaceWith(answered);
    this.passages = answered;
    this.feedback.replaceChildren(...this.drawFeedback(question, result));
    next.focus({ preventScroll: true });
    reveal(this.feedback);
  }

  drawFeedback(question, { option, missed, comesBack }) {
    const sign = { right: "✓ ", "not yet": "↺ ", discussed: "⇄ " }[option.verdict];
    this.feedback.dataset.verdict = option.verdict;
    const nodes = [
      element("p", { class: "hc-line" }, element("span", { "aria-hidden": "true" }, sign), option.line),
      ...question.why.map((text) => element("p", {}, text)),
    ];
    // Where there was a hint, it has said this already.
    if (option.mistake && !question.hint) nodes.push(element("p", { class: "hc-mistake" }, option.mistake));
    nodes.push(element("p", { class: "hc-rule" }, question.rule));
    if (missed) nodes.push(element("p", { class: "hc-rule" }, comesBack ? "This one comes back after three others." : "This one comes back another day."));
    if (this.outbox.exported && !this.outbox.memory) return nodes;
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
    return element("details", { class: "hc-note" }, element("summary", {}, "I see it differently …"),
      element("label", {}, "I see it differently, because …", area), element("div", {}, keep, " ", kept));
  }

  showEnd(moveFocus) {
    if (!this.deck.questions.length) {
      this.body.replaceChildren(element("p", {}, this.deck.nothing));
      return;
    }
    const firsts = this.sitting.answered.map(({ id }) => this.sitting.first(id));
    const scored = firsts.filter((verdict) => verdict === "right" || verdict === "not yet");
    const right = scored.filter((verdict) => verdict === "right").length;
    const total = this.deck.questions.length;
    this.showCount(total === 1 ? "Answered" : `All ${total} answered`, "");
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
    this.body.replaceChildren(end, ...this.drawMisses(), ...(this.deck.isCheck ? [] : [element("div", { class: "hc-actions" }, again)]));
    if (moveFocus) moveOn(end, this.head);
  }

  /** Your misses: each sentence with its deciding words and the reason, to be tried once more. */
  drawMisses() {
    const missed = this.sitting.answered.filter(({ id }) => this.sitting.first(id) === "not yet");
    if (!missed.length || this.deck.isCheck) return [];
    const items = missed.map((question) => {
      const retry = element("button", {
        type: "button", class: "hc-button",
        onclick: () => { this.sitting.retry(question.id); this.showQuestion(true); },
      }, "Try it again");
      return element("li", {},
        question.passages.map((passage) => element("p", { class: "hc-missed" },
          passage.label ? `${passage.label}: ` : null, marked(passage.text, passage.cue))),
        element("p", { class: "hc-hint" }, question.prompt),
        question.why.map((text) => element("p", {}, text)),
        retry);
    });
    const title = missed.length === 1 ? "One to read again" : `${missed.length} to read again`;
    const rest = items.splice(MOST_MISSES);
    return [element("div", { class: "hc-misses", role: "group", "aria-label": title },
      element("p", { class: "hc-name" }, title), element("ul", {}, items),
      rest.length ? element("details", {}, element("summary", {}, `${rest.length} more`), element("ul", {}, rest)) : null)];
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
