// What a page puts into the state of a widget before it is shown: the fields that Python fills from
// the answer log in JupyterLab.

/** What is needed of a deck's questions to judge answers; those named in `neverBack` stay away once missed. */
function factsOf(questions, neverBack) {
  return new Map(questions.map(({ id, seen, kind, options }) => [id, {
    id, seen,
    scored: kind !== "contested" && kind !== "own",
    returns: !neverBack.includes(id),
    verdicts: new Map(options.map(({ value, verdict }) => [value, verdict])),
  }]));
}

/** Words in which {…} stands for what is given. */
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (whole, name) => given[name] ?? whole);

function dayInWords(day, { days, months }) {
  const date = new Date(`${day}T00:00Z`);
  return `${days[(date.getUTCDay() + 6) % 7]}, ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** How it went on the last day before this one on which all of a quiz was answered. */
function finishedBefore(deck, facts, entries, day) {
  const answers = doneBefore(entries, day).filter(({ kind, lesson, quiz }) => kind === "answer" && lesson === deck.lesson && quiz === deck.quiz);
  for (const one of [...new Set(answers.map(dayOf))].sort().reverse()) {
    const ofDay = answers.filter((entry) => dayOf(entry) === one);
    const asked = new Set(ofDay.map(({ question }) => question));
    if (deck.questions.every(({ id }) => asked.has(id))) {
      const firsts = firstAnswers(judge(ofDay, facts));
      return { day: one, right: firsts.filter(({ right }) => right).length, asked: firsts.length };
    }
  }
  return null;
}

/** What a quiz asks on a day. A page holds one deck: what was missed and comes back stands first in
 *  it, and alone where all of it was answered on an earlier day. */
function deckOn(deck, entries, day, memory) {
  if (deck.isCheck) {
    const { form, block } = memory.draw;
    const forms = Object.keys(deck.forms);
    const questions = deck.forms[deck.round ? forms.find((name) => name !== form) : form];
    const size = questions.length / memory.about.blocksOfForm;
    return { questions: block ? questions.slice((block - 1) * size, block * size) : questions, reviewed: [], finished: null };
  }
  const facts = factsOf(deck.questions, memory.about.neverBack);
  const due = [...schedule(entries, facts, day, memory.about.returnAfterDays)].filter(([, on]) => on <= day).map(([id]) => id);
  const finished = deck.questions.length ? finishedBefore(deck, facts, entries, day) : null;
  const back = due.map((id) => deck.questions.find((question) => question.id === id));
  const others = deck.questions.filter(({ id }) => !due.includes(id));
  return { questions: finished && due.length ? back : [...back, ...others], reviewed: due, finished };
}

function resumeQuiz(state, memory, today) {
  const { deck } = state;
  const { lesson, quiz, counted } = deck;
  const { entries, about } = memory;
  const days = deck.isCheck ? [] : [today];
  const { questions, reviewed, finished } = deckOn(deck, entries, today, memory);
  const earlier = finished ? filled(counted.earlier[finished.asked === 1 ? 1 + finished.right : 0], { ...finished, day: dayInWords(finished.day, about) }) : "";
  Object.assign(deck, {
    questions, reviewed,
    // Where some of them come back, these are asked at once.
    earlier: reviewed.length ? "" : earlier,
    title: reviewed.length ? `${deck.title} (${filled(about.words.back, { back: reviewed.length, come: reviewed.length === 1 ? "comes" : "come" })})` : deck.title,
    again: wasRestarted(entries, lesson, quiz, days),
    summary: deck.closing ?? "",
  });
  const seen = new Map(questions.map((question) => [question.id, question.seen]));
  state.resume = sittingOf(entries, lesson, quiz, days).filter((entry) => seen.get(entry.question) === entry.seen);
}

/** In an assignment nothing is judged: all that was answered comes back, and the last answers count. */
function resumeMarked(state, { entries }) {
  state.resume = entries.filter(({ lesson, quiz }) => lesson === state.deck.lesson && quiz === state.deck.quiz);
}

function resumeReader(state, { entries }) {
  const { article } = state;
  const seen = new Map(article.units.flatMap((unit) => Object.entries(unit.seen).map(([axis, mark]) => [`${article.id}/${unit.id}/${axis}`, mark])));
  state.resume = entries.filter(({ kind, quiz, question, seen: mark }) => kind === "label" && quiz === article.quiz && seen.get(question) === mark);
}

const lastNote = (entries, name, seen) => entries.filter((entry) => entry.kind === "note" && entry.question === name && entry.seen === seen).at(-1)?.text ?? "";

/** Fill in what the learner did before; what a page was made with is that of nobody. */
function resumed(state, memory, today) {
  const { deck, article, guess, rewrite } = state;
  if (deck?.isMarked) resumeMarked(state, memory);
  else if (deck) resumeQuiz(state, memory, today);
  if (article) resumeReader(state, memory);
  if (guess) guess.last = lastNote(memory.entries, guess.id, guess.seen);
  if (rewrite) rewrite.last = { text: lastNote(memory.entries, rewrite.question, rewrite.seen) };
  for (const item of [deck, article, guess, rewrite]) if (item) item.key = item.key.replace(/^[^/]*/, memory.learner);
  return state;
}

/** An entry in words, as the table shows it that a learner takes along (learner/my_data.py). */
function inWords(entry, { deck, article }) {
  const asked = deck?.questions.find(({ id }) => id === entry.question);
  if (asked) {
    const option = asked.options.find(({ value }) => value === entry.choice);
    const isMarked = entry.kind === "answer" && !["contested", "own"].includes(asked.kind) && option?.verdict;
    return {
      question: asked.prompt, text: asked.passages.map(({ text }) => text).join(" / "), answer: option?.text ?? entry.choice,
      result: isMarked ? (option.verdict === "right" ? "right" : "not yet") : "",
    };
  }
  const [, name, kind] = entry.question?.split("/") ?? [];
  const unit = article?.units.find(({ id }) => id === name);
  const axis = article?.axes.find((one) => one.name === kind);
  if (!unit || !axis) return { question: entry.question ?? "", text: "", answer: entry.choice ?? "", result: "" };
  return { question: axis.question, text: unit.text, answer: axis.labels.find(({ value }) => value === entry.choice)?.text ?? "", result: "" };
}
