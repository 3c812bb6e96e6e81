// A text of one's own: paste it, then see what a set of word rules marks in it.

const LINES_AT_ONCE = 200;
const PATIENCE_MS = 6000;

class OwnView {
  constructor(model, el) {
    this.model = model;
    this.form = model.get("form");
    this.question = 1;
    this.showing = false;
    this.many = LINES_AT_ONCE;
    this.onReading = () => this.take();
    model.on("change:reading", this.onReading);
    this.build(el);
    this.reading = model.get("reading");
    this.fill();
    this.drawReading();
  }

  build(el) {
    this.text = element("textarea", { rows: "10", spellcheck: "false", "aria-describedby": this.name("limit") });
    this.text.addEventListener("paste", (event) => this.guard(event, event.clipboardData));
    this.text.addEventListener("drop", (event) => this.guard(event, event.dataTransfer));
    this.text.addEventListener("input", () => this.clearOldCard());
    this.title = element("input", { type: "text", maxlength: String(this.form.mostTitle) });
    this.publisher = element("input", { type: "text", maxlength: String(this.form.mostTitle) });
    this.kind = element("select", {}, this.form.genres.map((kind) => element("option", { value: kind }, kind)));
    const group = this.name("sells");
    this.sells = this.form.sells.map(([value]) => element("input", { type: "radio", name: group, value }));
    this.status = element("div", { class: "hc-own-status", role: "status" });
    this.result = element("div", { class: "hc-own-result" });
    const field = (label, control) => element("label", { class: "hc-own-field" }, element("span", {}, label), control);
    if (isExportedPage()) return el.append(this.drawExample());
    const root = element("section", { class: "hc hc-own", "aria-label": "Your own article" },
      element("p", { class: "hc-title" }, "Your own article"),
      element("p", {}, element("strong", {}, this.form.private)),
      element("p", {}, this.form.care),
      this.drawSaved(),
      field("Paste the text here. (An example stands in the box; replace it.)", this.text),
      element("p", { class: "hc-hint", id: this.name("limit") }, this.form.limit),
      element("div", { class: "hc-own-fields" },
        field("Title", this.title), field("Who published it? “Not known” is fine.", this.publisher), field("What kind of text is it?", this.kind)),
      element("fieldset", { class: "hc-chips" }, element("legend", {}, "Does whoever published it sell or promote the product?"),
        this.form.sells.map(([, shown], place) => element("label", { class: "hc-chip" }, this.sells[place], element("span", {}, shown)))),
      element("div", { class: "hc-own-actions" },
        element("button", { type: "button", class: "hc-button hc-main", onclick: () => this.send() }, "Use this text")),
      this.status, this.result);
    el.append(root);
  }

  name(part) {
    this.unique ??= newId();
    return `hc-${this.unique}-${part}`;
  }

  /** Without Python no other text can be read, so nothing here looks as if it could. */
  drawExample() {
    this.text = element("blockquote", { class: "hc-own-example" });
    return element("section", { class: "hc hc-own", "aria-label": "Your own article" },
      element("p", { class: "hc-title" }, "Your own article"),
      element("p", {}, element("strong", {}, "This part needs JupyterLab: "), `there you can bring in a text of your own. Here you work with “${this.model.get("reading").card.title}”.`),
      this.text, this.result);
  }

  drawSaved() {
    if (!this.form.saved.length) return null;
    const box = element("select", {}, this.form.saved.map(([id, title]) => element("option", { value: id }, title)));
    return element("div", { class: "hc-own-saved" },
      element("label", { class: "hc-own-field" }, element("span", {}, "Texts you brought in before"), box),
      element("button", { type: "button", class: "hc-button", onclick: () => this.ask({ type: "open", id: box.value }) }, "Go on with this one"));
  }

  /** Five million characters in a text box make a browser stand still; so they never get in. */
  guard(event, data) {
    const length = (data?.getData("text/plain") ?? "").length;
    const kept = this.text.value.length - (this.text.selectionEnd - this.text.selectionStart);
    if (length + kept <= this.form.most) return;
    event.preventDefault();
    this.say(this.tooLong(length + kept));
  }

  /** What is known of one source must not be left standing over the text of another. */
  clearOldCard() {
    const { card, text } = this.reading;
    if (this.cleared || this.text.value.includes(text.slice(0, 40))) return;
    this.cleared = true;
    for (const [control, old] of [[this.title, card.title], [this.publisher, card.publisher]]) {
      if (control.value === old) control.value = "";
    }
    if (this.kind.value === card.genre) this.kind.value = this.form.genres[this.form.genres.length - 1];
    for (const input of this.sells) if (input.value === card.promotes) input.checked = false;
  }

  tooLong(length) {
    return this.form.tooLong.replace("{length}", length.toLocaleString("en"));
  }

  send() {
    const text = this.text.value;
    if (text.length > this.form.most) return this.say(this.tooLong(text.length));
    const sells = this.sells.find((input) => input.checked);
    this.ask({
      type: "read", text, title: this.title.value, publisher: this.publisher.value,
      genre: this.kind.value, promotes: sells ? sells.value : "",
    });
  }

  ask(message) {
    // Counted on from the last answer, also after a reload: an answer like the last one still arrives.
    const turn = (this.model.get("reading").turn ?? 0) + 1;
    this.say("Reading …");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say("Python does not answer. Run this cell again, then press the button once more."), PATIENCE_MS);
    try {
      this.model.send({ ...message, turn });
    } catch { /* the kernel is gone; the timer says so */ }
  }

  say(...lines) {
    this.status.replaceChildren(...lines.map((line) => element("p", {}, line)));
  }

  take() {
    clearTimeout(this.timer);
    this.reading = this.model.get("reading");
    if (this.reading.refused) {
      this.say(this.reading.refused);
      return reveal(this.status);
    }
    this.showing = false;
    this.many = LINES_AT_ONCE;
    this.fill();
    this.drawReading();
    const { lines, words, notes } = this.reading;
    this.say(`Taken in: ${lines.length.toLocaleString("en")} lines, ${words.toLocaleString("en")} words.`, ...notes, "Now mark the text yourself, below.");
    reveal(this.status);
  }

  fill() {
    const { card, text } = this.reading;
    this.cleared = false;
    if (isExportedPage()) return this.text.replaceChildren(...text.split(/\n+/).map((line) => element("p", {}, line)));
    this.text.value = text;
    this.title.value = card.title;
    this.publisher.value = card.publisher;
    if (!this.form.genres.includes(card.genre)) this.kind.append(element("option", { value: card.genre }, card.genre));
    this.kind.value = card.genre;
    for (const input of this.sells) input.checked = input.value === card.promotes;
  }

  drawReading() {
    const toggle = element("button", {
      type: "button", class: "hc-button", "aria-pressed": String(this.showing),
      onclick: () => { this.showing = !this.showing; this.drawReading(); this.result.querySelector("button").focus(); },
    }, this.showing ? "Hide what the highlighter marks" : "Show what the highlighter marks");
    if (!this.showing) {
      return this.result.replaceChildren(
        element("p", { class: "hc-hint" }, "First mark the text yourself in the next cell. Then come back and look at this:"), toggle);
    }
    const group = this.name("question");
    const chips = element("fieldset", { class: "hc-chips" }, element("legend", {}, "Question"),
      this.reading.axes.map((axis, place) => element("label", { class: "hc-chip" },
        element("input", { type: "radio", name: group, value: axis.name, checked: place === this.question, onchange: () => { this.question = place; this.drawLines(); } }),
        element("span", {}, axis.short))));
    this.legend = element("p", { class: "hc-hint" });
    this.lines = element("ol", { class: "hc-own-lines" });
    this.more = element("button", {
      type: "button", class: "hc-button", onclick: () => { const old = this.many; this.many += LINES_AT_ONCE; this.addLines(old); },
    });
    this.result.replaceChildren(toggle, element("p", {}, element("strong", {}, this.form.notAKey)), chips, this.legend, this.lines, this.more, this.drawRules());
    this.drawLines();
  }

  drawLines() {
    const axis = this.reading.axes[this.question];
    const letters = [...axis.labels, ...axis.signs].map((label) => `${label.letter} = ${label.text}`).join(" · ");
    this.legend.textContent = `Signs behind marked words: ${letters} · × = looks like it, but does not count. Open the line below a sentence for the reasons.`;
    this.lines.replaceChildren();
    this.addLines(0);
  }

  addLines(from) {
    const total = this.reading.lines.length;
    const added = this.reading.lines.slice(from, this.many).map((line, place) => this.drawLine(line, from + place));
    this.lines.append(...added);
    const left = Math.max(0, total - this.many);
    this.more.hidden = !left;
    this.more.textContent = `Show ${Math.min(left, LINES_AT_ONCE)} more lines (${left.toLocaleString("en")} left)`;
    if (from) added[0]?.querySelector("summary")?.focus();
  }

  drawLine([id, kind, text, cues, suggestions]) {
    const own = cues.filter((cue) => cue[2] === this.question);
    const parts = [];
    let place = 0;
    for (const [start, end, , label] of own) {
      if (start < place) continue;
      parts.push(text.slice(place, start), this.drawCue(text.slice(start, end), label));
      place = end;
    }
    parts.push(text.slice(place));
    const [label] = suggestions[this.question];
    const summary = element("summary", {}, element("span", { class: "hc-own-id" }, id), ` ${this.suggestion(label)}`);
    // A long text would hold thousands of reasons.
    const fold = lazyFold(summary, () => this.drawReasons(own, suggestions[this.question], text));
    return element("li", { class: kind === "sentence" ? "hc-own-line" : "hc-own-line hc-own-heading" },
      element("p", { class: "hc-own-text" }, parts), fold);
  }

  labels(value) {
    const { labels, signs } = this.reading.axes[this.question];
    return value.split("|").filter(Boolean).map((name) => [...labels, ...signs].find((label) => label.value === name)).filter(Boolean);
  }

  suggestion(value) {
    const names = this.labels(value).map((label) => label.text);
    if (!names.length) return "The highlighter cannot tell.";
    if (names.length > 1) return `Suggested: “${names.join("” or “")}” – we leave it open.`;
    return `Suggested: ${names[0]}.`;
  }

  drawCue(words, value) {
    const labels = this.labels(value);
    const answer = this.reading.axes[this.question].labels.indexOf(labels[0]);
    const place = !labels.length ? "not" : labels.length === 1 && answer >= 0 ? answer + 1 : "open";
    const sign = labels.length ? labels.map((label) => label.letter).join("/") : "×";
    const said = labels.length ? labels.map((label) => label.text).join(" or ") : "does not count";
    return element("span", { class: "hc-cue", "data-mark": place }, words,
      element("span", { class: "hc-badge" }, element("span", { "aria-hidden": "true" }, sign), element("span", { class: "hc-sr" }, ` (${said})`)));
  }

  drawReasons(cues, [, rule, reason], text) {
    const { rules, reasons } = this.reading;
    const lines = [element("p", {}, reasons[reason])];
    const fails = new Map([[rule, rules[rule]]]);
    for (const [start, end, , label, cueRule, cueReason] of cues) {
      fails.set(cueRule, rules[cueRule]);
      if (cueReason === reason) continue;
      const said = this.labels(label).map((found) => found.text).join(" or ") || "does not count";
      lines.push(element("p", {}, element("strong", {}, `“${text.slice(start, end)}”`), ` (${said}): ${reasons[cueReason]}`));
    }
    for (const [name, where] of fails.values()) {
      if (where) lines.push(element("p", { class: "hc-own-fails" }, element("strong", {}, "Where this rule fails: "), `(${name}) ${where}`));
    }
    return lines;
  }

  drawRules() {
    const items = new Map(this.reading.rules.filter(([, where]) => where).map(([name, where]) => [`${name}\n${where}`, [name, where]]));
    const fold = element("details", { class: "hc-own-rules" }, element("summary", {}, `The ${items.size} rules used in this text, and where each one fails`),
      element("dl", {}, [...items.values()].map(([name, where]) => [element("dt", {}, name), element("dd", {}, where)])));
    return items.size ? fold : element("p", {}, "No rule was used in this text.");
  }

  close() {
    clearTimeout(this.timer);
    this.model.off("change:reading", this.onReading);
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    const view = new OwnView(model, el);
    return () => view.close();
  },
};
