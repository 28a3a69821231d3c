import type { Claim } from "../../src/claim/claim.js";
import { noisyVcgOutcomeFormat } from "../../src/instance/cckmv-vcg.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { outcomeAt } from "../../src/mechanisms/cckmv/payment-information.js";
import { type NoisyValuesParameters, utilitiesOf, type ValueReport } from "../../src/mechanisms/cckmv/welfare.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import type { Ceiling } from "../../src/notions/privacy-aware-utility.js";
import { boundAt } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import type { OrderedRing } from "../../src/number/ring.js";
import { type Finding, over } from "../../src/verdict/finding.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { ExactSetting, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import { conditionAt, hypothesesOf, ratiosAt, worstBound } from "./bidder-bounds.js";
import { bidderDomain } from "./bidder-cases.js";
import { ceilingOf, exponentOf, liesBeside, type PrivateBidder, payoffInParts } from "./private-bidder.js";
import { payoffOf } from "./private-bidder-check.js";
import { remembering } from "./remembered-laws.js";
import { inOwnSteps, shiftArgument } from "./vcg-cases.js";
import { relativeValues, seenByDefinition } from "./vcg-coins.js";

/** Which condition bounds F(e^ε): 2F(e^ε)·|O| ≤ 1, condition (2) of Theorem 7.5, or a share of the former in a control. */
export type OutcomeCondition = "outcome" | "theorem" | { readonly times: Q.Rational };

type Parts = Pick<
  SituationClaim<NoisyValuesParameters, Alternatives, Utilities, number>,
  "id" | "citation" | "statement"
> &
  Pick<Claim, "hypotheses"> & { readonly argument: string };

type At<S> = Setting<NoisyValuesParameters, Alternatives, Utilities, number, S>;
type Exact = ExactSetting<NoisyValuesParameters, Alternatives, Utilities, number>;

/**
 * Universal truthfulness, or individual rationality, of Mechanism 7.1 for a player for whom only o* has a privacy cost: π
 * stays secret, payments are those of Mechanism 7.1. Where both reports lead to one o*, she pays the same and nothing
 * else changes; else she loses F(x_o) + F(x_o′) at most, where x_o is the ratio of Pr[o* = o].
 */
export const outcomeOnly = (
  { argument, ...parts }: Parts,
  reading: PrivateBidder,
  condition: OutcomeCondition,
): Claim<SituationCase> =>
  inOwnSteps((step) =>
    situationClaim(remembering(noisyVcgOutcomeFormat), {
      ...parts,
      argument: `${argument} ${shiftArgument}`,
      step,
      ...bidderDomain,
      decide: (R, setting) => decideOutcomeOnly(R, setting, reading, condition),
      choices: {
        ...(reading.alternative.kind === "lie" && {
          lie: ({ situation, type, printReport }: Exact) => liesBeside(situation.reports, type).map(printReport),
        }),
        values: (setting, chosen) =>
          chosen.values === undefined ? worstValues(setting, reading, chosen) : relativeValues(setting.environment),
        F(setting, chosen) {
          if (chosen.F !== undefined) return [chosen.F];
          const most = mostAt(setting, reading, condition);
          const [ratios, at] = [[...ratiosAt(setting).values()], setting.power(Q.one)];
          // No gain exceeds 2M + 1.
          const large = Q.rational(BigInt(4 * setting.environment.maximum));
          const isFree = ratios.some((x) => (reading.monotone ? Q.compare(x, at) > 0 : !Q.equals(x, at)));
          return [worstBound(ratios, at, most, reading, isFree ? large : undefined)];
        },
      },
      sides(setting, choices) {
        const { environment, type } = setting;
        const other = reading.alternative.kind === "lie" ? setting.readReport(choices.lie) : null;
        const values = choices.values as readonly number[];
        const [o, p] = [type, other].map((report) => announcedAt(environment, values, report)) as [
          Announcement,
          Announcement,
        ];
        const F = readPrivacyBound(choices.F, "choices.F");
        const cost = (at: Announcement) => boundAt(F, ratiosAt(setting).get(`{"chosen":${at.chosen}}`)!);
        const [first, second] = [cost(o), reading.sign === "cost" ? Q.zero : cost(p)];
        const most = mostAt(setting, reading, condition);
        const right =
          o.chosen === p.chosen
            ? Q.zero
            : first === "infinity" || second === "infinity"
              ? "infinity"
              : Q.add(first, second);
        return {
          hypotheses: hypothesesOf(F, setting.power(Q.one), most, reading),
          left: Q.subtract(payoffOf(setting, type, type, o), payoffOf(setting, type, other, p)),
          right,
          larger: "left",
          inequality: `U_out(θ_i, o) - P(θ_i) - U_out(θ_i, o') + P(θ_i') >= F(x_o)${reading.sign === "cost" ? "" : " + F(x_o')"} if o != o', else 0`,
          explanation: `o = ${o.chosen} and o' = ${p.chosen}; e^ε = ${Q.printRational(setting.power(Q.one))}, F(e^ε) = ${Q.printExtended(boundAt(F, setting.power(Q.one)))}, at most ${Q.printRational(most)} by the condition; ${[...ratiosAt(setting)].map(([at, x]) => `${at}: x = ${Q.printRational(x)}, F(x) = ${Q.printExtended(boundAt(F, x))}`).join("; ")}`,
        };
      },
    }),
  );

/** The largest F(e^ε) that the condition allows. */
function mostAt(setting: Exact, reading: PrivateBidder, condition: OutcomeCondition): Q.Rational {
  if (condition === "theorem") return Q.divide(Q.one, conditionAt(setting, reading));
  const most = Q.rational(1n, BigInt(2 * setting.environment.outcomes));
  return condition === "outcome" ? most : Q.multiply(condition.times, most);
}

const worstKnown = new Map<string, readonly (readonly number[])[]>();

/** For every pair of different o* the values at which the truth gains least, by the definitions; any if there is none. */
function worstValues(
  setting: Exact,
  { alternative }: PrivateBidder,
  chosen: JsonObject,
): readonly (readonly number[])[] {
  const { environment, type } = setting;
  const other = alternative.kind === "lie" ? setting.readReport(chosen.lie) : null;
  const key = canonical([{ ...environment }, type, other] as Json);
  const known = worstKnown.get(key);
  if (known) return known;
  const least = new Map<string, { values: readonly number[]; gain: Q.Rational }>();
  const all = relativeValues(environment);
  for (const values of all) {
    const [o, p] = [announcedAt(environment, values, type), announcedAt(environment, values, other)];
    if (o.chosen === p.chosen) continue;
    const gain = Q.subtract(payoffOf({ environment }, type, type, o), payoffOf({ environment }, type, other, p));
    const pair = `${o.chosen} ${p.chosen}`;
    const found = least.get(pair);
    if (!found || Q.compare(gain, found.gain) < 0) least.set(pair, { values, gain });
  }
  const worst = least.size > 0 ? [...least.values()].map(({ values }) => values) : all.slice(0, 1);
  worstKnown.set(key, worst);
  return worst;
}

interface Announcement {
  readonly chosen: number;
  readonly revealed: readonly (readonly [alternative: number, gap: number])[];
}

/** What a report leads to where the others' sums and the noise are these, by the definitions. */
function announcedAt(environment: Alternatives, values: readonly number[], report: ValueReport): Announcement {
  const { chosen, gaps } = seenByDefinition(environment, values, utilitiesOf(environment, report));
  return { chosen, revealed: [...gaps] };
}

/** In units of a largest F(e^ε) of 1/(2|O|), over some denominator: |O|·gain·2 against one or two F. */
function decideOutcomeOnly<S>(
  R: OrderedRing<S>,
  setting: At<S>,
  reading: PrivateBidder,
  condition: OutcomeCondition,
): Finding<S> {
  const { environment, situation, type } = setting;
  const lies = reading.alternative.kind === "lie" ? liesBeside(situation.reports, type) : [null];
  const [room, unit] = unitsAt(R, setting, condition);
  const ceiling = ceilingOf(R, reading, setting.expEpsilon(Q.one), unit);
  const ceilings = new Map(privacyRatios(R, situation).map(({ outcome, ratio }) => [outcome, ceiling(ratio)]));
  let shown: Finding<S> | undefined;
  for (const { chosen, other, parts } of switches(environment, type, lies)) {
    const cost = [chosen, ...(reading.sign === "cost" ? [] : [other])].map((o) => ceilings.get(o)!);
    const right = total(R, cost);
    const left = R.multiply(R.integer(BigInt(2 * parts)), room);
    const fails = right === "unbounded" || R.sign(R.subtract(left, right)) < 0;
    shown ??= {
      hypotheses: "boundary",
      conclusion: "holds",
      witness: {},
      sides: { left: over(left, unit), right: right === "unbounded" ? "infinity" : over(right, unit), larger: "left" },
    };
    if (fails) return { ...shown, conclusion: "fails" };
  }
  return shown ?? { hypotheses: "boundary", conclusion: "holds", witness: {} };
}

function unitsAt<S>(R: OrderedRing<S>, setting: At<S>, condition: OutcomeCondition): readonly [room: S, unit: S] {
  if (condition === "outcome") return [R.one, R.one];
  if (condition !== "theorem") return [R.integer(condition.times.denominator), R.integer(condition.times.numerator)];
  const e = setting.expEpsilon(exponentOf(setting.environment));
  const slope = R.multiply(R.integer(BigInt(2 * setting.environment.maximum)), e.numerator);
  return [R.add(e.denominator, slope), e.denominator];
}

const total = <S>(R: OrderedRing<S>, costs: readonly Ceiling<S>[]): Ceiling<S> =>
  costs.includes("unbounded") ? "unbounded" : (costs as readonly S[]).reduce(R.add, R.zero);

/** Every pair of different o*, from the truth and from a lie, with the least that the truth gains there, in |O|-ths. */
const switchesKnown = new Map<string, readonly Switch[]>();

interface Switch {
  readonly chosen: number;
  readonly other: number;
  readonly parts: number;
}

function switches(environment: Alternatives, type: ValueReport, lies: readonly ValueReport[]): readonly Switch[] {
  const key = canonical([{ ...environment }, type, lies] as Json);
  const found = switchesKnown.get(key) ?? findSwitches(environment, type, lies);
  switchesKnown.set(key, found);
  return found;
}

function findSwitches(environment: Alternatives, type: ValueReport, lies: readonly ValueReport[]) {
  const found = new Map<string, { chosen: number; other: number; parts: number }>();
  for (const values of relativeValues(environment)) {
    const seen = (report: ValueReport) =>
      outcomeAt(
        environment,
        values.map((value, o) => value + utilitiesOf(environment, report)[o]!),
      );
    const honest = seen(type);
    for (const lie of lies) {
      const dishonest = seen(lie);
      const parts = payoffInParts(environment, type, type, honest) - payoffInParts(environment, type, lie, dishonest);
      // Where o* is the same so is the payment; a negative difference would be a violation without any privacy.
      if (honest.chosen === dishonest.chosen && parts >= 0) continue;
      const key = `${honest.chosen} ${dishonest.chosen}`;
      const least = found.get(key);
      if (!least || parts < least.parts) found.set(key, { chosen: honest.chosen, other: dishonest.chosen, parts });
    }
  }
  return [...found.values()];
}
