import { beliefWeights, likelihoodTotal, playersOf, total } from "../game/bayesian-environment.js";
import { readDirect, seatedBy } from "../instance/basu.js";
import { bayesianFormats, type Seated } from "../instance/basu-formats.js";
import { checkReach } from "../instance/basu-work.js";
import { readIndex } from "../instance/input.js";
import { cellsByCounts } from "../notions/interim-incentives.js";
import { add, multiply, printRational, type Rational, rational, signOfRational, zero } from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { LawPicture, NamedLaw } from "../verdict/picture.js";

/**
 * What a player of [Basu] who has seen her signal expects to be chosen if she reports it, and if she reports another one. Undefined
 * for anything else, and where one alternative is sure to be chosen. Throws InputError.
 */
export function beliefPicture(instance: JsonObject, choices: JsonObject): LawPicture | undefined {
  const format = bayesianFormats.find(({ id }) => id === instance.mechanism);
  const { signal, report, groups, n } = choices;
  if (format === undefined || typeof signal !== "number" || typeof report !== "number") return undefined;
  // Without the players beside it the report may be another player's.
  if ((groups === undefined && n === undefined) || signal === report) return undefined;
  const direct = readDirect(format, {
    parameters: instance.parameters,
    environment: seats(instance.environment, choices),
    reports: undefined,
  });
  for (const [name, at] of Object.entries({ signal, report })) {
    readIndex(at, `choices.${name}`, direct.environment.signals, "signal");
  }
  const seated = seatedBy(format, direct);
  if (seated.keyedBy !== "counts") return undefined;
  checkReach(seated.population);
  const laws = [
    named(`a player with signal ${signal} reports it`, choiceLaw(seated, signal, signal)),
    named(`she reports ${report} instead`, choiceLaw(seated, signal, report)),
  ];
  const drawn = laws[0]!.distribution.filter((_, a) =>
    laws.some(({ distribution }) => distribution[a]!.probability !== "0"),
  );
  return drawn.length < 2 ? undefined : { laws };
}

/** The environment with as many players as the choices name. */
const seats = (environment: Json | undefined, { groups }: JsonObject): Json | undefined =>
  groups === undefined || typeof environment !== "object" ? environment : { ...environment, groups };

const named = (name: string, chances: readonly Rational[]): NamedLaw => ({
  name,
  distribution: chances.map((chance, a) => ({ outcome: `alternative ${a}`, probability: printRational(chance) })),
});

/** Pr[σ(y, s_−i) = a | s_i = x] for every alternative a, with all others truthful. */
function choiceLaw({ population, mechanism }: Seated, signal: number, report: number): readonly Rational[] {
  const players = playersOf(population.sizes);
  const belief = beliefWeights(population, signal);
  const divisor = total(belief) * likelihoodTotal(population, players - 1);
  const chances: Rational[] = Array.from({ length: population.alternatives }, () => zero);
  for (const { ways, likelihoods, draws } of cellsByCounts(population, players, mechanism)) {
    const mass = rational(ways * total(belief.map((weight, state) => weight * likelihoods[state]!)), divisor);
    for (const { alternative, chance } of draws(report)) {
      const drawn = rational(chance.numerator, chance.denominator);
      chances[alternative] = add(chances[alternative]!, multiply(mass, drawn));
    }
  }
  const sum = chances.reduce(add, zero);
  if (signOfRational(sum) <= 0 || sum.numerator !== sum.denominator) throw new Error("chances do not sum to 1");
  return chances;
}
