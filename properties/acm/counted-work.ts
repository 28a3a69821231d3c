/** Operations that M and the players do in a rational play after player 1 has announced. */
export interface Work {
  /** On prices, values and owners, each one operation. */
  readonly words: number;
  /** On their bits. */
  readonly bits: number;
}

/** n players, m goods, values of k bits. */
export interface MarketSize {
  readonly players: number;
  readonly goods: number;
  readonly bits: number;
}

/** Binary digits of a number. */
const digitsOf = (n: number): string => n.toString(2);
const onesIn = (n: number): number => [...digitsOf(n)].filter((digit) => digit === "1").length;

/**
 * The work by formulas. Prices of (−2B, 2B) have k + 1 bits, an owner as many as n has. For each player: two comparisons of the
 * price with its range, one addition to the sum, one comparison with 0, θ_i(E_i) + P*_i and a comparison with θ_i(A*_i), one vote
 * counted, one price set; for each good: compare A* with E, hand it to its owner's bundle, copy it. The sum is kept as one counter
 * a binary place, so that n prices cost at most 2n steps a place; three coins, and w.
 */
export function workByFormula({ players: n, goods: m, bits: k }: MarketSize): Work {
  const owner = digitsOf(n).length;
  return {
    words: 8 * n + 3 * m,
    bits:
      (k + 1) * (2 * (n - 1) + (2 * n - onesIn(n)) + 1 + n) +
      (k + 2) * (2 * (n - 1) + n) +
      (2 * (n - 1) - onesIn(n - 1)) +
      owner * (3 * m + 2) +
      3,
  };
}

/** The same by going through the play step by step. */
export function workByPlay({ players, goods, bits }: MarketSize): Work {
  const work = { words: 0, bits: 0 };
  const operate = (width: number) => {
    work.words += 1;
    work.bits += width;
  };
  /** Counts 1, 2, …, n in binary: the places that change. */
  const countUpTo = (n: number): number => {
    let changed = 0;
    for (let i = 1; i <= n; i++) {
      const [before, after] = [digitsOf(i - 1).padStart(32, "0"), digitsOf(i).padStart(32, "0")];
      for (let place = 0; place < 32; place++) if (before[place] !== after[place]) changed += 1;
    }
    return changed;
  };
  const [price, owner] = [bits + 1, digitsOf(players).length];
  for (let i = 2; i <= players; i++) {
    operate(price);
    operate(price);
  }
  work.words += players - 1;
  for (let place = 0; place < price; place++) work.bits += countUpTo(players);
  operate(price);
  for (let good = 0; good < goods; good++) operate(owner);
  for (let i = 1; i <= players; i++) operate(price);
  for (let good = 0; good < goods; good++) operate(owner);
  for (let i = 2; i <= players; i++) {
    operate(price + 1);
    operate(price + 1);
  }
  work.words += players - 1;
  work.bits += countUpTo(players - 1);
  operate(owner);
  for (let i = 1; i <= players; i++) operate(price + 1);
  for (let good = 0; good < goods; good++) operate(owner);
  for (let coin = 0; coin < 3; coin++) operate(1);
  operate(owner);
  return work;
}
