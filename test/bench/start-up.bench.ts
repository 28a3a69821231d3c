import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * The installed program as a whole process, from the shell's point of view, beside a Node that does nothing: what is
 * above a ratio of 1 is ours. A copy without sources is timed, so that nothing is compiled anew in the middle.
 */
const root = process.cwd();
const copy = mkdtempSync(join(tmpdir(), "mechproof-start-up-"));
process.on("exit", () => rmSync(copy, { recursive: true, force: true }));
for (const part of ["bin", "dist", "properties", "package.json"]) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));

const run = (...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: exit code ${status}: ${stderr}`);
};
const instance = { mechanism: "cckmv/noisy-election", parameters: { epsilon: "ln 2" }, reports: ["A", "B", null] };
writeFileSync(join(copy, "one.json"), JSON.stringify(instance));
writeFileSync(join(copy, "many.json"), JSON.stringify(Array.from({ length: 1000 }, () => instance)));

const nothing = () => run("-e", "0");
const started = (...args: readonly string[]): Row =>
  contest({ name: args.join(" "), ours: () => run("bin/mechproof.mjs", ...args), peer: nothing }, 9);

const rows = [
  started("law", "one.json"),
  started("measure", "one.json"),
  started("law", "many.json"),
  started("measure", "many.json"),
  started("list"),
];
const targets = [500, 500, 2000, 2000];
printTable(
  "the installed program as a whole process (many: 1000 instances), peer: node -e 0",
  rows,
  targets.map((target) => `< ${target} ms`),
);
