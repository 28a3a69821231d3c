import { gibbsWeights } from "../mechanisms/hk/gibbs-weights.js";
import { rateOf } from "../mechanisms/hk/range.js";
import { costDigits, treesByCost } from "../mechanisms/hk/tree-costs.js";
import { costSteps, costsOf } from "../mechanisms/hk/tree-network.js";
import { treeRatios } from "../mechanisms/hk/tree-payments.js";
import { totalWhenCheaper } from "../mechanisms/hk/tree-sums.js";
import * as L from "../number/log-form.js";
import { divide, fromQuotient, one, type Rational, rational, subtract } from "../number/rational.js";
import { compareQuotients } from "../number/ring.js";
import { type Asked, questionField } from "./asked.js";
import { baseOrError } from "./epsilon.js";
import type { Question } from "./hk-questions-format.js";
import { type ScoredLaw, tailFacts, tailFields } from "./hk-questions-tail.js";
import { type Computed, computed, isBridge } from "./hk-trees-facts.js";
import { checkCostCount, checkSteps, type TreeValues, treeRing } from "./hk-trees-work.js";
import { InputError, readIndex, readNonNegative, refuse } from "./input.js";
import { once } from "./once.js";
import { indexSchema, objectSchema, rationalSchema } from "./schema.js";

/** `tail` of minus the cost, from the numbers of trees of each cost. */
export const treeTailQuestion: Question<TreeValues> = {
  fields: tailFields,
  answer(values, asked) {
    const { environment, profile } = values;
    const { grid } = environment;
    const steps = costSteps(grid, costsOf(profile));
    const R = treeRing(values, grid, Math.max(...steps));
    const law = (): ScoredLaw => {
      checkCostCount(costDigits(environment, steps), environment.nodes);
      const costs = treesByCost(environment, steps);
      const { weights, total } = gibbsWeights(
        R,
        costs.map((cost) => -cost.steps),
        costs.map(({ count }) => count),
      );
      const scored = costs.map((cost, i) => ({ score: rational(BigInt(-cost.steps), grid), weight: weights[i]! }));
      return { scored, total };
    };
    return tailFacts(asked, R, values.epsilon!, law);
  },
};

/**
 * `gain`: what telling the true cost c gains over the report b in the instance. Payments are b·Pr_b[e ∈ T] + (1/a)·ln(Z_b/Z_pivot)
 * and the pivot is the same for both, so the gain is (c − b)·Pr_b[e ∈ T] + (1/a)·ln(Z_c/Z_b), whatever the number of trees.
 */
export const treeGainQuestion: Question<TreeValues> = {
  fields: objectSchema({ agent: indexSchema, truth: rationalSchema }),
  answer(values, asked) {
    const { player, cost: truth, changed, by } = readOtherCost(values, asked, "truth");
    if (values.parameters.pivot === "removal" && isBridge(values, player)) {
      throw refuse(
        questionField(asked, "agent"),
        `edge ${player} is a bridge: with the pivot "removal" its owner has no payment, so there is no gain; use another pivot`,
      );
    }
    const form = once(() => {
      const { R, grid, steps, sums } = changed();
      const lie = rational(BigInt(steps[player]!), grid);
      const chance = fromQuotient({ numerator: sums.through[player]!, denominator: sums.all });
      const logs = L.ln(fromQuotient(totalWhenCheaper(R, sums, player, by())));
      return L.add(
        L.scale(L.fromRational(subtract(truth, lie)), chance),
        L.overEpsilon(L.scale(logs, divide(one, rateOf(values.parameters)))),
      );
    });
    return { truthMinusLie: form, sign: () => L.sign(form(), values.epsilon!) };
  },
};

/** `privacyRatio`: the largest quotient of chances of one tree at the instance and with another cost of one player. */
export const treePrivacyRatioQuestion: Question<TreeValues> = {
  fields: objectSchema({ agent: indexSchema, other: rationalSchema }),
  answer(values, asked) {
    const { player, changed, by } = readOtherCost(values, asked, "other");
    const epsilon = values.epsilon!;
    const ratio = once(() => {
      const { R, sums } = changed();
      const ratios = treeRatios(R, sums, player, by());
      return fromQuotient(ratios.reduce((most, next) => (compareQuotients(R, next, most) > 0 ? next : most)));
    });
    return {
      ratio,
      expEpsilon() {
        const exp = baseOrError(epsilon, one, "parameters.epsilon", 'the question "privacyRatio" needs');
        if (exp instanceof InputError) throw exp;
        return exp;
      },
      within: () => L.sign(L.subtract(L.ln(ratio()), L.timesEpsilon(L.fromRational(one), epsilon))) <= 0,
    };
  },
};

/** Another cost of one player, and the instance on a grid that holds it. */
interface OtherCost {
  readonly player: number;
  readonly cost: Rational;
  readonly changed: () => Computed;
  /** By how many steps the other cost is lower than that in the instance. */
  readonly by: () => number;
}

/** Reads the player at "agent" and her other cost at `key`. Throws InputError. */
function readOtherCost(values: TreeValues, asked: Asked, key: string): OtherCost {
  const field = questionField(asked, key);
  const { edges } = values.environment;
  const player = readIndex(asked.fields.agent, questionField(asked, "agent"), edges.length, "player");
  const cost = readNonNegative(asked.fields[key], field);
  const changed = once(() => {
    checkSteps(values.environment.grid * cost.denominator, [cost, ...costsOf(values.profile)], field);
    return computed(values, [cost]);
  });
  const by = (): number => {
    const { grid, steps } = changed();
    return steps[player]! - costSteps(grid, [cost])[0]!;
  };
  return { player, cost, changed, by };
}
