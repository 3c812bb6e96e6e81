// What the kit's widgets share. Python puts this file in front of each module, because these
// modules cannot import siblings. Text is always set as text, never as HTML.

const RETURNS_AFTER = 3;
const MOST_RETURNS = 2;

/** The question order after a miss: the same question again after three others.
 *  The same rule stands in practice/deck.py; one table of cases tests both. */
function requeue(rest, missed, returns) {
  const order = [...rest];
  if (returns < MOST_RETURNS) order.splice(Math.min(RETURNS_AFTER, order.length), 0, missed);
  return order;
}

/** Make an element. Everything that can take focus keeps its keys to itself: without this
 *  attribute, pressing x inside a quiz would delete the notebook cell. */
function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "onclick" || key === "onchange" || key === "onkeydown" || key === "oninput") {
      node.addEventListener(key.slice(2), value);
    } else {
      node.setAttribute(key, value === true ? "" : String(value));
    }
  }
  if (/^(input|button|select|textarea|summary|a)$/.test(name) || "tabindex" in properties) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

/** The nodes of a sentence with its deciding words marked. */
function marked(text, cue) {
  const start = cue ? text.indexOf(cue) : -1;
  if (start < 0) return [text];
  return [
    text.slice(0, start),
    element("mark", {}, cue),
    text.slice(start + cue.length),
  ];
}

/** The plain name of a rule as a sentence; some of them are questions. */
function lookFor(rule) {
  return `What to look for: ${rule}${rule.endsWith("?") ? "" : "."}`;
}

/** The source card as a list of headings and values. */
function sourceCard(lines, open, label) {
  if (!lines.length) return null;
  return element(
    "details",
    { class: "hc-card", open },
    element("summary", {}, label),
    element("dl", {}, lines.map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])),
  );
}

/** The time as the learner's clock shows it, with its offset from UTC. */
function localTime() {
  const date = new Date();
  const offset = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + offset * 60000).toISOString().slice(0, -1);
  const two = (value) => String(Math.floor(Math.abs(value))).padStart(2, "0");
  return `${local}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Where an entry stands in order: by its time, or as given when the clock had been put back. */
function placeInTime(entry) {
  return entry.order || Date.parse(entry.time);
}

function inOrder(entries) {
  return [...entries].sort((a, b) => placeInTime(a) - placeInTime(b));
}

/** True in a page made by nbconvert: widget state is embedded and there is no kernel. */
function isExportedPage() {
  return document.querySelector('script[type="application/vnd.jupyter.widget-state+json"]') !== null;
}

/** A widget that is alive hides the words above it which say that it has stopped (stopped.py).
 *  JupyterLab may make both while they are not in the page, so they are looked for when the widget
 *  comes to be seen. */
function hideStopped(model, el) {
  new ResizeObserver((_, observer) => {
    const found = document.querySelectorAll(`.hc-stopped-${model.get("token")}`);
    for (const words of found) (words.closest(".jp-OutputArea-child") ?? words).style.display = "none";
    if (found.length) observer.disconnect();
  }).observe(el);
}

const SAVING_PATIENCE_MS = 1500;

/** Keeps every entry until the kernel has said that it is on disk.
 *  The entries survive a reload of the page; the log drops those it knows already. */
class Outbox {
  constructor(model, key, show) {
    this.model = model;
    this.prefix = `healthclaims:${key}:`;
    this.show = show;
    this.entries = new Map();
    this.note = "";
    this.confirmed = 0;
    this.exported = isExportedPage();
    try {
      for (const name of Object.keys(sessionStorage).filter((item) => item.startsWith(this.prefix))) {
        const entry = JSON.parse(sessionStorage.getItem(name));
        this.entries.set(entry.id, entry);
      }
    } catch { /* private mode or damaged storage: memory has to do */ }
    this.onMessage = (message) => {
      if (message?.type === "saved") this.settle(message);
      if (message?.type === "deleted") this.forgetAll(message.learner);
    };
    model.on("msg:custom", this.onMessage);
    this.latest = Math.max(0, ...[...this.entries.values()].map(placeInTime));
    for (const entry of this.entries.values()) this.send(entry);
    this.report();
  }

  put(entry) {
    // A clock that was put back changes neither which answer was first nor which was last.
    const latest = Math.max(this.latest, this.model.get("latest") ?? 0);
    if (placeInTime(entry) <= latest) entry.order = latest + 1;
    this.latest = placeInTime(entry);
    this.entries.set(entry.id, entry);
    this.store(entry);
    this.send(entry);
    this.report();
  }

  send(entry) {
    if (this.exported) return;
    try {
      this.model.send({ type: "entry", entry });
    } catch { /* the kernel is gone; the entry waits here */ }
  }

  settle(message) {
    for (const id of message.ids) {
      if (message.ok || message.dropped) this.forget(id);
    }
    if (message.ok) this.confirmed += message.ids.length;
    this.note = message.ok ? "" : message.text;
    this.report();
  }

  // Each entry has a place of its own, so that two views of one quiz never overwrite each other.
  store(entry) {
    try {
      sessionStorage.setItem(this.prefix + entry.id, JSON.stringify(entry));
    } catch { /* storage is full or forbidden: memory has to do */ }
  }

  forget(id) {
    this.entries.delete(id);
    try {
      sessionStorage.removeItem(this.prefix + id);
    } catch { /* as above */ }
  }

  /** The learner has deleted all answers: what still waits in this tab must not bring any back. */
  forgetAll(learner) {
    this.entries.clear();
    const own = [`healthclaims:${learner}/`, `healthclaims-draft:${learner}/`];
    try {
      for (const name of Object.keys(sessionStorage)) {
        if (own.some((start) => name.startsWith(start))) sessionStorage.removeItem(name);
      }
    } catch { /* as above */ }
    this.note = "";
    this.confirmed = 0;
    this.report();
  }

  report() {
    clearTimeout(this.timer);
    if (this.exported) return this.show("Answers here are not saved.", "waiting");
    if (this.note) return this.show(this.note, "waiting");
    if (!this.entries.size) return this.show(this.confirmed ? "Saved." : "", "saved");
    this.show("Saving …", "saving");
    this.timer = setTimeout(
      () => this.entries.size && this.show("Not saved yet: run this cell again.", "waiting"),
      SAVING_PATIENCE_MS,
    );
  }

  close() {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.onMessage);
  }
}
