// What the two pictures of lesson 08 share: the arithmetic, the dice and the sliders. The same
// arithmetic stands in core/risk.py and core/small_studies.py; two tables of cases test both.

const OF = 1000;
const STUDIES = 200;
const BETTER_ANYWAY = 40;

/** A whole number with a comma at the thousands, whatever the language of the browser. */
function grouped(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Divide and round to the nearest whole number, halves up. */
function rounded(numerator, denominator) {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** The same effect said in four ways, from two counts of 1,000 people. */
function waysToSay(without, withProduct) {
  const fewer = without - withProduct;
  const gets = (count) => (count === 1 ? "gets" : "get");
  const both = `${grouped(withProduct)} of 1,000 instead of ${grouped(without)} of 1,000`;
  const same = Math.min(without, withProduct);
  const never = OF - Math.max(without, withProduct);
  const spared = `${grouped(fewer)} ${fewer === 1 ? "is" : "are"} spared, ` +
    `${grouped(same)} ${gets(same)} it all the same, ${grouped(never)} would not have got it anyway.`;
  if (!fewer) {
    return ["No difference.", `The same number: ${grouped(without)} of 1,000, with and without.`, spared,
      "However many use it, as many get it as without."];
  }
  const size = Math.abs(fewer);
  const percent = without ? rounded(100 * size, without) : null;
  const nearlyAll = percent === 100 && fewer > 0 && withProduct > 0;
  const share = !percent ? "less than 1%" : nearlyAll ? "more than 99%" : `${grouped(percent)}%`;
  const needed = Math.ceil(OF / size);
  const better = fewer > 0;
  const users = "people who use it for a year";
  return [
    percent === null ? "Cannot be said: nobody got it without the product."
      : `“${better ? "Cuts" : "Raises"} the risk by ${share}!”`,
    `${grouped(size)} ${better ? "fewer" : "more"} of 1,000: ${both}.`,
    better ? spared : `${grouped(size)} ${gets(size)} it who would not have, ` +
      `${grouped(same)} would have got it anyway, ${grouped(never)} do not get it.`,
    needed === 1 ? `Everybody who uses it ${better ? "is spared" : "gets it"}.`
      : better ? `On average, one in about ${grouped(needed)} ${users} is spared.`
        : `On average, of about ${grouped(needed)} ${users}, one more gets it.`,
  ];
}

/** Dice that fall the same way in every language (see core/small_studies.py). */
function throwsFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}

/** Run 200 studies of one product; each holds how many more got better with it, and how it looks. */
function runStudies(effect, size, seed) {
  const dice = throwsFrom(seed);
  const better = (percent) => {
    const limit = percent * 4294967296;
    let count = 0;
    for (let person = 0; person < size; person += 1) if (dice() * 100 < limit) count += 1;
    return count;
  };
  const studies = [];
  for (let number = 0; number < STUDIES; number += 1) {
    const without = better(BETTER_ANYWAY);
    const ahead = better(BETTER_ANYWAY + effect) - without;
    const all = ahead + 2 * without;
    const clear = 2 * size * ahead * ahead * 10000 > 38416 * all * (2 * size - all);
    studies.push({ ahead, look: !clear ? "unclear" : ahead > 0 ? "striking" : "against" });
  }
  return { effect, size, seed, studies, striking: studies.filter((study) => study.look === "striking") };
}

/** How many more of 100 got better, on average. */
function averageOf(studies, size) {
  return rounded(100 * studies.reduce((sum, study) => sum + study.ahead, 0), studies.length * size);
}

function moreOf100(people) {
  if (!people) return "no difference";
  return `${Math.abs(people)} ${people > 0 ? "more" : "fewer"} of 100`;
}

/** What was found, and how it compares with the truth. */
function studyWords(run, onlyStriking) {
  const { effect, size, studies, striking } = run;
  const found = `${studies.length} studies with ${size} people in each group: ${striking.length || "none"} looked striking.`;
  const read = onlyStriking ? striking : studies;
  if (!read.length) return [found, "Only striking results are published, so nothing is published at all."];
  const whose = onlyStriking ? "What is published shows" : "All together they show";
  const shown = `${whose} ${moreOf100(averageOf(read, size))} on average; the truth is ${moreOf100(effect)}.`;
  if (!onlyStriking) return [found, shown];
  if (!effect) return [found, `${shown} There is no effect at all: this is luck, picked out.`];
  const total = striking.reduce((sum, study) => sum + study.ahead, 0);
  const tenths = rounded(1000 * total, striking.length * size * effect);
  if (tenths <= 10) return [found, `${shown} That hardly exaggerates.`];
  return [found, `${shown} That is ${tenths / 10} times the truth.`];
}

/** A slider with its label and its value in words. */
function slider(label, { most, least = 0, value, words, change }) {
  const told = element("span", { class: "hc-slider-value" }, words(value));
  // The value is told as such; without a name of its own the slider would tell it twice.
  const input = element("input", { type: "range", "aria-label": label, min: least, max: most, step: 1, value, oninput: () => {
    show();
    change();
  } });
  const show = () => {
    const said = words(Number(input.value));
    told.textContent = said;
    input.setAttribute("aria-valuetext", said);
  };
  show();
  const node = element("label", { class: "hc-slider" }, element("span", { class: "hc-slider-name" }, `${label}: `, told), input);
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
