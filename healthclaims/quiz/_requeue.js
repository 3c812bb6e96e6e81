// What follows a miss, as tests/cases/requeue.json and tests/cases/second_try.json say: a hint and a
// second try, and the same question again after three others. Where fewer follow, or after so many
// returns, it is left for another day.

const RETURNS_AFTER = 3;
const MOST_RETURNS = 2;

function requeue(rest, missed, returns) {
  const order = [...rest];
  if (returns < MOST_RETURNS && order.length >= RETURNS_AFTER) order.splice(RETURNS_AFTER, 0, missed);
  return order;
}

function waitsForSecondTry(verdicts) {
  return verdicts.reduce((waits, verdict) => verdict === "not yet" && !waits, false);
}
