import Fraction from "fraction.js";

/** Mechanism 7.1 with |O| = 2 by hand: everything is a function of X = S_1 − S_0 + λ_1 − λ_0, whose law has a formula. */

export const f = (text: string | number): Fraction => new Fraction(text);

/** Pr[λ_1 − λ_0 = k] = ((1 − a)/(1 + a))²·a^{|k|}·(|k| + (1 + a²)/(1 − a²)). */
export function difference(a: Fraction, k: number): Fraction {
  const size = k < 0 ? -k : k;
  const slope = a
    .mul(a)
    .add(1)
    .div(f(1).sub(a.mul(a)));
  return f(1).sub(a).div(a.add(1)).pow(2)!.mul(a.pow(size)!).mul(slope.add(size));
}

/** Pr[λ_1 − λ_0 ≥ k]. */
export function tail(a: Fraction, k: number): Fraction {
  if (k <= 0) return f(1).sub(tail(a, 1 - k));
  const rest = f(1).sub(a);
  const slope = a
    .mul(a)
    .add(1)
    .div(f(1).sub(a.mul(a)));
  const sum = slope
    .add(k)
    .div(rest)
    .add(a.div(rest.mul(rest)));
  return rest.div(a.add(1)).pow(2)!.mul(a.pow(k)!).mul(sum);
}

/** Pr of the 2M + 2 outcomes, X at most −M − 1, …, X at least M, at S_1 − S_0 = lead. */
export function outcomeLaw(a: Fraction, maximum: number, lead: number): readonly Fraction[] {
  const inner = Array.from({ length: 2 * maximum }, (_, i) => difference(a, i - maximum - lead));
  return [f(1).sub(tail(a, -maximum - lead)), ...inner, tail(a, maximum - lead)];
}

/** E[U − P] of the truth less that of the lie: |X + 1/2| on the coins at which they choose differently. */
export function gain(a: Fraction, others: number, truth: number, lie: number): Fraction {
  const [low, high] = truth < lie ? [truth, lie] : [lie, truth];
  let total = f(0);
  // The choice differs for −high ≤ D < −low, and the truth is worth |D + truth + 1/2| there.
  for (let D = -high; D < -low; D++) {
    total = total.add(
      difference(a, D - others).mul(
        f(D + truth)
          .add("1/2")
          .abs(),
      ),
    );
  }
  return total;
}

/** Σ (p − q)^+. */
export const distance = (P: readonly Fraction[], P2: readonly Fraction[]): Fraction =>
  P.map((p, i) => p.sub(P2[i]!))
    .filter((d) => d.compare(0) > 0)
    .reduce((x, y) => x.add(y), f(0));
