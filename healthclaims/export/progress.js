// “My progress” as a page: what all answers that this browser keeps add up to, by the rules of
// learner/summary.py. What takes more (telling apart, leaning) stands in JupyterLab's lesson 10.

const FULLER = "More stands in lesson 10 in JupyterLab: what you tell apart, which way you lean, and what is solid. It reads the file that “Take my answers along” makes.";
const NOTHING_YET = "You have no answers in this browser yet, and that is fine: begin with any lesson.";
const STATE_NAMES = ["first", "later", "still_open"];

/** All questions of practice as answers are judged by; `kind` is their type and right answer. */
function allQuestions(kinds) {
  return new Map(kinds.flatMap(([type, right, rows]) => rows.map(([id, seen, key, returns]) => [id, {
    id, seen, scored: true, returns: returns === 1, kind: [type, right],
    verdicts: { get: (choice) => (choice === key ? "right" : "not yet") },
  }])));
}

const summed = (states) => STATE_NAMES.map((name) => states.filter((state) => state === name).length);

function grouped(items, groupOf) {
  const groups = new Map();
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item]);
  return groups;
}

function tableOf(caption, head, rows) {
  const name = (words, scope) => element("th", { scope }, words);
  return element("div", { class: "wide" }, element("table", {}, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, head.map((words) => name(words, "col")))),
    element("tbody", {}, rows.map(([first, ...cells]) => element("tr", {}, name(first, "row"), cells.map((cell) => element("td", {}, cell)))))));
}

class Progress {
  constructor(memory, today) {
    this.about = memory.about;
    this.words = this.about.progress.words;
    const questions = allQuestions(this.about.progress.kinds);
    const judged = judge(memory.entries, questions);
    const firsts = firstAnswers(judged);
    const became = whatBecame(judged);
    const steps = this.about.returnAfterDays;
    this.firsts = firsts.map((one) => ({ ...one, state: became.get(one.question.id), lesson: one.entry.lesson }));
    this.due = [...schedule(memory.entries, questions, today, steps)].filter(([, day]) => day <= today).map(([id]) => id);
    this.later = [...schedule(memory.entries, questions, daysLater(today, 1), steps).values()].filter((day) => day > today).sort();
    const parts = judged.length ? [this.work(judged), this.table(), this.comesBack(), this.sure(), this.misses()] : [element("p", {}, NOTHING_YET)];
    this.box = element("section", { class: "hc my-answers my-progress", "aria-label": "Your progress" },
      element("p", { class: "hc-title" }, "Your progress in this browser"), parts, element("p", {}, FULLER));
  }

  work(judged) {
    const days = new Set(judged.map(({ entry }) => dayOf(entry))).size;
    const [first, later, still_open] = summed(this.firsts.map(({ state }) => state));
    return element("p", {}, filled(this.words.work, { answers: plural(judged.length, "answer"), days: plural(days, "day") }), " ",
      filled(this.words.met, { asked: plural(this.firsts.length, "question"), first, later, still_open }));
  }

  /** A type of question and its right answer; what an author wrote out goes by its lesson. */
  name({ question: { kind: [type, right] }, lesson }) {
    return type ? [type, right && `(${right.toLowerCase()})`].filter(Boolean).join(" ") : this.title(lesson);
  }

  title(lesson) {
    return this.about.pages[lesson]?.[1] ?? lesson;
  }

  link(lesson) {
    const [address, title] = this.about.pages[lesson] ?? [];
    return address ? element("a", { href: address }, title) : lesson;
  }

  table() {
    const order = new Map(this.about.progress.kinds.map(([type, right], place) => [`${type} ${right}`, place]));
    const placed = [...this.firsts].sort((a, b) => order.get(a.question.kind.join(" ")) - order.get(b.question.kind.join(" ")));
    const rows = [...grouped(placed, (one) => this.name(one))].map(([name, ones]) => [name, ...summed(ones.map(({ state }) => state)).map(String)]);
    return tableOf("What became of your questions", ["Question", ...this.words.states], rows);
  }

  comesBack() {
    const count = this.due.length;
    const homes = grouped(this.firsts.filter(({ question }) => this.due.includes(question.id)), ({ lesson }) => lesson);
    const lines = [count ? filled(this.words.due, { questions: plural(count, "question"), come: count === 1 ? "comes" : "come" }) : this.words.nothingDue];
    if (this.later.length) {
      const next = this.later.filter((day) => day === this.later[0]).length;
      lines.push(filled(this.words.coming, { count: next, more: count ? " more" : "", come: next === 1 ? "comes" : "come", day: dayInWords(this.later[0], this.about) }));
    }
    return [element("p", {}, lines.join(" ")), element("ul", {}, [...homes].map(([lesson, ones]) => element("li", {}, `${ones.length} in `, this.link(lesson))))];
  }

  sure() {
    const rows = this.about.sure.map((name, place) => {
      const ones = this.firsts.filter(({ entry }) => entry.sure === place + 1);
      return [name, String(ones.filter(({ right }) => right).length), String(ones.length)];
    });
    return tableOf("How sure you were, and how often right at the first try", ["You said", "right", "all"], rows);
  }

  misses() {
    const open = this.firsts.filter(({ state }) => state === "still_open");
    if (!open.length) return null;
    const groups = grouped(open, (one) => `${this.name(one)}\n${one.lesson}`);
    return [element("p", {}, "Still to get right:"), element("ul", {}, [...groups.values()].map((ones) =>
      element("li", {}, `${this.name(ones[0])}: ${ones.length}, in `, this.link(ones[0].lesson))))];
  }
}
