// Lets the browser keep all pages of a site. From a file there is nothing to keep: it is there.

const GONE = "This course is no longer at this address. You see the copy that this browser has kept, and your answers are still in it. Take your answers along, and ask your teacher where the course is now.";

if (location.protocol.startsWith("http") && navigator.serviceWorker) {
  const { serviceWorker } = navigator;
  serviceWorker.register("offline.js").catch(() => { /* it works as long as there is a network */ });
  serviceWorker.ready.then(() => {
    const told = document.getElementById("kept-offline");
    if (told) told.textContent = "This browser has kept all pages: they open without a network, too.";
  });
  // A page may ask nobody; the worker asks for it whether the host still has this folder.
  serviceWorker.addEventListener("message", () => {
    const told = Object.assign(document.createElement("p"), { className: "note", textContent: GONE });
    told.setAttribute("role", "status");
    document.getElementById("my-answers").before(told);
  });
  serviceWorker.controller?.postMessage("still there?");
}
