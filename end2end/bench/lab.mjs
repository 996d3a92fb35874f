// The lab's side of the benchmark (bench/main.rs) on an empty page.
import { existsSync, readFileSync } from "node:fs";
import { home, launch } from "./browser.mjs";

const folder = `${home}target/bench/wasm/`;

/** A page on which `wasm_bindgen` has the works and the charts. */
export async function lab() {
  if (!existsSync(`${folder}bench_bg.wasm`)) throw new Error("target/bench/wasm is missing: scripts/bench.sh builds it");
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  page.on("console", (message) => console.error(message.text()));
  // wasm-bindgen's script wants a page with an address; no server is asked.
  await page.route("**/*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>bench</title>" }));
  await page.goto("http://bench.localhost/");
  await page.addScriptTag({ path: `${folder}bench.js` });
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    await wasm_bindgen({ module_or_path: bytes });
  }, readFileSync(`${folder}bench_bg.wasm`).toString("base64"));
  return { browser, page };
}
