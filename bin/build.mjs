// Compiles the TypeScript sources into dist/. Where the compiler is absent (an install without
// development packages) there is nothing to do: the published package carries dist/ already.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
if (existsSync(compiler)) {
  const run = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, encoding: "utf8" });
  process.stderr.write(run.stdout ?? "");
  if (run.status !== 0) process.exit(run.status ?? 1);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, "dist", ".stamp"), "");
}
