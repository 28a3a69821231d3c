import type { Claim } from "../../src/claim/claim.js";
import { refuse } from "../../src/instance/input.js";
import { hold } from "../../src/mechanisms/hk/gain.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type OrderedRing, type Quotient } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import { canonical } from "../../src/verdict/json.js";
import type { Setting, SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import type { Charged } from "./charged.js";
import { chargeForm, consequenceOf, isExpected, signAt, stepsOf, tilted, unproved } from "./consequence.js";

/** What a claim says of the payment of one player: it is 0, at least 0, or at most 1. */
export type PaymentBound = "0" | "at least 0" | "at most 1";

/** What claims about what one player pays have to say for themselves; see `SituationClaim` for the rest. */
export interface PaymentClaim<P, E, T, O>
  extends Omit<SituationClaim<P, E, T, O>, "decide" | "sides" | "choices" | "step" | "reports"> {
  /** Every exponent of all cases is a multiple of it. */
  readonly step: Q.Rational;
  readonly bound: PaymentBound;
  /** The report of a player who values nothing. */
  nothing(environment: E): T;
}

/**
 * p_i = 0, p_i ≥ 0 or p_i ≤ 1 for the payment value − (1/a)·ln(ratio) of one player at all reports. For all ε at once:
 * - it is 0 where value = 0 and ratio = 1;
 * - where who reports nothing pays 0, it is what that player loses by the lie b_i, (1/a)·KL(P_b‖P_0) ≥ 0, by the equations of
 *   `tilted`;
 * - it is at most value ≤ 1 where ratio ≥ 1.
 * Where that does not hold the sign of the logarithms at one ε decides, over the integers.
 */
export function paymentClaim<P, E, T, O>(
  charged: Charged<P, E, T, O>,
  parts: PaymentClaim<P, E, T, O>,
): Claim<SituationCase> {
  const { format } = charged;
  const { bound, step, nothing } = parts;

  const isProved = <S>(R: OrderedRing<S>, setting: Setting<P, E, T, O, S>): boolean => {
    const worth = (type: T) => (outcome: O) => charged.value(setting, setting.player, type, outcome);
    const paid = consequenceOf(R, charged, setting, step, setting.type!)!;
    const one: Quotient<S> = { numerator: R.one, denominator: R.one };
    if (bound === "0") return paysNothing(R, paid);
    if (bound === "at most 1") {
      return compareQuotients(R, paid.ratio, one) >= 0 && compareQuotients(R, paid.value, one) <= 0;
    }
    const zero = nothing(setting.environment);
    const free = consequenceOf(R, charged, setting, step, zero)!;
    const steps = stepsOf(charged, setting, step, (outcome: O) => Q.negate(worth(setting.type!)(outcome)));
    return paysNothing(R, free) && isExpected(R, paid, worth(setting.type!)) && hold(R, tilted(R, free, paid, steps));
  };

  return situationClaim(format, {
    ...parts,
    reports: () => [],
    decide<S>(R: OrderedRing<S>, setting: Setting<P, E, T, O, S>): Finding<S> {
      const finding = { hypotheses: "inside", conclusion: "holds", witness: {} } as const;
      if (isProved(R, setting)) return finding;
      const sign = signAt(R, step, () => {
        const paid = consequenceOf(R, charged, setting, step, setting.type!)!;
        const charge = chargeForm(paid as never, charged.rate(setting.parameters));
        return bound === "at most 1" ? L.subtract(L.fromRational(Q.one), charge) : charge;
      });
      if (sign === undefined) return { ...finding, ...unproved };
      return { ...finding, conclusion: (bound === "0" ? sign === 0 : sign >= 0) ? "holds" : "fails" };
    },
    sides(setting) {
      const { epsilon, parameters, environment, profile, player, type } = setting;
      const payment = format.payments!({ epsilon: epsilon!, parameters, environment, profile, byCounts: false })[
        player
      ];
      if (payment === null || payment === undefined) throw refuse("choices.player", "her payment is not defined");
      const left = "logs" in payment ? payment : L.fromRational(payment);
      const right = bound === "at most 1" ? Q.one : Q.zero;
      return {
        left,
        right,
        larger: bound === "at most 1" ? "right" : "left",
        ...(bound === "0" && { holds: L.sign(left, epsilon) === 0 }),
        inequality: bound === "0" ? "p_i = 0" : bound === "at least 0" ? "p_i >= 0" : "p_i <= 1",
        explanation: `player ${player} reports ${canonical(format.report.print(type))}`,
      };
    },
  });
}

/** Whether value = 0 and ratio = 1. */
const paysNothing = <S>(R: OrderedRing<S>, { value, ratio }: { value: Quotient<S>; ratio: Quotient<S> }): boolean =>
  R.equals(value.numerator, R.zero) && R.equals(ratio.numerator, ratio.denominator);
