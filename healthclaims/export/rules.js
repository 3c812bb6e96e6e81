// What Python and a page both decide about answers: each rule has a table of cases in tests/cases/
// that both pass. An entry is a line of the answer log (learner/entries.py). Of a question it takes
// {id, seen, scored, returns, verdicts}: whether it is marked, whether a miss brings it back, and the
// verdict on each answer by its value.

const DAY_MS = 86400000;
const dayOf = (entry) => entry.time.slice(0, 10);
const daysLater = (day, count) => new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/** Judge answers as learner/outcomes.py does; those to other questions than these are left out. */
function judge(entries, questions) {
  return entries.flatMap((entry) => {
    const question = entry.kind === "answer" ? questions.get(entry.question) : undefined;
    const verdict = question?.seen === entry.seen ? question.verdicts.get(entry.choice) : undefined;
    return verdict === undefined ? [] : [{ entry, question, right: verdict === "right" }];
  });
}

/** The first answer to each question that is marked: the one that counts. */
function firstAnswers(judged) {
  const kept = new Map();
  for (const one of judged) if (one.question.scored && !kept.has(one.question.id)) kept.set(one.question.id, one);
  return [...kept.values()];
}

/** What became of each question, as in learner/summary.py: "first", "later" or "still_open". */
function whatBecame(judged) {
  const days = new Map();
  for (const { entry, question, right } of judged.filter((one) => one.question.scored)) {
    if (!days.has(question.id)) days.set(question.id, new Map());
    const ofIt = days.get(question.id);
    if (!ofIt.has(dayOf(entry))) ofIt.set(dayOf(entry), right);
  }
  return new Map([...days].map(([id, ofIt]) => {
    const rights = [...ofIt.values()];
    return [id, rights.every(Boolean) ? "first" : rights.at(-1) ? "later" : "still_open"];
  }));
}

/** What was done before a day; entries of days to come were made while the clock was wrong. */
function doneBefore(entries, day) {
  return entries.filter((entry) => dayOf(entry) < day || dayOf(entry) > daysLater(day, 1));
}

/** The day on which each missed question comes back, the longest overdue first: the rule of
 *  learner/schedule.py, whose RETURN_AFTER_DAYS are the steps. */
function schedule(entries, questions, today, steps) {
  const judged = judge(doneBefore(entries, today), questions);
  let latest = daysLater(today, -1);
  const days = [...judged].reverse().map(({ entry }) => {
    if (dayOf(entry) > today) return latest;
    latest = daysLater(dayOf(entry), -1);
    return dayOf(entry);
  }).reverse();
  const step = new Map();
  const when = new Map();
  judged.forEach(({ question: { id, scored, returns }, right }, place) => {
    if (!scored || !returns) return;
    if (!right) step.set(id, 0);
    else if (!step.has(id) || days[place] < when.get(id)) return;
    else step.set(id, step.get(id) + 1);
    if (step.get(id) < steps.length) when.set(id, daysLater(days[place], steps[step.get(id)]));
    else [step, when].forEach((map) => map.delete(id));
  });
  const order = ([id, day], [other, otherDay]) => (day === otherDay ? (id < other ? -1 : 1) : day < otherDay ? -1 : 1);
  return new Map([...when].sort(order));
}

function ofQuiz(entries, lesson, quiz, days) {
  return entries.filter((entry) => entry.lesson === lesson && entry.quiz === quiz && (!days.length || days.includes(dayOf(entry))));
}

/** What was done in one quiz on some days, or on all, since it was last started again. */
function sittingOf(entries, lesson, quiz, days = []) {
  const own = ofQuiz(entries, lesson, quiz, days);
  return own.slice(own.map(({ kind }) => kind).lastIndexOf("restart") + 1);
}

/** Whether a quiz that had been answered was started again. */
function wasRestarted(entries, lesson, quiz, days = []) {
  const kinds = ofQuiz(entries, lesson, quiz, days).map(({ kind }) => kind);
  return kinds.includes("answer") && kinds.lastIndexOf("restart") > kinds.indexOf("answer");
}
