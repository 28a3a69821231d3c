import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import type { Range, Sharpness, ValueRow } from "../../src/mechanisms/hk/range.js";
import { worstPrivacyRatio } from "../../src/mechanisms/hk/worst-privacy-ratio.js";
import * as L from "../../src/number/log-form.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type Quotient, safeInteger } from "../../src/number/ring.js";
import type { Law } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import type { Finding } from "../../src/verdict/finding.js";
import { lawClaim } from "../law-claim.js";
import type { LawSetting } from "../law-setting.js";
import { repairedBy } from "../repairs.js";
import { signAt } from "./consequence.js";
import { listedChances } from "./distances.js";
import { entropy } from "./divergence-forms.js";
import { fallingEntropy, twiceAsSharp, varianceSign } from "./entropy-order.js";
import {
  describeProfilesOf,
  leastGap,
  type ProfilePlace,
  profileCorners,
  profileGrid,
  profilesOf,
  rowsAt,
  welfareAt,
} from "./profile-cases.js";

const step = Q.rational(1n, 2n * profileGrid);

const falls = "it falls";

type Setting<S> = LawSetting<Sharpness, Range, ValueRow, number, S>;

/** Where the entropy and the privacy guarantee are compared: two outcomes of different welfare. */
const isInside = (place: ProfilePlace): boolean => leastGap(welfareAt(place)) !== undefined;

/** The largest privacy ratio of EXP_{kε} over all profiles of so many players and outcomes: e to its exact guarantee. */
const guaranteeOver = <S>(R: LogRing<S>, setting: Setting<S>, k: bigint): Quotient<S> => {
  const strides = safeInteger(Q.divide(Q.rational(k, 2n), step).numerator, "step");
  return worstPrivacyRatio(coarser(R, strides), rowsAt(setting).length, setting.outcomes.length);
};

/**
 * Footnote 3: "the privacy guarantee ε is not necessarily a monotone function of the entropy of the outcome distribution". As the
 * existence of two draws of which the one with the larger guarantee has more entropy, and of two of which it has less: neither
 * direction is monotone. Along EXP_ε at one profile there are none of the first kind. `made` is the change of the repair.
 */
export const footnote3 = (format = exponentialFormat, made: readonly string[] = []): Claim =>
  lawClaim<Sharpness, Range, ValueRow, number>(format, {
    id: "hk/footnote-3",
    citation: cite("hk", "footnote 3"),
    statement:
      "The privacy guarantee ε is not necessarily a monotone function of the entropy of the outcome distribution. Decided as: there are two mechanisms (or profiles, or values of ε) such that the one with the larger guarantee ε has the larger entropy, and two such that it has the smaller entropy: the guarantee neither falls nor rises with the entropy.",
    hypotheses: ["ε > 0", "at least two outcomes, not all of one welfare"],
    readings: readingsOf({ where: ["mechanisms", "profiles", "family"] }),
    switchMeanings: {
      mechanisms:
        "across mechanisms: EXP_ε has more entropy than a constant outcome, which is 0-differentially private, and than EXP_{2ε} at the same profile, which has the larger guarantee",
      profiles:
        "across profiles of one family: EXP_{2ε} at the zero profile has more entropy than EXP_ε where the outcomes differ in welfare, and EXP_{2ε} there has less",
      family: "along EXP_ε at one profile: S(EXP_{2ε}(v)) > S(EXP_ε(v)) somewhere",
    },
    step,
    cases: profilesOf,
    describe: describeProfilesOf,
    argument: `All R, n and valuations: S(EXP_ε) > 0 with two outcomes or more, 0 for a constant; S ≤ ln|R| with equality for the uniform law alone, which the zero profile has at every ε; ${fallingEntropy}.`,
    corners: {
      ...profileCorners,
      "more than one outcome, not all equally good": (place) => leastGap(welfareAt(place)) !== undefined,
    },
    hypothesesAt: (place) => (isInside(place) ? "inside" : "outside"),
    draws: { gate: 5, standard: 50, deep: 500 },
    decide<S>(R: LogRing<S>, setting: Setting<S>, switches: Switches): Finding<S> {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (!isInside(setting)) return { ...finding, hypotheses: "outside" };
      const law = setting.law();
      const is = (holds: boolean): Finding<S> => ({ ...finding, conclusion: holds ? "holds" : "fails" });
      const [once, twice] = [guaranteeOver(R, setting, 1n), guaranteeOver(R, setting, 2n)];
      if (switches.where === "mechanisms") {
        const possible = law.entries.filter(({ weight }) => R.sign(weight) > 0);
        if (possible.length < 2 || R.sign(R.subtract(once.numerator, once.denominator)) <= 0) return is(false);
      }
      if (switches.where === "profiles") {
        const isEven = law.entries.every(({ weight }) => R.equals(weight, law.entries[0]!.weight));
        if (isEven) return is(false);
      }
      const isFalling = entropyFalls(R, setting);
      if (isFalling === undefined) return { ...finding, conclusion: "undecided", reason: "precision" };
      if (switches.where !== "family") return is(isFalling && compareQuotients(R, twice, once) > 0);
      return is(made.includes(falls) === isFalling);
    },
    sides(setting, _choices, switches) {
      const chances = listedChances(setting);
      const [own, sharper] = [entropy(chances), entropy(twiceAsSharp(chances))];
      const [n, m] = [rowsAt(setting).length, setting.outcomes.length];
      const explanation = `the chances are ${chances.map(Q.printRational).join(", ")}`;
      const ratio = (B: Q.Rational): Q.Rational => worstAt(B, n, m);
      const B = setting.power(Q.rational(1n, 2n));
      if (switches.where === "family") {
        const left = sharper;
        return made.includes(falls)
          ? {
              left,
              right: own,
              larger: "right",
              holds: L.compare(left, own) < 0,
              inequality: "S(EXP_{2ε}(v)) < S(EXP_ε(v))",
              explanation,
            }
          : {
              left,
              right: own,
              larger: "left",
              holds: L.compare(left, own) > 0,
              inequality: "S(EXP_{2ε}(v)) > S(EXP_ε(v))",
              explanation,
            };
      }
      const isAcross = switches.where === "mechanisms";
      const left = isAcross ? own : L.ln(Q.rational(BigInt(m)));
      const right = isAcross ? L.zero : own;
      const isTwiceLessPrivate = Q.compare(ratio(Q.multiply(B, B)), ratio(B)) > 0;
      const isLessPrivate = isAcross ? Q.compare(ratio(B), Q.one) > 0 : isTwiceLessPrivate;
      return {
        left,
        right,
        larger: "left",
        holds: L.compare(left, right) > 0 && isLessPrivate && L.compare(sharper, own) < 0 && isTwiceLessPrivate,
        inequality: `${isAcross ? "S(EXP_ε(v)) > S(a constant outcome) = 0" : "S(EXP_{2ε}(0)) = ln|R| > S(EXP_ε(v))"}, and S(EXP_{2ε}(v)) < S(EXP_ε(v))`,
        explanation: `${explanation}; the largest privacy ratio of EXP_ε over all profiles is ${Q.printRational(ratio(B))}`,
      };
    },
    evidence: (_budget, { where }) =>
      where === "family"
        ? {
            noWitness: `there is no such profile and no such ε: ${fallingEntropy}`,
            guarantee:
              "the exact guarantee ln((1 + (m − 1)B^n)/(1 + (m − 1)B^{n−2})), B = e^{ε/2}, rises with ε for m ≥ 2, so that it, too, is a falling function of the entropy at one profile",
          }
        : {
            otherDirection: `EXP_{2ε} at the same profile has the larger guarantee and less entropy: ${fallingEntropy}`,
            extreme:
              where === "mechanisms"
                ? "a constant outcome: entropy 0 and perfect privacy; so more uncertainty is not needed for more privacy"
                : "at the zero profile the entropy is ln|R| for every ε, though the guarantee grows with ε without bound",
          },
    repair: repairedBy({
      statement:
        "Along EXP_ε at one profile the entropy is a falling function of ε, strictly unless all outcomes have one welfare: there ε is a monotone function of the entropy.",
      changes: [falls],
      of: ["family"],
      claim: (changes) => footnote3(format, changes),
    }),
  });

/**
 * Whether S(EXP_{2ε}(v)) < S(EXP_ε(v)): by the entropies themselves over the integers, by the sign of Var(welfare) where weights are
 * e^{(ε/2)·welfare}; undefined where neither tells.
 */
function entropyFalls<S>(R: LogRing<S>, setting: Setting<S>): boolean | undefined {
  const law = setting.law();
  const sign = signAt(R, step, () => {
    const { entries, total } = law as unknown as Law<number, bigint>;
    const chances = entries.map(({ weight }) => Q.rational(weight, total));
    return L.subtract(entropy(chances), entropy(twiceAsSharp(chances)));
  });
  if (sign !== undefined) return sign > 0;
  return isExponential(R, setting) ? varianceSign(R, law, welfareAt(setting)) > 0 : undefined;
}

/** Whether the weights are e^{(ε/2)·welfare} up to a factor. */
function isExponential<S>(R: LogRing<S>, setting: Setting<S>): boolean {
  const welfare = welfareAt(setting);
  const { entries } = setting.law();
  return entries.every(({ weight }, r) => {
    const power = setting.expEpsilon(Q.divide(Q.subtract(welfare[r]!, welfare[0]!), Q.rational(2n)));
    return R.equals(R.multiply(weight, power.denominator), R.multiply(entries[0]!.weight, power.numerator));
  });
}

/** (1 + (m − 1)·B^n)/(1 + (m − 1)·B^{n−2}). */
function worstAt(B: Q.Rational, n: number, m: number): Q.Rational {
  const others = Q.rational(BigInt(m - 1));
  const top = Q.integerPower(B, BigInt(n));
  const side = (x: Q.Rational): Q.Rational => Q.add(Q.one, Q.multiply(others, x));
  return Q.divide(side(top), side(Q.divide(top, Q.multiply(B, B))));
}
