import type { Check } from "../../src/claim/claim.js";
import { readObject, readRational, refuse } from "../../src/instance/input.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import { type Candidate, candidates, opponent, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import type { PrivacyConcern } from "../../src/notions/privacy-aware-utility.js";
import { boundAt, type PrivacyBound, propertiesOf } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { sum } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { typeOf } from "./election-claim.js";
import type { ElectionSetting } from "./elections.js";
import { compareWithTruth, type PrivateVoterReading } from "./private-voter.js";

/** Both sides of the paper's inequality (4), outcome utilities on the left and privacy utilities on the right. */
export function checkPrivateVoter(
  setting: ElectionSetting,
  choices: JsonObject,
  reading: PrivateVoterReading,
): Omit<Check, "choices"> & { choices: JsonObject } {
  const truth = typeOf(setting, choices, alternativeReport(reading));
  const F = readPrivacyBound(choices.F, "choices.F");
  const utility = readUtility(choices.outcomeUtility);
  const at = setting.expEpsilon(reading.k);
  const ratios = ratiosOf(setting, reading);
  const { R, situation } = setting;

  const payoff = (_type: Vote, _report: Vote, outcome: Candidate) => utility(outcome);
  const boundOf = (x: Q.Extended) => (x === "infinity" && reading.openAtInfinity ? x : boundAt(F, x));
  const ceiling: PrivacyConcern<Vote, Q.Rational>["ceiling"] = (ratio) => {
    const value = boundOf(ratio === "infinity" ? ratio : Q.divide(ratio.numerator, ratio.denominator));
    return value === "infinity" ? "unbounded" : value;
  };
  const worst = compareWithTruth(R, { ...situation, payoff }, truth, reading, { sign: reading.sign, ceiling });
  const pair = readPair(choices.pair ?? worst.witness.pair);
  const worstSigns = pair ? worstSignsAt(pair, reading) : worst.witness.privacySigns;
  const signs = readSigns(choices.privacySigns ?? worstSigns ?? {}, reading);
  const { left, right } = sidesAt(setting, truth, reading, pair, utility, (o) => {
    const [s, value] = [signs(o), boundOf(ratios.get(o) ?? Q.one)];
    const sign = Q.signOfRational(s);
    return sign === 0 ? Q.zero : value === "infinity" ? (sign > 0 ? "infinity" : "-infinity") : Q.multiply(s, value);
  });

  const hypotheses = hypothesesOf(F, utility, truth, at, reading);
  const printedSigns = Object.fromEntries(candidates.map((o) => [o, Q.printRational(signs(o))]));
  return {
    hypotheses,
    holds: Q.atMost(right, left),
    inequality: inequalityOf(reading),
    left,
    right,
    larger: "left",
    choices: { ...choices, ...(pair ? { pair } : {}), privacySigns: printedSigns },
    explanation: explain(setting, truth, ratios, F, at, reading),
    corners: cornersOf(F, utility, truth, setting.expEpsilon(1), hypotheses),
  };
}

/** The report that stands beside the truth. */
const alternativeReport =
  ({ alternative }: PrivateVoterReading) =>
  (truth: Candidate): Vote =>
    alternative.kind === "lie" ? opponent(truth) : null;

/** U^out(θ_i, ·) as a function of the outcome. Throws InputError. */
export function readUtility(value: unknown): (outcome: Candidate) => Q.Rational {
  const fields = readObject(value, "choices.outcomeUtility", { required: ["A", "B"] });
  const [A, B] = candidates.map((o) => readRational(fields[o], `choices.outcomeUtility.${o}`)) as [
    Q.Rational,
    Q.Rational,
  ];
  return (outcome) => (outcome === "A" ? A : B);
}

/** s(o) with U^priv(o) = s(o)·F(x_o), inside the range that the reading allows; 0 where not given. */
function readSigns(value: unknown, { sign }: PrivateVoterReading): (outcome: Candidate) => Q.Rational {
  const fields = readObject(value, "choices.privacySigns", { optional: ["A", "B"] });
  const [low, high] = sign === "cost" ? [-1n, 0n] : sign === "benefit" ? [0n, 1n] : [-1n, 1n];
  const read = (o: Candidate) => {
    const s = readRational(fields[o] ?? "0", `choices.privacySigns.${o}`);
    if (Q.compare(s, Q.rational(low)) < 0 || Q.compare(s, Q.rational(high)) > 0) {
      throw refuse(
        `choices.privacySigns.${o}`,
        `expected a number from ${low} to ${high} under this reading, got ${Q.printRational(s)}`,
      );
    }
    return s;
  };
  const [A, B] = candidates.map(read) as [Q.Rational, Q.Rational];
  return (outcome) => (outcome === "A" ? A : B);
}

/** The signs of U^priv that are worst for the voter when the outcomes are o in the truth's place and p otherwise. */
function worstSignsAt([o, p]: readonly [Candidate, Candidate], { alternative, sign }: PrivateVoterReading): JsonObject {
  const sameFunction = alternative.kind === "lie" || alternative.absence === "N1" || alternative.absence === "N2";
  if (sameFunction && o === p) return {};
  const [lost, gained] = [sign === "benefit" ? "0" : "-1", sign === "cost" || !sameFunction ? "0" : "1"];
  return o === p ? { [o]: lost } : { [p]: gained, [o]: lost };
}

function readPair(value: unknown): readonly [Candidate, Candidate] | undefined {
  if (value === undefined) return undefined;
  const isPair = Array.isArray(value) && value.length === 2 && value.every((o) => o === "A" || o === "B");
  if (!isPair) throw refuse("choices.pair", 'expected two outcomes, such as ["A", "B"]');
  return value as unknown as readonly [Candidate, Candidate];
}

/** The two sides for one concrete privacy utility, written out from the definitions. */
function sidesAt(
  { R, situation }: ElectionSetting,
  truth: Candidate,
  { alternative, per }: PrivateVoterReading,
  pair: readonly [Candidate, Candidate] | undefined,
  utility: (outcome: Candidate) => Q.Rational,
  privacy: (outcome: Candidate) => Value,
): { left: Q.Rational; right: Q.Extended } {
  const outside = alternative.kind === "lie" ? "same" : alternative.absence;
  const other: Vote = alternative.kind === "lie" ? opponent(truth) : null;
  const utilityOutside = (o: Candidate) => (outside === "N4" ? Q.zero : utility(o));
  const privacyOutside = (o: Candidate) => (outside === "N3" || outside === "N4" ? Q.zero : privacy(o));
  if (per === "coin") {
    if (!pair) return { left: Q.zero, right: Q.zero };
    const [o, p] = pair;
    const isReachable = situation.coupled!(truth, other).entries.some(
      ({ outcome, weight }) => outcome[0] === o && outcome[1] === p && Q.signOfRational(weight) > 0,
    );
    if (!isReachable) throw refuse("choices.pair", `no coins lead to ${o} under the truth and to ${p} otherwise`);
    return { left: Q.subtract(utility(o), utilityOutside(p)), right: difference(privacyOutside(p), privacy(o)) };
  }
  const chances = (report: Vote) => (o: Candidate) => {
    const { numerator, denominator } = probability(R, situation.law(report), o);
    return Q.divide(numerator, denominator);
  };
  const [P, Pother] = [chances(truth), chances(other)];
  const left = sum(
    R,
    candidates.map((o) => Q.subtract(Q.multiply(P(o), utility(o)), Q.multiply(Pother(o), utilityOutside(o)))),
  );
  const weighted = (chance: Q.Rational, value: Value): Value =>
    Q.signOfRational(chance) === 0 ? Q.zero : typeof value === "string" ? value : Q.multiply(chance, value);
  const terms = candidates.map((o) => difference(weighted(Pother(o), privacyOutside(o)), weighted(P(o), privacy(o))));
  return { left, right: terms.includes("infinity") ? "infinity" : sum(R, terms as Q.Rational[]) };
}

/** A privacy utility; infinite where F is and leaves it free. */
type Value = Q.Rational | "infinity" | "-infinity";

/** x − y for the right side. Throws InputError where it is −∞: then the signs leave no inequality to check. */
function difference(x: Value, y: Value): Q.Extended {
  if (x === "infinity" || y === "-infinity") return "infinity";
  if (x === "-infinity" || y === "infinity") {
    throw refuse(
      "choices.privacySigns",
      "F is infinite where this sign helps the voter, which leaves nothing to check",
    );
  }
  return Q.subtract(x, y);
}

function hypothesesOf(
  F: PrivacyBound,
  utility: (outcome: Candidate) => Q.Rational,
  truth: Candidate,
  at: Q.Rational,
  reading: PrivateVoterReading,
): Check["hypotheses"] {
  const is = propertiesOf(F);
  const allowed =
    is.vanishesAtOne &&
    (is.monotone || !reading.monotone) &&
    (is.zeroAtOne || !reading.zeroAtOne) &&
    (is.finite || !reading.finite);
  const h = boundAt(F, at);
  if (!allowed || h === "infinity") return "outside";
  const slack = [Q.subtract(Q.subtract(utility(truth), utility(opponent(truth))), Q.multiply(Q.rational(2n), h))];
  if (reading.floor) slack.push(...candidates.map((o) => Q.subtract(utility(o), h)));
  const signs = slack.map(Q.signOfRational);
  return signs.includes(-1) ? "outside" : signs.includes(0) ? "boundary" : "inside";
}

function inequalityOf({ alternative, per }: PrivateVoterReading): string {
  const [o, p] = ["M(θ_i)", alternative.kind === "lie" ? "M(θ_i')" : "M(absent)"];
  const outcome =
    alternative.kind === "absence" && alternative.absence === "N4"
      ? `U_out(θ_i, ${o})`
      : `U_out(θ_i, ${o}) - U_out(θ_i, ${p})`;
  const privacy =
    alternative.kind === "lie" || alternative.absence === "N1" || alternative.absence === "N2"
      ? `U_priv(θ_i, ${p}) - U_priv(θ_i, ${o})`
      : `- U_priv(θ_i, ${o})`;
  return per === "coin" ? `${outcome} >= ${privacy}` : `E[${outcome}] >= E[${privacy}]`;
}

function explain(
  { rest }: ElectionSetting,
  truth: Candidate,
  ratios: ReadonlyMap<Candidate, Q.Extended>,
  F: PrivacyBound,
  at: Q.Rational,
  reading: PrivateVoterReading,
): string {
  const votes = candidates.map(
    (o) => `${rest.filter((g) => g.report === o).reduce((n, g) => n + g.count, 0)} for ${o}`,
  );
  const values = candidates
    .filter((o) => ratios.has(o))
    .map(
      (o) => `x_${o} = ${Q.printExtended(ratios.get(o)!)}, F(x_${o}) = ${Q.printExtended(boundAt(F, ratios.get(o)!))}`,
    );
  const point = reading.k === 1 ? "e^ε" : "e^(2ε)";
  return `a voter for ${truth}; the others vote ${votes.join(" and ")}; ${values.join("; ")}; condition (2) speaks of F(${point}) = F(${Q.printRational(at)}) = ${Q.printExtended(boundAt(F, at))}`;
}

export const privateVoterCorners = [
  "F not monotone",
  "F zero",
  "F infinite somewhere",
  "F(1) > 0",
  "gap at the bound",
  "gap below the bound",
  "gap 0",
  "small epsilon",
  "large epsilon",
] as const;

function cornersOf(
  F: PrivacyBound,
  utility: (outcome: Candidate) => Q.Rational,
  truth: Candidate,
  bound: Q.Rational,
  hypotheses: Check["hypotheses"],
): readonly string[] {
  const is = propertiesOf(F);
  const met: Record<(typeof privateVoterCorners)[number], boolean> = {
    "F not monotone": !is.monotone,
    "F zero": F.kind === "linear" && Q.signOfRational(F.slope) === 0,
    "F infinite somewhere": !is.finite,
    "F(1) > 0": !is.zeroAtOne,
    "gap at the bound": hypotheses === "boundary",
    "gap below the bound": hypotheses === "outside" && is.vanishesAtOne,
    "gap 0": Q.equals(utility(truth), utility(opponent(truth))),
    "small epsilon": Q.compare(bound, Q.rational(100n, 99n)) <= 0,
    "large epsilon": Q.compare(bound, Q.rational(10n)) >= 0,
  };
  return privateVoterCorners.filter((corner) => met[corner]);
}

/** x_o of every outcome, maximised over the reports that the reading names. */
export function ratiosOf(
  { R, situation }: ElectionSetting,
  { alternative }: PrivateVoterReading,
): Map<Candidate, Q.Extended> {
  const reports: readonly Vote[] =
    alternative.kind === "absence" && alternative.absence === "N1" ? [...candidates, null] : candidates;
  return new Map(
    privacyRatios(R, situation, reports).map(({ outcome, ratio }) => [
      outcome,
      ratio === "infinity" ? ratio : Q.divide(ratio.numerator, ratio.denominator),
    ]),
  );
}
