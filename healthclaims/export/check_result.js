// How the check before and after the course went, told below its second round: the first sentences of
// learner/before_after.py, and nothing before both rounds are done.

class CheckResult {
  constructor(memory, deck) {
    this.memory = memory;
    this.forms = deck.forms;
    this.box = element("section", { class: "hc my-answers", "aria-label": "How it went" }, element("p", { class: "hc-title" }, "How it went"));
    this.told = element("div", { role: "status" });
    this.box.append(this.told);
    this.draw();
  }

  /** The first answer to each question of a round, as far as it was given. */
  round(number) {
    const { check } = this.memory.about;
    const { lesson, quiz } = check.rounds[number];
    const { questions } = deckOn({ isCheck: true, round: number, forms: this.forms }, [], "", this.memory);
    const facts = new Map(questions.map(({ id, seen }) => [id, { id, seen, scored: true, verdicts: { get: (choice) => (choice === check.keys[id] ? "right" : "not yet") } }]));
    const given = firstAnswers(judge(ofQuiz(this.memory.entries, lesson, quiz, []), facts));
    return { asked: questions.length, answered: given.length, right: given.filter(({ right }) => right).length };
  }

  sentences() {
    const { words, usual } = this.memory.about.check;
    const [before, after] = [this.round(0), this.round(1)];
    const { asked } = after;
    const isDone = (round) => round.answered === round.asked;
    if (isDone(before) && isDone(after)) {
      const least = usual[asked][before.right + after.right];
      const verdict = Math.abs(after.right - before.right) > least ? words.more : words.less;
      return [filled(words.both, { before: before.right, after: after.right, asked }), `${filled(words.doubt, { asked, usual: least })} ${verdict}`, words.fuller];
    }
    if (isDone(after) && !before.answered) return [filled(words.one, { right: after.right, asked }), words.alone, words.fuller];
    return [filled(words.missing, { first: before.answered, second: after.answered, asked, where: words.where[isDone(before) ? 1 : 0] })];
  }

  draw() {
    this.told.replaceChildren(...this.sentences().map((words) => element("p", {}, words)));
  }
}
