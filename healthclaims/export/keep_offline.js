// Lets the browser keep all pages of a site. From a file there is nothing to keep: it is there.

if (location.protocol.startsWith("http") && navigator.serviceWorker) {
  navigator.serviceWorker.register("offline.js").catch(() => { /* it works as long as there is a network */ });
  navigator.serviceWorker.ready.then(() => {
    const told = document.getElementById("kept-offline");
    if (told) told.textContent = "This browser has kept all pages: they open without a network, too.";
  });
}
