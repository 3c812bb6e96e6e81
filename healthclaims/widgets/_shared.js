// What the kit's widgets share. Python puts this file in front of each module, because these
// modules cannot import siblings. Text is always set as text, never as HTML.

// Control characters, and signs that turn the words around them: as in core/html.py.
const UNFIT = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g;

/** Text as it may be shown: as long as it was, with U+FFFD for what does more than show itself. */
const plainText = (text) => text.replace(UNFIT, "\ufffd");

/** Make an element. Everything that can take focus keeps its keys to itself: without this
 *  attribute, pressing x inside a quiz would delete the notebook cell. */
function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "onclick" || key === "onchange" || key === "onkeydown" || key === "oninput") {
      node.addEventListener(key.slice(2), value);
    } else {
      const words = value === true ? "" : String(value);
      node.setAttribute(key, key === "value" ? words : plainText(words));
    }
  }
  if (/^(input|button|select|textarea|summary|a)$/.test(name) || "tabindex" in properties) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  const parts = children.flat(Infinity).filter((child) => child !== null && child !== undefined);
  node.append(...parts.map((part) => (typeof part === "string" ? plainText(part) : part)));
  return node;
}

/** Whether it stands in text or output of a notebook that shows one of the kit's widgets. */
function isShownByUs(node) {
  const shown = node.closest(".jp-RenderedHTMLCommon, .jp-OutputArea-output");
  return Boolean(shown?.closest(".jp-Notebook")?.querySelector(".hc"));
}

/** Folds and links in a lesson's own text cannot carry that attribute: Jupyter takes it away when
 *  it cleans the page. So in a notebook that shows one of the kit's widgets, a letter or a digit
 *  pressed there goes no further. Arrow keys and Shift+Enter still lead on through the notebook. */
function keepLetters(event) {
  const { target, key } = event;
  if (key.length !== 1 || key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!target.matches?.("summary, a, div")) return;
  if (target.closest("[data-lm-suppress-shortcuts]")) return;
  if (isShownByUs(target)) event.stopPropagation();
}

/** In a cell, JupyterLab takes Enter for itself, and a text box gets no new line (ipywidgets has
 *  the same trouble: jupyter-widgets/ipywidgets#3950). So it does not hear of new lines in ours. */
function keepLines(event) {
  if (event.inputType === "insertLineBreak" && event.target.matches?.(".hc textarea")) {
    event.stopPropagation();
  }
}

/** Ctrl+S saves the notebook from within a widget too: widgets keep their keys to themselves, so the
 *  notebook around them is told. Where the tab shows that nothing is left to save, the widget says so. */
function keepSave(event) {
  const { target, key, code, keyCode, ctrlKey, metaKey } = event;
  if (key?.toLowerCase() !== "s" || !(ctrlKey || metaKey) || event.shiftKey || event.altKey) return;
  const view = target.closest?.(".hc");
  const notebook = view?.closest(".jp-Notebook");
  if (!notebook) return;
  event.preventDefault();
  event.stopPropagation();
  notebook.dispatchEvent(new KeyboardEvent("keydown", { key, code, keyCode, ctrlKey, metaKey, bubbles: true, cancelable: true }));
  const say = (left) => {
    if (document.querySelector("li.jp-mod-dirty")) return left && setTimeout(say, 200, left - 1);
    const told = view.querySelector(".hc-saved");
    if (told) told.textContent = "The notebook is saved.";
  };
  setTimeout(say, 200, 25);
}

// Once for the whole page, however many widgets it shows.
if (!window.healthclaimsKeepsKeys) {
  window.healthclaimsKeepsKeys = true;
  window.addEventListener("keydown", keepLetters, true);
  window.addEventListener("keydown", keepSave, true);
  window.addEventListener("beforeinput", keepLines, true);
}

/** A fold whose content is made when it is first opened. It is there before the next key is pressed:
 *  the toggle event comes later, and would push away what has got the focus meanwhile. It fills the
 *  folds that a search on the page has opened. */
function lazyFold(summary, content) {
  const fold = element("details", {}, summary);
  const fill = () => fold.childElementCount === 1 && fold.append(...content());
  summary.addEventListener("click", fill);
  fold.addEventListener("toggle", fill);
  return fold;
}

/** Keeps in sight what has the focus from the keyboard, or what has just been said, when something
 *  above it gets another height: cells and lines out of sight are not laid out (content-visibility)
 *  until they are near, and pictures come late. Whoever has scrolled away is not brought back, and
 *  what is clicked stays where it is, under the pointer. */
class Sight {
  constructor() {
    this.sizes = new ResizeObserver(() => this.isSeen && this.show());
    window.addEventListener("focusin", ({ target }) => this.follow(target), true);
    window.addEventListener("scroll", () => { if (this.said) this.isSeen = this.look(); }, true);
  }

  follow(target) {
    this.drop();
    const isOurs = target.closest(".hc") || isShownByUs(target);
    if (isOurs && target.matches(":focus-visible:not(:active)")) this.keep(target);
  }

  keep(said) {
    this.drop();
    [this.said, this.focused, this.isSeen] = [said, document.activeElement, true];
    for (let around = said; around; around = around.parentElement) {
      for (let above = around; above; above = above.previousElementSibling) this.sizes.observe(above);
    }
  }

  drop() {
    this.sizes.disconnect();
    this.said = null;
  }

  /** Bring into sight what has been said and, as far as there is room, what has the focus. */
  show() {
    if (this.focused !== document.activeElement) return this.drop();
    const room = this.said.closest(".jp-WindowedPanel-outer")?.clientHeight || window.innerHeight;
    for (const node of new Set([this.focused, this.said])) {
      // What is said and too long to be seen whole is read from its start.
      const isLong = this.said !== this.focused && node.offsetHeight > room;
      node.scrollIntoView({ block: isLong ? "start" : "nearest" });
    }
  }

  /** Whether its start is in sight. */
  look() {
    const [box] = this.said.getClientRects();
    const hit = box && document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
    return Boolean(hit) && [this.said, ...(this.said.labels ?? [])].some((node) => node.contains(hit));
  }
}

// One for the whole page, too.
const sight = (window.healthclaimsSight ??= new Sight());

/** Bring what has just been said into sight, and keep it there. Nothing moves that can be seen
 *  already, and nothing while the learner is somewhere else. */
function reveal(said) {
  if (!said.closest(".hc")?.contains(document.activeElement)) return;
  sight.keep(said);
  sight.show();
}

/** Move the focus to the start of something new below the head of a widget, and show both. */
function moveOn(start, head) {
  start.focus({ preventScroll: true });
  reveal(head);
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

/** The source card as one line that unfolds into headings and values. */
function sourceCard(lines, line, open = false) {
  if (!lines.length) return null;
  return element(
    "details",
    { class: "hc-card", open },
    element("summary", {}, line),
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

/** True in a page without Python. The kit's own pages say so themselves; in those that nbconvert
 *  makes, the state of the widgets is embedded. */
const NO_PYTHON = 'html[data-python="none"], script[type="application/vnd.jupyter.widget-state+json"]';

function isExportedPage() {
  return document.querySelector(NO_PYTHON) !== null;
}

/** A widget that is alive hides the words above it which say that it has stopped (stopped.py).
 *  JupyterLab may make both while they are not in the page, so they are looked for when the widget
 *  comes to be seen. */
function hideStopped(model, el) {
  if (isExportedPage()) return;
  new ResizeObserver((_, observer) => {
    const found = document.querySelectorAll(`.hc-stopped-${model.get("token")}`);
    for (const words of found) (words.closest(".jp-OutputArea-child") ?? words).style.display = "none";
    if (found.length) observer.disconnect();
  }).observe(el);
}

const SAVING_PATIENCE_MS = 1500;
// What is sent while a kernel starts can be lost, so it is sent some times more.
const SENT_AGAIN = 8;

/** Keeps every entry until the kernel has said that it is on disk.
 *  The entries survive a reload of the page; the log drops those it knows already.
 *  On the kit's own exported pages there is no kernel, and the page's memory keeps them instead. */
class Outbox {
  constructor(model, key, show) {
    this.model = model;
    this.prefix = `healthclaims:${key}:`;
    this.show = show;
    this.entries = new Map();
    this.note = "";
    this.confirmed = 0;
    this.exported = isExportedPage();
    this.memory = globalThis.healthclaimsHost?.memory;
    this.writing = 0;
    try {
      const names = this.memory ? [] : Object.keys(sessionStorage);
      for (const name of names.filter((item) => item.startsWith(this.prefix))) {
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
    const latest = Math.max(this.latest, this.model.get("latest") ?? 0, this.memory?.latest ?? 0);
    if (placeInTime(entry) <= latest) entry.order = latest + 1;
    this.latest = placeInTime(entry);
    if (this.memory) return this.remember(entry);
    this.entries.set(entry.id, entry);
    this.store(entry);
    this.send(entry);
    this.report();
  }

  /** Hand an entry to the page's memory; it is called saved once it can be read there. */
  async remember(entry) {
    this.writing += 1;
    this.show("Saving …", "saving");
    const trouble = await this.memory.keep(entry, this.model);
    this.writing -= 1;
    if (trouble) this.show(trouble, "waiting");
    else if (!this.writing && !this.memory.waiting.size) this.show("Saved in this browser.", "saved");
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
    if (this.memory) return;
    if (this.exported) return this.show("Answers here are not saved.", "waiting");
    if (this.note) return this.show(this.note, "waiting");
    if (!this.entries.size) return this.show(this.confirmed ? "Saved." : "", "saved");
    this.show("Saving …", "saving");
    this.timer = setTimeout(() => this.sendAgain(SENT_AGAIN), SAVING_PATIENCE_MS);
  }

  sendAgain(times) {
    this.show("Not saved yet: run this cell again.", "waiting");
    if (!times) return;
    for (const entry of this.entries.values()) this.send(entry);
    this.timer = setTimeout(() => this.sendAgain(times - 1), 2 * SAVING_PATIENCE_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.onMessage);
  }
}
