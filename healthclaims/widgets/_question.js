// How one question looks, in a quiz and in an assignment: the sentence, the answers, how sure.

/** Where the text comes from. What the text itself shows above it is not shown twice, only told. */
function sourceLine(question, isBack = false) {
  const shown = question.shared || question.passages.every((passage) => passage.sender[0]);
  return element("p", { class: "hc-source" },
    isBack ? "Back from an earlier day · " : null,
    element("span", { class: shown ? "hc-sr" : null }, question.origin));
}

/** The sentence or sentences to judge; once answered, with the deciding words marked. */
function passagesOf(question, answered) {
  const nodes = question.passages.map((passage) => passageOf(passage, answered));
  return element("div", { class: "hc-passages" },
    element("div", { class: nodes.length > 1 ? "hc-pair" : "hc-single" }, nodes),
    question.sharedCard.length ? sourceCard(question.sharedCard, question.shared || "The same for both") : null);
}

/** A text looks like what it is: a shop page, a post, a newspaper. Below it, its card in one line. */
function passageOf(passage, answered) {
  const { sender: [name, what] } = passage;
  const bar = [passage.label, name, what].filter(Boolean);
  return element("div", { class: "hc-passage" },
    element("div", { class: "hc-look", "data-look": passage.look },
      bar.length ? element("p", { class: "hc-sender" }, element("strong", {}, bar[0]), ...bar.slice(1).map((part) => ` · ${part}`)) : null,
      passage.heading ? element("p", { class: "hc-heading" }, element("span", { class: "hc-hint" }, "Heading: "), passage.heading) : null,
      element("blockquote", {},
        passage.before ? element("span", { class: "hc-before" }, `${passage.before} `) : null,
        element("span", { class: "hc-sentence" }, answered ? marked(passage.text, passage.cue) : passage.text))),
    sourceCard(passage.card, passage.cardLine || "What differs"));
}

// Answers of more characters stand one below the other.
const MOST_BESIDE = 60;

/** The answers to choose from, and their inputs. In a check every answer says what it means, so
 *  that words learned in a lesson are no advantage. */
function optionsOf(question, { choose, chosen = "", meanings = {} }) {
  const group = `hc-${newId()}`;
  const inputs = question.options.map((option) => {
    const input = element("input", {
      type: "radio", name: group, value: option.value, onchange: () => choose(option.value),
    });
    input.checked = option.value === chosen;
    return input;
  });
  const meaning = (option) => {
    const text = meanings?.[question.axis]?.[option.value];
    return text ? [element("span", { class: "hc-sr" }, ":"), element("span", { class: "hc-meaning" }, text)] : null;
  };
  const labels = question.options.map((option, place) =>
    element("label", { class: "hc-option" }, inputs[place], keyHint(place), element("span", {}, option.text, meaning(option))));
  const long = meanings?.[question.axis] || question.options.some((option) => option.text.length > MOST_BESIDE);
  const choices = element("div", { class: long ? "hc-choices hc-long" : "hc-choices" }, labels);
  return [element("fieldset", { class: "hc-options" }, element("legend", {}, question.prompt), choices), inputs];
}

/** Say in words and by shape what became of an answer: "right answer", "your answer". */
function flag(input, shape, words) {
  const label = input.closest("label");
  label.dataset.flag = shape;
  label.querySelector(".hc-flag")?.remove();
  label.lastChild.prepend(element("span", { class: "hc-flag" }, words));
}

/** How sure somebody is: the press that sends the answer. */
function sureOf(words, legend, send) {
  return element("fieldset", { class: "hc-sure", tabindex: "-1" },
    element("legend", {}, legend),
    words.map((text, place) =>
      element("button", { type: "button", class: "hc-button", onclick: () => send(place + 1) }, keyHint(place), text)));
}

const keyHint = (place) => element("kbd", { "aria-hidden": "true" }, String(place + 1));

/** Digits answer: the first chooses, the second says how sure. Radios and buttons stay what they are. */
function answerByKeys(event) {
  const { target, key } = event;
  if (!/^[1-9]$/.test(key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (target.matches("textarea, input:not([type=radio])")) return;
  const view = event.currentTarget;
  const sure = target.closest(".hc-sure");
  const choices = view.querySelectorAll(sure ? ".hc-sure button" : ".hc-options input");
  const chosen = choices[Number(key) - 1];
  if (!chosen || chosen.disabled) return;
  event.preventDefault();
  chosen.click();
  if (!sure) view.querySelector(".hc-sure, .hc-actions .hc-main")?.focus({ preventScroll: true });
}
