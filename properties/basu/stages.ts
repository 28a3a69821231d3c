import { type Cell, cellsByCounts, payoff, seatOf } from "../../src/notions/interim-incentives.js";
import { signOfSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import type { Quotient, Sign } from "../../src/number/ring.js";
import { countVectors } from "../../src/probability/multinomial.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices } from "../worst-choices.js";
import * as plain from "./plain.js";
import type { ValueWorld } from "./value-world.js";

/** What is known when an expectation is taken, by name. */
export const stages = {
  "ex-ante": [],
  interim: ["signal"],
  profile: ["signal", "others"],
  state: ["signal", "state"],
  "state-alone": ["state"],
  outcome: ["signal", "others", "state", "alternative"],
} as const;
export type Stage = keyof typeof stages;

/** Whose payment and utility are compared, and what is known; what is left out is averaged. No utility: all players together. */
export interface Place {
  readonly utility?: number;
  readonly signal?: number;
  /** What she reports; her signal where this is left out. */
  readonly report?: number;
  /** How many of the other players have each signal. */
  readonly others?: readonly number[];
  readonly state?: number;
  /** The alternative that was drawn. */
  readonly alternative?: number;
}

/** Of whom, and whether every report is meant or the true signal alone. */
export interface About {
  readonly stage: Stage;
  readonly of: "each" | "sum";
  readonly reports: "truthful" | "any";
}

const indices = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** The choices that make a place. */
export function placeChoices({ stage, of, reports }: About): Choices<ValueWorld> {
  const known: readonly string[] = stages[stage];
  return {
    ...(of === "each" && { utility: ({ present }: ValueWorld) => present }),
    ...(known.includes("signal") && { signal: ({ at }: ValueWorld) => indices(at.signals) }),
    ...(reports === "any" && { report: ({ at }: ValueWorld) => indices(at.signals) }),
    ...(known.includes("others") && {
      others: (world: ValueWorld) => [...countVectors(world.players() - 1, world.at.signals)],
    }),
    ...(known.includes("state") && { state: ({ at }: ValueWorld) => indices(at.states) }),
    ...(known.includes("alternative") && {
      alternative: (world: ValueWorld, chosen: JsonObject) =>
        world.drawn(countsAt(chosen.others as number[], chosen.signal as number)).map(({ alternative }) => alternative),
    }),
  };
}

/** Every place, each as choices. */
export function placesOf(world: ValueWorld, about: About): readonly Place[] {
  let places: readonly JsonObject[] = [{}];
  for (const [name, values] of Object.entries(placeChoices(about))) {
    places = places.flatMap((place) => values(world, place).map((value) => ({ ...place, [name]: value })));
  }
  return places as readonly Place[];
}

const countsAt = (others: readonly number[], report: number): readonly number[] =>
  others.map((count, x) => (x === report ? count + 1 : count));

/** The sign of E[u − q] at a place, by the sums of the notions. */
export function signAt(world: ValueWorld, place: Place): Sign {
  const { at } = world;
  const cells = cellsAt(world, place);
  const signals = place.signal === undefined ? indices(at.signals) : [place.signal];
  const utilities = place.utility === undefined ? world.present : [place.utility];
  const terms = utilities.flatMap((u) =>
    signals.flatMap((x) =>
      payoff(at, cells, seatOf(u), x, place.report ?? x).map((term) =>
        place.utility === undefined ? times(BigInt(at.sizes[u]!), term) : term,
      ),
    ),
  );
  return signOfSum({ terms, divisor: 1n });
}

const times = (factor: bigint, { numerator, denominator }: Quotient<bigint>): Quotient<bigint> => ({
  numerator: factor * numerator,
  denominator,
});

/** What the others may report, where nothing else than the place is known to happen. */
function cellsAt({ at, does, players }: ValueWorld, { others, state, alternative }: Place): readonly Cell[] {
  const mechanism: ValueWorld["does"] =
    alternative === undefined ? does : (counts) => does(counts).filter((draw) => draw.alternative === alternative);
  const vectors = [...countVectors(players() - 1, at.signals)];
  return cellsByCounts(at, players(), mechanism).flatMap((cell, i) =>
    others !== undefined && vectors[i]!.join() !== others.join()
      ? []
      : [{ ...cell, likelihoods: cell.likelihoods.map((l, w) => (state === undefined || w === state ? l : 0n)) }],
  );
}

/** E[q] and E[u] at a place in plain fractions: every signal, count vector, state and draw by itself. */
export function plainValues(world: ValueWorld, place: Place): { readonly given: Q.Rational; readonly got: Q.Rational } {
  const { environment: env } = world;
  const sizes = world.sizes();
  let [mass, given, got] = [Q.zero, Q.zero, Q.zero];
  for (const x of place.signal === undefined ? indices(env.signals) : [place.signal]) {
    for (const others of place.others ? [place.others] : plain.vectors(world.players() - 1, env.signals)) {
      const counts = countsAt(others, place.report ?? x);
      const draws = world.drawn(counts).filter(({ alternative: a }) => a === (place.alternative ?? a));
      for (const state of place.state === undefined ? indices(env.states) : [place.state]) {
        const own = Q.multiply(env.prior[state]!, env.likelihood[state]![x]!);
        const likely = Q.multiply(own, plain.chanceOf(env, others, state));
        for (const { alternative: a, chance } of draws) {
          const weight = Q.multiply(likely, chance);
          mass = Q.add(mass, weight);
          for (const u of place.utility === undefined ? world.present : [place.utility]) {
            const all = place.utility === undefined ? Q.multiply(weight, Q.rational(BigInt(sizes[u]!))) : weight;
            given = Q.add(given, Q.multiply(all, world.pays(counts, u, a)));
            got = Q.add(got, Q.multiply(all, env.utilities[u]![a]![state]!));
          }
        }
      }
    }
  }
  return { given: Q.divide(given, mass), got: Q.divide(got, mass) };
}
