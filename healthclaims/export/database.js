// Where exported pages keep answers: in the browser that opened them, one record an entry, under the
// code of a learner. Not in localStorage: Chromium writes that to disk seconds later, and what a page
// had called saved is gone if the browser is killed before. This one waits for the disk. It runs
// before the page is read, so that what is kept is there when the first question is shown; until
// then the page is empty (page.css): it is laid out once instead of twice, and nothing jumps.

const DATABASE = "healthclaims";
const FIRST_LEARNER = "me";
const LONGEST_WAIT_MS = 1000;

function showPage() {
  document.documentElement.classList.remove("waits");
}

const isEmptyYet = () => document.documentElement.classList.contains("waits");

document.documentElement.classList.add("waits");
setTimeout(showPage, LONGEST_WAIT_MS);

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

async function openDatabase(isMade = () => {}) {
  if (!globalThis.indexedDB) throw new DOMException("none", "SecurityError");
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("entries", { keyPath: ["learner", "id"] });
    request.result.createObjectStore("settings");
    isMade(request.result);
  };
  const database = await settled(request);
  database.onversionchange = () => database.close();
  return database;
}

/** The code that was used last, and everything under it. */
async function readKept(database) {
  const transaction = database.transaction(["settings", "entries"]);
  const entries = transaction.objectStore("entries");
  // Most have chosen no code: both are asked for at once.
  const [chosen, records] = await Promise.all([settled(transaction.objectStore("settings").get("learner")), recordsOf(entries, FIRST_LEARNER)]);
  const learner = chosen ?? FIRST_LEARNER;
  return { learner, records: learner === FIRST_LEARNER ? records : await recordsOf(entries, learner) };
}

/** What is kept, and the database. While that is made for the first time, nothing is kept: this is
 *  known some time before the database can be used, which is what `opening` waits for. */
const healthclaimsKept = new Promise((known, failed) => {
  let isNew = false;
  const opening = openDatabase((database) => {
    isNew = true;
    known({ database, opening, learner: FIRST_LEARNER, records: [] });
  });
  opening.then(async (database) => isNew || known({ database, opening, ...await readKept(database) })).catch(failed);
});
// Whoever waits for it says what is wrong.
healthclaimsKept.catch(() => {});
