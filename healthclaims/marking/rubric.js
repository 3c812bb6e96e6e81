// The page on which an instructor marks written answers, task by task.
// Everything that comes from outside is set as text, never as HTML.

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

class RubricPage {
  constructor(data, root, storage) {
    this.data = data;
    this.store = new Store(data, storage);
    this.comments = new Comments(this, storage);
    this.files = new PointsFiles(this);
    this.task = 0;
    this.answer = 0;
    this.build(root);
    const differing = this.store.restore();
    this.showTask(0);
    this.files.askAbout(differing, "the points that this page was made with");
    this.files.offerEarlier();
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
    this.about = element("section", { class: "about", "aria-label": "The task" });
    this.answerSelect = element("select", { id: "answer", onchange: () => this.go(this.answerSelect.selectedIndex) });
    this.heading = element("h2", { tabindex: "-1", "aria-live": "polite" });
    this.text = element("div", { class: "own", dir: "auto" });
    this.elsewhere = element("div", { hidden: true });
    this.facts = element("p", { class: "facts" });
    this.remarks = element("ul");
    this.check = element("details", { class: "check" }, element("summary", {}, "What a word check found; it can be wrong"), this.remarks);
    this.rubric = element("div", { class: "rubric" });
    this.empty = element("div");
    this.changed = element("div");
    root.append(
      element("div", { class: "bar" },
        element("div", { class: "field" }, element("label", { for: "task" }, "Task"), this.taskSelect),
        element("div", { class: "field check-names" }, this.names, element("label", { for: "names" }, "Show names")),
        element("div", { class: "files" },
          button("Save points", () => this.files.save(), { class: "main" }),
          element("div", { class: "field" }, element("label", { for: "open" }, "Open points"), this.files.input))),
      this.unsaved, this.said, this.files.earlier, this.files.conflict, this.about,
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
          this.comments.box,
          button("Keep this comment for other answers", () => this.comments.keep()),
          button("Next unmarked", () => { this.nextUnmarked(); this.heading.focus(); }, { class: "main" }),
          this.comments.list)));
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
    this.go(Math.max(0, this.data.students.findIndex((_, answer) => this.store.state(answer, this.task) !== "marked")));
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
      if (this.store.state(index, this.task) !== "marked") return this.go(index);
    }
    return this.tell(`All ${count} answers to this task are marked.`);
  }

  showAnswer() {
    const { students, tasks } = this.data;
    this.showSaved();
    if (!students.length) return;
    const { text, words, remarks, beside = [], pictures = [], leftOut = 0 } = this.store.written(this.answer, this.task);
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
      const value = String(this.store.now.get(this.store.cell(this.answer, this.task, place + 1)) ?? "");
      for (const radio of field.querySelectorAll("input")) radio.checked = radio.value === value;
    }
    this.comments.box.value = this.store.now.get(this.store.cell(this.answer, this.task, 0)) ?? "";
    this.answerSelect.selectedIndex = this.answer;
    this.comments.show();
    this.showProgress();
  }

  showProgress() {
    const { students } = this.data;
    const isChanged = this.store.isChanged(this.answer, this.task);
    if (isChanged !== this.changed.hasChildNodes()) {
      this.changed.replaceChildren(...(isChanged ? [element("p", { class: "changed" },
        "These words have changed since the points were given. Change the points, or: ",
        button("The points hold for these words, too", () => {
          this.store.confirm(this.answer, this.task);
          this.showAnswer();
          this.heading.focus();
        }))] : []));
    }
    const states = students.map((_, index) => this.store.state(index, this.task));
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
    this.store.give(this.answer, this.task, line, value);
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
      this.data.tasks[this.task].criteria.forEach((_, place) => this.store.give(answer, this.task, place + 1, 0));
    }
    this.tell(`${plural(answers.length, "empty answer")} got 0 points.`);
    this.showAnswer();
    this.heading.focus();
  }

}

const most = (task) => task.criteria.reduce((sum, { levels }) => sum + levels[0].points, 0);

const storage = openStorage();
if (storage !== undefined) {
  new RubricPage(JSON.parse(document.getElementById("data").textContent), document.getElementById("page"), storage);
}
