import { refuse } from "../../src/instance/input.js";
import { readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { type NoisyValuesParameters, utilitiesOf, type ValueReport } from "../../src/mechanisms/cckmv/welfare.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { ExactSetting } from "../setting.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { conditionAt, hypothesesOf, ratiosAt, worstBound } from "./bidder-bounds.js";
import { liesBeside, type PrivateBidder } from "./private-bidder.js";

/** An outcome of which the public learns o* and perhaps gaps in |O|-ths. */
export interface Announced {
  readonly chosen: number;
  readonly revealed: readonly (readonly [alternative: number, gap: number])[];
}

/** An example of Mechanism 7.1. */
export type BidderExample<O extends Announced = Announced> = ExactSetting<
  NoisyValuesParameters,
  Alternatives,
  Utilities,
  O
>;

const two = Q.rational(2n);

/** One U^priv(θ, o) by what multiplies it: U(truth) − U(otherwise) = payoff + Σ k_o·U^priv(o) ≥ 0. */
interface Weighed {
  readonly payoff: Q.Rational;
  readonly factors: ReadonlyMap<string, Q.Rational>;
}

/** U^out(θ, o*) − P(θ′, o*, π), by the definition of P. */
export function payoffOf<O extends Announced>(
  { environment }: { readonly environment: Alternatives },
  type: ValueReport,
  report: ValueReport,
  o: O,
): Q.Rational {
  const [u, v] = [utilitiesOf(environment, type), utilitiesOf(environment, report)];
  const owed = o.revealed.map(([other, gap]) =>
    Q.subtract(Q.rational(BigInt(v[o.chosen]! - v[other]!)), Q.rational(BigInt(gap), BigInt(environment.outcomes))),
  );
  return Q.subtract(Q.rational(BigInt(u[o.chosen]!)), owed.reduce(Q.maximum));
}

/** What is computed once for an example, by its choices. */
const weighed = new WeakMap<object, Map<string, Weighed>>();

function weigh<O extends Announced>(setting: BidderExample<O>, reading: PrivateBidder, choices: JsonObject): Weighed {
  const known = weighed.get(setting) ?? new Map<string, Weighed>();
  weighed.set(setting, known);
  const key = canonical([choices.lie ?? null, choices.pair ?? null]);
  const found = known.get(key) ?? weighAfresh(setting, reading, choices);
  known.set(key, found);
  return found;
}

/** An outcome with its text, what a report pays there, and its chance. */
interface Chance<O> {
  readonly outcome: O;
  readonly text: string;
  readonly chance: Q.Rational;
}

/** The law of a report, with the outcomes in one order. */
const chances = new WeakMap<object, Map<string, readonly Chance<unknown>[]>>();
function chancesAt<O extends Announced>(setting: BidderExample<O>, report: ValueReport): readonly Chance<O>[] {
  const known = chances.get(setting) ?? new Map<string, readonly Chance<unknown>[]>();
  chances.set(setting, known);
  const key = String(report);
  const found =
    (known.get(key) as readonly Chance<O>[] | undefined) ??
    setting.outcomes().map((outcome) => ({
      outcome,
      text: canonical(setting.printOutcome(outcome)),
      chance: setting.chance(report, outcome),
    }));
  known.set(key, found);
  return found;
}

function weighAfresh<O extends Announced>(
  setting: BidderExample<O>,
  { alternative, per }: PrivateBidder,
  choices: JsonObject,
): Weighed {
  const { type } = setting;
  const other = alternative.kind === "lie" ? setting.readReport(choices.lie) : null;
  const absence = alternative.kind === "absence" ? alternative.absence : undefined;
  const samePrivacy = absence === undefined || absence === "N1" || absence === "N2";
  const elsewhere = (o: O) => (absence === "N4" ? Q.zero : payoffOf(setting, type, other, o));
  const factors = new Map<string, Q.Rational>();
  const count = (o: O, k: Q.Rational) => {
    const text = canonical(setting.printOutcome(o));
    factors.set(text, Q.add(factors.get(text) ?? Q.zero, k));
  };
  if (per === "coin") {
    const [o, p] = (choices.pair as readonly Json[]).map((outcome) => setting.readOutcome(outcome)) as [O, O];
    count(o, Q.one);
    if (samePrivacy) count(p, Q.rational(-1n));
    return { payoff: Q.subtract(payoffOf(setting, type, type, o), elsewhere(p)), factors };
  }
  let payoff = Q.zero;
  const otherwise = chancesAt(setting, other);
  for (const [i, { outcome, text, chance: p }] of chancesAt(setting, type).entries()) {
    const q = otherwise[i]!.chance;
    const inside = Q.multiply(p, payoffOf(setting, type, type, outcome));
    payoff = Q.add(payoff, Q.subtract(inside, Q.multiply(q, elsewhere(outcome))));
    factors.set(text, samePrivacy ? Q.subtract(p, q) : p);
  }
  return { payoff, factors };
}

/** The end of the allowed range of U^priv(o) that is worst where it counts k times. */
function worstSign(k: Q.Rational, { sign }: PrivateBidder): number {
  const s = Q.signOfRational(k);
  if (s > 0) return sign === "benefit" ? 0 : -1;
  return s < 0 && sign !== "cost" ? 1 : 0;
}

/** The choices of the claims about this player, each at its worst where it is left out. */
export function bidderChoices<O extends Announced>(reading: PrivateBidder): Choices<BidderExample<O>> {
  const { alternative, per } = reading;
  return {
    ...(alternative.kind === "lie" && {
      lie: ({ situation, type, printReport }: BidderExample<O>) => liesBeside(situation.reports, type).map(printReport),
    }),
    ...(per === "coin" && {
      pair: (setting: BidderExample<O>, chosen: JsonObject) => {
        const other = alternative.kind === "lie" ? setting.readReport(chosen.lie) : null;
        return setting.situation.coupled!(setting.type, other)
          .entries.filter(({ weight }) => Q.signOfRational(weight) > 0)
          .map(({ outcome }) => outcome.map(setting.printOutcome));
      },
    }),
    F: (setting, chosen) => [chosen.F ?? boundFor(setting, chosen, reading)],
    privacySigns: (setting, chosen) => {
      if (chosen.privacySigns !== undefined) return [chosen.privacySigns];
      const signs = [...weigh(setting, reading, chosen).factors].map(([o, k]) => [o, worstSign(k, reading)] as const);
      return [Object.fromEntries(signs.filter(([, s]) => s !== 0).map(([o, s]) => [o, `${s}`]))];
    },
  };
}

/** The worst bound, large enough where it is free. */
function boundFor<O extends Announced>(setting: BidderExample<O>, chosen: JsonObject, reading: PrivateBidder): Json {
  const { payoff, factors } = weigh(setting, reading, chosen);
  const [at, most] = [setting.power(Q.one), Q.divide(Q.one, conditionAt(setting, reading))];
  const ratios = ratiosAt(setting);
  const bounded = reading.monotone || reading.below;
  const freeAt = (x: Q.Rational) =>
    Q.equals(x, Q.one) ? !reading.monotone && !reading.zeroAtOne : bounded ? Q.compare(x, at) > 0 : !Q.equals(x, at);
  let share = Q.zero;
  for (const [o, k] of factors) {
    if (worstSign(k, reading) === 0 || !freeAt(ratios.get(o)!)) continue;
    share = Q.add(share, Q.signOfRational(k) < 0 ? Q.negate(k) : k);
  }
  if (Q.signOfRational(share) === 0) return worstBound(ratios.values(), at, most, reading);
  let large = Q.one;
  while (Q.compare(Q.multiply(large, share), payoff) <= 0) large = Q.multiply(two, large);
  return worstBound(ratios.values(), at, most, reading, large);
}

/** Both sides of the comparison with truthful participation, for one F and one U^priv = s(o)·F(x_o). */
export function bidderSides<O extends Announced>(
  setting: BidderExample<O>,
  choices: JsonObject,
  reading: PrivateBidder,
): WorstSides {
  const F = readPrivacyBound(choices.F, "choices.F");
  const { payoff, factors } = weigh(setting, reading, choices);
  const ratios = ratiosAt(setting);
  const signs = signsOf(choices.privacySigns as JsonObject, reading);
  let right: Q.Extended = Q.zero;
  for (const [o, k] of factors) {
    const s = Q.negate(Q.multiply(k, signs(o)));
    const value = boundAt(F, ratios.get(o)!);
    if (Q.signOfRational(s) === 0 || right === "infinity") continue;
    if (value !== "infinity") right = Q.add(right, Q.multiply(s, value));
    else if (Q.signOfRational(s) > 0) right = "infinity";
    else
      throw refuse(
        "choices.privacySigns",
        "F is infinite where this sign helps the player, which leaves nothing to check",
      );
  }
  const at = setting.power(Q.one);
  const condition = conditionAt(setting, reading);
  return {
    hypotheses: hypothesesOf(F, at, Q.divide(Q.one, condition), reading),
    left: payoff,
    right,
    larger: "left",
    inequality: inequalityOf(reading),
    explanation: explain(setting, F, at, condition, reading),
  };
}

/** s(o) with U^priv(o) = s(o)·F(x_o), inside the range that the reading allows; 0 where not given. */
function signsOf(given: JsonObject, { sign }: PrivateBidder): (o: string) => Q.Rational {
  const [low, high] = sign === "cost" ? [-1n, 0n] : sign === "benefit" ? [0n, 1n] : [-1n, 1n];
  return (o) => {
    const s = Q.parseRational(String(given[o] ?? "0"));
    if (s && Q.compare(s, Q.rational(low)) >= 0 && Q.compare(s, Q.rational(high)) <= 0) return s;
    throw refuse("choices.privacySigns", `expected numbers from ${low} to ${high} under this reading`);
  };
}

function inequalityOf({ alternative, per }: PrivateBidder): string {
  const absence = alternative.kind === "absence" ? alternative.absence : undefined;
  const [o, p] = ["M(θ_i)", alternative.kind === "lie" ? "M(θ_i')" : "M(absent)"];
  const paid = alternative.kind === "lie" ? ` + P(θ_i', ${p})` : "";
  const payoff = `U_out(θ_i, ${o}) - P(θ_i, ${o})${absence === "N4" ? "" : ` - U_out(θ_i, ${p})${paid}`}`;
  const privacy = `${absence === "N3" || absence === "N4" ? "" : `U_priv(θ_i, ${p}) `}- U_priv(θ_i, ${o})`;
  return per === "coin" ? `${payoff} >= ${privacy}` : `E[${payoff}] >= E[${privacy}]`;
}

function explain<O extends Announced>(
  setting: BidderExample<O>,
  F: PrivacyBound,
  at: Q.Rational,
  condition: Q.Rational,
  { below }: PrivateBidder,
): string {
  const values = [...ratiosAt(setting)].map(
    ([o, x]) => `${o}: x = ${Q.printRational(x)}, F(x) = ${Q.printExtended(boundAt(F, x))}`,
  );
  const bound = below ? "F up to e^ε" : "F(e^ε)";
  return `e^ε = ${Q.printRational(at)}, F(e^ε) = ${Q.printExtended(boundAt(F, at))}; condition (2) says ${bound} <= ${Q.printRational(Q.divide(Q.one, condition))}; ${values.join("; ")}`;
}
