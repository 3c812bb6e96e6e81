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

/** Whether a page is empty yet and will be seen from its top: not where a reader comes back to it. */
function isSeenFromItsTop() {
  const [how] = performance.getEntriesByType("navigation");
  return isEmptyYet() && !document.hidden && how?.type === "navigate" && !location.hash;
}

/** The child of an element that holds another one, or is it. */
const childOf = (parent, node) => (node.parentElement === parent ? node : childOf(parent, node.parentElement));

class Host {
  constructor() {
    const { states, shared, about } = JSON.parse(document.getElementById("widgets").textContent);
    this.states = states;
    // What several widgets hold is in the page once; each gets a copy of its own.
    for (const [value, ...places] of shared) {
      for (const path of places) {
        const last = path.pop();
        path.reduce((held, step) => held[step], states)[last] = structuredClone(value);
      }
    }
    this.memory = new Memory(about);
    this.kinds = new Map();
    // What has to be there before the page is shown: what is in sight appears at once, and nothing jumps.
    this.begun = [this.memory.ready.then(() => this.greet())];
    this.memory.ready.then(() => this.memory.opening).catch(() => this.greet());
    addEventListener("DOMContentLoaded", () => this.open());
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

  /** Below the second round of the check it says how both went, as soon as both are done. */
  tellCheck(place, deck) {
    const result = new CheckResult(this.memory, deck);
    place.after(result.box);
    this.memory.changed = () => result.draw();
  }

  /** Take the module of all widgets of a kind. */
  take(kind, module) {
    this.kinds.set(kind, module);
  }

  /** Start the widgets and show the page. Of one that is opened from its top, what is in sight is
   *  drawn and laid out first; all below follows as soon as that can be seen. */
  async open() {
    const signal = new AbortController();
    addEventListener("pagehide", (event) => event.persisted || signal.abort());
    await Promise.allSettled(this.begun);
    const places = [...document.querySelectorAll(".widget")];
    const startNext = () => this.start(places.shift(), signal.signal);
    if (places.length && isSeenFromItsTop()) {
      const main = document.querySelector("main");
      do {
        document.querySelector(".later")?.classList.remove("later");
        await startNext();
        if (places.length) childOf(main, places[0]).classList.add("later");
        showPage();
      } while (places.length && main.getBoundingClientRect().bottom <= innerHeight);
      await nextSeen();
    }
    while (places.length) await startNext();
    document.querySelector(".later")?.classList.remove("later");
    showPage();
  }

  async start(place, signal) {
    const [live, printed] = place.children;
    try {
      const module = this.kinds.get(place.dataset.kind);
      const widget = typeof module === "function" ? await module() : module;
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
