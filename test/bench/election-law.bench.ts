import Fraction from "fraction.js";
import { situationAt } from "../../src/game/situation.js";
import type { Vote } from "../../src/mechanisms/cckmv/election.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { differentialPrivacy } from "../../src/notions/differential-privacy.js";
import { integers } from "../../src/number/integer.js";
import { one } from "../../src/number/rational.js";
import { type OrderedRing, powerQuotient } from "../../src/number/ring.js";
import { contest, printTable } from "./side-by-side.js";

/**
 * The law of Mechanism 4.1 under both reports and the exact comparison Pr <= e^{2ε}·Pr′, for every histogram of the
 * others: integers as weights, against the same functions over normalised fractions of fraction.js.
 */
function checks<S>(R: OrderedRing<S>, players: number): number {
  const bound = powerQuotient(R, 2);
  let holding = 0;
  for (let b = 0; b < players; b++) {
    const rest: { report: Vote; count: number }[] = [
      { report: "A", count: players - 1 - b },
      { report: "B", count: b },
    ];
    const situation = situationAt(R, noisyElection, { rate: one }, {}, rest);
    if (differentialPrivacy(R, situation, bound).conclusion === "holds") holding++;
  }
  return holding;
}

/** Normalised fractions as weights: b^k is a fraction. Powers are kept, as the integers keep theirs. */
function fractions(base: Fraction): OrderedRing<Fraction> {
  const powers: Fraction[] = [new Fraction(1)];
  return {
    zero: new Fraction(0),
    one: new Fraction(1),
    integer: (n) => new Fraction(n),
    add: (x, y) => x.add(y),
    subtract: (x, y) => x.sub(y),
    multiply: (x, y) => x.mul(y),
    equals: (x, y) => x.equals(y),
    power: (k) => {
      for (let i = powers.length; i <= k; i++) powers.push(powers[i - 1]!.mul(base));
      return powers[k]!;
    },
    sign: (x) => (x.n === 0n ? 0 : x.s > 0n ? 1 : -1),
  };
}

const sizes = [5, 20, 100];
const worlds = (
  [
    [3n, 2n],
    [10n, 9n],
    [100n, 99n],
  ] as const
).map(([p, q]) => ({ name: `${p}/${q}`, R: integers(p, q), peer: fractions(new Fraction(p, q)) }));

// Everything once before anything is timed, so that no row has the compiler to itself.
for (const { R, peer } of worlds) {
  for (const players of sizes) {
    if (checks(R, players) !== players || checks(peer, players) !== players) {
      throw new Error("expected both to find every case private");
    }
  }
}
for (const { name, R, peer } of worlds) {
  const rows = sizes.map((players) =>
    contest({ name: `${players} players`, ours: () => checks(R, players), peer: () => checks(peer, players) }, 21),
  );
  const title = `law and 2ε-privacy of the election, every histogram, e^ε = ${name}, peer: fraction.js`;
  printTable(title, rows, [">= 8x", "", ">= 40x"]);
}
