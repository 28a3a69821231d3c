import type { Budget, Example } from "../../src/claim/claim.js";
import { refuse } from "../../src/instance/input.js";
import type { LineValues } from "../../src/instance/nst-line-work.js";
import { type LineCommitment, lineCommitment, type Spread } from "../../src/mechanisms/nst/line-commitment.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

/** What the switch Y means. */
export const spreadMeanings = {
  real: "Y is a real number in [0, 2^X − 1]",
  integer: "Y is an integer in [0, 2^X − 1]",
};

/** The commitment as an instance. Its grid does not matter: players may stand anywhere. */
export const commitmentExample = (mbar: number, K: 1 | 2, Y: Spread, choices: JsonObject = {}): Example => ({
  instance: {
    mechanism: lineCommitment.id,
    parameters: { mbar, ...(Y === "integer" && { Y }) },
    environment: { kind: "line", K, m: 1 },
    reports: [],
  },
  choices,
});

/** Throws InputError where the instance has the other Y. */
export function checkSpread({ parameters }: LineValues<LineCommitment>, Y: string): void {
  if (parameters.Y !== Y) throw refuse("instance.parameters.Y", `this reading is about ${Y}`);
}

/** 1, …, m̄ of a budget. */
export const upToMbar = (most: Readonly<Record<Budget, number>>, budget: Budget): readonly number[] =>
  Array.from({ length: most[budget] }, (_, i) => i + 1);

/** 2^−(m̄−1), from which on the section speaks of a lie. */
export const leastLie = (mbar: number): Q.Rational => Q.rational(2n, 2n ** BigInt(mbar));

/** The places 0, 1/steps, …, 1 as choices. */
export const placesIn = (steps: bigint): readonly Json[] =>
  Array.from({ length: Number(steps) + 1 }, (_, i) => Q.printRational(Q.rational(BigInt(i), steps)));

/** A place among the choices. */
export const placeIn = (choices: JsonObject, name: "truth" | "lie"): Q.Rational =>
  Q.parseRational(choices[name] as string)!;
