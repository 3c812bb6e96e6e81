// What counts as answered and as written, and what is told to be open before work is handed in: the
// same as assignments/quiz_widget.py, notebook_answers.py and hand_in_page.py say, as
// tests/cases/still_open.json shows.

const squeezed = (line) => line.trim().split(/\s+/).join(" ");
const wordsOf = (text) => text.trim().split(/\s+/).filter(Boolean);

/** What is written in a place, without the words that stand there before. */
function ownWords(text, stub) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  return lines.filter((line) => squeezed(line) !== stub).join("\n").trim();
}

/** The questions that have an answer: one that was given to what is asked today. */
function answeredOf(assignment, entries) {
  const seen = new Map(assignment.questions.map((question) => [question.id, question.seen]));
  const counts = (entry) => entry.kind === "answer" && entry.lesson === assignment.name
    && entry.quiz === "marked" && seen.get(entry.question) === entry.seen;
  return new Set(entries.filter(counts).map((entry) => entry.question));
}

/** Numbers in a row as a span: 1, 4 to 7. */
function runsOf(numbers) {
  const runs = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else runs.push([number]);
  }
  return runs.map((run) => (run.length === 1 ? `${run[0]}` : `${run[0]} to ${run.at(-1)}`));
}

/** What is not answered, and what is longer than asked for, one line each. */
function stillOpen(assignment, answered, texts) {
  const without = assignment.questions.flatMap((question, place) => (answered.has(question.id) ? [] : [place + 1]));
  const noun = without.length === 1 ? "question" : "questions";
  const lines = without.length ? [`Not answered: ${noun} ${runsOf(without).join(", ")}.`] : [];
  for (const { id, title, most_words: most } of assignment.tasks) {
    const count = wordsOf(ownWords(texts[id] ?? "", assignment.stub)).length;
    if (!count) lines.push(`${title}: nothing written.`);
    else if (most && count > most) lines.push(`${title}: ${count} words, at most ${most} are asked for.`);
  }
  return lines;
}
