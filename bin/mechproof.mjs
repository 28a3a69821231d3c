#!/usr/bin/env node
// Starts the compiled program. In a working copy it first recompiles when a source is newer than the last build.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "dist", ".stamp");

function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, newest(path));
    else if (entry.name.endsWith(".ts")) latest = Math.max(latest, statSync(path).mtimeMs);
  }
  return latest;
}

const sources = ["src", "generators", "properties"].map((name) => join(root, name)).filter(existsSync);
const stale = !existsSync(stamp) || Math.max(0, ...sources.map(newest)) > statSync(stamp).mtimeMs;
if (stale && existsSync(join(root, "src"))) {
  const built = spawnSync(process.execPath, [join(root, "bin", "build.mjs")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const { main } = await import(new URL("../dist/src/cli/main.js", import.meta.url).href);
await main(process.argv.slice(2));
