import { type Ring, sum } from "../number/ring.js";

/**
 * A form with its degree. Sums in closed form have terms of many degrees; they are brought to one degree once, where they
 * become the weights of a law.
 */
export interface Graded<S> {
  readonly value: S;
  readonly degree: number;
}

/** The same number as a form of a larger degree. */
export const raised = <S>(R: Ring<S>, { value, degree }: Graded<S>, to: number): S =>
  degree === to ? value : R.multiply(value, R.power(to - degree, to - degree));

/** The degree that all of the forms can be raised to. */
export const greatestDegree = (forms: readonly Graded<unknown>[]): number =>
  forms.reduce((greatest, { degree }) => Math.max(greatest, degree), 0);

/** The product of forms. */
export const gradedProduct = <S>(R: Ring<S>, ...factors: readonly Graded<S>[]): Graded<S> =>
  factors.reduce((x, y) => ({ value: R.multiply(x.value, y.value), degree: x.degree + y.degree }));

/** The sum of forms. */
export function gradedSum<S>(R: Ring<S>, terms: readonly Graded<S>[]): Graded<S> {
  const degree = greatestDegree(terms);
  return {
    value: sum(
      R,
      terms.map((term) => raised(R, term, degree)),
    ),
    degree,
  };
}

/** The difference of two forms. */
export const gradedDifference = <S>(R: Ring<S>, x: Graded<S>, y: Graded<S>): Graded<S> => {
  const degree = Math.max(x.degree, y.degree);
  return { value: R.subtract(raised(R, x, degree), raised(R, y, degree)), degree };
};

/** An integer times a form. */
export const multiple = <S>(R: Ring<S>, n: bigint, { value, degree }: Graded<S>): Graded<S> => ({
  value: R.multiply(R.integer(n), value),
  degree,
});

/** x^k for a form x and k ≥ 0, by squaring. */
export function gradedPower<S>(R: Ring<S>, x: Graded<S>, k: number): Graded<S> {
  let value = R.one;
  for (const bit of k.toString(2)) {
    value = R.multiply(value, value);
    if (bit === "1") value = R.multiply(value, x.value);
  }
  return { value, degree: x.degree * k };
}

/** λ^k, the base of the ring to the power −k, for k ≥ 0. */
export const powerBelow = <S>(R: Ring<S>, k: number): Graded<S> => ({ value: R.power(0, k), degree: k });

/** 0, of degree 0. */
export const gradedZero = <S>(R: Ring<S>): Graded<S> => ({ value: R.zero, degree: 0 });
/** 1, of degree 0. */
export const gradedOne = <S>(R: Ring<S>): Graded<S> => ({ value: R.one, degree: 0 });
