import type { Check, Claim, Repair, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { baseOf, readEpsilon } from "../../src/instance/epsilon.js";
import { readChoice, readIndex, readObject, readRational, refuse } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import { privacyRatios, tightestRatio } from "../../src/notions/differential-privacy.js";
import type { PrivacySign } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import { compare as compareForms, type LogForm, printLogForm } from "../../src/number/log-form.js";
import { integersWithoutLog } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { form } from "../worst-choices.js";
import { type TableCase, type TableSetting, tableCases, tableInstance, tableSetting } from "./tables.js";

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
export const nondecreasing = "F nondecreasing";

export const readPlayer = (switches: Switches, changes: readonly string[] = []): PlayerReading => ({
  sign: (switches.sign ?? "two-signed") as PrivacySign,
  monotone: changes.includes(nondecreasing) || switches.bound === "monotone",
  zeroAtOne: switches.atOne === "zero",
  finite: switches.values === "finite",
});

/**
 * Values of e^ε that stand for all ε > 0 at which the situation is ε-differentially private: one beyond the largest
 * ratio, and that ratio itself where it is above 1; none when it is infinite.
 */
export function privateAt<O, S>(R: OrderedRing<S>, situation: Situation<number, O, S>): readonly Quotient<S>[] {
  const { ratio } = tightestRatio(R, situation);
  if (ratio === "infinity") return [];
  const beyond = { numerator: R.add(ratio.numerator, ratio.denominator), denominator: ratio.denominator };
  return compareQuotients(R, ratio, { numerator: R.one, denominator: R.one }) > 0 ? [beyond, ratio] : [beyond];
}

export const outside: Finding<never> = { hypotheses: "outside", conclusion: "holds", witness: {} };

/** Fails where one of them does; "outside" when there are none. */
export const allOf = <S>(findings: readonly Finding<S>[]): Finding<S> =>
  findings.find(({ conclusion }) => conclusion === "fails") ?? findings.at(-1) ?? outside;

/** The outcome laws of the player's reports as numbers, and what they give. */
export interface Laws {
  /** chances[report][outcome] */
  readonly chances: readonly (readonly Q.Rational[])[];
  /** x_o by outcome; undefined where no report can produce it. */
  readonly ratios: readonly (Q.Extended | undefined)[];
  /** The largest x_o: the least e^ε. */
  readonly tightest: Q.Extended;
}

export function lawsOf(setting: TableSetting): Laws {
  const laws = known.get(setting) ?? computeLaws(setting);
  known.set(setting, laws);
  return laws;
}

const known = new WeakMap<TableSetting, Laws>();

function computeLaws({ situation, environment }: TableSetting): Laws {
  const chances = situation.reports.map((report) => {
    const { entries, total } = situation.law(report);
    return environment.outcomes.map((_, o) =>
      entries
        .filter(({ outcome }) => outcome === o)
        .reduce((s, { weight }) => Q.add(s, Q.divide(weight, total)), Q.zero),
    );
  });
  const ratios = environment.outcomes.map((_, o) => {
    const column = chances.map((law) => law[o]!);
    const [most, least] = [column.reduce(Q.maximum), column.reduce(Q.minimum)];
    if (most.numerator === 0n) return undefined;
    return least.numerator === 0n ? "infinity" : Q.divide(most, least);
  });
  const tightest = ratios.reduce<Q.Extended>((most, x) => (x === undefined || Q.atMost(x, most) ? most : x), Q.one);
  return { chances, ratios, tightest };
}

/** Σ over outcomes of p − q where that is positive, by the definition of statistical difference as half an L1 distance. */
export const statisticalDifference = (P: readonly Q.Rational[], P2: readonly Q.Rational[]): Q.Rational =>
  Q.divide(
    P.reduce((s, p, o) => Q.add(s, absolute(Q.subtract(p, P2[o]!))), Q.zero),
    Q.rational(2n),
  );

export const absolute = (x: Q.Rational): Q.Rational => (x.numerator < 0n ? Q.negate(x) : x);

/** The other reports of the player whose report is her type: the one given as `lie`, or all. */
export function liesOf({ report, environment }: TableSetting, choices: JsonObject): readonly number[] {
  if (choices.truth !== undefined) readChoice(choices.truth, "choices.truth", [report]);
  if (choices.lie === undefined) return environment.types === 1 ? [report] : othersThan(report, environment);
  return [readIndex(choices.lie, "choices.lie", environment.types, "type")];
}

const othersThan = (report: number, { types }: TableEnvironment): readonly number[] =>
  Array.from({ length: types }, (_, type) => type).filter((type) => type !== report);

/** e^ε: of `epsilon`, or unless given the largest ratio; 2 where that says nothing. */
export function boundOf(choices: JsonObject, { tightest }: Pick<Laws, "tightest">): Q.Rational {
  if (choices.epsilon !== undefined) {
    return baseOf(readEpsilon(choices.epsilon, "choices.epsilon"), Q.one, "choices.epsilon");
  }
  return tightest === "infinity" || Q.equals(tightest, Q.one) ? Q.rational(2n) : tightest;
}

export const printEpsilonOf = (bound: Q.Rational): JsonObject => ({ times: "1", log: Q.printRational(bound) });

/** How e^ε stands to the largest ratio. */
export function isPrivate({ tightest }: Laws, bound: Q.Rational): Check["hypotheses"] {
  if (tightest === "infinity") return "outside";
  const order = Q.compare(tightest, bound);
  return order > 0 ? "outside" : order === 0 ? "boundary" : "inside";
}

/** Whether F is one of those that the reading of Assumption 3.1 allows. */
export function isAllowed(F: PrivacyBound, { monotone, zeroAtOne, finite }: PlayerReading): boolean {
  const is = propertiesOf(F);
  return is.vanishesAtOne && (is.monotone || !monotone) && (is.zeroAtOne || !zeroAtOne) && (is.finite || !finite);
}

/** Numbers by outcome, written as an object with the outcomes' texts; those left out are `missing`. */
export function readByOutcome(
  value: unknown,
  field: string,
  { outcomes }: TableEnvironment,
  missing?: Q.Rational,
): readonly Q.Rational[] {
  const keys = outcomes.map(String);
  if (new Set(keys).size < keys.length) throw refuse("instance.environment.outcome", "two outcomes have the same text");
  const fields = readObject(value, field, missing === undefined ? { required: keys } : { optional: keys });
  return keys.map((key) => (fields[key] === undefined ? missing! : readRational(fields[key], `${field}.${key}`)));
}

export const printByOutcome = (values: readonly Q.Rational[], { outcomes }: TableEnvironment): JsonObject =>
  Object.fromEntries(values.map((value, o) => [String(outcomes[o]), Q.printRational(value)]));

/** s(o) with U^priv(o) = s(o)·F(x_o), in the range that the sign allows; 0 where not given. */
export function readSigns(value: unknown, sign: PrivacySign | "any", environment: TableEnvironment) {
  const field = "choices.privacySigns";
  const signs = readByOutcome(value, field, environment, Q.zero);
  if (sign === "any") return signs;
  const [low, high] = sign === "cost" ? [-1n, 0n] : [-1n, 1n];
  const stranger = signs.find((s) => Q.compare(s, Q.rational(low)) < 0 || Q.compare(s, Q.rational(high)) > 0);
  if (stranger === undefined) return signs;
  throw refuse(field, `expected numbers from ${low} to ${high} under this reading, got ${Q.printRational(stranger)}`);
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

/** Values of e^ε at which an exhibit is tried: the next integer above the largest ratio, and that ratio. */
export function simpleBounds({ tightest }: Laws): readonly Q.Rational[] {
  if (tightest === "infinity") return [];
  const above = Q.rational(tightest.numerator / tightest.denominator + 1n);
  return Q.equals(tightest, Q.one) ? [above] : [above, tightest];
}

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

type PartialCheck = Omit<Check, "choices"> & { choices?: JsonObject };

/** The first of the candidates, type by type, at which the check is violated; for a table decided to fail. */
export function firstViolation(
  environment: TableEnvironment,
  candidates: (setting: TableSetting) => Iterable<JsonObject>,
  check: (setting: TableSetting, choices: JsonObject) => PartialCheck,
): JsonObject & { readonly truth: number } {
  for (let truth = 0; truth < environment.types; truth++) {
    const setting = tableSetting({ instance: tableInstance(environment, truth), choices: { player: 0 } });
    for (const choices of candidates(setting)) {
      const checked = check(setting, choices);
      if (!checked.holds && checked.hypotheses !== "outside") return { ...checked.choices, truth };
    }
  }
  throw new RangeError("exhibit: expected a choice that violates a claim that was decided to fail");
}

/** The first table at which a claim falls, with both sides: evidence that what is left out of its hypotheses matters. */
export function firstFailure(claim: Claim<TableCase>, switches: Switches): JsonObject {
  for (const c of tableCases("gate")) {
    const { hypotheses, conclusion } = claim.decide(integersWithoutLog, c, switches);
    if (hypotheses === "outside" || conclusion !== "fails") continue;
    const example = claim.exhibit(c, undefined, switches);
    const { choices, inequality, left, right, explanation } = claim.check(example, switches);
    return {
      instance: example.instance,
      choices,
      inequality,
      lhs: printSide(left),
      rhs: printSide(right),
      explanation,
    };
  }
  return {};
}

export const printSide = (side: Side): Json =>
  side === "infinity" || "numerator" in side ? Q.printExtended(side) : (printLogForm(form(side)) as unknown as Json);

/** The corners of ε and F. */
export const boundCorners = [
  "ε at the largest ratio",
  "ε above the largest ratio",
  "not ε-differentially private",
  "small epsilon",
  "large epsilon",
] as const;

export const functionCorners = ["F not monotone", "F zero", "F infinite somewhere", "F(1) > 0"] as const;

export function boundCornersOf(laws: Laws, bound: Q.Rational): readonly string[] {
  const where = isPrivate(laws, bound);
  const met: Record<(typeof boundCorners)[number], boolean> = {
    "ε at the largest ratio": where === "boundary",
    "ε above the largest ratio": where === "inside",
    "not ε-differentially private": where === "outside",
    "small epsilon": Q.compare(bound, Q.rational(10n, 9n)) <= 0,
    "large epsilon": Q.compare(bound, Q.rational(10n)) >= 0,
  };
  return boundCorners.filter((corner) => met[corner]);
}

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

/** Outside where one is, else on the boundary where one is. */
export const weakest = (all: readonly Check["hypotheses"][]): Check["hypotheses"] =>
  all.includes("outside") ? "outside" : all.includes("boundary") ? "boundary" : "inside";

/** e^ε of a random example: 1 + (x − 1)·share for the largest ratio x, with 2 in its place where it is 1 or infinite. */
export function drawnBound({ tightest }: Laws, share: Q.Rational): Q.Rational {
  const x = tightest === "infinity" || Q.equals(tightest, Q.one) ? Q.rational(2n) : tightest;
  return Q.add(Q.one, Q.multiply(Q.subtract(x, Q.one), share));
}

/** For claims without hypothesis (1): values of e^ε below a ratio, halfway between it and 1; none at infinite ratios. */
export function tooLittleNoise<O, S>(R: OrderedRing<S>, situation: Situation<number, O, S>): readonly Quotient<S>[] {
  const ratios = privacyRatios(R, situation).map(({ ratio }) => ratio);
  if (ratios.includes("infinity")) return [];
  return (ratios as readonly Quotient<S>[])
    .filter((ratio) => compareQuotients(R, ratio, { numerator: R.one, denominator: R.one }) > 0)
    .map(({ numerator, denominator }) => ({
      numerator: R.add(numerator, denominator),
      denominator: R.multiply(R.integer(2n), denominator),
    }));
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
  return {
    statement: "As printed, except that F_i is nondecreasing.",
    changes: [nondecreasing],
    reading,
    claim: (undone) => claim(undone === nondecreasing ? [] : [nondecreasing]),
  };
}

/** A form without logarithms is a rational. */
export const sideOf = (form: LogForm): Side => (form.logs.length === 0 ? form.rational : form);

/** x ≤ y for sides whose logarithms, if any, stand over 1. */
export function atMostSide(x: Side, y: Side): boolean {
  if (x === "infinity" || y === "infinity") return y === "infinity";
  return compareForms(form(x), form(y)) <= 0;
}
