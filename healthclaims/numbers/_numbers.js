// What the two pictures of lesson 08 share: the arithmetic, the dice and the sliders. Sentences and
// constants come from Python. risk.py and small_studies.py count in the same way for the printed
// copy, which needs no page, as an exported page needs no Python; one table of cases tests both.

/** A whole number with a comma at the thousands, whatever the language of the browser. */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Put values into a sentence of sentences.py. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)(?::(\w+)\|(\w+))?\}/g, (_, name, one, several) => {
    const value = values[name];
    if (one) return value === 1 ? one : several;
    return typeof value === "number" ? grouped(value) : value;
  });
}

/** Divide and round to the nearest whole number, halves up. */
function rounded(numerator, denominator) {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** The same effect said in several ways, from two counts of people. */
function waysToSay(without, withProduct, { all, ways, shares }) {
  const people = Math.abs(without - withProduct);
  const change = !people ? "same" : withProduct < without ? "fewer" : "more";
  const percent = without ? rounded(100 * people, without) : 0;
  const nearlyAll = percent === 100 && change === "fewer" && withProduct > 0;
  const share = shares[!percent ? "tiny" : nearlyAll ? "nearly_all" : "rounded"];
  const needed = people ? Math.ceil(all / people) : 0;
  const values = {
    all, without, people, needed, with_product: withProduct, share: fill(share, { percent }),
    both: Math.min(without, withProduct), neither: all - Math.max(without, withProduct),
  };
  const cases = [change];
  if (needed === 1) cases.unshift(`${change}_by_all`);
  if (people && !without) cases.unshift("from_nobody");
  return ways.map((way) => fill(way[cases.find((name) => name in way)], values));
}

/** Dice that fall the same way in every language (see small_studies.py). */
function throwsFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** Run the studies of one product; each holds how many more got better with it, and how it looks. */
function runStudies(effect, size, { seed, studies: count, better_anyway: anyway, clear_above: [bar, per] }) {
  const dice = throwsFrom(seed);
  const better = (percent) => {
    const limit = percent * 4294967296;
    let found = 0;
    for (let person = 0; person < size; person += 1) if (dice() * 100 < limit) found += 1;
    return found;
  };
  const studies = [];
  for (let number = 0; number < count; number += 1) {
    const without = better(anyway);
    const ahead = better(anyway + effect) - without;
    const all = ahead + 2 * without;
    const clear = 2 * size * ahead * ahead * per > bar * all * (2 * size - all);
    studies.push({ ahead, look: !clear ? "unclear" : ahead > 0 ? "striking" : "against" });
  }
  return { effect, size, studies, striking: studies.filter((study) => study.look === "striking") };
}

/** How many more of 100 got better, on average. */
function averageOf(studies, size) {
  return rounded(100 * studies.reduce((sum, study) => sum + study.ahead, 0), studies.length * size);
}

/** A difference of 100 people in words. */
function difference(people, say) {
  return fill(say[!people ? "same" : people > 0 ? "more" : "fewer"], { people: Math.abs(people) });
}

/** What was found, and how it compares with the truth. */
function studySentences({ effect, size, studies, striking }, onlyStriking, say) {
  const found = fill(say.found, { studies: studies.length, size, striking: striking.length || say.none });
  const read = onlyStriking ? striking : studies;
  if (!read.length) return [found, say.nothing_published];
  const values = { shown: difference(averageOf(read, size), say), truth: difference(effect, say) };
  if (!onlyStriking) return [found, fill(say.all_show, values)];
  return [found, `${fill(say.published_shows, values)} ${verdict(striking, size, effect, say)}`];
}

function verdict(striking, size, effect, say) {
  if (!effect) return say.luck;
  const total = striking.reduce((sum, study) => sum + study.ahead, 0);
  const tenths = rounded(1000 * total, striking.length * size * effect);
  return tenths <= 10 ? say.fair : fill(say.exaggerated, { times: String(tenths / 10) });
}

/** A slider with its label and its value in words. */
function slider(label, { most, least = 0, value, words, change }) {
  const shown = element("span", { class: "hc-slider-value" }, words(value));
  // The value is read out as such; without a name of its own the slider would have it read twice.
  const input = element("input", { type: "range", "aria-label": label, min: least, max: most, step: 1, value, oninput: () => {
    show();
    change();
  } });
  const show = () => {
    shown.textContent = words(Number(input.value));
    input.setAttribute("aria-valuetext", shown.textContent);
  };
  show();
  const node = element("label", { class: "hc-slider" }, element("span", { class: "hc-slider-name" }, `${label}: `, shown), input);
  return { node, input, value: () => Number(input.value) };
}

/** An element of a drawing; text is set as text. */
function drawn(name, properties = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(properties)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** The outline of a mark of a given kind, round a point. */
function markPath(kind, x, y, size) {
  if (kind === "dot") return `M${x - size},${y}a${size},${size} 0 1 0 ${2 * size},0a${size},${size} 0 1 0 ${-2 * size},0`;
  if (kind === "down") return `M${x - size},${y - size}h${2 * size}L${x},${y + size}z`;
  return `M${x},${y - size}L${x + size},${y}L${x},${y + size}L${x - size},${y}z`;
}

/** One sign of a picture with what it stands for. */
function legendItem(kind, style, text) {
  return element("li", {},
    drawn("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
      drawn("path", { d: markPath(kind, 8, 8, kind === "dot" ? 4 : 6), class: style })),
    element("span", {}, text));
}

/** The same as a picture, as a table. */
function foldedTable(caption, columns) {
  const body = element("tbody");
  const node = element("details", { class: "hc-card" },
    element("summary", {}, "The same as a table"),
    element("table", {}, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, columns.map((name) => (name ? element("th", { scope: "col" }, name) : element("td"))))), body));
  const fill = (rows) => body.replaceChildren(...rows.map(([head, ...cells]) => element("tr", {},
    element("th", { scope: "row" }, head), cells.map((cell) => element("td", {}, String(cell))))));
  return { node, fill };
}
