// How one question looks, in a quiz and in an assignment: the sentence, the answers, how sure.

function sourceLine(question, isBack) {
  return `${isBack ? "Back from an earlier day · " : ""}${question.origin}`;
}

/** The sentence or sentences to judge; once answered, with the deciding words marked. */
function passagesOf(question, answered) {
  const nodes = question.passages.map((passage) =>
    element("div", { class: "hc-passage" },
      passage.label ? element("p", { class: "hc-name" }, passage.label) : null,
      passage.heading ? element("p", { class: "hc-heading" }, element("span", { class: "hc-hint" }, "Heading: "), passage.heading) : null,
      element("blockquote", {},
        passage.before ? element("span", { class: "hc-before" }, `${passage.before} `) : null,
        element("span", { class: "hc-sentence" }, answered ? marked(passage.text, passage.cue) : passage.text)),
      sourceCard(passage.card, question.cardOpen, passage.cardTitle)));
  return element("div", { class: nodes.length > 1 ? "hc-pair" : "hc-single" }, nodes);
}

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
    return text ? [":", element("span", { class: "hc-meaning" }, text)] : null;
  };
  const labels = question.options.map((option, place) =>
    element("label", { class: "hc-option" }, inputs[place], element("span", {}, option.text, meaning(option))));
  return [element("fieldset", { class: "hc-options" }, element("legend", {}, question.prompt), labels), inputs];
}

/** How sure somebody is: the press that sends the answer. */
function sureOf(words, legend, send) {
  return element("fieldset", { class: "hc-sure" },
    element("legend", {}, legend),
    words.map((text, place) =>
      element("button", { type: "button", class: "hc-button", onclick: () => send(place + 1) }, text)));
}
