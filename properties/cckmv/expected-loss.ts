import { shares } from "../../generators/private-players.js";
import { privateTables } from "../../generators/private-tables.js";
import type { Check, Claim, Side } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import { privacyRatios } from "../../src/notions/differential-privacy.js";
import * as E from "../../src/number/enclosure.js";
import * as L from "../../src/number/log-form.js";
import { integersWithoutLog as Z } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { klTerms } from "../../src/probability/divergence.js";
import { probability } from "../../src/probability/law.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { halfAngle } from "./half-angle.js";
import { atMostSide } from "./log-sides.js";
import { tableClaim } from "./table-claim.js";
import {
  boundCorners,
  boundCornersOf,
  boundOf,
  drawnBound,
  isPrivate,
  printEpsilonOf,
  privateAt,
} from "./table-epsilon.js";
import { allOf, firstViolation, outside } from "./table-findings.js";
import { absolute, type Laws, lawsOf } from "./table-laws.js";
import { liesOf } from "./table-player.js";
import { deviations, type TableCase, type TableSetting, tableSituation } from "./tables.js";

/**
 * The expected privacy loss of reporting θ_i in the place of θ_i′, by its forms: KL(P‖P′); KL both ways, added; and what
 * Lemma 5.2 speaks of when F_i = ln, for the worst U^priv with −ln x_o ≤ U^priv ≤ ln x_o, or with −ln x_o ≤ U^priv ≤ 0.
 */
export type Loss = "one-way" | "both-ways" | "two-signed" | "cost";

/** What bounds it: 2ε(e^ε − 1); c·ε(e^ε − 1)/(e^ε + 1); c·ε²/2, with c as in `sharpConstant`. */
export type LossBound = "exponential" | "sharp" | "quadratic";

export const lossMeanings = {
  "one-way": "the loss is KL(M(θ_i) || M(θ_i')) for any two reports, so also the other way round",
  "both-ways":
    "the loss is KL(M(θ_i) || M(θ_i')) + KL(M(θ_i') || M(θ_i)): Lemma 5.2 for U^priv(o) = ln(Pr[M(θ_i) = o]/Pr[M(θ_i') = o])",
  "two-signed":
    "the loss is |E[U^priv(M(θ_i))] − E[U^priv(M(θ_i'))]| for every U^priv with −ln x_o ≤ U^priv(o) ≤ ln x_o",
  cost: "the same for every U^priv with −ln x_o ≤ U^priv(o) ≤ 0",
  exponential: "the bound is 2ε(e^ε − 1)",
  sharp: "the bound is ε(e^ε − 1)/(e^ε + 1), twice that where two divergences are added or U^priv has either sign",
  quadratic: "the bound is ε²/2, or ε² where two divergences are added or U^priv has either sign",
} as const;

const shown: Readonly<Record<Loss, string>> = {
  "one-way": "KL(M(θ_i) || M(θ_i'))",
  "both-ways": "KL(M(θ_i) || M(θ_i')) + KL(M(θ_i') || M(θ_i))",
  "two-signed": "|E[U_priv(M(θ_i))] - E[U_priv(M(θ_i'))]|",
  cost: "|E[U_priv(M(θ_i))] - E[U_priv(M(θ_i'))]|",
};

/** c such that randomized response attains c·ε(e^ε − 1)/(e^ε + 1). */
const sharpConstant = (loss: Loss): Q.Rational => Q.rational(loss === "both-ways" || loss === "two-signed" ? 2n : 1n);

/** Why a bound at randomized response is a bound for all finite laws. */
export const chordArgument =
  "Any finite laws with ratios in [1/b, b], b = e^ε: r·ln r and (r − 1)·ln r are convex, so over r = p/p' with mean 1 under p' " +
  "they lie below their chords from 1/b to b, which gives KL(P||P') ≤ ε(b − 1)/(b + 1) and twice that both ways; " +
  "Σ ln(x_o)·|p_o − p'_o| ≤ 2ε·SD ≤ 2ε(b − 1)/(b + 1), and half of it for a cost. Randomized response attains all of them. " +
  "2(b − 1) ≤ (b + 1)·ln b for all b > 1 turns them into c·ε²/2, and as ε → 0 the quotient of both tends to 1: no smaller " +
  "constant holds for all ε.";

export interface LossClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  /** A factor on the bounds, to see that none below 1 holds where they are sharp. */
  readonly factor?: Q.Rational;
  evidence?(switches: Switches): JsonObject;
}

const lossIn = ({ loss = "one-way" }: Switches): Loss => loss as Loss;

/** A claim that the expected privacy loss of every ε-differentially private mechanism is at most a function of ε. */
export function lossClaim({ factor = Q.one, evidence, ...parts }: LossClaim): Claim<TableCase> {
  const check = (setting: TableSetting, choices: JsonObject, switches: Switches) =>
    checkLoss(setting, choices, lossIn(switches), switches.order as LossBound, factor);
  return tableClaim({
    ...parts,
    hypotheses: ["x_o ≤ e^ε for all o, ε > 0"],
    argument: chordArgument,
    decide(_R, _situation, environment, switches) {
      const [loss, order] = [lossIn(switches), switches.order as LossBound];
      const situation = tableSituation(Z, environment);
      // All bounds grow with ε, so the least ε decides.
      const at = privateAt(Z, situation).at(-1);
      if (at === undefined) return outside;
      const b = Q.fromQuotient(at);
      return allOf(
        deviations(environment.types).map(([truth, lie]): Finding<never> => {
          const expected = lossOf(situation, truth, lie, loss);
          const holds = isBelow(expected, b, loss, order, factor);
          return { hypotheses: "boundary", conclusion: holds ? "holds" : "fails", witness: { truth, lie } };
        }),
      );
    },
    choices: (environment, switches) =>
      firstViolation(
        environment,
        () => [{}],
        (setting, choices) => check(setting, choices, switches),
      ),
    check,
    drawnTables: privateTables,
    drawnCorners: boundCorners,
    drawChoices: () =>
      shares.map((share) => (setting) => ({ epsilon: printEpsilonOf(drawnBound(lawsOf(setting), share)) })),
    evidence: (_budget, switches) => ({
      ...(switches.order === "quadratic" ? halfAngle() : {}),
      ...evidence?.(switches),
    }),
  });
}

/** The loss over the integers, by the divergences of the two laws; ratios are finite. */
function lossOf(situation: Situation<number, number, bigint>, truth: number, lie: number, loss: Loss): L.LogForm {
  const [P, P2] = [situation.law(truth), situation.law(lie)];
  if (loss === "one-way") return divergence(P, P2);
  if (loss === "both-ways") return L.add(divergence(P, P2), divergence(P2, P));
  const terms = privacyRatios(Z, situation).map(({ outcome, ratio }) => {
    const [p, q] = [probability(Z, P, outcome), probability(Z, P2, outcome)];
    const k = Q.rational(p.numerator * q.denominator - q.numerator * p.denominator, p.denominator * q.denominator);
    const { numerator, denominator } = ratio as Exclude<typeof ratio, "infinity">;
    return { k, log: L.logQuotient(numerator, denominator) };
  });
  const sumOf = (sign: 1 | -1) =>
    L.sum(terms.filter(({ k }) => Q.signOfRational(k) === sign).map(({ k, log }) => L.scale(log, absolute(k))));
  const [up, down] = [sumOf(1), sumOf(-1)];
  return loss === "two-signed" ? L.add(up, down) : L.compare(up, down) >= 0 ? up : down;
}

function divergence(P: Parameters<typeof klTerms<number, bigint>>[1], P2: typeof P): L.LogForm {
  const terms = klTerms(Z, P, P2);
  if (terms === "infinity") throw new RangeError("divergence: expected laws with one support");
  return L.sum(
    terms.map(({ coefficient, ratio }) =>
      L.scale(L.logQuotient(ratio.numerator, ratio.denominator), Q.fromQuotient(coefficient)),
    ),
  );
}

/** The bound over ε, which is a form in all three cases. */
function boundOverEpsilon(b: Q.Rational, loss: Loss, order: LossBound, factor: Q.Rational): L.LogForm {
  const c = Q.multiply(sharpConstant(loss), factor);
  const excess = Q.subtract(b, Q.one);
  switch (order) {
    case "exponential":
      return L.fromRational(Q.multiply(Q.multiply(factor, Q.rational(2n)), excess));
    case "sharp":
      return L.fromRational(Q.multiply(c, Q.divide(excess, Q.add(b, Q.one))));
    case "quadratic":
      return L.scale(L.ln(b), Q.divide(c, Q.rational(2n)));
  }
}

/** Whether a loss is at most the bound at e^ε = b, exactly. */
function isBelow(loss: L.LogForm, b: Q.Rational, kind: Loss, order: LossBound, factor: Q.Rational): boolean {
  const bound = boundOverEpsilon(b, kind, order, factor);
  if (order !== "quadratic") return L.compare(loss, L.scale(L.ln(b), bound.rational)) <= 0;
  if (loss.logs.length === 0) return true;
  // A product of logarithms is no form. The two sides differ, because a loss is at most c·ε·tanh(ε/2) < c·ε²/2.
  const at = (bits: number) => E.subtract(E.multiply(L.enclosure(bound, bits), E.ln(b, bits)), L.enclosure(loss, bits));
  const sign = E.signWithin(at, 1 << 14);
  if (sign === undefined) throw new RangeError("loss: expected enclosures of 2^14 bits to tell the sides apart");
  return sign >= 0;
}

function checkLoss(
  setting: TableSetting,
  choices: JsonObject,
  loss: Loss,
  order: LossBound,
  factor: Q.Rational,
): Check {
  const laws = lawsOf(setting);
  const b = boundOf(choices, laws);
  const lies = liesOf(setting, choices).map((lie) => ({ lie, form: formOf(laws, setting.report, lie, loss) }));
  const { lie, form } = lies.reduce((most, next) => (atMostSide(next.form, most.form) ? most : next));
  const bound = boundOverEpsilon(b, loss, order, factor);
  const divided = order === "quadratic";
  const overall = divided ? bound : L.scale(L.ln(b), bound.rational);
  const text = {
    exponential: "2ε(e^ε - 1)",
    sharp: `${sharpConstant(loss).numerator === 2n ? "2" : ""}ε(e^ε - 1)/(e^ε + 1)`,
    quadratic: sharpConstant(loss).numerator === 2n ? "ε" : "ε/2",
  }[order];
  return {
    hypotheses: isPrivate(laws, b),
    holds: form !== "infinity" && isBelow(form, b, loss, order, factor),
    inequality: `${divided ? `(${shown[loss]})/ε` : shown[loss]} <= ${Q.equals(factor, Q.one) ? "" : `${Q.printRational(factor)}·`}${text}`,
    left: form === "infinity" || !divided ? sided(form) : sided(form.logs.length === 0 ? form : L.overEpsilon(form)),
    right: sided(overall),
    larger: "right",
    choices: { ...choices, epsilon: printEpsilonOf(b), truth: setting.report, lie },
    explanation: `the largest privacy ratio is ${Q.printExtended(laws.tightest)}, e^ε = ${Q.printRational(b)}`,
    corners: boundCornersOf(laws, b),
  };
}

const sided = (form: L.LogForm | "infinity"): Side =>
  form === "infinity" || form.logs.length > 0 ? form : form.rational;

/** The loss from the numbers p_o and p′_o; "infinity" where it is. */
function formOf({ chances, ratios }: Laws, truth: number, lie: number, loss: Loss): L.LogForm | "infinity" {
  const terms: L.LogForm[] = [];
  const costs: [L.LogForm[], L.LogForm[]] = [[], []];
  for (const [o, p] of chances[truth]!.entries()) {
    const q = chances[lie]![o]!;
    const difference = Q.subtract(p, q);
    if (difference.numerator === 0n) continue;
    if (loss === "two-signed" || loss === "cost") {
      const x = ratios[o]!;
      if (x === "infinity") return x;
      const term = L.scale(L.ln(x), absolute(difference));
      terms.push(term);
      costs[difference.numerator > 0n ? 0 : 1].push(term);
      continue;
    }
    if (q.numerator === 0n || (p.numerator === 0n && loss === "both-ways")) return "infinity";
    if (p.numerator === 0n) continue;
    terms.push(L.scale(L.ln(Q.divide(p, q)), loss === "one-way" ? p : difference));
  }
  if (loss !== "cost") return L.sum(terms);
  const [up, down] = costs.map(L.sum) as [L.LogForm, L.LogForm];
  return L.compare(up, down) >= 0 ? up : down;
}
