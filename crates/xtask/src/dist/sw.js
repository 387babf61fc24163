/**
 * Keeps the page for when there is no network. `cargo xtask dist` fills in what belongs to the release.
 *
 * A release is kept whole or not at all, and a page gets its files from the release that its `index.html` came from: names carry hashes, so
 * that no file can be taken for that of another release. A new release waits until nobody uses the old one or somebody asks for it.
 */
const RELEASE = "{{RELEASE}}";
/** What the page runs with. */
const SHELL = {{SHELL}};
/** What is kept once somebody has asked for it: files, and folders with everything in them. */
const DATA = {{DATA}};

const scope = new URL(self.registration.scope);
/** Of this folder: a host may serve several. */
const PREFIX = `iam-playground ${scope.pathname} `;
const OWN = `${PREFIX}release ${RELEASE}`;
const KEPT = `${PREFIX}data`;

const HASHED = /-[0-9a-f]{16}[._]/;

/** The path below the folder. @param {URL} url */
const below = (url) => decodeURIComponent(url.pathname.slice(scope.pathname.length));
/** @param {string} name */
const isData = (name) => DATA.some((data) => name === data || name.startsWith(`${data}/`));

self.addEventListener("install", (event) => {
  event.waitUntil(fetchRelease());
});

async function fetchRelease() {
  const cache = await caches.open(OWN);
  try {
    await Promise.all(SHELL.map(async (name) => {
      // What another release has under the same name is the same.
      const known = HASHED.test(name) ? await caches.match(new URL(name, scope)) : undefined;
      const answer = known ?? (await fetch(new URL(name, scope), { cache: "no-cache" }));
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      await cache.put(new URL(name, scope), answer);
    }));
  } catch (error) {
    await caches.delete(OWN);
    throw error;
  }
}

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

async function takeOver() {
  const own = (await caches.keys()).filter((name) => name.startsWith(`${PREFIX}release `));
  // The release before this one may still be open in another window, and may not have fetched everything.
  const stale = own.filter((name) => name !== OWN).slice(0, -1);
  await Promise.all(stale.map((name) => caches.delete(name)));
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    if (!isData(below(new URL(request.url)))) await kept.delete(request);
  }
  await self.clients.claim();
}

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  const name = below(url) || "index.html";
  if (SHELL.includes(name)) event.respondWith(ofRelease(name, event.request));
  else if (isData(name)) event.respondWith(ofData(url, event.request));
  else if (event.request.mode !== "navigate") event.respondWith(anywhere(url, event.request));
});

/** @param {string} name @param {Request} request */
async function ofRelease(name, request) {
  const cache = await caches.open(OWN);
  return (await cache.match(new URL(name, scope))) ?? fetch(request);
}

/** @param {URL} url @param {Request} request */
async function ofData(url, request) {
  const cache = await caches.open(KEPT);
  const address = new URL(url.pathname, scope);
  const known = await cache.match(address);
  if (known) return known;
  const answer = await fetch(request);
  // A copy that cannot be kept, for want of room, is no reason to keep the answer back.
  if (answer.ok) await cache.put(address, answer.clone()).catch(() => {});
  return answer;
}

/** Something of another release, for a window that was opened with that. @param {URL} url @param {Request} request */
async function anywhere(url, request) {
  return (await caches.match(new URL(url.pathname, scope))) ?? fetch(request);
}
