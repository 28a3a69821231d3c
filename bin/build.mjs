// Bundles the program into dist/: a few files start faster than some hundred modules do. Types are checked apart
// (`npm run typecheck`). Without the sources (a published package) or the bundler (an install without development
// packages) there is nothing to do: the package carries dist/ already.
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = join(root, "src", "cli");
const esbuild = await import("esbuild").catch(() => undefined);
if (esbuild && existsSync(entry)) {
  const made = await esbuild
    .build({
      absWorkingDir: root,
      entryPoints: ["src/cli/main.ts", "src/cli/worker.ts"],
      outdir: "dist/src/cli",
      bundle: true,
      splitting: true,
      packages: "external",
      platform: "node",
      target: "node20",
      format: "esm",
      sourcemap: true,
      write: false,
    })
    .catch(() => process.exit(1));
  const folder = join(root, "dist", "src", "cli");
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of made.outputFiles) writeFileSync(path, contents);
  // What earlier builds left; not at once, for a program that runs may still load a part of itself.
  const made10MinutesAgo = Date.now() - 600_000;
  for (const name of readdirSync(folder)) {
    if (statSync(join(folder, name)).mtimeMs < made10MinutesAgo) rmSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(root, "dist", ".stamp"), "");
}
