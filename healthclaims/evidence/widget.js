// The record of studies: native selects choose, and the cards follow in the same frame.

class StudiesView {
  constructor(model, el) {
    this.record = model.get("record");
    this.lines = new Map(this.record.sections.flatMap((section) =>
      section.lines.map((line) => [line.id, { ...line, section: section.id }])));
    this.claim = this.claimSelect();
    this.filters = this.record.filters.map((filter) => this.filterSelect(filter));
    this.words = element("input", { type: "search", oninput: () => this.show() });
    this.status = element("p", { class: "hc-studies-count", role: "status" });
    this.page = element("div", { class: "hc-studies-page" });
    this.list = element("ul", { class: "hc-studies-list" });
    const all = element("button", { type: "button", class: "hc-button", onclick: () => this.reset({}) },
      "Show all studies");
    el.append(
      element("section", { class: "hc hc-studies", "aria-label": this.name(this.record.first.claim) },
        element("p", { class: "hc-title" }, "From the page to the studies behind it"),
        element("p", { class: "hc-hint" }, this.record.note),
        element("fieldset", { class: "hc-studies-controls" },
          element("legend", {}, "Choose what is shown"),
          this.labelled("Which part of the page?", this.claim),
          this.filters.map(({ label, input }) => this.labelled(label, input)),
          this.labelled("Find words or numbers", this.words)),
        element("div", { class: "hc-studies-bar" }, this.status, all),
        element("div", { class: "hc-studies-columns" }, this.page,
          element("div", { class: "hc-studies-found" },
            element("p", { class: "hc-studies-head" }, this.record.headings.was_found), this.list))),
    );
    this.reset(this.record.first);
  }

  /** A page can hold the record more than once; each is named after what it opens with. */
  name(claim) {
    const section = this.record.sections.find(({ id }) => id === claim);
    return `The record of studies, opened at ${section?.name.toLowerCase() ?? (claim ? this.lineName(claim) : "the whole page")}`;
  }

  lineName(id) {
    return `line ${this.lines.get(id).line}`;
  }

  labelled(label, input) {
    return element("label", {}, element("span", {}, label), input);
  }

  claimSelect() {
    const groups = this.record.sections.map((section) =>
      element("optgroup", { label: section.name },
        element("option", { value: section.id }, `${section.name}: all of it`),
        section.lines.map((line) => element("option", { value: line.id }, `${line.line}: ${line.short}`))));
    return element("select", { onchange: () => this.show() },
      element("option", { value: "" }, "The whole page"), groups);
  }

  filterSelect(filter) {
    const input = element("select", { onchange: () => this.show() },
      element("option", { value: "" }, "All"),
      filter.choices.map(([value, text]) => element("option", { value }, text)));
    return { ...filter, input };
  }

  reset(first) {
    this.claim.value = first.claim ?? "";
    for (const { name, input } of this.filters) input.value = first[name] ?? "";
    this.words.value = "";
    this.show();
  }

  /** The lines that are meant, or null for the whole page. */
  chosenLines() {
    const value = this.claim.value;
    if (!value) return null;
    if (this.lines.has(value)) return [this.lines.get(value)];
    return this.record.sections.find((section) => section.id === value).lines;
  }

  matches(study, ids, words) {
    if (ids && !study.links.some((link) => ids.has(link.unit))) return false;
    if (this.filters.some(({ name, input }) => input.value && study[name] !== input.value)) return false;
    if (!words) return true;
    const text = [study.name, study.key, ...study.facts.flat(), ...study.citation.flat(),
      ...study.links.flatMap((link) => [link.shows, link.lacks])].join(" ").toLowerCase();
    return words.split(/\s+/).every((word) => text.includes(word));
  }

  show() {
    const lines = this.chosenLines();
    const ids = lines && new Set(lines.map((line) => line.id));
    const words = this.words.value.trim().toLowerCase();
    const found = this.record.studies.filter((study) => this.matches(study, ids, words));
    const all = this.record.studies.length;
    this.status.textContent = `${found.length} of ${all} ${all === 1 ? "study" : "studies"} shown.`;
    this.page.replaceChildren(element("p", { class: "hc-studies-head" }, this.record.headings.page_says), ...this.pageSays(lines));
    this.list.replaceChildren(...found.map((study) => this.card(study, ids)));
    if (!found.length) this.list.append(element("li", { class: "hc-studies-none" }, this.record.nothing));
    this.list.scrollTop = 0;
  }

  pageSays(lines) {
    if (!lines) {
      const gaps = [...this.lines.values()].filter((line) => line.gap);
      return [
        element("p", {}, "Choose a line of the page. It will stand here, beside the studies that bear on it."),
        element("details", { class: "hc-studies-gaps" },
          element("summary", {}, `What we did not find or could not verify (${gaps.length})`),
          element("ul", {}, gaps.map((line) => element("li", {}, element("strong", {}, `Line ${line.line}: `), line.gap)))),
      ];
    }
    return lines.map((line) => element("div", {},
      element("blockquote", {}, element("strong", {}, `Line ${line.line}: `), line.text),
      line.gap ? element("p", { class: "hc-studies-gap" }, element("strong", {}, this.record.gap),
        line.gap) : null));
  }

  card(study, ids) {
    const { shows, limits } = this.record.headings;
    const links = study.links.filter((link) => ids?.has(link.unit));
    const named = ids && ids.size > 1;
    return element("li", { class: "hc-study" },
      element("p", { class: "hc-study-name" }, element("strong", {}, study.name), " ",
        element("span", { class: "hc-study-who", "data-who": study.who }, study.who_shown), " ",
        element("span", { class: "hc-study-check" }, study.check_shown)),
      links.length
        ? links.map((link) => element("dl", { class: "hc-study-link" },
          element("dt", {}, named ? `${shows} for ${this.lineName(link.unit)}` : shows), element("dd", {}, link.shows),
          element("dt", {}, limits), element("dd", {}, link.lacks)))
        : element("p", {}, study.found),
      this.whole(study, ids));
  }

  /** Everything about a study; made when it is first opened, so that choosing stays quick. */
  whole(study, ids) {
    const summary = element("summary", {}, "Who, how many, compared with what, who did it, how checked");
    return lazyFold(summary, () => [this.rows(study.facts), this.rows(study.citation),
      ...(ids ? [] : study.links.map((link) => element("p", { class: "hc-study-line" },
        element("strong", {}, `For ${this.lineName(link.unit)}: `), link.shows, " ", link.lacks)))]);
  }

  rows(pairs) {
    return element("dl", {}, pairs.map(([name, text]) => [element("dt", {}, name), element("dd", {}, text)]));
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    new StudiesView(model, el);
  },
};
