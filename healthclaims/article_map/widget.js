// A map of an article: a square for each line; pressing one tells its words, label and reason.

class ArticleMapView {
  constructor(model, el) {
    this.map = model.get("map");
    const { title, source, columns, rows, legend, fold } = this.map;
    this.group = newId();
    this.told = element("div", { class: "hc-map-told", role: "status" });
    const head = columns.length
      ? element("div", { class: "hc-map-row", "aria-hidden": "true" }, element("span", { class: "hc-map-name" }),
        element("div", { class: "hc-map-boxes" }, columns.map((name) => element("strong", {}, name))))
      : null;
    const heading = rows.some(([, boxes]) => boxes.flat().some((one) => one.heading));
    el.append(element("section", { class: `hc hc-map ${columns.length ? "hc-map-grid" : ""}`, "aria-label": `Map: ${title} ${source}` },
      element("div", { class: "hc-head" }, element("p", { class: "hc-title" }, title), element("p", { class: "hc-count" }, `“${source}”`)),
      element("p", { class: "hc-hint" }, "Press a square to read its line, and why it stands here. By keyboard: Tab, then arrow keys."),
      element("ul", { class: "hc-map-legend" },
        legend.map(([labels, text]) => element("li", {}, element("span", { class: "hc-square" }, this.signs(labels)), text)),
        heading ? element("li", {}, element("span", { class: "hc-square", "data-heading": true }, this.signs(null)), "thick frame: a heading") : null),
      element("div", { role: "radiogroup", "aria-label": title }, head, rows.map((row) => this.row(row))),
      lazyFold(element("summary", {}, fold), () => this.table())));
  }

  row([name, boxes]) {
    return element("div", { class: "hc-map-row" }, element("span", { class: "hc-map-name", "aria-hidden": "true" }, name),
      element("div", { class: "hc-map-boxes" }, boxes.map((box, place) => {
        const column = this.map.columns[place];
        return element("div", { class: "hc-map-box", role: "group", "aria-label": column ? `${name}, ${column}` : name },
          box.length ? box.map((square) => this.square(square)) : element("span", { class: "hc-hint" }, "none"));
      })));
  }

  square(square) {
    const shown = square.answers.map(([, answer]) => answer).join(", ");
    const input = element("input", {
      type: "radio", name: this.group, "aria-label": `Line ${square.line}${square.heading ? ", heading" : ""}: ${shown}`,
      onchange: () => this.tell(square, input),
    });
    const number = this.map.columns.length ? element("span", { class: "hc-number" }, String(square.line)) : null;
    return element("label", { class: "hc-square", "data-heading": square.heading }, input, number, this.signs(square.labels));
  }

  /** The letters of an answer, each in its colour; null for a square without any. */
  signs(labels) {
    const none = [element("span", { class: "hc-sign" }, labels ? "·" : "")];
    return labels?.length ? labels.map((label) => {
      const { letter, mark } = this.map.signs[label];
      return element("span", { class: "hc-sign", "data-mark": mark }, letter);
    }) : none;
  }

  tell(square, input) {
    const page = input.closest(".jp-WindowedPanel-outer") ?? document.scrollingElement;
    const before = input.getBoundingClientRect().top;
    input.closest(".hc-map-row").after(this.told);
    this.told.replaceChildren(
      element("div", { class: "hc-head" },
        element("p", { class: "hc-line" }, `Line ${square.line}`, square.heading ? " (heading)" : ""),
        element("button", { type: "button", class: "hc-button", onclick: () => this.close(input) }, "Close")),
      element("blockquote", {}, marked(square.text, square.cue)),
      element("dl", {}, square.answers.map(([question, shown, why]) => [
        element("dt", {}, question), element("dd", {}, element("strong", {}, shown), element("br"), why)])));
    // What was told above it has gone from there: the square stays under the pointer.
    page.scrollTop += input.getBoundingClientRect().top - before;
    reveal(this.told);
  }

  close(input) {
    input.checked = false;
    input.focus();
    this.told.remove();
  }

  table() {
    const { title, counts, rows } = this.map;
    const squares = rows.flatMap(([, boxes]) => boxes.flat()).sort((one, other) => one.line - other.line);
    return [element("p", {}, counts),
      element("table", { "aria-label": `Every line: ${title}` },
        element("thead", {}, element("tr", {}, ["Line", "Text", "Answer"].map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, squares.map(({ line, text, answers }) => element("tr", {},
          element("th", { scope: "row" }, String(line)), element("td", {}, text),
          element("td", {}, answers.map(([, shown]) => element("p", {}, shown)))))))];
  }
}

export default {
  render({ model, el }) {
    hideStopped(model, el);
    new ArticleMapView(model, el);
  },
};
