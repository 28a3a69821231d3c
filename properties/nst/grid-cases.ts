import type { Budget, Example } from "../../src/claim/claim.js";
import type { Format, Values } from "../../src/instance/format.js";
import type { FacilityEnvironment } from "../../src/mechanisms/nst/facility.js";
import type { KnownCommitment } from "../../src/mechanisms/nst/loc1.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { JsonObject } from "../../src/verdict/json.js";

/** Facility location on grids: claims of Section 4.2 that have no ε. */

/** How instances of LOC1 and LOC2 are written; an argument of the claims, so that a test can break it. */
export type GridFormat = Format<KnownCommitment, FacilityEnvironment, number, Outcome>;

/** What a claim is given of an instance. */
export type GridValues = Values<KnownCommitment, FacilityEnvironment, number | null>;

/** Players, grid and facilities, n first. */
export type Grid = readonly [n: number, m: number, K: number];

/** An instance of a mechanism of Section 4.2 that always commits, so that it needs no ε. */
export const gridExample = (
  { mechanism }: Pick<GridFormat, "mechanism">,
  [n, m, K]: Grid,
  reports: readonly number[] = Array.from({ length: n }, () => 0),
  choices: JsonObject = {},
): Example => ({
  instance: {
    mechanism: mechanism.id,
    parameters: { q: "1" },
    environment: { kind: "facility-grid", n, m, K },
    reports,
  },
  choices,
});

/** 0, …, size − 1. */
export const upTo = (size: number): readonly number[] => Array.from({ length: size }, (_, k) => k);

/** ⌊n/d⌋ of counts, d positive. */
export const quotient = (n: number, d: number): number => Number(BigInt(n) / BigInt(d));

/** Every grid of up to so many locations and facilities, few of both first. */
export const gridsUpTo = (n: number, m: number, K: number): readonly Grid[] =>
  upTo(m).flatMap((i) => upTo(K).map((j): Grid => [n, i + 1, j + 1]));

/** One player on every grid of a budget. */
export function singles(budget: Budget): readonly Grid[] {
  const [m, K] = ({ gate: [3, 2], standard: [5, 3], deep: [9, 4] } as const)[budget];
  return gridsUpTo(1, m, K);
}

/** Up to three players on every grid of a budget. */
export const groups = (budget: Budget): readonly Grid[] =>
  budget === "gate"
    ? [...gridsUpTo(1, 2, 2), ...gridsUpTo(2, 2, 2)]
    : [
        ...gridsUpTo(1, 4, 3),
        ...gridsUpTo(2, 3, 2),
        ...gridsUpTo(3, 2, 2),
        ...(budget === "deep" ? [...gridsUpTo(2, 5, 3), ...gridsUpTo(3, 4, 2)] : []),
      ];
