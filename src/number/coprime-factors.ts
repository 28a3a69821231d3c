import { gcd, signOf } from "./integer.js";

/*
 * Products of powers over pairwise coprime integers: what tells whether a product is 1 without factoring into primes.
 */

/** The products Π n^exponents[i], one for each i, are what a list of factors stands for. */
export interface Factor {
  readonly n: bigint;
  readonly exponents: readonly bigint[];
}

/**
 * Factors with the same products, whose n are pairwise coprime, above 1, and ascending, and none of which has only
 * exponents 0 [factor refinement: Bach, Driscoll, Shallit]. Two that share d > 1 are replaced by d with the sum of their
 * exponents and by what remains of each; that makes the product of all n smaller, so it ends. What cancels is dropped
 * at once. Small primes are taken out first, because random numbers share them.
 */
export function coprimeFactors(factors: readonly Factor[]): Factor[] {
  const waiting = withoutSmallPrimes(factors);
  const base: Factor[] = [];
  for (let x = waiting.pop(); x !== undefined; x = waiting.pop()) {
    if (x.n === 1n || x.exponents.every((e) => e === 0n)) continue;
    const at = memberSharing(base, 0, base.length, x.n);
    if (at === undefined) {
      base.push(x);
      continue;
    }
    const g = base[at]!;
    base[at] = base.at(-1)!;
    base.pop();
    const d = gcd(x.n, g.n);
    waiting.push(
      { n: d, exponents: sumOf(x.exponents, g.exponents) },
      { n: g.n / d, exponents: g.exponents },
      { n: x.n / d, exponents: x.exponents },
    );
  }
  return base.sort((x, y) => signOf(x.n - y.n));
}

const sumOf = (x: readonly bigint[], y: readonly bigint[]): bigint[] => x.map((e, i) => e + y[i]!);

/** Where in base[from … to − 1] a member is that is not coprime to x: by the gcd of x with products of halves. */
function memberSharing(base: readonly Factor[], from: number, to: number, x: bigint): number | undefined {
  let product = 1n;
  for (let i = from; i < to; i++) product = (product * base[i]!.n) % x;
  const shared = gcd(x, product);
  if (shared === 1n || from === to) return undefined;
  if (to - from === 1) return from;
  const middle = (from + to) >> 1;
  return memberSharing(base, from, middle, shared) ?? memberSharing(base, middle, to, shared);
}

const smallPrimes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/** The small primes once each, and the factors without them. */
function withoutSmallPrimes(factors: readonly Factor[]): Factor[] {
  const small = new Map<bigint, Factor>();
  const rest = factors.map(({ n, exponents }) => {
    let left = n;
    for (const prime of smallPrimes) {
      if (left % prime !== 0n) continue;
      const { count, rest } = divideOut(left, prime);
      const known = small.get(prime);
      const more = exponents.map((e) => e * count);
      small.set(prime, { n: prime, exponents: known === undefined ? more : sumOf(known.exponents, more) });
      left = rest;
    }
    return { n: left, exponents };
  });
  return [...rest, ...small.values()];
}

/** n > 0 without its factors g > 1, and their number, by squaring g. */
function divideOut(n: bigint, g: bigint): { readonly count: bigint; readonly rest: bigint } {
  if (n % g !== 0n) return { count: 0n, rest: n };
  const { count, rest } = divideOut(n / g, g * g);
  return rest % g === 0n ? { count: 2n * count + 2n, rest: rest / g } : { count: 2n * count + 1n, rest };
}
