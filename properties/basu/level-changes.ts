import type { Budget } from "../../src/claim/claim.js";
import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { levelAt, levelBeside } from "./levels.js";
import { libraries, libraryWorld, topsOf } from "./libraries.js";
import { alone, type Mixture, mixed, proportions, statesOf } from "./mixtures.js";
import { remembered } from "./remembered.js";
import { turnsOnTheWay } from "./segments.js";

/** min E(λ; ω) at a point of an edge of Δ(𝒰), and its limit on the way to the point. */
export interface Step {
  readonly from: Mixture;
  readonly towards: Mixture;
  readonly state: number;
  readonly level: Q.Rational;
  readonly limit: Q.Rational;
}

/** The ends of each edge of Δ(𝒰) and the points on it where two alternatives are at par in a state, each from both sides. */
function ways(environment: BayesianEnvironment): readonly Pick<Step, "from" | "towards">[] {
  const { utilities } = environment;
  const ends = utilities.map((_, u) => alone(utilities.length, u));
  return ends.flatMap((x, u) =>
    ends
      .slice(u + 1)
      .flatMap((y) => [
        { from: x, towards: y },
        { from: y, towards: x },
        ...turnsOnTheWay(environment, x, y).flatMap((from) => [x, y].map((towards) => ({ from, towards }))),
      ]),
  );
}

const known = remembered<readonly Step[]>();

/** Every step at which min E may jump on an edge: everywhere else on it no two alternatives change their order in any state. */
export const stepsOf = (world: BayesianWorld): readonly Step[] =>
  known(world, "", () =>
    ways(world.environment).flatMap(({ from, towards }) => {
      const [here, there] = [from, towards].map((mixture) => mixed(world.environment, mixture));
      return statesOf(world).map((state) => ({
        from,
        towards,
        state,
        level: levelAt(here!, state),
        limit: levelBeside(here!, there!, state),
      }));
    }),
  );

/** Half the sum of the differences of the shares. */
export const distance = (x: Mixture, y: Mixture): Q.Rational =>
  x.reduce((sum, share, u) => Q.add(sum, Q.maximum(Q.zero, Q.subtract(share, y[u]!))), Q.zero);

/**
 * L with |e(λ; ω) − e(λ′; ω)| ≤ L·(distance of λ and λ′) under (1): the largest ratio, over b and ω′, of the range over 𝒰 of the lead of
 * b in ω′ plus that of its trail in ω to the least trail.
 */
export function modulus(
  { utilities, alternatives, states }: BayesianEnvironment,
  state: number,
  top: number,
): Q.Rational {
  const values = (a: number, b: number, w: number) =>
    utilities.map((table) => Q.subtract(table[a]![w]!, table[b]![w]!));
  const range = (list: readonly Q.Rational[]) => Q.subtract(list.reduce(Q.maximum), list.reduce(Q.minimum));
  let most = Q.zero;
  for (let b = 0; b < alternatives; b++) {
    for (let other = 0; other < states; other++) {
      if (b === top || other === state) continue;
      const trails = values(top, b, state);
      const ranges = Q.add(range(trails), range(values(b, top, other)));
      most = Q.maximum(most, Q.divide(ranges, trails.reduce(Q.minimum)));
    }
  }
  return most;
}

/** Points between which the modulus is compared with what changes. */
export const comparedPoints = ({ environment: { utilities } }: BayesianWorld): readonly Mixture[] =>
  proportions(utilities.length, utilities.length === 1 ? 1 : 2);

/** A change of min E between two points and the distance of the points. */
export interface Change {
  readonly state: number;
  readonly change: Q.Rational;
  readonly apart: Q.Rational;
}

const knownChanges = remembered<readonly Change[]>();

/** All changes between compared points. */
export const changesOf = (world: BayesianWorld): readonly Change[] =>
  knownChanges(world, "", () => {
    const points = comparedPoints(world).map((mixture) => ({ mixture, table: mixed(world.environment, mixture) }));
    return statesOf(world).flatMap((state) => {
      const levels = points.map(({ table }) => levelAt(table, state));
      return points.flatMap(({ mixture: x }, i) =>
        points.flatMap(({ mixture: y }, j) =>
          Q.compare(levels[i]!, levels[j]!) > 0
            ? [{ state, change: Q.subtract(levels[i]!, levels[j]!), apart: distance(x, y) }]
            : [],
        ),
      );
    });
  });

/** How near the modulus comes to being attained in the listed libraries, and how many jump without (1). */
export function changesSeen(budget: Budget): JsonObject {
  const all = libraries(budget).map(({ instance }) => libraryWorld(instance));
  const ratios = all.flatMap((world) => {
    const tops = topsOf(world.environment);
    if (tops === undefined) return [];
    return changesOf(world).map(({ state, change, apart }) =>
      Q.divide(change, Q.multiply(apart, modulus(world.environment, state, tops[state]!))),
    );
  });
  const jumping = all.filter((world) => stepsOf(world).some(({ level, limit }) => !Q.equals(level, limit)));
  return {
    "largest change over L·distance seen": Q.printRational(ratios.reduce(Q.maximum, Q.zero)),
    "libraries in which min E jumps": jumping.length,
    "of these with (1)": jumping.filter(({ environment }) => topsOf(environment) !== undefined).length,
  };
}
