import fc from "fast-check";

/** A prior over profiles of types by integer weights; see `PriorCase`. */
export interface DrawnPrior {
  readonly outcomes: number;
  readonly maximum: number;
  readonly profiles: readonly (readonly (readonly number[])[])[];
  readonly weights: readonly number[];
}

type Type = readonly number[];

const typesOf = (outcomes: number, maximum: number): fc.Arbitrary<Type> =>
  fc.array(fc.nat({ max: maximum }), { minLength: outcomes, maxLength: outcomes });

const weights = (length: number): fc.Arbitrary<readonly number[]> =>
  fc.array(fc.integer({ min: 1, max: 9 }), { minLength: length, maxLength: length });

/** Any profiles, so that types are correlated; one profile is a point mass. */
const joint = (players: number, type: fc.Arbitrary<Type>): fc.Arbitrary<Pick<DrawnPrior, "profiles" | "weights">> =>
  fc
    .uniqueArray(fc.array(type, { minLength: players, maxLength: players }), {
      minLength: 1,
      maxLength: 5,
      selector: (profile) => JSON.stringify(profile),
    })
    .chain((profiles) => weights(profiles.length).map((drawn) => ({ profiles, weights: drawn })));

/** Types drawn independently, each of two players with up to three of them, of three with up to two. */
const independent = (
  players: number,
  type: fc.Arbitrary<Type>,
): fc.Arbitrary<Pick<DrawnPrior, "profiles" | "weights">> => {
  const some = fc
    .uniqueArray(type, { minLength: 1, maxLength: players === 2 ? 3 : 2, selector: (vector) => JSON.stringify(vector) })
    .chain((vectors) =>
      weights(vectors.length).map((drawn) => vectors.map((vector, k) => [vector, drawn[k]!] as const)),
    );
  return fc.array(some, { minLength: players, maxLength: players }).map((marginals) => {
    let entries: readonly (readonly [readonly Type[], number])[] = [[[], 1]];
    for (const marginal of marginals) {
      entries = entries.flatMap(([profile, weight]) =>
        marginal.map(([vector, w]) => [[...profile, vector], weight * w] as const),
      );
    }
    return { profiles: entries.map(([profile]) => profile), weights: entries.map(([, weight]) => weight) };
  });
};

/** [players, |O|, M]. */
const sizes = [
  [2, 2, 1],
  [2, 2, 2],
  [2, 2, 3],
  [2, 3, 1],
  [2, 3, 2],
  [3, 2, 2],
  [3, 3, 1],
] as const;

/** Priors over two or three players, two or three alternatives and utilities up to 3; half of them independent. */
export const priors: fc.Arbitrary<DrawnPrior> = fc.constantFrom(...sizes).chain(([players, outcomes, maximum]) => {
  const type = typesOf(outcomes, maximum);
  return fc.oneof(joint(players, type), independent(players, type)).map((prior) => ({ outcomes, maximum, ...prior }));
});
