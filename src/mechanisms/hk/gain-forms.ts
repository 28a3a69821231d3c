import * as L from "../../number/log-form.js";
import { divide, fromQuotient, multiply, negate, one, rational } from "../../number/rational.js";
import type { Quotient, Ring } from "../../number/ring.js";
import { type Deviation, drawn, type Reported } from "./deviation.js";
import { paymentForm } from "./figure-1.js";
import type { FormalUtility } from "./gain.js";
import { type GibbsWeights, partitionFunction, quotientOfPartitions } from "./gibbs-weights.js";
import { rateOf, type Sharpness } from "./range.js";

/** What the truth gains over the lie at one ε: (1/a)·ln(Z(v_i, b_{−i})/Z(b_i, b_{−i})) − E[v_i(r) − b_i(r)] under the lie. */
export function gainForm(R: Ring<bigint>, deviation: Deviation, sharpness: Sharpness): L.LogForm {
  const [truth, lie] = [drawn(R, deviation, "truth"), drawn(R, deviation, "lie")];
  const difference = deviation.truth.map((k, r) => k - deviation.lie[r]!);
  const value = mean(lie, difference, deviation.grid);
  return L.negate(paymentForm({ value, ratio: quotientOfPartitions(R, truth, lie) }, sharpness));
}

/**
 * The same with payments as the paper prints them [HK, Figure 1; with a prior, Corollary 6], over normalised priors: the
 * entropy −Σ_r P(r)·ln(P(r)/μ(r)) is summed outcome by outcome, from the logarithm of each probability.
 */
export const gainPrintedForm = (R: Ring<bigint>, deviation: Deviation, sharpness: Sharpness): L.LogForm =>
  L.subtract(printedUtility(R, deviation, sharpness, "truth"), printedUtility(R, deviation, sharpness, "lie"));

function printedUtility(R: Ring<bigint>, deviation: Deviation, sharpness: Sharpness, report: Reported): L.LogForm {
  const { grid, truth, others, prior } = deviation;
  const P = drawn(R, deviation, report);
  const welfare = truth.map((k, r) => k + others[r]!);
  const mass = prior?.reduce((total, weight) => total + weight, 0n) ?? 1n;
  const entropies = P.weights.map((weight, r) => {
    if (weight === 0n) return L.zero;
    const chance = rational(weight, P.total);
    return L.scale(L.ln(divide(chance, rational(prior?.[r] ?? 1n, mass))), negate(chance));
  });
  const aside = fromQuotient(partitionFunction(R, drawn(R, deviation)));
  const logs = L.subtract(L.sum(entropies), L.ln(divide(aside, rational(mass))));
  return L.add(L.fromRational(fromQuotient(mean(P, welfare, grid))), overA(logs, sharpness));
}

/** (1/a)·KL(P_lie‖P_truth), from the two probabilities of each outcome: the same number again. */
export function divergenceForm(R: Ring<bigint>, deviation: Deviation, sharpness: Sharpness): L.LogForm {
  const [truth, lie] = [drawn(R, deviation, "truth"), drawn(R, deviation, "lie")];
  const terms = lie.weights.map((weight, r) => {
    if (weight === 0n) return L.zero;
    const [chance, other] = [rational(weight, lie.total), rational(truth.weights[r]!, truth.total)];
    return L.scale(L.ln(divide(chance, other)), chance);
  });
  return overA(L.sum(terms), sharpness);
}

/** A formal utility at one ε. */
export function formOf(
  R: Ring<bigint>,
  deviation: Deviation,
  sharpness: Sharpness,
  { rational: plain, base, truth, lie, others }: FormalUtility<bigint>,
): L.LogForm {
  const logOf = (coefficient: Quotient<bigint>, report?: Reported): L.LogForm =>
    L.scale(L.ln(fromQuotient(partitionFunction(R, drawn(R, deviation, report)))), fromQuotient(coefficient));
  const logs = L.sum([logOf(truth, "truth"), logOf(lie, "lie"), logOf(others)]);
  const free = [fromQuotient(plain), multiply(fromQuotient(base), rational(1n, deviation.grid))];
  return L.sum([...free.map(L.fromRational), overA(logs, sharpness)]);
}

/** Σ coefficient·ln(log) divided by a = rate·ε. */
const overA = (logs: L.LogForm, sharpness: Sharpness): L.LogForm =>
  L.overEpsilon(L.scale(logs, divide(one, rateOf(sharpness))));

/** E[k_r]/grid. */
function mean({ weights, total }: GibbsWeights<bigint>, steps: readonly number[], grid: bigint): Quotient<bigint> {
  const numerator = steps.reduce((sum, k, r) => sum + BigInt(k) * weights[r]!, 0n);
  return { numerator, denominator: grid * total };
}
