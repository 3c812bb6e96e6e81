// The front page of the course: from what this browser keeps it offers to go on where one stopped.

const CHANGED_LAST = (one, other) => Date.parse(other.time) - Date.parse(one.time);

/** The link in the list to a lesson or assignment; none where this site does not have its page. */
function linkTo(lesson) {
  return [...document.querySelectorAll(".lessons a")]
    .find((link) => decodeURIComponent(link.getAttribute("href")) === `${lesson}.html`);
}

async function showGoOn(memory) {
  await memory.ready;
  const done = [...memory.entries, ...await memory.texts()].sort(CHANGED_LAST);
  const link = done.map(({ lesson }) => linkTo(lesson)).find(Boolean);
  if (!link) return;
  document.getElementById("go-on").replaceChildren(
    element("strong", {}, "Go on where you stopped: "),
    element("a", { href: link.getAttribute("href") }, link.textContent));
}

showGoOn(globalThis.healthclaimsHost.memory);
