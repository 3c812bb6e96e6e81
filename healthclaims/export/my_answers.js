// The box at the head of a page: where the learner stands, under which code answers are kept, and
// what can be done with them.

const ABOUT_ANSWERS = "Answers stay in this browser, under the code “{code}”. They are sent nowhere.";
const SHARED = "Others use this browser too? Then everybody takes a code of their own, such as blue-fox-7. Don't use your name.";
const FORGETS = "A private window forgets everything when you close it, and browsers sometimes clear what pages keep. So take your answers along now and then.";
const TAKEN = "{file} is in your downloads folder. It holds {amount}. “answers.csv” in it opens in a spreadsheet; “README.txt” says how to go on in JupyterLab.";
const WOULD_DELETE = "This would delete {amount} under the code “{code}”, from {lessons}. Nobody can bring them back then. A file that you took along stays.";
const NONE = "There are no answers under the code “{code}” in this browser.";

const press = (words, onclick) => element("button", { type: "button", class: "hc-button", onclick }, words);

class MyAnswers {
  constructor(memory, ready) {
    this.memory = memory;
    this.told = element("div", { role: "status" });
    const code = { code: memory.learner };
    const parts = memory.database
      ? [element("p", {}, filled(ABOUT_ANSWERS, code)), this.fold(code)]
      : [element("p", { class: "hc-line" }, memory.trouble), press("Take my answers along", () => this.takeAlong()), this.told];
    this.box = element("section", { class: "hc my-answers", "aria-label": "Your answers" },
      ready ? element("p", {}, element("strong", {}, memory.about.words.ready), ready) : null, parts);
  }

  fold({ code }) {
    this.input = element("input", { type: "text", value: code, autocomplete: "off", spellcheck: "false", autocapitalize: "none",
      onkeydown: ({ key }) => key === "Enter" && this.choose() });
    return lazyFold(element("summary", {}, "Change the code, take answers along, delete them"), () => [
      element("p", {}, element("label", {}, "Your code ", this.input), " ", press("Use this code", () => this.choose())),
      element("p", { class: "hc-hint" }, SHARED),
      element("div", { class: "hc-actions" }, press("Take my answers along", () => this.takeAlong()), press("Delete my answers here", () => this.wouldDelete())),
      this.told,
      element("p", { class: "hc-hint" }, FORGETS)]);
  }

  say(...parts) {
    this.told.replaceChildren(...parts.map((part) => (typeof part === "string" ? element("p", {}, part) : part)));
  }

  /** Run what needs the storage; where that refuses, say so. */
  async with(action) {
    try {
      await action();
    } catch (error) {
      this.say(whyRefused(error));
    }
  }

  choose() {
    const [code, wrong] = whatIsWrong(this.input.value, this.memory.about.codes);
    if (wrong) {
      this.say(wrong);
      return this.input.focus();
    }
    return this.with(async () => {
      await this.memory.choose(code);
      location.reload();
    });
  }

  /** Count answers, marks and notes, and what was written in assignments, in words. */
  amount(records) {
    const kinds = records.map(({ entry }) => entry.kind).filter((kind) => kind !== "header");
    const answers = kinds.filter((kind) => kind === "answer").length;
    const texts = kinds.filter((kind) => kind === "text").length;
    const others = kinds.length - answers - texts;
    return [plural(answers, "answer"), others && plural(others, "mark or note", "marks and notes"), texts && plural(texts, "written text")]
      .filter(Boolean).join(" and ");
  }

  /** What was written in assignments. */
  async written() {
    return (await this.memory.texts()).filter(({ text }) => text);
  }

  async own(texts) {
    const records = [...await this.memory.all(), ...texts.map(({ lesson }) => ({ entry: { kind: "text", lesson } }))];
    const done = records.filter(({ entry }) => entry.kind !== "header");
    if (!done.length) this.say(filled(NONE, { code: this.memory.learner }));
    return done.length ? records : null;
  }

  takeAlong() {
    return this.with(async () => {
      const written = await this.written();
      const records = await this.own(written);
      if (!records) return;
      const file = `my_answers_${this.memory.learner}.zip`;
      const address = URL.createObjectURL(answersZip(records.filter(({ entry }) => entry.kind !== "text"), written, this.memory.about));
      const link = element("a", { href: address, download: file, hidden: true });
      this.box.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      this.say(filled(TAKEN, { file, amount: this.amount(records) }));
    });
  }

  wouldDelete() {
    return this.with(async () => {
      const records = await this.own(await this.written());
      if (!records) return;
      const done = records.filter(({ entry }) => entry.kind !== "header");
      const lessons = plural(new Set(done.map(({ entry }) => entry.lesson)).size, "lesson");
      const keep = press("Keep them", () => this.say("Nothing was deleted."));
      this.say(filled(WOULD_DELETE, { amount: this.amount(records), code: this.memory.learner, lessons }),
        element("div", { class: "hc-actions" }, keep, press("Delete them", () => this.with(async () => {
          await this.memory.forget();
          location.reload();
        }))));
      keep.focus();
    });
  }
}
