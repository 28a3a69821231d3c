// Bundles test/bench/ with what it needs and runs its benchmarks: all of them, or those named.
// npm run bench -- election-law
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import esbuild from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const known = readdirSync(join(root, "test", "bench"))
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => basename(file, ".bench.ts"));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`bench: no benchmark ${unknown.join(", ")}; there are ${known.join(", ")}`);
  process.exit(2);
}

// Inside node_modules, so that compiled files find the installed packages; removed when done.
const build = join(root, "node_modules", ".cache", `mechproof-bench-${process.pid}`);
process.on("exit", () => rmSync(build, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
mkdirSync(build, { recursive: true });
writeFileSync(join(build, "package.json"), JSON.stringify({ type: "module" }));
await esbuild.build({
  absWorkingDir: root,
  entryPoints: wanted.map((name) => `test/bench/${name}.bench.ts`),
  outdir: build,
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
});

for (const name of wanted) {
  await import(pathToFileURL(join(build, `${name}.bench.js`)).href);
}
