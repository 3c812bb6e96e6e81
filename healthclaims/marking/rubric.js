// The page on which an instructor marks written answers, task by task.
// Everything that comes from outside is set as text, never as HTML.

const MOST_USED = 12;
const MOST_COMMENT = 5000;
const MOST_TRIES = 3;

function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

const button = (words, onclick, properties = {}) => element("button", { type: "button", onclick, ...properties }, words);
const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const say = (node, words) => { if (node.textContent !== words) node.textContent = words; };

/** The browser's storage; null where it keeps nothing; undefined where the page is loaded again.
 *
 * Chromium now and then gives a file an empty storage, and forgets what is put into it. So a storage
 * is trusted only where something lies that an earlier page has put there; without, the page is
 * loaded once more. The first time in a browser that always happens.
 */
function openStorage() {
  const mark = "healthclaims-here";
  try {
    const isTrue = localStorage.getItem(mark) !== null;
    localStorage.setItem(mark, "1");
    const tries = Number(history.state);
    const goesOn = isTrue || tries === MOST_TRIES;
    history.replaceState(goesOn ? null : tries + 1, "");
    if (goesOn) return isTrue ? localStorage : null;
  } catch {
    return null;
  }
  location.reload();
  return undefined;
}

/** Comments that are kept for reuse, beside those that were used on other answers. */
class CommentBank {
  constructor(name, storage) {
    this.key = `healthclaims-comments:${name}`;
    this.storage = storage;
    try { this.kept = JSON.parse(storage.getItem(this.key)).filter((one) => typeof one === "string"); } catch { this.kept = []; }
  }

  change(action) {
    action(this.kept);
    this.kept = [...new Set(this.kept.filter(Boolean))];
    try { this.storage.setItem(this.key, JSON.stringify(this.kept)); } catch { /* memory has to do */ }
  }
}

class RubricPage {
  constructor(data, root, storage) {
    this.data = data;
    this.store = new Store(data, storage);
    this.bank = new CommentBank(data.name, storage);
    this.marks = new Map(data.words.map(([student, task, mark]) => [asAnswer(student, task), mark]));
    this.task = 0;
    this.answer = 0;
    this.build(root);
    const differing = this.store.restore();
    this.showTask(0);
    this.askAbout(differing, "the points that this page was made with");
    this.offerEarlier();
    addEventListener("beforeunload", (event) => { if (this.store.unsaved) event.preventDefault(); });
    addEventListener("storage", (event) => { if (this.store.heard(event.key)) this.showAnswer(); });
  }

  // ------------------------------------------------------------ building

  build(root) {
    const { tasks, students } = this.data;
    this.taskSelect = element("select", { id: "task", onchange: () => this.showTask(this.taskSelect.selectedIndex) },
      tasks.map((task) => element("option", {}, `${task.title} (${plural(most(task), "point")})`)));
    this.names = element("input", { type: "checkbox", id: "names", onchange: () => this.showAnswer() });
    this.progress = element("p", { class: "progress", role: "status" });
    this.unsaved = element("p", { class: "unsaved" });
    this.said = element("div", { class: "said", role: "status" });
    this.input = element("input", { type: "file", accept: ".csv,text/csv", class: "file", id: "open", onchange: () => this.open() });
    this.conflict = element("section", { class: "box", hidden: true, tabindex: "-1" });
    this.earlier = element("section", { class: "box", hidden: true });
    this.about = element("section", { class: "about", "aria-label": "The task" });
    this.answerSelect = element("select", { id: "answer", onchange: () => this.go(this.answerSelect.selectedIndex) });
    this.heading = element("h2", { tabindex: "-1", "aria-live": "polite" });
    this.text = element("div", { class: "own", dir: "auto" });
    this.elsewhere = element("div", { hidden: true });
    this.facts = element("p", { class: "facts" });
    this.remarks = element("ul");
    this.check = element("details", { class: "check" }, element("summary", {}, "What a word check found; it can be wrong"), this.remarks);
    this.rubric = element("div", { class: "rubric" });
    this.comment = element("textarea", {
      id: "comment", rows: "4", maxlength: String(MOST_COMMENT), dir: "auto",
      oninput: () => this.give(0, cleanComment(this.comment.value)),
    });
    this.used = element("div", { class: "used" });
    this.empty = element("div");
    this.changed = element("div");
    root.append(
      element("div", { class: "bar" },
        element("div", { class: "field" }, element("label", { for: "task" }, "Task"), this.taskSelect),
        element("div", { class: "field check-names" }, this.names, element("label", { for: "names" }, "Show names")),
        element("div", { class: "files" },
          button("Save points", () => this.save(), { class: "main" }),
          element("div", { class: "field" }, element("label", { for: "open" }, "Open points"), this.input))),
      this.unsaved, this.said, this.earlier, this.conflict, this.about,
      element("div", { class: "desk" },
        element("section", { class: "answer", "aria-label": "The answer" },
          this.heading, this.progress,
          element("div", { class: "steps" },
            button("Previous", () => this.go(this.answer - 1)),
            button("Next", () => this.go(this.answer + 1)),
            button("Next unmarked", () => this.nextUnmarked()),
            element("div", { class: "field" }, element("label", { for: "answer" }, "Go to"), this.answerSelect)),
          this.changed, this.text, this.elsewhere, this.facts, this.check, this.empty),
        element("section", { class: "marks", "aria-label": "Points and comment" },
          this.rubric,
          element("p", { class: "look" }, "Keys: inside a line of the rubric, the arrows or a digit choose the points."),
          element("label", { for: "comment", class: "label" }, "Comment (the student reads it)"),
          this.comment,
          button("Keep this comment for other answers", () => this.keepComment()),
          button("Next unmarked", () => { this.nextUnmarked(); this.heading.focus(); }, { class: "main" }),
          this.used)));
    if (!students.length) say(this.said, "Nobody has handed in an answer yet.");
    const strangers = this.data.strangers;
    if (strangers.length) {
      root.append(element("p", { class: "strangers" },
        `The points file also has ${plural(strangers.length, "student")} without an answer here: ${strangers.join(", ")}. Their points are kept in the file.`));
    }
  }

  showTask(index) {
    this.task = index;
    const task = this.data.tasks[index];
    const listed = (label, examples) => examples.length ? element("details", {}, element("summary", {}, label),
      element("ul", {}, examples.map((one) => element("li", {},
        element("p", {}, element("strong", {}, one.text)), element("p", {}, `${one.why} (${one.points.join(" + ")} points)`))))) : null;
    this.about.replaceChildren(
      element("details", { open: true, class: "task" }, element("summary", {}, "What was asked"),
        element("p", {}, task.prompt, task.mostWords ? ` At most ${task.mostWords} words.` : ""),
        task.claim ? element("blockquote", {}, task.claim) : null,
        task.known.length ? element("ul", {}, task.known.map((one) => element("li", {}, one))) : null),
      ...[listed("Answers that work", task.models), listed("Answers that tempt and do not work", task.tempting)].filter(Boolean));
    this.rubric.replaceChildren(...task.criteria.map((criterion, place) => this.criterion(criterion, place + 1)));
    this.answerSelect.replaceChildren(...this.data.students.map(() => element("option")));
    this.go(Math.max(0, this.data.students.findIndex((_, answer) => this.state(answer) !== "marked")));
  }

  criterion(criterion, line) {
    const choices = [...criterion.levels.map(({ points, words }) => [points, plural(points, "point"), words]), [NONE, "Not marked yet", ""]];
    return element("fieldset", { onkeydown: (event) => this.typed(event, line) },
      element("legend", {}, criterion.name),
      element("p", { class: "look" }, criterion.lookFor),
      choices.map(([value, lead, words]) => element("label", { class: value === NONE ? "level none" : "level" },
        element("input", { type: "radio", name: `line-${line}`, value: value ?? "", onchange: () => this.give(line, value) }),
        element("span", {}, value === NONE ? lead : element("strong", {}, lead), words ? `: ${words}` : ""))));
  }

  // ------------------------------------------------------------ showing

  cell(line, answer = this.answer) {
    return asCell(this.data.students[answer][0], this.data.tasks[this.task].id, line);
  }

  written(answer = this.answer) {
    return this.data.students[answer][2][this.task];
  }

  /** Whether points stand here that were given before the student's words changed. */
  isChanged(answer = this.answer) {
    const [mark] = this.store.words.get(this.answerKey(answer)) ?? [];
    return Boolean(mark) && mark !== this.written(answer).mark
      && [0, ...this.data.tasks[this.task].criteria.keys()].some((_, line) => this.store.now.has(this.cell(line, answer)));
  }

  answerKey(answer = this.answer) {
    return asAnswer(this.data.students[answer][0], this.data.tasks[this.task].id);
  }

  set(line, value, answer = this.answer) {
    this.store.set(this.cell(line, answer), value);
    this.store.judge(this.answerKey(answer), this.written(answer).mark);
  }

  state(answer) {
    if (this.isChanged(answer)) return "words changed since it was marked";
    const given = this.data.tasks[this.task].criteria.filter((_, place) => this.store.now.has(this.cell(place + 1, answer))).length;
    if (given === this.data.tasks[this.task].criteria.length) return "marked";
    const begun = given || this.store.now.has(this.cell(0, answer));
    const { text, beside, pictures, leftOut } = this.written(answer);
    return `${begun ? "begun" : "not marked yet"}${text || beside || pictures || leftOut ? "" : ", empty"}`;
  }

  name(answer) {
    const [key, name] = this.data.students[answer];
    return this.names.checked ? `Answer ${answer + 1} (\u2068${name || key}\u2069)` : `Answer ${answer + 1}`;
  }

  go(index) {
    const count = this.data.students.length;
    this.answer = count ? (index + count) % count : 0;
    this.showAnswer();
  }

  nextUnmarked() {
    const count = this.data.students.length;
    for (let step = 1; step <= count; step += 1) {
      const index = (this.answer + step) % count;
      if (this.state(index) !== "marked") return this.go(index);
    }
    return this.tell(`All ${count} answers to this task are marked.`);
  }

  showAnswer() {
    const { students, tasks } = this.data;
    this.showSaved();
    if (!students.length) return;
    const { text, words, remarks, beside = [], pictures = [], leftOut = 0 } = this.written();
    const [key, name] = students[this.answer];
    this.heading.replaceChildren(`Answer ${this.answer + 1} of ${students.length}`);
    if (this.names.checked) this.heading.append(": ", element("bdi", {}, name || key));
    const isElsewhere = beside.length || pictures.length || leftOut;
    say(this.text, text || (isElsewhere ? "Nothing was written in the place for it." : "Nothing was written."));
    this.elsewhere.hidden = !isElsewhere;
    this.elsewhere.replaceChildren(
      element("h3", {}, "Written elsewhere in the notebook"),
      ...beside.map((one) => element("div", { class: "own", dir: "auto" }, one)),
      ...pictures.map((one, place) => element("img", { src: one, alt: `Picture ${place + 1} that the student pasted` })),
      ...(leftOut ? [element("p", {}, `${plural(leftOut, "picture")} cannot be shown here: look into the notebook.`)] : []));
    this.text.classList.toggle("nothing", !text);
    const limit = tasks[this.task].mostWords;
    say(this.facts, text ? `${plural(words, "word")}${limit ? ` of at most ${limit}` : ""}` : "");
    this.check.hidden = !remarks.length;
    this.check.open = false;
    this.remarks.replaceChildren(...remarks.map((one) => element("li", {}, one)));
    for (const [place, field] of [...this.rubric.children].entries()) {
      const value = String(this.store.now.get(this.cell(place + 1)) ?? "");
      for (const radio of field.querySelectorAll("input")) radio.checked = radio.value === value;
    }
    this.comment.value = this.store.now.get(this.cell(0)) ?? "";
    this.answerSelect.selectedIndex = this.answer;
    this.showComments();
    this.showProgress();
  }

  showProgress() {
    const { students } = this.data;
    const isChanged = this.isChanged();
    if (isChanged !== this.changed.hasChildNodes()) {
      this.changed.replaceChildren(...(isChanged ? [element("p", { class: "changed" },
        "These words have changed since the points were given. Change the points, or: ",
        button("The points hold for these words, too", () => {
          this.store.judge(this.answerKey(), this.written().mark);
          this.showAnswer();
          this.heading.focus();
        }))] : []));
    }
    const states = students.map((_, index) => this.state(index));
    [...this.answerSelect.options].forEach((option, index) => say(option, `${this.name(index)}: ${states[index]}`));
    say(this.progress, `${states.filter((state) => state === "marked").length} of ${students.length} marked for this task`);
    const empty = states.flatMap((state, index) => (state === "not marked yet, empty" ? [index] : []));
    const words = `Give 0 points to ${empty.length === 1 ? "the 1 answer" : `all ${empty.length} answers`} to this task in which nothing was written`;
    if (this.empty.textContent !== (empty.length ? words : "")) {
      this.empty.replaceChildren(...(empty.length ? [button(words, () => this.giveNothing(empty))] : []));
    }
  }

  showSaved() {
    const { unsaved, refused } = this.store;
    const waiting = !unsaved && !this.store.now.size ? "Nothing is marked yet." : unsaved
      ? `${plural(unsaved, "change")} ${unsaved === 1 ? "is" : "are"} not in a file yet.`
      : "Everything is in a file.";
    const kept = refused
      ? " This browser does not let the page keep anything: save your points before you close it."
      : unsaved ? " The browser keeps them meanwhile." : "";
    say(this.unsaved, waiting + kept);
    this.unsaved.dataset.state = unsaved || refused ? "waiting" : "saved";
  }

  tell(...lines) {
    this.said.replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  // ------------------------------------------------------------ giving

  give(line, value) {
    this.set(line, value);
    this.showSaved();
    this.showProgress();
  }

  /** Inside a line of the rubric, a digit chooses the level with so many points. */
  typed(event, line) {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^\d$/.test(event.key)) return;
    const radio = event.currentTarget.querySelector(`input[value="${event.key}"]`);
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    this.give(line, Number(event.key));
  }

  giveNothing(answers) {
    for (const answer of answers) {
      this.data.tasks[this.task].criteria.forEach((_, place) => this.set(place + 1, 0, answer));
    }
    this.tell(`${plural(answers.length, "empty answer")} got 0 points.`);
    this.showAnswer();
    this.heading.focus();
  }

  // ------------------------------------------------------------ comments

  /** Comments on other answers: those on this task first, then by how often they were used. */
  usedBefore() {
    const own = this.data.students.length ? this.cell(0) : "";
    const here = this.data.tasks[this.task].id;
    const found = new Map();
    for (const [cell, value] of this.store.now) {
      const [, task, line] = JSON.parse(cell);
      if (line || cell === own || this.bank.kept.includes(value)) continue;
      const one = found.get(value) ?? { value, count: 0, here: 0 };
      found.set(value, { value, count: one.count + 1, here: one.here + (task === here) });
    }
    return [...found.values()]
      .sort((one, other) => other.here - one.here || other.count - one.count)
      .slice(0, MOST_USED).map(({ value }) => value);
  }

  showComments() {
    const used = this.usedBefore();
    const list = (label, items) => items.length ? [element("h3", {}, label), element("ul", { class: "comments" }, items)] : [];
    const insert = (words) => button(words, () => this.insert(words), { class: "insert", dir: "auto", title: "Insert this comment" });
    this.used.replaceChildren(
      ...list("Your kept comments: press one to insert it", this.bank.kept.map((words) => element("li", {},
        insert(words), button("Edit", (event) => this.edit(event, words), { "aria-label": `Edit: ${words}` }),
        button("Remove", () => this.changeBank((kept) => kept.splice(kept.indexOf(words), 1)), { "aria-label": `Remove: ${words}` })))),
      ...list("Used on other answers", used.map((words) => element("li", {}, insert(words)))));
  }

  insert(words) {
    const before = this.comment.value.trimEnd();
    this.comment.value = (before ? `${before}\n${words}` : words).slice(0, MOST_COMMENT);
    this.give(0, cleanComment(this.comment.value));
    this.comment.focus();
  }

  changeBank(action) {
    this.bank.change(action);
    this.showComments();
  }

  keepComment() {
    const words = cleanComment(this.comment.value);
    if (!words) { this.tell("Write a comment first."); this.comment.focus(); return; }
    this.changeBank((kept) => kept.push(words));
    this.tell("The comment is kept: you find it below the box, with every answer.");
  }

  edit(event, words) {
    const box = element("textarea", { rows: "3", maxlength: String(MOST_COMMENT), "aria-label": "Kept comment", dir: "auto" });
    box.value = words;
    const done = button("Done", () => {
      this.changeBank((kept) => kept.splice(kept.indexOf(words), 1, cleanComment(box.value)));
      this.comment.focus();
    });
    event.currentTarget.closest("li").replaceChildren(box, done);
    box.focus();
  }

  // ------------------------------------------------------------ files

  save() {
    const table = writeTable(this.store.judgements(), this.data.tasks);
    const address = URL.createObjectURL(new Blob([table], { type: "text/csv;charset=utf-8" }));
    const link = element("a", { href: address, download: this.data.file, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    this.store.saved();
    this.showSaved();
    this.tell(
      `${this.data.file} is in the folder for your downloads. Move it into the folder of this page, under exactly this name, `
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
      this.tell(`${chosen.name} could not be read. Save it again as “CSV UTF-8”.`);
      return;
    }
    const { judgements, problems } = readTable(text, this.data.tasks);
    if (problems.length) {
      this.tell(`Nothing was taken from ${chosen.name}:`, ...problems.map(({ line, words }) => `Line ${line}: ${words}`));
      return;
    }
    const values = new Map(judgements.map(([student, task, line, value]) => [asCell(student, task, line), value]));
    this.marks = new Map(judgements.map(([student, task, , , mark]) => [asAnswer(student, task), mark]));
    const differing = new Set(judgements.filter((one) => (this.store.now.get(asCell(...one)) ?? one[3]) !== one[3])
      .map(([student, task]) => asAnswer(student, task)));
    this.takeMarks([...this.marks.keys()].filter((answer) => !differing.has(answer)));
    this.takeIn(values, true, chosen.name);
  }

  takeIn(values, isFile, source) {
    const differing = this.store.merge(values, isFile);
    const count = values.size - differing.size;
    this.tell(`${plural(count, "judgement")} from ${source} ${count === 1 ? "is" : "are"} here now.`);
    this.showAnswer();
    this.askAbout(differing, source);
  }

  /** Points that were taken from elsewhere hold for the words that they were given to there. */
  takeMarks(answers) {
    for (const answer of answers) {
      const mark = this.marks.get(answer);
      if (mark) this.store.judge(answer, mark, mark);
    }
  }

  offerEarlier() {
    const found = this.store.fromEarlierCopies();
    this.earlier.hidden = !found.size;
    if (!found.size) return;
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
        for (const [cell, value] of differing) this.store.set(cell, value);
        this.takeMarks([...differing.keys()].map((cell) => asAnswer(...JSON.parse(cell))));
      }
      this.conflict.hidden = true;
      this.tell(isTheirs ? `Taken from ${source}.` : "What stood here stays.");
      this.showAnswer();
      this.heading.focus();
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
    const answer = this.data.students.findIndex(([key]) => key === student);
    const task = this.data.tasks.find((one) => one.id === id);
    const what = line ? `“${task.criteria[line - 1].name}”` : "the comment";
    const shown = (value) => (value === NONE || value === undefined ? "nothing" : line ? plural(value, "point") : `“${value}”`);
    return `${answer < 0 ? student : this.name(answer)}, ${task.title}, ${what} – here: ${shown(this.store.now.get(cell))}; there: ${shown(theirs)}`;
  }
}

const most = (task) => task.criteria.reduce((sum, { levels }) => sum + levels[0].points, 0);

const storage = openStorage();
if (storage !== undefined) {
  new RubricPage(JSON.parse(document.getElementById("data").textContent), document.getElementById("page"), storage);
}
