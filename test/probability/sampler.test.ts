import fc from "fast-check";
import Fraction from "fraction.js";
import seedrandom from "seedrandom";
import { describe, expect, test } from "vitest";
import { profileOf } from "../../src/game/profile.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import { noisyMedian } from "../../src/mechanisms/cckmv/noisy-median.js";
import { integers } from "../../src/number/integer.js";
import { rational, one as unit } from "../../src/number/rational.js";
import type { Law } from "../../src/probability/law.js";
import { type Bits, sample, seededBits } from "../../src/probability/sampler.js";

type Sampler = (law: Law<number, bigint>, bits: Bits) => number;

const zero = new Fraction(0);
const lawOf = (weights: readonly number[], total = weights.reduce((x, y) => x + y, 0)): Law<number, bigint> => ({
  entries: weights.map((weight, outcome) => ({ outcome, weight: BigInt(weight) })),
  total: BigInt(total),
});

class EndOfTape extends Error {}

interface Enclosed {
  /** What is certain of Pr[outcome]: the mass of the tapes that end there. */
  readonly atLeast: readonly Fraction[];
  /** The mass of the tapes that are too short. */
  readonly open: Fraction;
}

/** Runs the sampler on every tape of at most `depth` bits. */
function onAllTapes(sampler: Sampler, law: Law<number, bigint>, depth: number): Enclosed {
  const atLeast = law.entries.map(() => zero);
  let open = zero;
  const visit = (tape: readonly (0 | 1)[]): void => {
    let used = 0;
    const bits = () => {
      const bit = tape[used++];
      if (bit === undefined) throw new EndOfTape();
      return bit;
    };
    const mass = new Fraction(1, 2 ** tape.length);
    try {
      const outcome = sampler(law, bits);
      atLeast[outcome] = atLeast[outcome]!.add(mass);
    } catch (thrown) {
      if (!(thrown instanceof EndOfTape)) throw thrown;
      if (tape.length === depth) open = open.add(mass);
      else for (const bit of [0, 1] as const) visit([...tape, bit]);
    }
  };
  visit([]);
  return { atLeast, open };
}

const encloses = ({ atLeast, open }: Enclosed, law: Law<number, bigint>): boolean =>
  law.entries.every(({ weight }, i) => {
    const chance = new Fraction(weight, law.total);
    return chance.gte(atLeast[i]!) && chance.lte(atLeast[i]!.add(open));
  });

const bitsOf = (total: number): number => Math.ceil(Math.log2(total));

describe("the law of the sampler is the law", () => {
  test("on all tapes: enclosed, and after whole rounds exactly proportional", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 }), (weights) => {
        const law = lawOf([...weights, 1]);
        const length = bitsOf(Number(law.total));
        const found = onAllTapes(sample, law, 2 * length);
        expect(encloses(found, law)).toBe(true);
        const closed = new Fraction(1).sub(found.open);
        const rejected = new Fraction(2 ** length - Number(law.total), 2 ** length);
        expect(found.open.toFraction()).toBe(rejected.mul(rejected).toFraction());
        for (const [i, { weight }] of law.entries.entries()) {
          expect(found.atLeast[i]!.toFraction()).toBe(closed.mul(new Fraction(weight, law.total)).toFraction());
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  test("of the noisy election", () => {
    const { entries, total } = noisyElection.law(integers(3n, 2n), { rate: unit }, {}, profileOf(["A", "A", "B"]));
    const law = { entries: entries.map(({ weight }, outcome) => ({ outcome, weight })), total };
    const found = onAllTapes(sample, law, 15);
    expect(found.open.lt(new Fraction(1, 10))).toBe(true);
    expect(encloses(found, law)).toBe(true);
  });

  test("of the noisy median", () => {
    const locations = [0n, 1n, 2n].map((place) => rational(place, 2n));
    const law = noisyMedian.law(integers(2n, 1n), { rate: unit }, { locations }, profileOf([0, 2, 2]));
    const found = onAllTapes(sample, law, 15);
    expect(found.open.lt(new Fraction(1, 10))).toBe(true);
    expect(encloses(found, law)).toBe(true);
  });

  test("a total of 1 needs no bits, a power of two no second round", () => {
    expect(onAllTapes(sample, lawOf([0, 1]), 0).open.equals(0)).toBe(true);
    expect(onAllTapes(sample, lawOf([3, 5]), 3).open.equals(0)).toBe(true);
  });

  test("what is no law is refused", () => {
    const highest = () => 1 as const;
    expect(() => sample(lawOf([1, 1], 4), highest)).toThrow("expected weights that add up to the total");
    expect(() => sample(lawOf([]), highest)).toThrow("expected a total >= 1, got 0");
  });
});

describe("a wrong sampler is caught", () => {
  const draw = (total: bigint, bits: Bits): bigint => {
    let drawn = 0n;
    for (let i = 0; i < bitsOf(Number(total)); i++) drawn = 2n * drawn + BigInt(bits());
    return drawn;
  };
  const walk = (law: Law<number, bigint>, start: bigint, stop: (rest: bigint, weight: bigint) => boolean): number => {
    let rest = start;
    for (const { outcome, weight } of law.entries) {
      if (stop(rest, weight)) return outcome;
      rest -= weight;
    }
    return law.entries.length - 1;
  };
  const below = (rest: bigint, weight: bigint) => rest < weight;
  const rejecting = (law: Law<number, bigint>, bits: Bits): bigint => {
    for (;;) {
      const drawn = draw(law.total, bits);
      if (drawn < law.total) return drawn;
    }
  };
  const wrong: readonly (readonly [string, Sampler])[] = [
    ["no rejection: modulo the total", (law, bits) => walk(law, draw(law.total, bits) % law.total, below)],
    ["no rejection: scaled down", (law, bits) => walk(law, (draw(law.total, bits) * law.total) >> 4n, below)],
    ["one off in the walk", (law, bits) => walk(law, rejecting(law, bits), (rest, weight) => rest <= weight)],
  ];
  const law = lawOf([1, 2, 4, 4]);

  test.each(wrong)("%s", (_, sampler) => {
    expect(encloses(onAllTapes(sampler, law, 16), law)).toBe(false);
    expect(encloses(onAllTapes(sample, law, 16), law)).toBe(true);
  });
});

describe("seeded bits", () => {
  test("are the bits of the 32-bit words of seedrandom, highest first", () => {
    const bits = seededBits("seed");
    const random = seedrandom("seed");
    for (let word = 0; word < 5; word++) {
      const text = Array.from({ length: 32 }, () => bits()).join("");
      expect(Number.parseInt(text, 2) | 0).toBe(random.int32());
    }
  });

  test("depend on the seed alone", () => {
    const first = (seed: string) => {
      const bits = seededBits(seed);
      return Array.from({ length: 64 }, () => bits()).join("");
    };
    expect(first("a")).toBe(first("a"));
    expect(first("a")).not.toBe(first("b"));
    expect(first("")).toBe(first(""));
  });

  test("give the frequencies of the law: chi-square below its 0.999 quantile for 4 degrees of freedom", () => {
    const [law, bits, draws] = [lawOf([1, 2, 3, 5, 8]), seededBits("chi-square"), 40_000];
    const seen = law.entries.map(() => 0);
    for (let i = 0; i < draws; i++) seen[sample(law, bits)]!++;
    const statistic = law.entries.reduce((sum, { weight }, i) => {
      const expected = (draws * Number(weight)) / Number(law.total);
      return sum + (seen[i]! - expected) ** 2 / expected;
    }, 0);
    expect(statistic).toBeLessThan(18.467);
  });
});
