import type { LogPayment } from "../mechanisms/hk/figure-1.js";
import { paymentForm, truthfulUtility } from "../mechanisms/hk/figure-1.js";
import { stepsOfTree } from "../mechanisms/hk/spanning-tree.js";
import { cheapestTree, costSteps, costsOf } from "../mechanisms/hk/tree-network.js";
import { treePayment } from "../mechanisms/hk/tree-payments.js";
import { marginal, type TreeSums, treeNormalizer, treeSums } from "../mechanisms/hk/tree-sums.js";
import * as L from "../number/log-form.js";
import { type DividingRing, dividing } from "../number/matrix.js";
import { fromQuotient, negate, type Rational, rational } from "../number/rational.js";
import type { OrderedRing } from "../number/ring.js";
import { commonDenominator } from "../probability/rational-law.js";
import { checkSteps, type TreeValues, treeRing } from "./hk-trees-work.js";
import { BeyondReach, InputError } from "./input.js";
import type { Facts } from "./loaded.js";

/** An instance over the integers, on a grid that may be finer than that of its reports. */
export interface Computed {
  readonly R: OrderedRing<bigint> & DividingRing<bigint>;
  readonly grid: bigint;
  readonly steps: readonly number[];
  readonly sums: TreeSums<bigint>;
}

/** The sums over trees at the instance; the grid holds `further` costs, too. Throws InputError. */
export function computed(values: TreeValues, further: readonly Rational[] = []): Computed {
  const { environment, profile } = values;
  const costs = costsOf(profile);
  const grid = commonDenominator([rational(1n, environment.grid), ...further]);
  const known = computations.get(values);
  if (known?.grid === grid) return known;
  const all = costSteps(grid, [...costs, ...further]);
  const R = dividing(treeRing(values, grid, Math.max(...all)));
  const steps = all.slice(0, costs.length);
  const found = { R, grid, steps, sums: treeSums(R, environment, steps) };
  computations.set(values, found);
  return found;
}

/** Payments, marginals and utilities of one instance come from one adjugate. */
const computations = new WeakMap<TreeValues, Computed>();

/** What the payments compare with beside the reports. Throws InputError where the cap has too many steps. */
function pivotCosts({ parameters: { pivot, cap }, environment, profile }: TreeValues): readonly Rational[] {
  if (pivot !== "cap") return [];
  checkSteps(environment.grid * cap.denominator, [cap, ...costsOf(profile)], "parameters.cap");
  return [cap];
}

function payments(values: TreeValues): readonly (LogPayment<bigint> | undefined)[] {
  const { R, grid, steps, sums } = computed(values, pivotCosts(values));
  return steps.map((own, edge) => treePayment(R, grid, values.parameters, sums, edge, own));
}

/** What the centre pays each player; null for the owner of a bridge where the pivot is the removal of her edge. */
export const paymentsOf = (values: TreeValues): readonly (L.LogForm | null)[] =>
  payments(values).map((payment) => (payment === undefined ? null : paymentForm(payment, values.parameters)));

/** Payment less expected cost, for players whose reports are their costs; null where the payment is. */
export const utilitiesOf = (values: TreeValues): readonly (L.LogForm | null)[] =>
  payments(values).map((payment) =>
    payment === undefined ? null : L.negate(truthfulUtility(payment, values.parameters)),
  );

/** Z = Σ_T e^{−a·cost(T)}. */
export function treeNormalizerOf(values: TreeValues): Rational {
  const { R, sums } = computed(values);
  return fromQuotient(treeNormalizer(R, values.environment, sums));
}

/** Pr[e ∈ T], edge by edge. */
export function marginals(values: TreeValues): readonly Rational[] {
  const { sums } = computed(values);
  return sums.through.map((_, edge) => fromQuotient(marginal(sums, edge)));
}

/** Whether an edge is in every tree. */
export function isBridge(values: TreeValues, edge: number): boolean {
  const { sums } = computed(values);
  return sums.through[edge] === sums.all;
}

/** The least cost of a tree. */
export function leastCost({ environment, profile }: TreeValues): Rational {
  const steps = costSteps(environment.grid, costsOf(profile));
  return rational(BigInt(stepsOfTree(steps, cheapestTree(environment, steps))), environment.grid);
}

/** What `measure` prints without a question; costs count as negative welfare. */
export const treeQuantities = (values: TreeValues): Facts => ({
  expectedObjective: () => expectedWelfare(values),
  optimum: () => negate(leastCost(values)),
  expectedUtilities() {
    // Without a law nothing is answered; with it, e^{a·cap} may still be irrational.
    computed(values);
    return whereRational(() => utilitiesOf(values));
  },
});

/** −E[cost] = −Σ_e c_e·Pr[e ∈ T]. */
function expectedWelfare(values: TreeValues): Rational {
  const { grid, steps, sums } = computed(values);
  const cost = sums.through.reduce((sum, through, e) => sum + BigInt(steps[e]!) * through, 0n);
  return rational(-cost, grid * sums.all);
}

/** One quantity may be beyond reach where others are not. */
function whereRational<A>(compute: () => A): A {
  try {
    return compute();
  } catch (error) {
    if (error instanceof InputError) throw new BeyondReach(error.message);
    throw error;
  }
}
