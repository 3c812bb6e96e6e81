// The service worker of a site: at the first visit the browser keeps all its pages, and from then on
// they open without a network. In front of this Python puts VERSION and PAGES (export/site.py).
// It asks nothing of anybody but the folder that it lies in.

const { scope } = self.registration;
const OURS = "healthclaims ";
// A host may hold several sites, and they share its storage.
const KEPT = `${OURS}${VERSION} ${scope}`;
const ADDRESSES = new Set(PAGES.map((page) => new URL(page, scope).href));

/** The page that an address means, if it is one of these; the folder itself means the first. */
function pageOf(url) {
  const [address] = url.split(/[?#]/);
  const page = address === scope ? new URL(PAGES[0], scope).href : address;
  return ADDRESSES.has(page) ? page : null;
}

async function keep() {
  const store = await caches.open(KEPT);
  // What the browser holds from a visit before may be older.
  await store.addAll([...ADDRESSES].map((page) => new Request(page, { cache: "reload" })));
  await self.skipWaiting();
}

async function tidy() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name.endsWith(` ${scope}`) && name !== KEPT);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(page) {
  const store = await caches.open(KEPT);
  // A browser that needs room may have thrown it away.
  if (!(await store.match(page))) await store.add(page);
  const found = await store.match(page);
  // Some hosts lead from “page.html” to “page”, and no browser opens what was led elsewhere.
  return found.redirected ? new Response(await found.blob(), { headers: found.headers }) : found;
}

/** A folder that the host has no longer stays in this browser: only its pages can read the answers. */
async function tellIfGone({ source }) {
  const { status } = await fetch("offline.js", { cache: "no-store" });
  if (status === 404 || status === 410) source.postMessage("gone");
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => event.waitUntil(tellIfGone(event).catch(() => { /* no network */ })));
self.addEventListener("fetch", (event) => {
  const page = event.request.method === "GET" && pageOf(event.request.url);
  // Where the browser has no room for it, the page comes from the host as long as there is a network.
  if (page) event.respondWith(kept(page).catch(() => fetch(event.request)));
});
