import {
  integral,
  likelihoodTotal,
  type Population,
  playersOf,
  stateWeights,
  total,
  weighted,
  welfareTable,
} from "../game/bayesian-environment.js";
import type { DirectMechanism } from "../game/direct-mechanism.js";
import type { QuotientSum } from "../number/quotient-sum.js";
import type { Quotient } from "../number/ring.js";
import { countVectors, orders } from "../probability/multinomial.js";

/** π_0's total times what the likelihoods of all signals are over. */
const everything = (population: Population): bigint =>
  total(integral(population).prior) * likelihoodTotal(population, playersOf(population.sizes));

/**
 * Q(σ, q) = E[Σ_i q_i(s)] under truth-telling [Basu, Section 2]: a sum over the players. A payment over the weight of its
 * counts, such as a posterior value, is no fraction once it is weighted; no division is then left in the sum.
 */
export function revenue(population: Population, mechanism: DirectMechanism): QuotientSum {
  const { sizes } = population;
  const whole = new Map<bigint, bigint>();
  const terms: Quotient<bigint>[] = [];
  for (const counts of countVectors(playersOf(sizes), population.signals)) {
    const mass = total(stateWeights(population, counts));
    const ways = orders(counts);
    for (const { chance, payments } of mechanism(counts)) {
      for (const [u, { numerator, denominator }] of payments.entries()) {
        if (sizes[u] === 0 || numerator === 0n) continue;
        const paid = BigInt(sizes[u]!) * ways * chance.numerator * numerator;
        if (denominator % mass === 0n) {
          const over = (denominator / mass) * chance.denominator;
          whole.set(over, (whole.get(over) ?? 0n) + paid);
        } else terms.push({ numerator: paid * mass, denominator: denominator * chance.denominator });
      }
    }
  }
  return {
    terms: [...[...whole].map(([denominator, numerator]) => ({ numerator, denominator })), ...terms],
    divisor: everything(population),
  };
}

/** E[Σ_i u_i(σ(s), ω)] under truth-telling. */
export function welfare(population: Population, mechanism: DirectMechanism): QuotientSum {
  const table = welfareTable(population, population.sizes);
  const whole = new Map<bigint, bigint>();
  for (const counts of countVectors(playersOf(population.sizes), population.signals)) {
    const weights = stateWeights(population, counts);
    const ways = orders(counts);
    for (const { alternative, chance } of mechanism(counts)) {
      const enjoyed = ways * chance.numerator * weighted(weights, table[alternative]!);
      whole.set(chance.denominator, (whole.get(chance.denominator) ?? 0n) + enjoyed);
    }
  }
  const terms = [...whole].map(([denominator, numerator]) => ({ numerator, denominator }));
  return { terms, divisor: everything(population) * integral(population).unit };
}

/**
 * max over all rules σ: X^n → A of E[Σ_i u_i(σ(s), ω)]: the optimum at every profile, which its counts tell. No mechanism that
 * is individually rational takes in more, and payments of the posterior values take in as much.
 */
export function greatestWelfare(population: Population): QuotientSum {
  const table = welfareTable(population, population.sizes);
  let found = 0n;
  for (const counts of countVectors(playersOf(population.sizes), population.signals)) {
    const weights = stateWeights(population, counts);
    const values = table.map((row) => weighted(weights, row));
    found += orders(counts) * values.reduce((x, y) => (x > y ? x : y));
  }
  return {
    terms: [{ numerator: found, denominator: 1n }],
    divisor: everything(population) * integral(population).unit,
  };
}
