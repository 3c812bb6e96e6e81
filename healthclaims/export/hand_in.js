// The end of an assignment's page: it keeps what is written, tells what is still open, and makes the
// file to hand in. That is the one of assignments/hand_in.py: same names, same contents.

const LOG_FILE = "answers.jsonl";
const MANIFEST_FILE = "hand_in.json";
const NO_TIME = "1980-01-01T00:00:00+00:00";
const KEEP_AFTER_MS = 400;

const count = (number, word) => `${number} ${number === 1 ? word : `${word}s`}`;
const linesOf = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** A place to write in; what stands in it is kept as soon as the typing pauses. */
class Place {
  constructor(area, task, assignment, memory) {
    Object.assign(this, { area, task, assignment, memory });
    this.told = document.getElementById(area.getAttribute("aria-describedby"));
    area.addEventListener("input", () => this.changed());
    area.addEventListener("blur", () => this.keep());
    addEventListener("pagehide", () => this.keep());
    document.addEventListener("visibilitychange", () => this.keep());
  }

  start(kept) {
    this.area.value = kept?.text ?? "";
    this.time = kept?.time;
    this.known = kept?.time;
    this.area.disabled = false;
    this.tell("");
  }

  get text() {
    return this.area.value;
  }

  changed() {
    this.time = localTime();
    this.tell("Saving …");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), KEEP_AFTER_MS);
    this.isNew = true;
  }

  async keep() {
    clearTimeout(this.timer);
    if (!this.isNew) return;
    this.isNew = false;
    const { text, time } = this;
    // One after the other: each must know which text the one before has left.
    this.kept = (this.kept ?? Promise.resolve())
      .then(() => this.memory.keepText(this.assignment.name, this.task.id, { text, time }, this.known));
    const trouble = await this.kept;
    if (trouble) {
      this.isNew = true;
      this.memory.holdsText = true;
      return this.tell(trouble);
    }
    this.known = time;
    // What was typed meanwhile is told by what keeps it.
    if (!this.isNew) this.tell("Saved in this browser.");
  }

  tell(state) {
    const most = this.task.most_words;
    const words = wordsOf(ownWords(this.text, this.assignment.stub)).length;
    this.told.textContent = `${count(words, "word")}${most ? `, at most ${most}` : ""}. ${state}`;
  }
}

class HandIn {
  constructor(assignment, memory) {
    this.assignment = assignment;
    this.memory = memory;
    this.shown = document.getElementById("handed");
    const areas = [...document.querySelectorAll("textarea[data-task]")];
    const taskOf = (area) => assignment.tasks.find(({ id }) => id === area.dataset.task);
    this.places = areas.map((area) => new Place(area, taskOf(area), assignment, memory));
    document.getElementById("make").addEventListener("click", () => this.look());
  }

  async start() {
    const kept = await this.memory.texts();
    for (const place of this.places) {
      place.start(kept.find((one) => one.lesson === this.assignment.name && one.place === place.task.id));
    }
  }

  get texts() {
    return Object.fromEntries(this.places.map(({ task, text }) => [task.id, text]));
  }

  /** What is in the file, and what is not. */
  async work() {
    await Promise.all(this.places.map((place) => place.keep()));
    const log = await this.memory.logOf(this.assignment.name);
    const answered = answeredOf(this.assignment, log);
    return { log, answered, open: stillOpen(this.assignment, answered, this.texts) };
  }

  async look() {
    const work = await this.work();
    if (!work.open.length) return this.make(work);
    this.show(
      element("p", {}, element("strong", {}, "Still open:")),
      element("ul", {}, work.open.map((line) => element("li", {}, line))),
      element("p", {}, "No file is made yet. Go on working, or hand in what there is: ",
        element("button", { type: "button", onclick: async () => this.make(await this.work()) }, "Make the file all the same")));
  }

  make({ log, answered, open }) {
    const file = `${this.assignment.name}_${this.memory.learner}.zip`;
    const address = URL.createObjectURL(zipFile(this.parts(log)));
    const link = element("a", { href: address, download: file, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    const asked = this.assignment.questions.length;
    const amount = asked ? `your answers, ${answered.size} of ${count(asked, "question")}` : "there are no questions to choose in here";
    this.show(
      element("p", {}, element("strong", {}, `${open.length ? "Packed, but not finished" : "Ready to hand in"}: `), file),
      element("p", {}, `It is in the folder for your downloads. ${open.length ? "When you have finished, give" : "Give"} this one zip to your teacher, the way your course collects work. In it:`),
      element("ul", {},
        element("li", {}, `${LOG_FILE}: ${amount}`),
        element("li", {}, `${this.assignment.name}.ipynb: the notebook${this.places.length ? ", with what you wrote" : ""}`)),
      element("p", {}, element("strong", {}, open.length ? "Still open:" : "Nothing is missing.")),
      open.length ? element("ul", {}, open.map((line) => element("li", {}, line))) : null,
      element("p", {}, "You can change something and press the button again: the file is made anew."));
  }

  show(...nodes) {
    this.shown.replaceChildren(...nodes.filter(Boolean));
    this.shown.focus();
  }

  /** The files of the zip, in the order of their names. */
  parts(log) {
    const text = log.map(asLine).join("");
    const files = new Map([[LOG_FILE, text], [`${this.assignment.name}.ipynb`, this.notebook()]]
      .map(([name, content]) => [name, new TextEncoder().encode(content)]));
    files.set(MANIFEST_FILE, new TextEncoder().encode(this.manifest(log, files)));
    return [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** The notebook as students have it, with what was written in the places for it. */
  notebook() {
    const made = structuredClone(this.assignment.notebook);
    for (const cell of made.cells) {
      const text = this.texts[cell.metadata.nbgrader?.grade_id] ?? "";
      cell.source = linesOf(ownWords(text, this.assignment.stub) ? text : cell.source);
    }
    return `${JSON.stringify(made, null, 1)}\n`;
  }

  /** Says whose this is without a name. */
  manifest(log, files) {
    const written = this.places.filter(({ text }) => text).map(({ time }) => time);
    const times = [...log.filter(({ kind }) => kind === "answer").map(({ time }) => time), ...written];
    const latest = times.filter(Boolean).sort((one, other) => Date.parse(one) - Date.parse(other)).at(-1) ?? NO_TIME;
    return `${JSON.stringify({
      assignment: this.assignment.name,
      hand_in_id: log[0].id,
      time: latest.replace(/\.\d+/, ""),
      files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
      kit_version: this.assignment.kit_version,
    }, null, 1)}\n`;
  }
}

const { memory } = globalThis.healthclaimsHost;
const handIn = new HandIn(JSON.parse(document.getElementById("assignment").textContent), memory);
globalThis.healthclaimsHost.begun.push(memory.ready.then(() => handIn.start())
  .catch((error) => handIn.show(element("p", {}, memory.whyRefused(error)))));
