// What a reader downloads.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { dist } from "./browser.mjs";

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

export function sizes() {
  const rows = walk(dist).map((path) => {
    const bytes = readFileSync(path);
    return { file: path.slice(dist.length), raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
  });
  for (const { file, raw, gzip } of rows) console.log(`  ${file} ${raw} ${gzip}`);
  return rows;
}
