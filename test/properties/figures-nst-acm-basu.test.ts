import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { everyContext, withPartitions } from "../../properties/acm/contexts.js";
import { figures as acm } from "../../properties/acm/figures.js";
import { rootInstance } from "../../properties/acm/market-cases.js";
import { marketWorld } from "../../properties/acm/market-world.js";
import { faultAtStakes } from "../../properties/acm/stakes-facts.js";
import { figures as basu } from "../../properties/basu/figures.js";
import { figures as nst } from "../../properties/nst/figures.js";
import type { Coordinate, Figure, Point } from "../../src/claim/figure.js";

/** Points of the figures, by formulas and games of this file alone. */

const made = new Map([...nst, ...acm, ...basu].map((make) => make()).map((figure) => [figure.id, figure]));
const figure = (id: string): Figure => made.get(id)!;
const pointsOf = (id: string, name: string): readonly Point[] =>
  figure(id).series.find((series) => series.name === name)!.points;

const Precise = Decimal.clone({ precision: 60 });
type Number = Decimal;
const decimal = (x: number | string | Fraction): Number =>
  x instanceof Fraction ? new Precise(`${x.s * x.n}`).div(`${x.d}`) : new Precise(x);
const exact = (x: Coordinate): Fraction => {
  if ("low" in x) throw new Error("expected a rational");
  return new Fraction(x.numerator, x.denominator);
};
const middle = (x: Coordinate): Number => {
  const of = ({ numerator, denominator }: { numerator: bigint; denominator: bigint }) =>
    new Precise(`${numerator}`).div(`${denominator}`);
  return "low" in x ? of(x.low).plus(of(x.high)).div(2) : of(x);
};
const isNear = (x: Coordinate, y: Number): boolean => middle(x).minus(y).abs().lt("1e-12");

/** The first, the last and some in between. */
const some = <T>(list: readonly T[]): readonly T[] => list.filter((_, i) => i % 7 === 0 || i === list.length - 1);
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

describe("nst/error", () => {
  const m = 2;
  const all = 9;
  const share = { LOC1: decimal(1).div(m * all), LOC2: decimal(1).div(m * m) } as const;
  type Loc = keyof typeof share;
  const log = (loc: Loc, n: number) => share[loc].times(n).times(all).div(2).ln();
  const epsilon = (loc: Loc, n: number) => share[loc].div(n).times(log(loc, n)).sqrt();
  const q = (loc: Loc, n: number) => epsilon(loc, n).times(2).div(share[loc]);
  const beta = (loc: Loc, n: number) => q(loc, n).times(3);
  const players = ([n]: Point): number => globalThis.Number((n as { numerator: bigint }).numerator);

  /** Everybody at 0: a placing misses by its lower location. */
  function error(loc: Loc, n: number): Number {
    const lower = upTo(3).flatMap((a) => upTo(3).map((b) => Math.min(a, b)));
    const weights = lower.map((d) => epsilon(loc, n).times(-n * d).div(2 * m).exp()); // biome-ignore format: one line
    const sum = (list: readonly Number[]) => list.reduce((x, y) => x.plus(y));
    const drawn = sum(weights.map((w, i) => w.times(lower[i]!))).div(sum(weights));
    const committed = loc === "LOC1" ? decimal(lower.reduce((x, y) => x + y)).div(all) : decimal("0.5");
    return drawn.plus(q(loc, n).times(committed.minus(drawn))).div(m);
  }

  it.each(["LOC1", "LOC2"] as const)("has β and the error of %s", (loc) => {
    for (const point of some(pointsOf("nst/error", `β of ${loc}, as printed`))) {
      expect(isNear(point[1], beta(loc, players(point)))).toBe(true);
    }
    for (const point of some(pointsOf("nst/error", `${loc}, all players at 0`))) {
      expect(isNear(point[1], error(loc, players(point)))).toBe(true);
    }
  });

  it("has the error of an objective with one best placing", () => {
    for (const point of some(pointsOf("nst/error", "LOC1, F = 1 at one placing alone"))) {
      const n = players(point);
      const drawn = decimal(8).div(epsilon("LOC1", n).times(n).div(2).exp().plus(8));
      const mixed = drawn.plus(q("LOC1", n).times(decimal(8).div(9).minus(drawn)));
      expect(isNear(point[1], mixed)).toBe(true);
    }
  });

  it("marks where β falls below 1", () => {
    const found = pointsOf("nst/error", "β < 1 from here on").map(players);
    expect(found).toEqual([4562, 1014]);
    for (const [i, loc] of (["LOC1", "LOC2"] as const).entries()) {
      expect([found[i]! - 1, found[i]!].map((n) => beta(loc, n).lt(1))).toEqual([false, true]);
    }
  });

  it("starts where the corollaries do", () => {
    // The least n with n/ln n > 8d/(p̃γ); the other bounds on n0 are lower.
    for (const [loc, first] of [
      ["LOC1", 995],
      ["LOC2", 165],
    ] as const) {
      const isLarge = (n: number) => decimal(n).div(decimal(n).ln()).gt(decimal(8).div(share[loc]));
      expect([first - 2, first - 1].map(isLarge)).toEqual([false, true]);
      expect(players(pointsOf("nst/error", `β of ${loc}, as printed`)[0]!)).toBe(first);
    }
  });
});

describe("nst/commitment", () => {
  /** e^ε is the square of the base c. */
  const base = ([x]: Point): Fraction => {
    const square = exact(x);
    const root = (y: bigint) => BigInt(new Precise(`${y}`).sqrt().toFixed(0));
    const c = new Fraction(root(square.n), root(square.d));
    expect(c.mul(c).equals(square)).toBe(true);
    return c;
  };

  it("has (c − 1)/(2c) and 15(c − 1)/(15(c − 1) + c + 1), with c = e^{ε/2}", () => {
    for (const point of some(pointsOf("nst/commitment", "A: least"))) {
      const c = base(point);
      expect(exact(point[1]).equals(c.sub(1).div(c.mul(2)))).toBe(true);
    }
    for (const point of some(pointsOf("nst/commitment", "B: least"))) {
      const c = base(point);
      // A lie draws the alternative that she likes with c/(1 + c) in the place of 1/(1 + c); it is worth 15/16 more.
      const gain = c.sub(1).div(c.add(1)).mul(new Fraction(15, 16));
      expect(exact(point[1]).equals(gain.div(gain.add(new Fraction(1, 16))))).toBe(true);
    }
  });

  it("has 2ε/(p̃γ), with p̃γ = 1 and 1/16, as long as it is at most 1", () => {
    for (const [name, inverse] of [
      ["A", 1],
      ["B", 16],
    ] as const) {
      const printed = pointsOf("nst/commitment", `${name}: 2ε/(p̃γ)`);
      for (const point of some(printed)) {
        expect(
          isNear(
            point[1],
            decimal(exact(point[0]))
              .ln()
              .times(2 * inverse),
          ),
        ).toBe(true);
      }
      const next = pointsOf("nst/commitment", `${name}: least`)[printed.length]!;
      expect(
        decimal(exact(next[0]))
          .ln()
          .times(2 * inverse)
          .gt(1),
      ).toBe(true);
    }
  });
});

/** M by its rules, for one good: what each player is worth it, and whose it is. */
interface Sale {
  readonly values: readonly number[];
  readonly owner: number;
  readonly B: number;
  readonly epsilon: Fraction;
  readonly delta: Fraction;
}

/** Utilities of all players. */
type Utilities = readonly Fraction[];
const zero = new Fraction(0);
const mixed = (x: Utilities, y: Utilities, share: Fraction): Utilities =>
  x.map((u, i) => u.mul(new Fraction(1).sub(share)).add(y[i]!.mul(share)));
const over = (utilities: Utilities, block: readonly number[]): Fraction =>
  block.reduce((sum, i) => sum.add(utilities[i]!), zero);

/** What is won or lost against the endowment where somebody has the good and prices are paid; players count from 0. */
const worth = ({ values, owner }: Sale, has: number | undefined, prices: readonly Fraction[]): Utilities =>
  values.map((value, i) => new Fraction(i === has ? value : 0).sub(i === owner ? value : 0).sub(prices[i]!));

/** After all votes of step 2. */
function afterHeads(sale: Sale, buyer: number, asked: readonly number[], votes: readonly boolean[]): Utilities {
  const { values, owner, epsilon: e, B } = sale;
  const n = values.length;
  const yes = votes.filter((vote, i) => i > 0 && vote).length;
  const reward = (k: number, first: Fraction) => values.map((_, i) => (i === 0 ? first : e.mul(-k)));
  const accepted = worth(sale, buyer, asked.map((p, i) => (i === 0 ? e.mul(2 * (n - 1)) : e.mul(-2)).add(p))); // biome-ignore format: one line
  if (yes === n - 1) return accepted;
  const kept = worth(sale, owner, reward(1, e.mul(n - 1)));
  const fined = worth(sale, owner, reward(1, e.mul(n - 1).add(2 * n * (n - yes) * B)));
  return mixed(fined, mixed(kept, accepted, new Fraction(yes, n * B)), e);
}

/** After w has been drawn and has said yes or no; w = 0 is not asked. */
function afterTails(sale: Sale, buyer: number, asked: readonly number[], w: number, isYes: boolean): Utilities {
  const { values, owner, epsilon: e, delta, B } = sale;
  const n = values.length;
  const own = (of: number) => (of === w ? w : undefined);
  const others = (first: Fraction, price: Fraction) => values.map((_, i) => (i === 0 ? first : i === w ? price : e.neg())); // biome-ignore format: one line
  if (w === 0) return worth(sale, own(buyer), others(e.mul(n - 1), zero).with(0, e.mul(n - 1)));
  if (isYes) return worth(sale, own(buyer), others(e.mul(n).sub(asked[w]!), e.mul(-2).add(asked[w]!)));
  return worth(sale, own(owner), others(e.mul(n - 1).add(new Fraction(n * n * B).div(delta)), e.neg()));
}

/** The only item whose value is greatest; fails where there are two. */
function onlyBest<T>(items: readonly T[], value: (item: T) => Fraction): T {
  const values = items.map(value);
  const most = values.reduce((x, y) => (y.compare(x) > 0 ? y : x));
  const best = items.filter((_, i) => values[i]!.equals(most));
  if (best.length !== 1) throw new Error("more than one best");
  return best[0]!;
}

/** Expected utilities where every block plays what is strictly best, whatever the others do. */
function played(
  sale: Sale,
  blocks: readonly (readonly number[])[],
  buyer: number,
  asked: readonly number[],
): Utilities {
  const n = sale.values.length;
  const ballots = upTo(2 ** n).filter((bits) => (bits & 1) === 0).map((bits) => upTo(n).map((i) => ((bits >> i) & 1) === 1)); // biome-ignore format: one line
  const votes = upTo(n).map(() => false);
  let tails: Utilities = upTo(n).map(() => zero);
  for (const block of blocks) {
    const voters = block.filter((i) => i > 0);
    const isElse = (i: number) => !voters.includes(i);
    const own = ballots.filter((ballot) => ballot.every((vote, i) => !vote || !isElse(i)));
    const chosen = ballots
      .filter((ballot) => ballot.every((vote, i) => !vote || isElse(i)))
      .map(
        (rest) =>
        onlyBest(own, (ballot) => over(afterHeads(sale, buyer, asked, ballot.map((vote, i) => vote || rest[i]!)), block)), // biome-ignore format: one line
      );
    expect(new Set(chosen.map(String)).size).toBe(1);
    for (const i of voters) votes[i] = chosen[0]![i]!;
    for (const w of block) {
      const isYes = w === 0 || onlyBest([true, false], (vote) => over(afterTails(sale, buyer, asked, w, vote), block));
      const found = afterTails(sale, buyer, asked, w, isYes);
      tails = tails.map((u, i) => u.add(found[i]!.div(n)));
    }
  }
  return mixed(afterHeads(sale, buyer, asked, votes), tails, sale.delta);
}

describe("acm/announcements", () => {
  const sale = { values: [0, 1, 0], owner: 0, B: 2, epsilon: new Fraction(1, 20), delta: new Fraction(1, 80) };
  const structures: Readonly<Record<string, readonly (readonly number[])[]>> = {
    "{1}, {2}, {3}": [[0], [1], [2]],
    "{1}, {2, 3}": [[0], [1, 2]],
    "{1, 3}, {2}": [[0, 2], [1]],
    "{1, 2}, {3}": [[0, 1], [2]],
    "{1, 2, 3}": [[0, 1, 2]],
  };

  it.each(Object.entries(structures))("has what is left to the block of player 1 in %s", (name, blocks) => {
    const points = pointsOf("acm/announcements", name);
    expect(points).toHaveLength(7);
    for (const [price, y] of points) {
      const p = exact(price).valueOf();
      const found = over(played(sale, blocks, 1, [-p, p, 0]), blocks[0]!);
      expect(exact(y).equals(new Fraction(1).sub(found))).toBe(true);
    }
  });

  it.each(Object.entries(structures))("draws the best of all announcements in %s", (name, blocks) => {
    const shown = pointsOf("acm/announcements", name).map(([, y]) => exact(y));
    const least = shown.reduce((x, y) => (y.compare(x) < 0 ? y : x));
    const prices = [-3, -2, -1, 0, 1, 2, 3];
    const isFree = (i: number) => !blocks[0]!.includes(i);
    const lists = prices.flatMap((p) => prices.map((r) => [p, r] as const));
    const all = [undefined, 0, 1, 2].flatMap((buyer) =>
      lists
        .filter(([p, r]) => (isFree(1) || p === 0) && (isFree(2) || r === 0) && !(buyer === 0 && p === 0 && r === 0))
        .map(([p, r]) => over(played(sale, blocks, buyer ?? -1, [-p - r, p, r]), blocks[0]!)),
    );
    const most = all.reduce((x, y) => (y.compare(x) > 0 ? y : x));
    expect(new Fraction(1).sub(most).equals(least)).toBe(true);
  });
});

describe("acm/stakes", () => {
  const line = () => pointsOf("acm/stakes", "above this line somebody loses");
  const at = (hundredths: number) => exact(line()[hundredths]![1]);

  it.each([2, 5, 15, 22, 30, 49])("has 0 as the least utility of a block at ε = %i/100", (k) => {
    const stakes = { B: 4, epsilon: new Fraction(k, 100), delta: at(k) };
    const values = [-3, -2, -1, 0, 1, 2, 3];
    const found = values.flatMap((x) =>
      values.flatMap((y) =>
        [0, 1].flatMap((owner) => {
          const gains = [x, y];
          const best = Math.max(x, y, 0);
          if (best <= gains[owner]!) return [];
          // Truthful: the good goes where it is worth most, or to nobody, and player 2 pays what she gains by it.
          const buyer = best === 0 ? -1 : gains.indexOf(best);
          const gain = (buyer === 1 ? y : 0) - (owner === 1 ? y : 0);
          return [[[0], [1]], [[0, 1]]].flatMap((blocks) => {
            const utilities = atTruth({ ...stakes, values: gains, owner }, buyer, gain);
            return blocks.map((block) => over(utilities, block));
          });
        }),
      ),
    );
    const least = found.reduce((x, y) => (y.compare(x) < 0 ? y : x));
    expect(least.equals(0)).toBe(true);
  });

  /** Everybody says yes to a truthful announcement. */
  const atTruth = (sale: Sale, buyer: number, gain: number): Utilities => {
    const asked = [-gain, gain];
    const tails = mixed(
      afterTails(sale, buyer, asked, 0, true),
      afterTails(sale, buyer, asked, 1, true),
      new Fraction(1, 2),
    );
    return mixed(afterHeads(sale, buyer, asked, [false, true]), tails, sale.delta);
  };

  it("is 4ε/(2 + ε), then (1 − 2ε)/(1 − 2ε + (1 + 3ε)/2)", () => {
    for (const k of [1, 10, 21]) expect(at(k).equals(new Fraction(4 * k, 200 + k))).toBe(true);
    for (const k of [23, 30, 49]) {
      const [kept, lost] = [new Fraction(100 - 2 * k, 100), new Fraction(100 + 3 * k, 200)];
      expect(at(k).equals(kept.div(kept.add(lost)))).toBe(true);
    }
  });

  const environments = withPartitions(everyContext([2, 1, 3]));
  const isFaultless = (k: number, share: Fraction): boolean => {
    const parameters = { discount: new Fraction(k, 100).toFraction(), delta: at(k).mul(share).toFraction() };
    return environments.every(
      (environment) => faultAtStakes(marketWorld(rootInstance(environment, parameters))) === undefined,
    );
  };

  it("is where M begins to fail", { timeout: 30_000 }, () => {
    for (const k of [1, 16, 25, 49]) expect(isFaultless(k, new Fraction(99, 100))).toBe(true);
    for (const k of [1, 16, 49]) expect(isFaultless(k, new Fraction(101, 100))).toBe(false);
  });
});

/** Two states and two signals, each right with a chance; u[a][ω]; what a lie about the signal x gains among n players. */
interface Guess {
  readonly prior: readonly Fraction[];
  readonly right: Fraction;
  readonly u: readonly (readonly number[])[];
}

function gainOf({ prior, right, u }: Guess, n: number, x: 0 | 1): Fraction {
  const wrong = new Fraction(1).sub(right);
  const likely = (state: number, signal: number) => (state === signal ? right : wrong);
  const sum = (list: readonly Fraction[]) => list.reduce((a, b) => a.add(b));
  const normal = (weights: readonly Fraction[]) => weights.map((w) => w.div(sum(weights)));
  const belief = (signal: number) => normal(prior.map((p, state) => p.mul(likely(state, signal))));
  const [own, told] = [belief(x), belief(1 - x)];
  let orders = new Fraction(1);
  return sum(
    upTo(n).map((zeros) => {
      if (zeros > 0) orders = orders.mul(n - zeros).div(zeros);
      const L = [0, 1].map((state) =>
        likely(state, 0)
          .pow(zeros)!
          .mul(likely(state, 1).pow(n - 1 - zeros)!),
      );
      const [mine, announced] = [own, told].map((b) => normal(b.map((p, state) => p.mul(L[state]!))));
      const worthAt = (b: readonly Fraction[], a: number) => sum(b.map((p, state) => p.mul(u[a]![state]!)));
      const a = u.length === 2 && worthAt(announced!, 1).compare(worthAt(announced!, 0)) > 0 ? 1 : 0;
      const chance = orders.mul(sum(own.map((p, state) => p.mul(L[state]!))));
      return chance.mul(worthAt(mine!, a).sub(worthAt(announced!, a)));
    }),
  );
}

const largest = (guess: Guess, n: number): Fraction => {
  const [first, second] = [gainOf(guess, n, 0), gainOf(guess, n, 1)];
  return first.compare(second) > 0 ? first : second;
};

describe("basu/largest-gain", () => {
  const u = [[1, 0], [0, 1]]; // biome-ignore format: one line
  const guesses: Readonly<Record<string, Guess>> = {
    A: { prior: [new Fraction(1, 2), new Fraction(1, 2)], right: new Fraction(3, 4), u },
    B: { prior: [new Fraction(1, 10), new Fraction(9, 10)], right: new Fraction(2, 3), u },
  };

  it.each(Object.entries(guesses))("has the gains of %s", (name, guess) => {
    const points = new Map(pointsOf("basu/largest-gain", `${name}: largest gain`).map(([n, y]) => [exact(n).valueOf(), y])); // biome-ignore format: one line
    for (const n of [1, 2, 3, 8, 9, 14, 21]) {
      const gain = largest(guess, n);
      const shown = points.get(n);
      expect(shown === undefined).toBe(gain.compare(0) <= 0);
      if (shown) expect(isNear(shown, decimal(gain))).toBe(true);
    }
  });

  it.each(Object.entries(guesses))("has a bound for %s that falls with the affinity", (name, { prior, right }) => {
    const [p, v] = [decimal(prior[0]!), decimal(right)];
    const w = decimal(1).minus(v);
    const affinity = v.times(w).sqrt().times(2);
    const belief = (a: Number) => p.times(a).div(p.times(a).plus(decimal(1).minus(p).times(decimal(1).minus(a))));
    const factor = (a: Number) => {
      const [own, told] = [belief(a), belief(decimal(1).minus(a))];
      const across = own
        .times(decimal(1).minus(told))
        .minus(told.times(decimal(1).minus(own)))
        .abs();
      return across.div(told.times(decimal(1).minus(told)).sqrt().times(2));
    };
    const [one, other] = [factor(v), factor(w)];
    const most = one.gt(other) ? one : other;
    for (const [n, y] of some(pointsOf("basu/largest-gain", `${name}: bound`))) {
      expect(isNear(y, most.times(affinity.pow(exact(n).valueOf() - 1)))).toBe(true);
    }
  });
});

describe("basu/n0", () => {
  const guess = (right: Fraction): Guess => ({ prior: [new Fraction(1, 2), new Fraction(1, 2)], right, u: [[1, 0]] });

  it.each([
    ["v = 3/4", new Fraction(3, 4), [3, 10, 40]],
    ["v = 5/8", new Fraction(5, 8), [5, 8, 20]],
    ["v = 9/16", new Fraction(9, 16), [10, 12]],
  ] as const)("is the last n with a gain above ε for %s", (name, right, inverses) => {
    const points = new Map(pointsOf("basu/n0", name).map(([k, y]) => [exact(k).valueOf(), exact(y).valueOf()]));
    for (const k of inverses) {
      const n0 = points.get(k)!;
      const isAbove = (n: number) => largest(guess(right), n).compare(new Fraction(1, k)) > 0;
      expect(isAbove(n0)).toBe(true);
      expect([1, 2, 3, 4, 5].map((more) => isAbove(n0 + more))).toEqual(upTo(5).map(() => false));
    }
  });

  it("stays below 2 + 1/ε², of which v = 1/2 + ε takes about a fifth", () => {
    const at = (name: string, k: number) =>
      exact(pointsOf("basu/n0", name).find(([x]) => exact(x).equals(k))![1]).valueOf();
    const found = ([["v = 3/4", 4], ["v = 5/8", 8], ["v = 9/16", 16]] as const).map(([name, k]) => [at(name, k), at("2 + 1/ε², for every v", k)]); // biome-ignore format: one line
    expect(found).toEqual([[4, 18], [14, 66], [55, 258]]); // biome-ignore format: one line
  });
});
