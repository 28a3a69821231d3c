import type { Claim, Repair } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { readChoice, readIndex, refuse } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import type { PrivacySign } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { repairOf } from "../repairs.js";
import type { Laws } from "./table-laws.js";
import type { TableCase, TableSetting } from "./tables.js";

/**
 * One player of an arbitrary finite mechanism, as the lemmas of Section 5 speak of her: M is ε-differentially private,
 * that is e^ε is at least the largest privacy ratio, and her privacy utility satisfies Assumption 3.1 with some F.
 */
export interface PlayerReading {
  readonly sign: PrivacySign;
  readonly monotone: boolean;
  readonly zeroAtOne: boolean;
  readonly finite: boolean;
}

/** The change of hypotheses that the lemmas need. */
const nondecreasing = "F nondecreasing";

export const readPlayer = (switches: Switches, changes: readonly string[] = []): PlayerReading => ({
  sign: (switches.sign ?? "two-signed") as PrivacySign,
  monotone: changes.includes(nondecreasing) || switches.bound === "monotone",
  zeroAtOne: switches.atOne === "zero",
  finite: switches.values === "finite",
});

/** The other reports of the player whose report is her type: the one given as `lie`, or all. */
export function liesOf({ report, environment }: TableSetting, choices: JsonObject): readonly number[] {
  if (choices.truth !== undefined) readChoice(choices.truth, "choices.truth", [report]);
  if (choices.lie === undefined) return environment.types === 1 ? [report] : othersThan(report, environment);
  return [readIndex(choices.lie, "choices.lie", environment.types, "type")];
}

const othersThan = (report: number, { types }: TableEnvironment): readonly number[] =>
  Array.from({ length: types }, (_, type) => type).filter((type) => type !== report);

/** Whether F is one of those that the reading of Assumption 3.1 allows. */
export function isAllowed(F: PrivacyBound, { monotone, zeroAtOne, finite }: PlayerReading): boolean {
  const is = propertiesOf(F);
  return is.vanishesAtOne && (is.monotone || !monotone) && (is.zeroAtOne || !zeroAtOne) && (is.finite || !finite);
}

/**
 * Σ k·U^priv(o) for U^priv(o) = s·F(x_o), in [−∞, ∞). Throws InputError where it is −∞, because then the signs leave no
 * inequality to check.
 */
export function privacyGain(terms: readonly (readonly [k: Q.Rational, s: Q.Rational, F: Q.Extended])[]): Q.Extended {
  let [total, infinite]: [Q.Rational, Set<number>] = [Q.zero, new Set()];
  for (const [k, s, value] of terms) {
    const weight = Q.multiply(k, s);
    if (weight.numerator === 0n) continue;
    if (value === "infinity") infinite.add(Q.signOfRational(weight));
    else total = Q.add(total, Q.multiply(weight, value));
  }
  if (infinite.has(1)) return "infinity";
  if (infinite.size === 0) return total;
  throw refuse("choices.privacySigns", "F is infinite where this sign helps, which leaves nothing to check");
}

/** F(x_o); 0 for an outcome that no report can produce. */
export const boundAtOutcome = (F: PrivacyBound, { ratios }: Laws, o: number): Q.Extended =>
  ratios[o] === undefined ? Q.zero : boundAt(F, ratios[o]);

/**
 * Families of F, simplest first: 0, x − 1, 0 but at 1, and those that are 1 exactly where F(e^ε) = 0 leaves F free.
 */
export function familiesOf({ ratios }: Laws, bound: Q.Rational, { monotone }: PlayerReading): readonly PrivacyBound[] {
  const free = (x: Q.Rational) => (monotone ? Q.compare(x, bound) > 0 : !Q.equals(x, bound));
  const xs = [bound, ...ratios.filter((x) => x !== undefined && x !== "infinity")]
    .sort(Q.compare)
    .filter((x, i, all) => Q.compare(x, Q.one) > 0 && (i === 0 || !Q.equals(x, all[i - 1]!)));
  const points = [[Q.one, Q.zero] as const, ...xs.map((x) => [x, free(x) ? Q.one : Q.zero] as const)];
  return [
    { kind: "linear", slope: Q.zero },
    { kind: "linear", slope: Q.one },
    { kind: "linear", slope: Q.zero, atOne: Q.one },
    { kind: "knots", points, after: "constant" },
  ];
}

export const functionCorners = ["F not monotone", "F zero", "F infinite somewhere", "F(1) > 0"] as const;

export function functionCornersOf(F: PrivacyBound): readonly string[] {
  const is = propertiesOf(F);
  const met: Record<(typeof functionCorners)[number], boolean> = {
    "F not monotone": !is.monotone,
    "F zero": F.kind === "linear" && F.slope.numerator === 0n,
    "F infinite somewhere": !is.finite,
    "F(1) > 0": !is.zeroAtOne,
  };
  return functionCorners.filter((corner) => met[corner]);
}

/** "x_0 = 2, F(x_0) = 1; e^ε = 3, F(e^ε) = 0". */
export function explainRatios({ environment }: TableSetting, laws: Laws, F: PrivacyBound, bound: Q.Rational): string {
  const ratios = laws.ratios.flatMap((x, o) => {
    const name = environment.outcomes[o]!;
    return x === undefined
      ? []
      : [`x_${name} = ${Q.printExtended(x)}, F(x_${name}) = ${Q.printExtended(boundAt(F, x))}`];
  });
  return `${ratios.join("; ")}; e^ε = ${Q.printRational(bound)}, F(e^ε) = ${Q.printExtended(boundAt(F, bound))}`;
}

/** What the lemmas need where F is free: a ratio below e^ε must not be worth more than e^ε. */
export function repairByMonotony(
  reading: Reading,
  made: readonly string[],
  claim: (changes: readonly string[]) => Claim<TableCase>,
): Repair<TableCase> | undefined {
  if (made.length > 0 || reading.switches.bound === "monotone") return undefined;
  return repairOf(reading, {
    statement: "As printed, except that F_i is nondecreasing.",
    changes: [nondecreasing],
    claim,
  });
}
