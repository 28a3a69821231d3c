import type { Commitment } from "../mechanisms/nst/commitment.js";
import { stepOf } from "../mechanisms/nst/exponential.js";
import {
  countOfPlacings,
  countsOf,
  type FacilityEnvironment,
  type FacilityGrid,
  facilityGrid,
  isFacilityGrid,
} from "../mechanisms/nst/facility.js";
import { facilitySets, setLaw } from "../mechanisms/nst/facility-sets.js";
import type { KnownEnvironment } from "../mechanisms/nst/known-environment.js";
import { type KnownCommitment, loc1 } from "../mechanisms/nst/loc1.js";
import { loc2 } from "../mechanisms/nst/loc2.js";
import { typesOf } from "../mechanisms/nst/lottery.js";
import { fromQuotient, printRational } from "../number/rational.js";
import { epsilonSchema } from "./epsilon.js";
import { type KnownMechanism, known, type PartFormat } from "./format.js";
import { member, readCount, readProbability, refuse } from "./input.js";
import { type Facts, listLimit } from "./loaded.js";
import { type Kind, overEnvironment, type ReactionValues } from "./nst-finite.js";
import { mayLackEpsilon, sensitivityFormat } from "./nst-parameters.js";
import type { Output } from "./output.js";
import { type JsonSchema, objectSchema, rationalSchema } from "./schema.js";
import { integersOf } from "./weights.js";

/** So many ways of placing the facilities, and so many players, are read at most. */
const placingLimit = 100_000n;
const playerLimit = 10_000;
/** So many distances to nearest facilities are worked out at most, a second's work: one for each placing and inhabited place. */
const distanceLimit = 20_000_000n;

const positive: JsonSchema = { type: "integer", minimum: 1 };

/** Facility location on a grid. */
export const facilityKind: Kind<FacilityEnvironment> = {
  kind: "facility-grid",
  schema: objectSchema({ n: { ...positive, maximum: playerLimit }, m: positive, K: positive }),
  read(fields) {
    const read = (key: "n" | "m" | "K"): number => {
      const field = member("environment", key);
      const count = readCount(fields[key], field);
      if (count === 0) throw refuse(field, "must be at least 1, got 0");
      return count;
    };
    const grid = { n: read("n"), m: read("m"), K: read("K") };
    if (grid.n > playerLimit) throw refuse("environment.n", `must be at most ${playerLimit}, got ${grid.n}`);
    checkPlacings(grid);
    checkDistances(grid);
    return facilityGrid(grid);
  },
};

function checkPlacings({ m, K }: { readonly m: number; readonly K: number }): void {
  const most = 10n ** 18n;
  const count = countOfPlacings({ m, K }, most);
  if (count <= placingLimit) return;
  const counted = count > most ? "more than 10^18" : `${count}`;
  throw refuse("environment", `(m + 1)^K = ${counted} alternatives; at most ${placingLimit}: use a smaller m or K`);
}

function checkDistances({ n, m, K }: FacilityGrid): void {
  const places = BigInt(n <= m ? n : m + 1);
  const distances = countOfPlacings({ m, K }, placingLimit) * places;
  if (distances <= distanceLimit) return;
  const much = `${distances} distances of places where players may live to facilities`;
  throw refuse("environment", `makes ${much}; at most ${distanceLimit}: use fewer players or a smaller m`);
}

/**
 * What `law` prints beside the distribution over environments of this kind: the law of the set of facilities in the
 * exponential part alone. null for a mechanism that has none, without ε, and where there are more than `listLimit` sets.
 */
export const facilityExtras = <P, E extends KnownEnvironment>(values: ReactionValues<P, E>): Facts =>
  isFacilityGrid(values.environment) ? { bySet: () => bySet(values) } : {};

function bySet<P, E extends KnownEnvironment>({
  epsilon,
  parameters,
  environment,
  profile,
}: ReactionValues<P, E>): Output {
  if (epsilon === undefined || !isFacilityGrid(environment)) return null;
  const counts = countsOf(environment.m, typesOf(profile));
  const distances = facilitySets(environment.K, counts).map(({ distance }) => distance);
  if (distances.length > listLimit) return null;
  const [least, farthest] = [(x: number, y: number) => (x < y ? x : y), (x: number, y: number) => (x > y ? x : y)];
  const degree = distances.reduce(farthest) - distances.reduce(least);
  // Whoever has an ε has a sensitivity.
  const step = stepOf(parameters as P & KnownCommitment, environment);
  const { entries, total } = setLaw(integersOf({ epsilon, step, degree }), environment.K, counts);
  return entries.map(({ outcome, weight }) => ({
    outcome: [...outcome],
    probability: fromQuotient({ numerator: weight, denominator: total }),
  }));
}

/** ε, q and d; ε may be left out where q is 1. */
const knownCommitmentFormat: PartFormat<KnownCommitment> = {
  schema: objectSchema({ q: rationalSchema }, { epsilon: epsilonSchema, d: { ...rationalSchema, default: "1" } }),
  read: ({ q, d }) => ({ q: readProbability(q, "parameters.q"), ...sensitivityFormat.read({ d }) }),
  print: ({ q, ...sensitivity }) => ({ q: printRational(q), ...sensitivityFormat.print(sensitivity) }),
};

/** The parameters with the law P of the mechanism, which what is measured of P goes by. */
const withP = (parameters: KnownCommitment, { P }: Commitment): KnownCommitment & Commitment => ({ ...parameters, P });

const hooks = { mayLackEpsilon, extras: facilityExtras };

export const loc1Format = overEnvironment(loc1, knownCommitmentFormat, [facilityKind], {
  ...hooks,
  settle: (parameters) => withP(parameters, { P: "uniform" }),
});

export const loc2Format = overEnvironment(loc2, knownCommitmentFormat, [facilityKind], {
  ...hooks,
  settle: (parameters, { adjacent }) => withP(parameters, { P: adjacent }),
});

/** The mechanisms of Section 4.2. */
export const nstFacility: readonly KnownMechanism[] = [known(loc1Format), known(loc2Format)];
