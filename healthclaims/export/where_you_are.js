// Where a learner stands when a page is opened: the sentences of lessons/where_you_are.py, made of
// what this browser keeps and of the quizzes that this page holds.

const plural = (count, word, more = `${word}s`) => `${count} ${count === 1 ? word : more}`;

/** Answers of one day to questions that the quizzes of this page asked on that day. */
function doneOn(day, decks, entries, lesson) {
  const own = entries.filter((entry) => entry.kind === "answer" && entry.lesson === lesson && dayOf(entry) === day);
  const given = new Set(own.map(({ question, seen }) => `${question} ${seen}`));
  const asked = decks.flatMap(({ questions }) => questions);
  return { asked: asked.length, done: asked.filter(({ id, seen }) => given.has(`${id} ${seen}`)).length, own };
}

/** Right and not yet among the first answers of a day; of a check nothing is told. */
function verdictsOf(own, decks, quizzes, { words, neverBack }) {
  const practice = decks.filter((_, place) => !quizzes[place].isCheck).flatMap(({ questions }) => questions);
  const judged = judge(own, factsOf(practice, neverBack));
  const firsts = firstAnswers(judged);
  const right = firsts.filter((one) => one.right).length;
  return judged.length ? filled(words.verdicts, { right, not_yet: firsts.length - right }) : "";
}

function whereYouAre(quizzes, memory, today) {
  const { entries, about } = memory;
  const { words, lesson } = about;
  if (!quizzes.length) return "";
  const decksOn = (day, known) => quizzes.map((deck) => deckOn(deck, known, day, memory));
  const decks = decksOn(today, entries);
  const now = doneOn(today, decks, entries, lesson);
  const holds = filled(words.holds, { quizzes: plural(quizzes.length, "quiz", "quizzes"), questions: plural(now.asked, "question") });
  if (now.done) return `${holds} ${filled(words.today, { ...now, verdicts: verdictsOf(now.own, decks, quizzes, about) })}`;
  const last = entries.filter((entry) => entry.kind === "answer" && entry.lesson === lesson && dayOf(entry) < today).map(dayOf).sort().at(-1);
  if (!last) return holds;
  const known = entries.filter((entry) => dayOf(entry) <= last);
  const then = doneOn(last, decksOn(last, known), known, lesson);
  if (!then.done) return holds;
  const ago = Math.round((Date.parse(today) - Date.parse(last)) / DAY_MS);
  const inWordsOf = dayInWords(last, about);
  const when = ago === 1 ? words.yesterday : filled(words.on, { day: ago < 7 ? inWordsOf.split(",")[0] : inWordsOf });
  const did = filled(words.earlier, { ...then, when });
  const back = decks.reduce((sum, { reviewed }) => sum + reviewed.length, 0);
  const more = back ? `; ${filled(words.back, { back, come: back === 1 ? "comes" : "come" })}` : "";
  return `${holds} ${did}${more}.`;
}
