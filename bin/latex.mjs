// Compiles the appendix of the rendered report (reports/latex) with pdflatex, apart from the sources, and fails on errors,
// on references that lead nowhere, on signs without a command, and on lines that stand out of their column by more than the
// space between columns.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const source = join(dirname(dirname(fileURLToPath(import.meta.url))), "reports", "latex");
if (!existsSync(join(source, "appendix.tex"))) {
  process.stderr.write("no reports/latex/appendix.tex; run `mechproof report` first\n");
  process.exit(2);
}
const place = mkdtempSync(join(tmpdir(), "mechproof-latex-"));
try {
  cpSync(source, place, { recursive: true });
  // The table of contents and the widths of long tables settle at the third run.
  for (const _ of [1, 2, 3]) {
    const { error } = spawnSync("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "appendix.tex"], {
      cwd: place,
      stdio: "ignore",
      timeout: 300_000,
    });
    if (error) throw error;
  }
  const log = readFileSync(join(place, "appendix.log"), "latin1");
  const faults = log
    .split("\n")
    .filter(
      (line) =>
        line.startsWith("!") ||
        /Warning: .*(undefined|multiply|Rerun)/.test(line) ||
        (/^Overfull \\[hv]box \((\d+\.\d+)pt/.exec(line)?.[1] ?? 0) > 4,
    );
  for (const file of readdirSync(place).filter((name) => name.endsWith(".tex"))) {
    for (const [sign] of readFileSync(join(place, file), "utf8").matchAll(/.{0,40}\[U\+[0-9A-F]{4,6}\]/g)) {
      faults.push(`${file}: a sign that LaTeX has no command for: ${sign}`);
    }
  }
  const pages = /Output written on appendix\.pdf \((\d+) pages/.exec(log)?.[1];
  if (pages === undefined || faults.length > 0) {
    process.stderr.write(`${faults.join("\n")}\n${pages ?? "no"} pages\n      Tests  1 failed\n`);
    process.exitCode = 1;
  } else process.stdout.write(`appendix.pdf: ${pages} pages\n      Tests  1 passed\n`);
} finally {
  rmSync(place, { recursive: true, force: true });
}
