import fc from "fast-check";

/** What an adversary believes, by integer weights; see `Adversary`. */
export interface DrawnBelief {
  readonly prior: readonly number[];
  readonly strategy: readonly (readonly number[])[];
  readonly likelihood: readonly number[];
}

const weights = (length: number, most: number): fc.Arbitrary<readonly number[]> =>
  fc
    .tuple(fc.array(fc.nat({ max: most }), { minLength: length, maxLength: length }), fc.nat({ max: length - 1 }))
    .map(([drawn, sure]) => (drawn.some((w) => w > 0) ? drawn : drawn.map((_, i) => (i === sure ? 1 : 0))));

const point = (length: number): fc.Arbitrary<readonly number[]> =>
  fc.nat({ max: length - 1 }).map((sure) => Array.from({ length }, (_, i) => (i === sure ? 1 : 0)));

/** The truthful strategy, pooling on one law, and any rows. */
const strategies = (types: number): fc.Arbitrary<readonly (readonly number[])[]> =>
  fc.oneof(
    fc.constant(Array.from({ length: types }, (_, t) => Array.from({ length: types }, (_, r) => (t === r ? 1 : 0)))),
    weights(types, 6).map((row) => Array.from({ length: types }, () => row)),
    fc.array(fc.oneof(weights(types, 6), point(types)), { minLength: types, maxLength: types }),
  );

/**
 * Beliefs over one to four types: point-mass priors, pooling and truthful strategies, likelihoods 0 and likelihoods that
 * differ by little; and two types with prior 1 : k and likelihoods k² : 1, where the belief moves most.
 */
export const beliefs: fc.Arbitrary<DrawnBelief> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }).chain(drawn) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 12 }).map((k) => ({
      prior: [1, k],
      strategy: [
        [1, 0],
        [0, 1],
      ],
      likelihood: [k * k, 1],
    })),
  },
);

function drawn(types: number): fc.Arbitrary<DrawnBelief> {
  return fc.record({
    prior: fc.oneof({ weight: 3, arbitrary: weights(types, 9) }, { weight: 1, arbitrary: point(types) }),
    strategy: strategies(types),
    likelihood: fc.oneof(
      fc.array(fc.nat({ max: 6 }), { minLength: types, maxLength: types }),
      fc.array(fc.integer({ min: 20, max: 24 }), { minLength: types, maxLength: types }),
    ),
  });
}
