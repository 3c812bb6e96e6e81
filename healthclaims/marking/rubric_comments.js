// The comment on an answer: the box for it, those that are kept for reuse, and those on other answers.

const MOST_USED = 12;
const MOST_COMMENT = 5000;

class Comments {
  constructor(page, storage) {
    this.page = page;
    this.storage = storage;
    this.key = `healthclaims-comments:${page.data.name}`;
    try { this.kept = JSON.parse(storage.getItem(this.key)).filter((one) => typeof one === "string"); } catch { this.kept = []; }
    this.box = element("textarea", { id: "comment", rows: "4", maxlength: String(MOST_COMMENT), dir: "auto", oninput: () => this.give() });
    this.list = element("div", { class: "used" });
  }

  give() {
    this.page.give(0, cleanComment(this.box.value));
  }

  /** Comments on other answers: those on this task first, then by how often they were used. */
  usedBefore() {
    const own = this.page.data.students.length ? this.page.store.cell(this.page.answer, this.page.task, 0) : "";
    const here = this.page.data.tasks[this.page.task].id;
    const found = new Map();
    for (const [cell, value] of this.page.store.now) {
      const [, task, line] = JSON.parse(cell);
      if (line || cell === own || this.kept.includes(value)) continue;
      const one = found.get(value) ?? { value, count: 0, here: 0 };
      found.set(value, { value, count: one.count + 1, here: one.here + (task === here) });
    }
    return [...found.values()]
      .sort((one, other) => other.here - one.here || other.count - one.count)
      .slice(0, MOST_USED).map(({ value }) => value);
  }

  show() {
    const used = this.usedBefore();
    const list = (label, items) => items.length ? [element("h3", {}, label), element("ul", { class: "comments" }, items)] : [];
    const insert = (words) => button(words, () => this.insert(words), { class: "insert", dir: "auto", title: "Insert this comment" });
    this.list.replaceChildren(
      ...list("Your kept comments: press one to insert it", this.kept.map((words) => element("li", {},
        insert(words), button("Edit", (event) => this.edit(event, words), { "aria-label": `Edit: ${words}` }),
        button("Remove", () => this.change((kept) => kept.splice(kept.indexOf(words), 1)), { "aria-label": `Remove: ${words}` })))),
      ...list("Used on other answers", used.map((words) => element("li", {}, insert(words)))));
  }

  insert(words) {
    const before = this.box.value.trimEnd();
    this.box.value = (before ? `${before}\n${words}` : words).slice(0, MOST_COMMENT);
    this.give();
    this.box.focus();
  }

  /** Change what is kept for reuse. */
  change(action) {
    action(this.kept);
    this.kept = [...new Set(this.kept.filter(Boolean))];
    try { this.storage.setItem(this.key, JSON.stringify(this.kept)); } catch { /* memory has to do */ }
    this.show();
  }

  keep() {
    const words = cleanComment(this.box.value);
    if (!words) { this.page.tell("Write a comment first."); this.box.focus(); return; }
    this.change((kept) => kept.push(words));
    this.page.tell("The comment is kept: you find it below the box, with every answer.");
  }

  edit(event, words) {
    const box = element("textarea", { rows: "3", maxlength: String(MOST_COMMENT), "aria-label": "Kept comment", dir: "auto" });
    box.value = words;
    const done = button("Done", () => {
      this.change((kept) => kept.splice(kept.indexOf(words), 1, cleanComment(box.value)));
      this.box.focus();
    });
    event.currentTarget.closest("li").replaceChildren(box, done);
    box.focus();
  }
}
