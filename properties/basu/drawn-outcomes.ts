import { stateWeights, total } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import { countVectors, orders } from "../../src/probability/multinomial.js";
import * as plain from "./plain.js";
import type { WorkedWorld } from "./worked-world.js";

/** An alternative that is drawn at some counts of signals: how likely that is, what is believed and who pays what. */
export interface DrawnOutcome {
  readonly counts: readonly number[];
  readonly alternative: number;
  /** Its probability up to a constant. */
  readonly weight: Q.Rational;
  readonly posterior: readonly Q.Rational[];
  paid(utility: number): Q.Rational;
}

/** Every outcome under truth-telling, by the mechanism of the instance. */
export function outcomesOf(world: WorkedWorld): readonly DrawnOutcome[] {
  const mechanism = world.mechanism();
  return [...countVectors(world.players(), world.environment.signals)].flatMap((counts) => {
    const weights = stateWeights(world.environment, counts);
    const mass = total(weights);
    return mechanism(counts).map(({ alternative, chance, payments }) => ({
      counts,
      alternative,
      weight: Q.multiply(Q.fromQuotient(chance), Q.rational(orders(counts) * mass)),
      posterior: weights.map((weight) => Q.rational(weight, mass)),
      paid: (utility) => Q.fromQuotient(payments[utility]!),
    }));
  });
}

/** The same in plain fractions. */
export function plainOutcomes({ environment, tie, price, ...world }: WorkedWorld): readonly DrawnOutcome[] {
  return plain.vectors(world.players(), environment.signals).flatMap((counts) => {
    const drawn = plain.optimum(environment, world.sizes(), counts, tie);
    const likely = environment.prior
      .map((chance, state) => Q.multiply(chance, plain.chanceOf(environment, counts, state)))
      .reduce(Q.add);
    return drawn.map((alternative) => ({
      counts,
      alternative,
      weight: Q.divide(likely, Q.rational(BigInt(drawn.length))),
      posterior: plain.posterior(environment, counts),
      paid: (utility) => price(environment, counts, utility, alternative),
    }));
  });
}
