import type { Claim } from "../../src/claim/claim.js";
import { beside, size } from "../../src/game/profile.js";
import type { RangeFormat, RangeValues } from "../../src/instance/hk-range.js";
import { readIndex, refuse } from "../../src/instance/input.js";
import { figure1, paymentForm } from "../../src/mechanisms/hk/figure-1.js";
import { type Range, type Sharpness, stepOf, type ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { coarser, compareQuotients, type OrderedRing, type Quotient, safeInteger } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical, type Json } from "../../src/verdict/json.js";
import type { ExactSetting, Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import { type ChargedRange, figure1Charged } from "./charged.js";
import { alone, isBetweenZeroAndOne } from "./payment-range.js";
import {
  type PaymentScheme,
  printedScale,
  privateScheme,
  publicScheme,
  tellsFigure1,
  toldPayments,
} from "./payment-schemes.js";

/**
 * What is seen beside the outcome: nothing; all payments as they are; all payments with Laplace noise of scale n/ε each; or
 * one other player's own payment with noise of scale 1/ε.
 */
export type Release = "outcome" | "exact" | "public" | "private";

/** What a claim of privacy of everything that is seen has to say for itself; see `SituationClaim` for the rest. */
export interface ReleaseClaim
  extends Omit<SituationClaim<Sharpness, Range, ValueRow, number>, "decide" | "sides" | "choices" | "step"> {
  readonly step: Q.Rational;
  readonly release: Release;
  /** The k of the level kε. */
  readonly level: Q.Rational;
}

type At<S> = Setting<Sharpness, Range, ValueRow, number, S>;
type ExactAt = ExactSetting<Sharpness, Range, ValueRow, number>;

/** The payments that the mechanism tells, whether they are those of Figure 1, and the scale of their noise times ε. */
interface Told {
  readonly payments: readonly L.LogForm[];
  readonly agrees: boolean;
  readonly scale?: Q.Rational;
}

const nothing: Told = { payments: [], agrees: true };

const noises: Readonly<Partial<Record<Release, NonNullable<PaymentScheme["noise"]>>>> = {
  public: publicScheme.noise!,
  private: privateScheme.noise!,
};

/**
 * The level of privacy of the outcome and what is seen of the payments is at most kε, when one player's report changes: given the
 * profile the noise is independent of the outcome, so that the level is max_r ln(P(r)/P′(r)) + Σ_j |p_j − p_j′|·ε/n, or + ε·|p_j − p_j′| for
 * one player j. Payments without noise are public: where they differ the level is infinite.
 *
 * For all ε at once: p_i is 0 at the report 0 and (1/a)·KL(P_b‖P_0) at b, which is positive where the two laws differ, so that exact
 * payments are decided by the weights; and a level of 2ε holds by composition where the outcome has the level ε and
 * 0 ≤ p_j ≤ 1 for all j, by `isBetweenZeroAndOne`. Elsewhere the sign of the logarithms at one ε decides. All that is decided for
 * the payments of Figure 1 and the scale of the theorem; the check takes what the mechanism tells. Where composition is what
 * proves the level, these must be the same.
 */
export function releaseClaim(format: RangeFormat, parts: ReleaseClaim): Claim<SituationCase> {
  const { release, level, step } = parts;
  const scheme: PaymentScheme = { format, ...(noises[release] && { noise: noises[release] }) };
  const charged: ChargedRange = { ...figure1Charged(1n), format };
  const isNoisy = scheme.noise !== undefined;
  /** The scale of the noise times ε. */
  const noiseOf = (players: number): Q.Rational => scheme.noise!(players).scale;

  /** The payments at one report of the player, by `figure1`; unused entries of the profile have no payment. */
  const paymentsOver = <S>(R: OrderedRing<S>, { parameters, environment, rest, player }: At<S>, report: ValueRow) => {
    const stride = Q.divide(stepOf(parameters, environment.grid), step);
    const profile = beside(rest, player, report as ValueRow | null);
    const { payment } = figure1(coarser(R, safeInteger(stride.numerator, "step")), environment, profile);
    return profile.flatMap(({ report: row, count }) => Array.from({ length: count }, () => payment(row!)));
  };

  /** Whether the level is that of the outcome and that of the payments together. */
  const isComposed = isNoisy && Q.compare(level, Q.rational(2n)) >= 0;

  /** max over r of P(r)/P′(r) ≤ e^{kε} for every two reports. */
  const isPrivateOutcome = <S>(R: OrderedRing<S>, setting: At<S>, k: Q.Rational): boolean => {
    const { situation } = setting;
    const bound = setting.expEpsilon(k);
    const laws = situation.reports.map((report) => situation.law(report));
    return laws.every((law) =>
      laws.every((other) =>
        law.entries.every(({ weight }, r) => {
          const ratio: Quotient<S> = {
            numerator: R.multiply(weight, other.total),
            denominator: R.multiply(other.entries[r]!.weight, law.total),
          };
          return compareQuotients(R, ratio, bound) <= 0;
        }),
      ),
    );
  };

  /** Whether some report leads to another law than the report 0, and so to another payment. */
  const paysAtAll = <S>(R: OrderedRing<S>, { situation, environment }: At<S>): boolean => {
    const free = situation.law(environment.outcomes.map(() => Q.zero));
    return situation.reports.some((report) => {
      const law = situation.law(report);
      return law.entries.some(({ weight }, r) => {
        const [mine, other] = [R.multiply(weight, free.total), R.multiply(free.entries[r]!.weight, law.total)];
        return R.sign(R.subtract(mine, other)) !== 0;
      });
    });
  };

  /** Whether 0 ≤ p_j ≤ 1 for everybody at every report, so that what is seen of the payments moves by at most `most`·ε. */
  const movesAtMost = <S>(R: OrderedRing<S>, setting: At<S>, most: Q.Rational): boolean => {
    const { rest, player, situation } = setting;
    const players = size(rest) + 1;
    const seen = release === "private" ? Q.one : Q.rational(BigInt(players));
    if (Q.compare(Q.divide(seen, noiseOf(players)), most) > 0) return false;
    return situation.reports.every((report) => {
      const profile = alone(beside(rest, player, report as ValueRow | null));
      return profile.every((_, j) => isBetweenZeroAndOne(R, charged, step, setting, profile, j));
    });
  };

  /** Those who may look: every other player in the private model, nobody in particular else. */
  const observers = ({ rest, player }: At<unknown>): readonly number[] =>
    release === "private" ? Array.from({ length: size(rest) + 1 }, (_, j) => j).filter((j) => j !== player) : [player];

  /** What is seen of the payments moves by this much: a level without ε. */
  const movedBy = (
    payments: readonly L.LogForm[],
    others: readonly L.LogForm[],
    observer: number,
    epsilon: L.LogEpsilon,
    scale: Q.Rational,
  ): L.LogForm => {
    const distances = payments.map((payment, j) => {
      const difference = L.timesEpsilon(L.subtract(payment, others[j]!), epsilon);
      return L.sign(difference) < 0 ? L.negate(difference) : difference;
    });
    const seen = release === "private" ? distances[observer]! : L.sum(distances);
    return L.scale(seen, Q.divide(Q.one, scale));
  };

  /** Over the integers: whether the level is at most kε for every two reports and every observer. */
  const holdsAtOne = (R: OrderedRing<bigint>, setting: At<bigint>): boolean => {
    const epsilon = { times: Q.divide(Q.one, step), log: Q.rational(R.power(1, 1), R.power(0, 1)) };
    const bound = L.timesEpsilon(L.fromRational(level), epsilon);
    const seen = setting.situation.reports.map((report) => ({
      law: setting.situation.law(report),
      payments: paymentsOver(R, setting, report!).map((payment) => paymentForm(payment, setting.parameters)),
    }));
    return seen.every(({ law, payments }) =>
      seen.every((other) => {
        const ratio = law.entries
          .map(({ weight }, r) => Q.rational(weight * other.law.total, other.law.entries[r]!.weight * law.total))
          .reduce(Q.maximum);
        return observers(setting).every((observer) => {
          const scale = noiseOf(payments.length);
          const total = L.add(L.ln(ratio), movedBy(payments, other.payments, observer, epsilon, scale));
          return L.compare(total, bound) <= 0;
        });
      }),
    );
  };

  const known = new WeakMap<ExactAt, Map<string, Told>>();
  /** What the mechanism tells at the ε of an example. */
  const toldAt = (setting: ExactAt, report: ValueRow): Told => {
    if (release === "outcome") return nothing;
    const found = known.get(setting) ?? new Map<string, Told>();
    known.set(setting, found);
    const key = canonical(setting.printReport(report));
    const { epsilon, parameters, environment, rest, player } = setting;
    const profile = beside(rest, player, report as ValueRow | null);
    const values = { epsilon: epsilon!, parameters, environment, profile, byCounts: false } as RangeValues;
    const told: Told = found.get(key) ?? {
      payments: toldPayments(scheme, values),
      agrees: tellsFigure1(scheme, values),
      ...(isNoisy && { scale: printedScale(scheme, values) }),
    };
    found.set(key, told);
    return told;
  };

  return situationClaim(format, {
    ...parts,
    decide<S>(R: OrderedRing<S>, setting: At<S>): Finding<S> {
      const finding = (conclusion: "holds" | "fails"): Finding<S> => ({
        hypotheses: "inside",
        conclusion,
        witness: {},
      });
      const isPrivate = isPrivateOutcome(R, setting, isNoisy ? Q.one : level);
      if (!isNoisy) {
        const isHidden = release === "outcome" || !paysAtAll(R, setting);
        return finding(isPrivate && isHidden ? "holds" : "fails");
      }
      if (isComposed && isPrivate && movesAtMost(R, setting, Q.subtract(level, Q.one))) return finding("holds");
      if (typeof R.one !== "bigint") return { ...finding("fails"), conclusion: "undecided", reason: "precision" };
      return finding(
        holdsAtOne(R as unknown as OrderedRing<bigint>, setting as unknown as At<bigint>) ? "holds" : "fails",
      );
    },
    choices: {
      largest: (setting): readonly Json[] => setting.situation.reports.map(setting.printReport),
      smallest: (setting): readonly Json[] => setting.situation.reports.map(setting.printReport),
      ...(release === "private" && { observer: observers }),
    },
    sides(setting, choices) {
      const { environment, chance, epsilon, player, rest } = setting;
      const [largest, smallest] = [setting.readReport(choices.largest), setting.readReport(choices.smallest)];
      const ratio = environment.outcomes
        .map((_, r) => Q.divide(chance(largest, r), chance(smallest, r)))
        .reduce(Q.maximum);
      const [told, toldThen] = [toldAt(setting, largest!), toldAt(setting, smallest!)];
      const [payments, others] = [told.payments, toldThen.payments];
      const change = `player ${player} changes from ${canonical(choices.largest!)} to ${canonical(choices.smallest!)}; the largest ratio of chances of an outcome is ${Q.printRational(ratio)}`;
      if (!isNoisy) {
        const isSeen = payments.some((payment, j) => !L.equals(payment, others[j]!, epsilon));
        return {
          left: isSeen ? "infinity" : ratio,
          right: setting.power(level),
          larger: "right",
          inequality: `max over what is seen of Pr[seen at v] / Pr[seen at v'] <= e^{${multiple(level)}ε}`,
          explanation: isSeen ? `${change}; the payments are not the same` : change,
        };
      }
      const observer =
        release === "private" ? readIndex(choices.observer, "choices.observer", size(rest) + 1, "player") : player;
      if (release === "private" && observer === player) {
        throw refuse("choices.observer", "expected another player than the one who changes her report");
      }
      const left = L.add(L.ln(ratio), movedBy(payments, others, observer, epsilon!, told.scale!));
      const right = L.timesEpsilon(L.fromRational(level), epsilon!);
      const agrees = !isComposed || (told.agrees && toldThen.agrees);
      const otherwise = agrees ? "" : "; the payments are not those of Figure 1";
      return {
        left,
        right,
        larger: "right",
        holds: agrees && L.compare(left, right) <= 0,
        inequality: `max over r of ln(P(r)/P'(r)) + ${release === "private" ? "ε |p_j - p_j'|" : "(ε/n) Σ_j |p_j - p_j'|"} <= ${multiple(level)}ε`,
        explanation: `${change}${release === "private" ? `; player ${observer} sees her own payment` : ""}${otherwise}`,
      };
    },
  });
}

/** "", "2". */
const multiple = (k: Q.Rational): string => (Q.equals(k, Q.one) ? "" : Q.printRational(k));
