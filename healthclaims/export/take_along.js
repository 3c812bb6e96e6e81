// All answers of a learner as one file: the same names and contents as learner/my_data.py writes, so
// that whatever reads the one reads the other.

/** A line of an answer log: what is empty is left out. */
const asLine = (entry) => `${JSON.stringify(Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== "" && value !== 0 && value !== null && value !== undefined)))}\n`;

const inSeconds = (milliseconds) => (milliseconds ? (Math.round(milliseconds / 100) / 10).toFixed(1) : "");

function answersTable(records, { columns, what, sure }) {
  const rows = records.filter(({ entry }) => entry.kind !== "header").map(({ entry, words }) => ({
    time: entry.time, lesson: entry.lesson, quiz: entry.quiz, what: what[entry.kind],
    question: words?.question, text: words?.text, answer: words?.answer, result: words?.result,
    how_sure: sure[entry.sure - 1],
    seconds: inSeconds(entry.elapsed_ms),
    note: entry.text,
  }));
  const cells = [columns, ...rows.map((row) => columns.map((name) => defuse((row[name] ?? "").replace(/\r\n?/g, "\n"))))];
  return `\ufeff${cells.map((row) => `${row.map(quoted).join(",")}\n`).join("")}`;
}

/** The log of each lesson in which something was done, under the same name each time. */
function answerLogs(records) {
  const lessons = [...new Set(records.map(({ entry }) => entry.lesson))].sort();
  return lessons.flatMap((lesson) => {
    const own = records.map(({ entry }) => entry).filter((entry) => entry.lesson === lesson);
    const [headers, done] = [true, false].map((isHeader) => own.filter(({ kind }) => (kind === "header") === isHeader));
    if (!done.length) return [];
    const { id, time } = headers[0] ?? done[0];
    const name = `${time.slice(0, 19).replace(/[-:]/g, "")}-${id.slice(0, 8)}`;
    return [[`logs/${lesson}/${name}.jsonl`, [...headers, ...done].map(asLine).join("")]];
  });
}

function answersZip(records, texts, about) {
  const files = [["README.txt", about.readme], ["answers.csv", answersTable(records, about)], ...answerLogs(records),
    ...texts.map(({ lesson, place, text }) => [`texts/${lesson}/${place}.txt`, text])];
  return zipFile(files.map(([name, text]) => [`my_answers/${name}`, new TextEncoder().encode(text)]));
}
