// What a spreadsheet takes for a formula, and the same made harmless: the rule of core/csv_cells.py.

const FORMULA = /^'*(?:[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const DEFUSED = /^'+(?:[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
const FORMULA_INSIDE = /([;\t\n])('*[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const DEFUSED_INSIDE = /([;\t\n])'('*[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20])/g;
const NEGATIVE = /^-[0-9]+(?:\.[0-9]+)?$/;

function defuse(text) {
  if (NEGATIVE.test(text)) return text;
  const inside = text.replace(FORMULA_INSIDE, "$1'$2");
  return FORMULA.test(inside) ? `'${inside}` : inside;
}

function undo(text) {
  return (DEFUSED.test(text) ? text.slice(1) : text).replace(DEFUSED_INSIDE, "$1$2");
}

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
