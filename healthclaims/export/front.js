// The front page of the course: from what this browser keeps it offers to go on where one stopped.

/** The link in the list to a lesson or assignment; none where this site does not have its page. */
function linkTo(lesson) {
  return [...document.querySelectorAll(".lessons a")]
    .find((link) => decodeURIComponent(link.getAttribute("href")) === `${lesson}.html`);
}

async function showGoOn(memory) {
  await memory.ready;
  const done = inOrder([...memory.entries, ...await memory.texts()]);
  const link = done.reverse().map(({ lesson }) => linkTo(lesson)).find(Boolean);
  if (!link) return;
  document.getElementById("go-on").replaceChildren(
    element("strong", {}, "Go on where you stopped: "),
    element("a", { href: link.getAttribute("href") }, link.textContent));
}

const { begun, memory } = globalThis.healthclaimsHost;
begun.push(showGoOn(memory));
