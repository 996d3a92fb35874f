// After the first visit everything works offline: all files of this version, from the cache.
const PREFIX = "playable-papers-";
const CACHE = PREFIX + "__VERSION__";
const FILES = __FILES__;
// Their names are hashed: what was fetched once is good for ever.
const ON_DEMAND = __ON_DEMAND__;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(new URL(file, self.registration.scope), { cache: "reload" })))),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        // Other projects may live on this origin: only ours are ours to delete.
        if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "skip") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || !url.href.startsWith(self.registration.scope)) return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(CACHE);
      const hit = (await cache.match(event.request, { ignoreSearch: true })) ?? (url.pathname.endsWith("/") ? await cache.match(new URL("index.html", url)) : undefined);
      if (hit) return hit;
      const answer = await fetch(event.request);
      const path = url.href.slice(self.registration.scope.length);
      if (answer.ok && ON_DEMAND.some((folder) => path.startsWith(folder))) {
        // A full disk is no reason to withhold the answer.
        event.waitUntil(cache.put(event.request, answer.clone()).catch(() => {}));
      }
      return answer;
    })(),
  );
});
