// Runs the kit's widgets in a page without Jupyter: the page's side of the contract that anywidget
// gives a front-end module. There is no Python here: what is sent, nobody receives. What is answered,
// the page's memory keeps, and from there it comes back when the page is opened again.

class PageModel {
  constructor(state) {
    this.state = state;
    this.callbacks = new Map();
  }

  get(name) {
    return this.state[name];
  }

  set(name, value) {
    const given = typeof name === "object" ? name : { [name]: value };
    const changed = Object.keys(given).filter((key) => this.state[key] !== given[key]);
    Object.assign(this.state, given);
    for (const key of changed) this.tell(`change:${key}`, this, given[key]);
    if (changed.length) this.tell("change", this);
  }

  on(names, callback) {
    for (const name of names.split(/\s+/)) {
      this.callbacks.set(name, [...(this.callbacks.get(name) ?? []), callback]);
    }
  }

  /** Without a callback all of that name are taken off; without a name, all of them. */
  off(names, callback) {
    for (const name of names ? names.split(/\s+/) : [...this.callbacks.keys()]) {
      this.callbacks.set(name, (this.callbacks.get(name) ?? []).filter((one) => callback && one !== callback));
    }
  }

  tell(name, ...details) {
    for (const callback of this.callbacks.get(name) ?? []) callback(...details);
  }

  save_changes() {}

  send() {}
}

class Host {
  constructor() {
    const { states, shared, about } = JSON.parse(document.getElementById("widgets").textContent);
    this.shared = shared;
    this.states = this.whole(states);
    this.memory = new Memory(about);
    // What has to be there before the page is shown: all of it appears at once, and nothing jumps.
    this.begun = [this.memory.ready.then(() => this.greet())];
    addEventListener("DOMContentLoaded", () => Promise.allSettled(this.begun).then(showPage));
    // A page that the browser shows again as it was may be another learner's by now.
    addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
    document.addEventListener("visibilitychange", async () => !document.hidden && await this.memory.isOfAnother() && location.reload());
  }

  /** Say at the head of the page where the learner stands, and whose answers are kept. */
  greet() {
    const quizzes = this.states.filter(({ deck }) => deck && !deck.isMarked).map(({ deck }) => deck);
    const ready = whereYouAre(quizzes, this.memory, localTime().slice(0, 10));
    document.getElementById("my-answers").replaceChildren(new MyAnswers(this.memory, ready).box, ...(this.memory.about.progress ? [new Progress(this.memory, localTime().slice(0, 10)).box] : []));
  }

  /** What several widgets hold is in the page once; each gets a copy of its own. */
  whole(value) {
    if (Array.isArray(value)) return value.map((one) => this.whole(one));
    if (value === null || typeof value !== "object") return value;
    if ("$shared" in value) return this.whole(this.shared[value.$shared]);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.whole(one)]));
  }

  /** Below the second round of the check it says how both went, as soon as both are done. */
  tellCheck(place, deck) {
    const result = new CheckResult(this.memory, deck);
    place.after(result.box);
    this.memory.changed = () => result.draw();
  }

  /** Take a module and start every widget that is of its kind. */
  take(kind, module) {
    this.begun.push(this.startAll(kind, module));
  }

  async startAll(kind, module) {
    const signal = new AbortController();
    const widget = typeof module === "function" ? await module() : module;
    await this.memory.ready;
    const places = [...document.querySelectorAll(".widget")].filter((place) => place.dataset.kind === kind);
    for (const place of places) await this.start(widget, place, signal.signal);
    addEventListener("pagehide", (event) => event.persisted || signal.abort());
  }

  async start(widget, place, signal) {
    const [live, printed] = place.children;
    try {
      const state = this.states[Number(place.dataset.state)];
      const model = new PageModel(resumed(state, this.memory, localTime().slice(0, 10)));
      const ends = [await widget.initialize?.({ model, signal }), await widget.render?.({ model, el: live, signal })];
      signal.addEventListener("abort", () => ends.forEach((end) => typeof end === "function" && end()));
      live.hidden = false;
      printed.classList.add("on-paper");
      if (this.memory.about.check && state.deck?.isCheck) this.tellCheck(place, state.deck);
    } catch (error) {
      live.replaceChildren();
      live.hidden = true;
      console.error(error);
    }
  }
}

document.getElementById("no-script").remove();
globalThis.healthclaimsHost = new Host();
