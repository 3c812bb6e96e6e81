// Which learner codes there can be: the rule and the words of learner/learner_code.py.

/** The code as it is used, and what is wrong with it; empty where nothing is. */
function whatIsWrong(typed, { pattern, reserved, unusable, taken }) {
  const code = typed.trim().toLowerCase();
  const whole = (rule) => new RegExp(`^(?:${rule})$`).test(code);
  const wrong = !whole(pattern) ? unusable : whole(reserved) ? taken : "";
  return [code, wrong.replace("{code}", `“${code}”`)];
}
