import { Decimal } from "decimal.js";
import { expect } from "vitest";
import type { LineCase } from "../../../properties/nst/line-cases.js";
import type { LawOnLine } from "../../../properties/nst/line-claim.js";
import type { Check, Claim, Side } from "../../../src/claim/claim.js";
import { lineLaw } from "../../../src/mechanisms/nst/line-exponential.js";
import { integersWithoutLog } from "../../../src/number/log-ring.js";
import type { JsonObject } from "../../../src/verdict/json.js";

/** What the tests of claims on the line share: instances, how a claim decides and checks them, and broken laws. */

/** An instance at ε = 2m·ln log, so that one step of one player is a factor `log`. */
export const instanceAt = (sign: string, reports: readonly string[], log = "2", K = 1, m = 1): JsonObject => ({
  mechanism: "nst/line-exponential",
  parameters: { epsilon: { times: `${2 * m}`, log }, ...(sign === "distance" && { sign }) },
  environment: { kind: "line", K, m },
  reports,
});
const switchesOf = (claim: Claim<LineCase>, reading: string) =>
  claim.readings.find(({ name }) => name === reading)!.switches;
/** The check of a reading. */
export const checkOf = (
  claim: Claim<LineCase>,
  reading: string,
  instance: JsonObject,
  choices: JsonObject = {},
): Check => claim.check({ instance, choices }, switchesOf(claim, reading));

/** A side as a decimal; enclosures are narrower than what is compared here. */
export const decimal = (side: Side): number => {
  const one = side as { readonly low?: unknown };
  const { numerator, denominator } = (one.low ?? side) as { readonly numerator: bigint; readonly denominator: bigint };
  return new Decimal(`${numerator}`).div(`${denominator}`).toNumber();
};

/** Whether no case of the gate fails, and the check at the worst choices says of every fourth the same as `decide`. */
export function stands(claim: Claim<LineCase>, reading: string): boolean {
  const switches = switchesOf(claim, reading);
  return claim.domain("gate", switches).cases.every((c, k) => {
    const found = claim.decide(integersWithoutLog, c, switches);
    if (k % 4 > 0) return found.conclusion === "holds";
    const check = claim.check(claim.exhibit(c, undefined, switches), switches);
    expect(check.hypotheses === "outside").toBe(found.hypotheses === "outside");
    return found.conclusion === "holds" && (check.holds || check.hypotheses === "outside");
  });
}

/** Whether some case of the gate fails, and the check at the worst choices fails there, too. */
export function falls(claim: Claim<LineCase>, reading: string): boolean {
  const switches = switchesOf(claim, reading);
  const failing = claim
    .domain("gate", switches)
    .cases.find((c) => claim.decide(integersWithoutLog, c, switches).conclusion === "fails");
  if (failing === undefined) return false;
  const check = claim.check(claim.exhibit(failing, undefined, switches), switches);
  return check.hypotheses !== "outside" && !check.holds;
}

/** The law at k times ε. */
export const sharper =
  (k: number): LawOnLine =>
  (...of) => {
    const law = lineLaw(...of);
    return { ...law, exponents: law.exponents.map((e) => k * e), lead: k * law.lead };
  };
/** Everybody's distance counts with the other sign. */
export const turned: LawOnLine = (line, sign, profile) =>
  lineLaw(line, sign === "utility" ? "distance" : "utility", profile);
