// What is asked after a miss: the same question again after some others, as tests/cases/requeue.json
// says. After so many returns it is left for another day.

const RETURNS_AFTER = 3;
const MOST_RETURNS = 2;

function requeue(rest, missed, returns) {
  const order = [...rest];
  if (returns < MOST_RETURNS) order.splice(Math.min(RETURNS_AFTER, order.length), 0, missed);
  return order;
}
