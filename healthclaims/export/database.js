// Where exported pages keep answers: in the browser that opened them, one record an entry, under the
// code of a learner. Not in localStorage: Chromium writes that to disk seconds later, and what a page
// had called saved is gone if the browser is killed before. This one waits for the disk. It runs
// before the page is read, so that what is kept is there when the first question is shown.

const DATABASE = "healthclaims";
const FIRST_LEARNER = "me";

/** The result of a request of IndexedDB. */
const settled = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

/** The end of a transaction: with durability "strict" it is on the disk then. */
const committed = (transaction) => new Promise((done, failed) => {
  transaction.oncomplete = () => done();
  transaction.onabort = () => failed(transaction.error ?? new Error("aborted"));
});

const allOf = (learner) => IDBKeyRange.bound([learner], [learner, []]);
const recordsOf = (store, learner) => settled(store.getAll(allOf(learner)));

async function openDatabase() {
  if (!globalThis.indexedDB) throw new DOMException("none", "SecurityError");
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("entries", { keyPath: ["learner", "id"] });
    request.result.createObjectStore("settings");
  };
  const database = await settled(request);
  database.onversionchange = () => database.close();
  return database;
}

/** The database, the code that was used last, and everything under it. */
async function readKept() {
  const database = await openDatabase();
  const transaction = database.transaction(["settings", "entries"]);
  const learner = await settled(transaction.objectStore("settings").get("learner")) ?? FIRST_LEARNER;
  return { database, learner, records: await recordsOf(transaction.objectStore("entries"), learner) };
}

const healthclaimsKept = readKept();
// Whoever waits for it says what is wrong.
healthclaimsKept.catch(() => {});
