import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");

interface Claim {
  readonly paper: string;
  readonly verdict: string;
  readonly readings: readonly unknown[];
}
const { claims } = JSON.parse(readFileSync(join(root, "reports/results.json"), "utf8")) as { claims: readonly Claim[] };

const columns = ["refuted", "proved for all epsilon", "proved on the domain", "undecided"];

/** A row of the table: how many claims and readings, and how many claims of each verdict. */
const row = (name: string, of: readonly Claim[]): string => {
  const readings = of.reduce((sum, claim) => sum + claim.readings.length, 0);
  const counts = columns.map((verdict) => of.filter((claim) => claim.verdict === verdict).length);
  expect(counts.reduce((x, y) => x + y, 0)).toBe(of.length);
  return `| ${[name, of.length, readings, ...counts].join(" | ")} |`;
};

it("README's table of verdicts is that of the results", () => {
  for (const paper of new Set(claims.map((claim) => claim.paper))) {
    const rows = claims.filter((claim) => claim.paper === paper);
    expect(readme).toContain(row(`\`${paper}\``, rows));
  }
  expect(readme).toContain(row("all", claims));
});
