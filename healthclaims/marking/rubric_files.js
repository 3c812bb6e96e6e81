// Points on their way into a file and out of one, and what is asked where two say different things.

class PointsFiles {
  constructor(page) {
    this.page = page;
    // Marks of the words that points were given to, where they were taken from last.
    this.marks = new Map(page.data.words.map(([student, task, mark]) => [asAnswer(student, task), mark]));
    this.input = element("input", { type: "file", accept: ".csv,text/csv", class: "file", id: "open", onchange: () => this.open() });
    this.conflict = element("section", { class: "box", hidden: true, tabindex: "-1" });
    this.earlier = element("section", { class: "box", hidden: true });
  }

  save() {
    const table = writeTable(this.page.store.judgements(), this.page.data.tasks);
    const address = URL.createObjectURL(new Blob([table], { type: "text/csv;charset=utf-8" }));
    const link = element("a", { href: address, download: this.page.data.file, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    this.page.store.saved();
    this.page.showSaved();
    this.page.tell(
      `${this.page.data.file} is in the folder for your downloads. Move it into the folder of this page, under exactly this name, `
      + "and run the mark command again: then the points are in the marks and on the feedback pages.");
  }

  async open() {
    const [chosen] = this.input.files;
    if (!chosen) return;
    this.input.value = "";
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
    } catch {
      this.page.tell(`${chosen.name} could not be read. Save it again as “CSV UTF-8”.`);
      return;
    }
    const { judgements, problems } = readTable(text, this.page.data.tasks);
    if (problems.length) {
      this.page.tell(`Nothing was taken from ${chosen.name}:`, ...problems.map(({ line, words }) => `Line ${line}: ${words}`));
      return;
    }
    const values = new Map(judgements.map(([student, task, line, value]) => [asCell(student, task, line), value]));
    this.marks = new Map(judgements.map(([student, task, , , mark]) => [asAnswer(student, task), mark]));
    const differing = new Set(judgements.filter((one) => (this.page.store.now.get(asCell(...one)) ?? one[3]) !== one[3])
      .map(([student, task]) => asAnswer(student, task)));
    this.takeMarks([...this.marks.keys()].filter((answer) => !differing.has(answer)));
    this.takeIn(values, true, chosen.name);
  }

  takeIn(values, isFile, source) {
    const differing = this.page.store.merge(values, isFile);
    const count = values.size - differing.size;
    this.page.tell(`${plural(count, "judgement")} from ${source} ${count === 1 ? "is" : "are"} here now.`);
    this.page.showAnswer();
    this.askAbout(differing, source);
  }

  /** Points that were taken from elsewhere hold for the words that they were given to there. */
  takeMarks(answers) {
    for (const answer of answers) {
      const mark = this.marks.get(answer);
      if (mark) this.page.store.judge(answer, mark, mark);
    }
  }

  offerEarlier() {
    const found = this.page.store.fromEarlierCopies();
    if (!found.size) return;
    this.earlier.hidden = false;
    this.earlier.replaceChildren(
      element("p", {}, `An earlier copy of this page has ${plural(found.size, "change")} that no file has.`),
      button("Take them over", () => { this.earlier.hidden = true; this.takeIn(found, false, "the earlier copy"); }),
      button("Leave them", () => { this.earlier.hidden = true; }));
  }

  /** Two files, or a file and this page, say different things: the instructor decides. */
  askAbout(differing, source) {
    this.conflict.hidden = !differing.size;
    if (!differing.size) return;
    const decide = (isTheirs) => {
      if (isTheirs) {
        for (const [cell, value] of differing) this.page.store.set(cell, value);
        this.takeMarks([...differing.keys()].map((cell) => asAnswer(...JSON.parse(cell))));
      }
      this.conflict.hidden = true;
      this.page.tell(isTheirs ? `Taken from ${source}.` : "What stood here stays.");
      this.page.showAnswer();
      this.page.heading.focus();
    };
    this.conflict.replaceChildren(
      element("h2", {}, `${plural(differing.size, "judgement")} differ${differing.size === 1 ? "s" : ""} from ${source}`),
      element("ul", {}, [...differing].map(([cell, value]) => element("li", {}, this.difference(cell, value)))),
      button("Take theirs", () => decide(true)),
      button("Keep what stands here", () => decide(false)));
    this.conflict.focus();
  }

  difference(cell, theirs) {
    const [student, id, line] = JSON.parse(cell);
    const answer = this.page.data.students.findIndex(([key]) => key === student);
    const task = this.page.data.tasks.find((one) => one.id === id);
    const what = line ? `“${task.criteria[line - 1].name}”` : "the comment";
    const shown = (value) => (value === NONE || value === undefined ? "nothing" : line ? plural(value, "point") : `“${value}”`);
    return `${answer < 0 ? student : this.page.name(answer)}, ${task.title}, ${what} – here: ${shown(this.page.store.now.get(cell))}; there: ${shown(theirs)}`;
  }
}
