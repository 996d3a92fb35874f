// Starts the app on a page; the page's text is there without it.
const root = document.documentElement;
const zh = root.dataset.lang === "zh";
const say = (en, cn) => {
  const slot = document.querySelector("[data-slot=exhibit] .loading");
  if (slot) slot.textContent = zh ? cn : en;
};

// A host that does not know wasm by its name cannot stream it.
const compile = async (url) => {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response.headers.get("content-type")?.startsWith("application/wasm") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};

// A module with one v128 instruction: browsers without SIMD refuse it.
const simd = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

if (typeof WebAssembly !== "object" || !WebAssembly.validate(simd)) {
  say(
    "This browser is too old to compute here (it lacks WebAssembly SIMD: Chrome 91, Firefox 89, Safari 16.4). The text below still reads.",
    "浏览器太旧，无法在此计算（缺少 WebAssembly SIMD：需 Chrome 91、Firefox 89、Safari 16.4 以上）。下面的文字仍可阅读。",
  );
} else {
  try {
    const code = new URL("./__APP_JS__", import.meta.url);
    const app = import(code);
    let worker;
    if (root.dataset.paper) {
      // The frame that the page opens with, unless the address may ask for another state; the app takes it from here.
      const opening = root.dataset.frames?.split(" ").find((pair) => pair.startsWith("="));
      const frame = opening && !location.search && !location.hash ? fetch(root.dataset.root + opening.slice(1)).catch(() => undefined) : undefined;
      // The lab's worker comes up while the app is compiled; what it says is kept until the app listens.
      worker = new Worker(new URL(root.dataset.root + root.dataset.worker, document.baseURI), { type: "module" });
      const heard = [];
      worker.onmessage = worker.onerror = (event) => heard.push(event);
      worker.postMessage([code.href]);
      globalThis.playable = { worker, heard, frame };
    }
    // Compiled once, for both.
    const module = await compile(new URL("./__APP_WASM__", import.meta.url));
    worker?.postMessage([code.href, module]);
    // This script does not wait for the page, the app does.
    if (document.readyState === "loading") await new Promise((go) => document.addEventListener("DOMContentLoaded", go));
    await (await app).default({ module_or_path: module });
  } catch (error) {
    say(
      "The computation could not be loaded. Check the connection and reload; the text below still reads.",
      "计算部分未能加载。请检查网络后刷新；下面的文字仍可阅读。",
    );
    console.error(error);
  }
}

if ("serviceWorker" in navigator && location.protocol.startsWith("http") && !new URLSearchParams(location.search).has("nosw")) {
  const hadOne = Boolean(navigator.serviceWorker.controller);
  const registration = await navigator.serviceWorker.register(new URL("./sw.js", import.meta.url)).catch(() => null);
  registration?.addEventListener("updatefound", () => {
    const next = registration.installing;
    next?.addEventListener("statechange", () => {
      const place = document.querySelector("[data-slot=update]");
      if (next.state !== "installed" || !hadOne || !place) return;
      const button = document.createElement("button");
      button.textContent = zh ? "有新版本，点此刷新" : "There is a new version: reload";
      button.onclick = () => {
        navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
        next.postMessage("skip");
      };
      place.replaceChildren(button);
    });
  });
}
