// What a learner did on exported pages, as the page that is open knows it. Where it is kept: database.js.

const PATIENCE_MS = 8000;
const REFUSED = "This browser does not let the page keep anything: {why}. You can go on, but your answers are gone when you close this page. Take them along before that.";

const CHANGED_ELSEWHERE = "Not saved: this answer was changed in another window. Copy what you typed here, then load the page again.";

/** Why nothing can be kept, in plain words. */
function whyRefused(error) {
  const reasons = {
    SecurityError: "its settings forbid it, or this is a private window",
    QuotaExceededError: "its storage is full",
    TimeoutError: "its storage does not answer",
  };
  return REFUSED.replace("{why}", reasons[error?.name] ?? `its storage cannot be used (${error?.name})`);
}

/** In order of time; what has the same time, by id: as in learner/entries.py. */
const byTime = (one, other) => placeInTime(one) - placeInTime(other) || (one.id < other.id ? -1 : 1);

/** Whether a record can be used: other pages of the same origin may have written into this storage. */
function isUsable(record) {
  const { kind, id, time, lesson, form } = record?.entry ?? {};
  return [kind, id, time, lesson].every((one) => typeof one === "string") && /^[\w-]*$/.test(lesson)
    && /^\d{4}-\d\d-\d\dT/.test(time) && !Number.isNaN(Date.parse(time)) && (form ?? "") === String(form ?? "");
}

/** Wait until what has been drawn so far can be seen; not for ever where the page is out of sight. */
const nextSeen = () => new Promise((seen) => {
  requestAnimationFrame(() => requestAnimationFrame(seen));
  setTimeout(seen, LONGEST_WAIT_MS);
});

const chance = (values) => values[crypto.getRandomValues(new Uint32Array(1))[0] % values.length];

class Memory {
  /** `about` says in which lesson this is, and what is drawn from. */
  constructor(about) {
    this.about = about;
    this.learner = FIRST_LEARNER;
    this.records = new Map();
    this.waiting = new Map();
    this.trouble = "";
    const late = new Promise((_, failed) => setTimeout(() => failed(new DOMException("late", "TimeoutError")), PATIENCE_MS));
    this.ready = Promise.race([this.open(late), late])
      .catch((error) => { this.trouble = whyRefused(error); })
      .then(() => this.begin());
  }

  async open(late) {
    const { database, opening, learner, records } = await healthclaimsKept;
    // The page has gone on without it.
    if (this.trouble) return database.close();
    Object.assign(this, { database, learner, opening: Promise.race([opening, late]) });
    this.takeIn(records);
    this.opening.catch((error) => {
      database.close();
      this.database = null;
      this.trouble = whyRefused(error);
    });
  }

  /** Whether there is a storage, as soon as that is known. */
  async hasStorage() {
    await this.opening?.catch(() => {});
    return Boolean(this.database);
  }

  takeIn(records) {
    const usable = records.filter(isUsable);
    this.records = new Map([...usable.map((record) => [record.id, record]), ...this.waiting]);
  }

  /** A learner who is new here draws, as learner/history.py does, what decides the check before and after. */
  begin() {
    if (this.headers.length) return;
    const { lesson, forms, blocks } = this.about;
    const seed = crypto.getRandomValues(new Uint32Array(1))[0] + 1;
    this.add(this.header(lesson, { seed, form: chance(forms), block: chance(blocks) }));
    if (this.database) nextSeen().then(() => this.flush(true));
  }

  whyRefused(error) {
    return whyRefused(error);
  }

  header(lesson, draw) {
    return { kind: "header", schema: 1, id: newId(), time: localTime(), lesson, ...draw };
  }

  get headers() {
    return this.sorted().filter(({ kind }) => kind === "header");
  }

  /** Everything that the learner did, in order. */
  get entries() {
    return this.sorted().filter(({ kind }) => kind !== "header");
  }

  sorted() {
    return [...this.records.values()].map(({ entry }) => entry).sort(byTime);
  }

  /** Seed, form and block, from the earliest header. */
  get draw() {
    const { seed, form, block = 0 } = this.headers[0];
    return { seed, form, block };
  }

  /** Where the last entry stands in order: what follows comes after it, whatever the clock says. */
  get latest() {
    return Math.max(0, ...this.entries.map(placeInTime));
  }

  add(entry, words = null) {
    const record = { learner: this.learner, id: entry.id, entry, words };
    this.records.set(entry.id, record);
    this.waiting.set(entry.id, record);
  }

  /** Keep one entry of a widget. Returns what a learner has to be told, or nothing. */
  keep(entry, { state }) {
    const header = this.headers.find(({ lesson }) => lesson === entry.lesson);
    // Written once more: it may have been deleted in another window.
    if (header) this.waiting.set(header.id, this.records.get(header.id));
    else this.add(this.header(entry.lesson, this.draw));
    this.add(entry, inWords(entry, state));
    const told = this.flush();
    this.changed?.();
    return told;
  }

  /** Begin to write; a browser may have closed the storage meanwhile, and then it is opened again. */
  async writing(...stores) {
    const begin = () => this.database.transaction(stores, "readwrite", { durability: "strict" });
    await this.opening;
    try {
      return begin();
    } catch (error) {
      if (error?.name !== "InvalidStateError") throw error;
      this.database = await openDatabase();
      return begin();
    }
  }

  async reading(name) {
    await this.opening;
    return this.database.transaction(name).objectStore(name);
  }

  /** Write what waits, and read it back: only then it is saved. Where another window has begun in the
   *  same moment, what it has drawn counts for both, and this page is loaded anew. */
  async flush(begins = false) {
    const records = [...this.waiting.values()];
    try {
      if (!this.database) return this.trouble;
      const writing = await this.writing("entries");
      const entries = writing.objectStore("entries");
      if (begins && (await recordsOf(entries, this.learner)).some((record) => isUsable(record) && record.entry.kind === "header" && !this.records.has(record.id))) return location.reload();
      for (const record of records) entries.put(record);
      await committed(writing);
      const store = await this.reading("entries");
      const found = await Promise.all(records.map(({ learner, id }) => settled(store.get([learner, id]))));
      if (found.some((record, place) => JSON.stringify(record) !== JSON.stringify(records[place]))) throw new Error("another answer");
      for (const { id } of records) this.waiting.delete(id);
      if (!this.waiting.size) this.trouble = "";
    } catch (error) {
      this.trouble = whyRefused(error);
    }
    return this.trouble;
  }

  /** Everything under this code, also what other pages have added since. */
  async all() {
    try {
      if (this.database) {
        const store = await this.reading("entries");
        this.takeIn(await recordsOf(store, this.learner));
        this.begin();
      }
    } catch (error) { // the browser has taken the storage away: what this page knows is all there is
      this.trouble = whyRefused(error);
    }
    return [...this.records.values()].sort((one, other) => byTime(one.entry, other.entry));
  }

  /** The lines of a lesson's answer log, its headers first; a log without answers has one, too. */
  async logOf(lesson) {
    await this.all();
    if (!this.headers.some((header) => header.lesson === lesson)) {
      this.add(this.header(lesson, this.draw));
      await this.flush();
    }
    const own = (entries) => entries.filter((entry) => entry.lesson === lesson);
    return [...own(this.headers), ...own(this.entries)];
  }

  /** Keep what is written in a place of an assignment: it is no line of an answer log. `known` is the
   *  time of the text that this page has read or written last. Returns what a learner has to be told,
   *  or nothing. */
  async keepText(lesson, place, { text, time }, known) {
    try {
      if (!this.database) return this.trouble;
      const writing = await this.writing("settings");
      const store = writing.objectStore("settings");
      const there = await settled(store.get(["text", this.learner, lesson, place]));
      if (there && there.time !== known) {
        writing.abort();
        return CHANGED_ELSEWHERE;
      }
      store.put({ lesson, place, text, time }, ["text", this.learner, lesson, place]);
      await committed(writing);
      return "";
    } catch (error) {
      return whyRefused(error);
    }
  }

  get ofTexts() {
    return IDBKeyRange.bound(["text", this.learner], ["text", this.learner, []]);
  }

  /** Everything that the learner has written in assignments. */
  async texts() {
    if (!await this.hasStorage()) return [];
    const found = await settled((await this.reading("settings")).getAll(this.ofTexts));
    return found.filter(({ text }) => typeof text === "string");
  }

  /** Whether another code was chosen in another window: what is done here would go under the old one.
   *  Not while something is not saved: the page is not to be loaded again then. */
  async isOfAnother() {
    if (!await this.hasStorage() || this.trouble || this.waiting.size || this.holdsText) return false;
    const store = await this.reading("settings");
    return (await settled(store.get("learner")) ?? FIRST_LEARNER) !== this.learner;
  }

  async choose(learner) {
    const writing = await this.writing("settings");
    writing.objectStore("settings").put(learner, "learner");
    await committed(writing);
  }

  async forget() {
    const writing = await this.writing("entries", "settings");
    writing.objectStore("settings").delete(this.ofTexts);
    writing.objectStore("entries").delete(allOf(this.learner));
    await committed(writing);
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(`healthclaims-draft:${this.learner}/`)) sessionStorage.removeItem(name);
    }
  }
}
