// The points as a table, which rubric_reading.py reads: the same judgements give the same bytes.
// A judgement is [student, task, line, value, words]: points for a line, or, for line 0, the
// comment; and a mark of the words that were judged, empty where it is not known.

const COLUMNS = ["student", "task", "line", "points", "comment", "words"];
const OPTIONAL = ["words"];
const BROKEN = "A double quote is not closed, or stands in a wrong place.";

/** Text that every table can hold. */
function cleanText(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]/gu, "\ufffd");
}

function cleanComment(text) {
  return cleanText(text).replace(/^[ \t\n]+|[ \t\n]+$/g, "");
}

/** Compares texts by their characters, as Python does. */
function byCharacters(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let place = 0; place < Math.min(a.length, b.length); place += 1) {
    if (a[place] !== b[place]) return a[place].codePointAt(0) - b[place].codePointAt(0);
  }
  return a.length - b.length;
}

/** Write judgements as a table, with the mark that tells spreadsheets its encoding. */
function writeTable(judgements, tasks) {
  const place = new Map(tasks.map((task, index) => [task.id, index]));
  const last = (line) => line || Infinity;
  const sorted = [...judgements].sort((one, other) =>
    byCharacters(one[0], other[0]) || place.get(one[1]) - place.get(other[1]) || (last(one[2]) < last(other[2]) ? -1 : 1));
  const rows = sorted.map(([student, task, line, value, words]) =>
    [defuse(student), task, ...(line ? [String(line), String(value), ""] : ["", "", defuse(value)]), words]);
  return `\ufeff${[COLUMNS, ...rows].map((row) => `${row.map(quoted).join(",")}\n`).join("")}`;
}

/** Split a table into rows of cells, each with the line on which it begins. */
function splitTable(text, delimiter) {
  const rows = [];
  let [line, start, cells, cell, state] = [1, 1, [], "", "start"];
  const endCell = () => { cells.push(cell); cell = ""; state = "start"; };
  const endRow = () => {
    if (cells.length || cell || state !== "start") { endCell(); rows.push({ line: start, cells }); }
    cells = [];
  };
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place];
    const isEnd = sign === "\n" || sign === "\r";
    const pair = sign === "\r" && text[place + 1] === "\n";
    if (isEnd) line += 1;
    if (state === "quoted") {
      if (sign !== '"') { cell += pair ? "\r\n" : sign; if (pair) place += 1; continue; }
      if (text[place + 1] === '"') { cell += sign; place += 1; } else state = "after";
      continue;
    }
    if (isEnd) { endRow(); start = line; if (pair) place += 1; continue; }
    if (sign === delimiter) { endCell(); continue; }
    if (state === "after") return { rows, broken: start };
    if (sign === '"' && state === "start") { state = "quoted"; continue; }
    cell += sign;
    state = "plain";
  }
  if (state === "quoted") return { rows, broken: start };
  endRow();
  return { rows, broken: 0 };
}

/** Read a table. Gives the judgements, or every problem with its line. */
function readTable(text, tasks) {
  const problems = [];
  const wrong = (line, words) => problems.push({ line, words });
  const whole = text.replace(/^\ufeff/, "");
  const first = whole.split("\n", 1)[0];
  const count = (sign) => first.split(sign).length;
  const { rows, broken } = splitTable(whole, count(";") > count(",") ? ";" : ",");
  const names = rows[0]?.line === 1 ? rows.shift().cells.map((name) => name.trim()) : [];
  const filled = rows.filter(({ cells }) => cells.some(Boolean));
  // A column without name and content comes from a spreadsheet.
  const used = new Set([names, ...filled.map(({ cells }) => cells)].flatMap((cells) => [...cells.keys()].filter((place) => cells[place])));
  const without = (cells) => cells.filter((_, place) => used.has(place));
  const header = without(names);
  const missing = COLUMNS.filter((name) => !header.includes(name) && !OPTIONAL.includes(name));
  const extra = header.filter((name) => !COLUMNS.includes(name));
  const twice = header.filter((name, place) => header.indexOf(name) !== place);
  if (broken === 1) return { judgements: [], problems: [{ line: 1, words: BROKEN }] };
  if (missing.length) wrong(1, `The columns ${missing.join(", ")} are missing.`);
  if (twice.length) wrong(1, `The columns ${twice.join(", ")} are there more than once.`);
  if (extra.length) wrong(1, `The columns ${extra.join(", ")} are unknown.`);
  for (const row of filled) row.cells = without(row.cells);
  for (const { line, cells } of filled) {
    if (cells.length !== header.length) wrong(line, `It has ${cells.length} values, the first line has ${header.length} columns.`);
  }
  if (broken) wrong(broken, BROKEN);
  if (problems.length) return { judgements: [], problems };

  const found = new Map();
  const comments = new Map();
  const words = new Map();
  for (const { line, cells } of filled) {
    const row = Object.fromEntries(header.map((name, place) => [name, cells[place]]));
    takeRow(row, tasks, (told) => wrong(line, told), (kind, place, value) => {
      if (!value) return;
      if (kind === "words") {
        const answer = JSON.stringify(place);
        words.set(answer, new Set([...(words.get(answer) ?? []), value]));
        return;
      }
      const key = JSON.stringify([kind, ...place]);
      const kept = found.get(key);
      if (kept === undefined) found.set(key, { value, line, place });
      else if (kept.value !== value) wrong(line, `“${value}” differs from “${kept.value}” in line ${kept.line} for the same answer. Keep one of the two rows.`);
    });
  }
  const judgements = [];
  const placed = [...found].map(([key, one]) => ({ kind: JSON.parse(key)[0], ...one }));
  for (const { kind, place, value } of placed.sort((one, other) => one.place[2] - other.place[2])) {
    const [student, task, line] = place;
    if (kind === "points") { judgements.push([student, task, line, Number(value)]); continue; }
    const name = line ? tasks.find((one) => one.id === task).criteria[line - 1].name : "";
    const said = line ? `${name}${name.endsWith("?") ? "" : ":"} ${value}` : value;
    const key = JSON.stringify([student, task]);
    comments.set(key, comments.has(key) ? `${comments.get(key)}\n${said}` : said);
  }
  for (const [key, said] of comments) judgements.push([...JSON.parse(key), 0, said]);
  // Two marks together are no answer's, as in rubric_reading.py.
  for (const one of judgements) one.push([...(words.get(JSON.stringify(one.slice(0, 2))) ?? [])].sort().join(" "));
  return problems.length ? { judgements: [], problems } : { judgements, problems };
}

/** What a spreadsheet writes as 1,0 or 1.0 is 1: see core/tables.py. */
const wholeNumber = (text) => text.trim().replace(/([0-9])[.,]0+$/, "$1");

function takeRow(row, tasks, wrong, keep) {
  let sound = true;
  const bad = (words) => { sound = false; wrong(words); };
  const student = cleanText(undo(row.student));
  if (!student) bad("It names no student.");
  const task = tasks.find((one) => one.id === row.task.trim());
  if (!task) { bad(`The task “${row.task}” is not part of this assignment.`); return; }
  const line = wholeNumber(row.line);
  const lines = task.criteria.map((_, index) => String(index + 1));
  if (line && !lines.includes(line)) { bad(`“${row.line}” is not a line of this rubric. Its lines are 1 to ${lines.length}.`); return; }
  const points = wholeNumber(row.points);
  if (points && !line) bad(`The points “${row.points}” stand without a line.`);
  else if (points) {
    const { name, levels } = task.criteria[Number(line) - 1];
    if (!levels.some((level) => String(level.points) === points)) bad(`The points “${row.points}” do not fit “${name}”.`);
  }
  if (!sound) return;
  keep("points", [student, task.id, Number(line)], points);
  keep("comment", [student, task.id, Number(line)], cleanComment(undo(row.comment)));
  keep("words", [student, task.id], undo(row.words ?? "").trim());
}
