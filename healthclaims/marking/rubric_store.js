// What was given on this page, what a file holds of it, and what the browser keeps meanwhile.

const asCell = (student, task, line) => JSON.stringify([student, task, line]);
const asAnswer = (student, task) => JSON.stringify([student, task]);
const NONE = null;
const MOST_TRIES = 3;

/** The browser's storage; null where it keeps nothing; undefined where the page is loaded again.
 *
 * Chromium now and then gives a file an empty storage, and forgets what is put into it. So a storage
 * is trusted only where something lies that an earlier page has put there; without, the page is
 * loaded once more. The first time in a browser that always happens.
 */
function openStorage() {
  const mark = "healthclaims-here";
  try {
    const isTrue = localStorage.getItem(mark) !== null;
    localStorage.setItem(mark, "1");
    const tries = Number(history.state);
    const goesOn = isTrue || tries === MOST_TRIES;
    history.replaceState(goesOn ? null : tries + 1, "");
    if (goesOn) return isTrue ? localStorage : null;
  } catch {
    return null;
  }
  location.reload();
  return undefined;
}

/** Judgements by cell: `now` as they stand here, `file` as the last file has them. */
class Store {
  constructor(data, storage) {
    this.data = data;
    this.storage = storage;
    this.prefix = `healthclaims-points:${data.name}:`;
    this.own = `${this.prefix}${data.digest}:`;
    this.embedded = new Map(data.given.map(([student, task, line, value]) => [asCell(student, task, line), value]));
    this.now = new Map(this.embedded);
    this.file = new Map(this.embedded);
    this.refused = !storage;
    // Marks of the words that points were given to: as it stands here, and in the last file.
    this.words = new Map(data.words.map(([student, task, mark]) => [asAnswer(student, task), [mark, mark]]));
    for (const key of Object.keys(storage ?? {}).filter((one) => one.startsWith(`${this.own}words`))) {
      try { this.words.set(key.slice(key.indexOf("[")), JSON.parse(storage.getItem(key))); } catch { /* not written by this page */ }
    }
  }

  // Students and tasks by their places on the page; lines from 1, 0 for the comment.

  cell(student, task, line) {
    return asCell(this.data.students[student][0], this.data.tasks[task].id, line);
  }

  written(student, task) {
    return this.data.students[student][2][task];
  }

  /** Whether points stand here that were given before the student's words changed. */
  isChanged(student, task) {
    const { id, criteria } = this.data.tasks[task];
    const [mark] = this.words.get(asAnswer(this.data.students[student][0], id)) ?? [];
    return Boolean(mark) && mark !== this.written(student, task).mark
      && [0, ...criteria.keys()].some((_, line) => this.now.has(this.cell(student, task, line)));
  }

  state(student, task) {
    if (this.isChanged(student, task)) return "words changed since it was marked";
    const { criteria } = this.data.tasks[task];
    const given = criteria.filter((_, place) => this.now.has(this.cell(student, task, place + 1))).length;
    if (given === criteria.length) return "marked";
    const begun = given || this.now.has(this.cell(student, task, 0));
    const { text, beside, pictures, leftOut } = this.written(student, task);
    return `${begun ? "begun" : "not marked yet"}${text || beside || pictures || leftOut ? "" : ", empty"}`;
  }

  give(student, task, line, value) {
    this.set(this.cell(student, task, line), value);
    this.confirm(student, task);
  }

  /** The points of an answer hold for the words that it has now. */
  confirm(student, task) {
    const answer = asAnswer(this.data.students[student][0], this.data.tasks[task].id);
    this.judge(answer, this.written(student, task).mark);
  }

  /** The points of an answer hold for the words with this mark. */
  judge(answer, mark, inFile = this.words.get(answer)?.[1] ?? "") {
    this.words.set(answer, [mark, inFile]);
    try { this.storage.setItem(`${this.own}words${answer}`, JSON.stringify([mark, inFile])); } catch { this.refused = true; }
  }

  /** Take up what the browser kept. Gives the cells in which the page's own file says otherwise. */
  restore() {
    const differing = new Map();
    for (const [cell, [now, file, embedded]] of this.kept((key) => key.startsWith(this.own))) {
      const here = this.embedded.get(cell) ?? NONE;
      if (here === embedded) {
        this.put(this.now, cell, now);
        this.put(this.file, cell, file);
      } else if (here !== now) {
        this.put(this.now, cell, now);
        if (here !== file) differing.set(cell, here);
      }
    }
    return differing;
  }

  /** What earlier copies of this page kept of the same students, and no file has. */
  fromEarlierCopies() {
    const students = new Set(this.data.students.map(([student]) => student));
    const found = this.kept((key) => key.startsWith(this.prefix) && !key.startsWith(this.own));
    return new Map(found
      .filter(([cell, [now, file]]) => now !== file && now !== NONE && students.has(JSON.parse(cell)[0]) && this.now.get(cell) !== now)
      .map(([cell, [now]]) => [cell, now]));
  }

  kept(wanted) {
    if (!this.storage) return [];
    const found = [];
    for (const key of Object.keys(this.storage).filter(wanted)) {
      try {
        const cell = key.slice(key.indexOf("["));
        const values = JSON.parse(this.storage.getItem(key));
        const [student, task, line] = JSON.parse(cell);
        if (Array.isArray(values) && values.length === 3 && this.allows(student, task, line, values[0])) found.push([cell, values]);
      } catch { /* not written by this page */ }
    }
    return found;
  }

  allows(student, task, line, value) {
    const one = this.data.tasks.find(({ id }) => id === task);
    if (typeof student !== "string" || !one) return false;
    if (value === NONE) return true;
    return line === 0 ? typeof value === "string" : Boolean(one.criteria[line - 1]?.levels.some(({ points }) => points === value));
  }

  put(map, cell, value) {
    if (value === NONE || value === "") map.delete(cell);
    else map.set(cell, value);
  }

  set(cell, value) {
    this.put(this.now, cell, value);
    this.keep(cell);
  }

  keep(cell) {
    const values = [this.now, this.file, this.embedded].map((map) => map.get(cell) ?? NONE);
    try {
      if (values[0] === values[2] && values[1] === values[2]) this.storage.removeItem(this.own + cell);
      else this.storage.setItem(this.own + cell, JSON.stringify(values));
    } catch {
      this.refused = true;
    }
  }

  /** Another window of the same page has kept something. */
  heard(key) {
    if (!key?.startsWith(this.own)) return false;
    const cell = key.slice(this.own.length);
    const [, values] = this.kept((one) => one === key)[0] ?? [];
    const embedded = this.embedded.get(cell) ?? NONE;
    this.put(this.now, cell, values ? values[0] : embedded);
    this.put(this.file, cell, values ? values[1] : embedded);
    return true;
  }

  get unsaved() {
    const cells = [...new Set([...this.now.keys(), ...this.file.keys()])].filter((cell) => this.now.get(cell) !== this.file.get(cell));
    const changed = new Set(cells.map((cell) => JSON.stringify(JSON.parse(cell).slice(0, 2))));
    // Points that were found to hold for new words.
    const confirmed = [...this.words].filter(([answer, [mark, inFile]]) => inFile && mark !== inFile && !changed.has(answer));
    return cells.length + confirmed.length;
  }

  /** Take in judgements from elsewhere. Gives the cells in which something else stands here. */
  merge(values, isFile) {
    const differing = new Map();
    for (const [cell, value] of values) {
      if (isFile) this.put(this.file, cell, value);
      if (!this.now.has(cell)) this.put(this.now, cell, value);
      else if (this.now.get(cell) !== value) differing.set(cell, value);
      this.keep(cell);
    }
    return differing;
  }

  judgements() {
    return [...this.now].map(([cell, value]) => {
      const [student, task, line] = JSON.parse(cell);
      return [student, task, line, value, this.words.get(asAnswer(student, task))?.[0] ?? ""];
    });
  }

  /** Everything that stands here is in a file now. */
  saved() {
    const cells = new Set([...this.now.keys(), ...this.file.keys()]);
    this.file = new Map(this.now);
    for (const cell of cells) this.keep(cell);
    for (const [answer, [mark]] of this.words) this.judge(answer, mark, mark);
  }
}
