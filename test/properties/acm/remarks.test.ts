import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { workByFormula, workByPlay } from "../../../properties/acm/counted-work.js";
import { countPlainly, toldApart } from "../../../properties/acm/naive-1-messages.js";
import { alwaysBalanced } from "../../../properties/acm/remark-always-budget-balanced.js";
import { boundIsMaximum } from "../../../properties/acm/remark-b-is-maximum.js";
import { gainsOffPath } from "../../../properties/acm/remark-budget-offpath.js";
import { balancedOnPath } from "../../../properties/acm/remark-budget-onpath.js";
import { communicationOverhead } from "../../../properties/acm/remark-communication.js";
import { computationOverhead } from "../../../properties/acm/remark-computation.js";
import { finesAndDestruction } from "../../../properties/acm/remark-fines.js";
import { lumpedPrice } from "../../../properties/acm/remark-lumped-price.js";
import { noOneSaysNo } from "../../../properties/acm/remark-no-one-says-no.js";
import { totalParticipation } from "../../../properties/acm/remark-participation.js";
import { rootUtility } from "../../../properties/acm/remark-root-utility.js";
import { twoEpsilon } from "../../../properties/acm/remark-two-epsilon.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { GameNode, Terminal } from "../../../src/game/extensive-form.js";
import type { Outcome } from "../../../src/mechanisms/acm/context.js";
import { market } from "../../../src/mechanisms/acm/market.js";
import { naive1 } from "../../../src/mechanisms/acm/naive-1.js";
import { add, rational } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { JsonObject } from "../../../src/verdict/json.js";

const e = new Fraction(1, 20);
const d = new Fraction(1, 80);

/** One good, two players, B = 2: M a second time, by hand. */
interface Pair {
  readonly owner: number;
  readonly worth: readonly [number, number];
}
interface Leaf {
  readonly name: string;
  readonly chance: Fraction;
  readonly utilities: readonly [Fraction, Fraction];
  readonly total: Fraction;
}

function leaf({ owner, worth }: Pair, name: string, chance: Fraction, to: number, prices: [Fraction, Fraction]): Leaf {
  const utilities = [1, 2].map((i) => {
    const value = (to === i ? worth[i - 1]! : 0) - (owner === i ? worth[i - 1]! : 0);
    return new Fraction(value).sub(prices[i - 1]!);
  });
  return { name, chance, utilities: utilities as [Fraction, Fraction], total: prices[0].add(prices[1]) };
}

/** What votes lead to after the good is announced to go to `to` and player 2 to pay p. */
function leaves(pair: Pair, to: number, p: number, second: boolean, third: boolean): Leaf[] {
  const { owner } = pair;
  const heads = new Fraction(1).sub(d);
  const half = d.div(2);
  const accepted: [Fraction, Fraction] = [e.mul(2).sub(p), e.mul(-2).add(p)];
  const kept: [Fraction, Fraction] = [e, e.neg()];
  return [
    ...(second
      ? [leaf(pair, "d", heads, to, accepted)]
      : [
          leaf(pair, "e", heads.mul(new Fraction(1).sub(e)), owner, [e.add(16), e.neg()]),
          leaf(pair, "g", heads.mul(e), owner, kept),
        ]),
    leaf(pair, "i", half, to === 1 ? 1 : 0, kept),
    third
      ? leaf(pair, "j2", half, to === 2 ? 2 : 0, accepted)
      : leaf(pair, "k2", half, owner === 2 ? 2 : 0, [new Fraction(8).div(d).add(e), e.neg()]),
  ];
}

const expected = (found: Leaf[], player: number): Fraction =>
  found.reduce((sum, { chance, utilities }) => sum.add(chance.mul(utilities[player - 1]!)), new Fraction(0));

/** Player 2 votes for her best, and player 1 announces his. */
function playOf(pair: Pair): { best: Fraction; plays: Leaf[][] } {
  const quiet = [leaf(pair, "b", new Fraction(1), pair.owner, [new Fraction(0), new Fraction(0)])];
  const plays = [quiet];
  for (const to of [0, 1, 2]) {
    for (let p = -3; p <= 3; p++) {
      if (to === pair.owner && p === 0) continue;
      const all = [true, false].flatMap((second) => [true, false].map((third) => leaves(pair, to, p, second, third)));
      plays.push(all.reduce((x, y) => (expected(y, 2).compare(expected(x, 2)) > 0 ? y : x)));
    }
  }
  const best = plays.map((play) => expected(play, 1)).reduce((x, y) => (y.compare(x) > 0 ? y : x));
  return { best, plays: plays.filter((play) => expected(play, 1).equals(best)) };
}

const pairs: readonly Pair[] = [1, 2].flatMap((owner) =>
  [-1, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ owner, worth: [x, y] as const }))),
);

/** Found once. */
const solved = new Map(pairs.map((pair) => [pair, playOf(pair)]));

const instanceOf = ({ owner, worth }: Pair, coalitions: number[][] = [[1], [2]]): JsonObject => ({
  mechanism: "acm/M",
  parameters: { discount: "1/20", delta: "1/80" },
  environment: {
    players: 2,
    goods: 1,
    bits: 2,
    endowment: [owner],
    valuations: worth.map((value) => [0, value]),
    coalitions,
  },
  question: "root",
  reports: [],
});

const checked = (claim: Claim, reading: string, instance: JsonObject, choices: JsonObject = {}) =>
  claim.check({ instance, choices }, claim.readings.find(({ name }) => name === reading)!.switches);
const falls = (...at: Parameters<typeof checked>): boolean => violates(checked(...at));
const value = (side: unknown): string => {
  const { numerator, denominator } = side as { numerator: bigint; denominator: bigint };
  return new Fraction(numerator, denominator).toFraction();
};

describe("rational play with two players and one good, by hand", () => {
  it("is balanced, fines nobody, and is worth participating in", () => {
    for (const pair of pairs) {
      for (const play of solved.get(pair)!.plays) {
        expect(play.every(({ total }) => total.equals(0))).toBe(true);
        expect(play.some(({ name }) => name === "e" || name === "k2")).toBe(false);
        expect([1, 2].every((i) => expected(play, i).compare(0) >= 0)).toBe(true);
      }
      expect(falls(balancedOnPath(), "literal", instanceOf(pair))).toBe(false);
      expect(falls(totalParticipation(), "expected+blocks", instanceOf(pair))).toBe(false);
    }
  });

  it("gives player 2 more than 2ε where the endowment is worth −1 to her", () => {
    for (const pair of pairs) {
      const most = solved.get(pair)!.plays.map((play) => expected(play, 2));
      const isAbove = most.some((utility) => utility.compare(e.mul(2)) > 0);
      expect(falls(twoEpsilon(), "expected+independent", instanceOf(pair))).toBe(isAbove);
    }
    const pair = pairs.find(({ owner, worth }) => owner === 2 && worth.join() === "-1,-1")!;
    expect(expected(solved.get(pair)!.plays[0]!, 2).toFraction()).toBe("339/3200");
    expect(value(checked(twoEpsilon(), "expected+independent", instanceOf(pair)).left)).toBe("339/3200");
    expect(falls(twoEpsilon(), "heads+independent", instanceOf(pair))).toBe(false);
    expect(falls(twoEpsilon(), "terminals+independent", instanceOf(pair))).toBe(true);
  });

  it("never gives player 1 the printed value in expectation", () => {
    for (const pair of pairs) {
      const [x, y] = pair.worth;
      const increase = Math.max(0, x, y) - pair.worth[pair.owner - 1]!;
      const printed = new Fraction(increase).sub(e.mul(2));
      const { best } = solved.get(pair)!;
      expect(best.equals(increase > 0 ? printed : 0)).toBe(increase === 0);
      expect(falls(rootUtility(), "value+expected", instanceOf(pair))).toBe(increase > 0);
      expect(falls(rootUtility(), "value+heads", instanceOf(pair))).toBe(false);
      expect(falls(rootUtility(), "zero+terminals", instanceOf(pair))).toBe(false);
    }
    const { left, right } = checked(rootUtility(), "value+expected", instanceOf({ owner: 1, worth: [-1, -1] }));
    expect([left, right].map(value)).toEqual(["2881/3200", "9/10"]);
    // D = 1 and n = 3 by the formula of Lemma 4.
    const four = new Fraction(4, 5);
    const atTails = new Fraction(1, 3).sub(e.mul(8).div(3));
    expect(four.mul(new Fraction(1).sub(d)).add(d.mul(atTails)).toFraction()).toBe("317/400");
  });

  it("totals are never negative at any terminal", () => {
    for (const second of [true, false]) {
      for (const third of [true, false]) {
        for (const found of leaves(pairs[0]!, 0, 1, second, third)) {
          const total = { e: new Fraction(16), k2: new Fraction(8).div(d) }[found.name] ?? new Fraction(0);
          expect(found.total.equals(total), found.name).toBe(true);
        }
      }
    }
    const instance = instanceOf(pairs[0]!);
    expect(falls(gainsOffPath(), "never-loses", instance)).toBe(false);
    expect(falls(gainsOffPath(), "always-gains-after-no", instance)).toBe(true);
    expect(falls(alwaysBalanced(), "every+exact", instance)).toBe(true);
  });
});

describe("the other remarks", () => {
  it("one bit a vote: none after (E, 0), at most n − 1", () => {
    const quiet = instanceOf({ owner: 1, worth: [1, 0] });
    expect(falls(communicationOverhead(), "exact", quiet)).toBe(true);
    expect(falls(communicationOverhead(), "maximum", quiet)).toBe(false);
    const trading = instanceOf({ owner: 1, worth: [0, 1] });
    // Under Heads one vote, under Tails one at w = 2 alone: 1 − δ/2.
    expect(value(checked(communicationOverhead(), "expected", trading).left)).toBe("159/160");
  });

  it("Naive-1 sends n outcomes: nobody's announcement can be shortened", () => {
    const trading = instanceOf({ owner: 1, worth: [0, 1] });
    const { left, right, hypotheses } = checked(communicationOverhead(), "naive-1", trading);
    // Owners 0, 1, 2 at prices (−1, 1), (0, 0), (1, −1).
    expect([value(left), value(right), hypotheses]).toEqual(["9", "9", "inside"]);
    const context = { players: 2, goods: 1, bits: 2, endowment: [1], values: [[0n, 0n], [0n, 1n]] }; // biome-ignore format: one line
    expect([toldApart(context), countPlainly(context)]).toEqual([9n, 9n]);
    // With what the second player says left out of account he need not say anything.
    expect(toldApart({ ...context, endowment: [2] }, (at, said) => naive1(at, said.with(1, said[0]!)))).toBe(1n);
  });

  it("counts 8n + 3m operations", () => {
    for (const players of [1, 2, 3, 7, 8]) {
      for (const goods of [0, 3]) {
        for (const bits of [1, 9]) {
          const size = { players, goods, bits };
          expect(workByPlay(size)).toEqual(workByFormula(size));
          expect(workByPlay(size).words).toBe(8 * players + 3 * goods);
        }
      }
    }
    const quadratic: typeof workByPlay = (size) => ({ words: 11 * size.players ** 2, bits: 0 });
    expect(falls(computationOverhead(quadratic), "words", instanceOf(pairs[0]!))).toBe(true);
    expect(falls(computationOverhead(), "words", instanceOf(pairs[0]!))).toBe(false);
  });

  it("B − 1 is the greatest value", () => {
    const instance = instanceOf(pairs[0]!);
    expect(value(checked(boundIsMaximum(), "maximum", instance).right)).toBe("1");
    expect(falls(boundIsMaximum(), "maximum", instance)).toBe(true);
    expect(falls(boundIsMaximum(["B − 1 for B"]), "maximum", instance)).toBe(false);
  });

  const three = (gain: number): JsonObject => ({
    ...instanceOf(pairs[0]!),
    parameters: { discount: "1/30", delta: "1/120" },
    environment: {
      players: 3,
      goods: 1,
      bits: 2,
      endowment: [1],
      valuations: [
        [0, gain === 0 ? -1 : 0],
        [0, 0],
        [0, gain],
      ],
      coalitions: [[1], [2, 3]],
    },
  });

  it("a lumped price is refused by player 2 alone where d_3 > 0", () => {
    expect(falls(lumpedPrice(), "votes", three(1))).toBe(false);
    expect(falls(lumpedPrice(), "loss", three(1))).toBe(false);
    expect(falls(lumpedPrice(), "votes", three(0))).toBe(true);
    expect(falls(lumpedPrice(), "loss", three(0))).toBe(true);
  });

  it("falls where a fine is a reward", () => {
    const broken = changed((node) =>
      node.name === "k2" ? withPrice(node, 1, (price) => rational(-price.numerator, price.denominator)) : node,
    );
    expect(falls(lumpedPrice(broken), "loss", three(1))).toBe(true);
  });
});

/** M with other terminals. */
function changed(change: (node: Terminal<Outcome>) => Terminal<Outcome>): typeof market {
  const within = (node: GameNode<Outcome>): GameNode<Outcome> => {
    if (node.kind === "terminal") return change(node);
    if (node.kind === "moves") return { ...node, after: (actions) => within(node.after(actions)) };
    return { ...node, branches: node.branches.map((branch) => ({ ...branch, node: within(branch.node) })) };
  };
  return (...at) => within(market(...at));
}

const withPrice = (
  node: Terminal<Outcome>,
  player: number,
  change: (price: Outcome["prices"][number]) => Outcome["prices"][number],
): Terminal<Outcome> => ({
  ...node,
  outcome: {
    ...node.outcome,
    prices: node.outcome.prices.map((price, i) => (i === player - 1 ? change(price) : price)),
  },
});

describe("each check rejects a broken M", () => {
  const trading = instanceOf({ owner: 1, worth: [0, 1] });
  const pays = (name: string, player: number, more: bigint) =>
    changed((node) => (node.name === name ? withPrice(node, player, (price) => add(price, rational(more))) : node));
  const named = (from: string, to: string) => changed((node) => (node.name === from ? { ...node, name: to } : node));
  // With her money back, so that she still says YES.
  const wasteful = changed((node) =>
    node.name === "d"
      ? withPrice({ ...node, outcome: { ...node.outcome, allocation: [0] } }, 2, (price) => add(price, rational(-1n)))
      : node,
  );
  const atHeads = ["E does not maximise social welfare", "after c_0 = Heads"];

  it.each<[string, (tree: typeof market) => Claim, string, typeof market]>([
    ["that loses money after a NO", gainsOffPath, "never-loses", pays("e", 1, -17n)],
    ["that loses money after a NO, in expectation", gainsOffPath, "gains-after-no", pays("e", 1, -17n)],
    ["that keeps a unit", balancedOnPath, "literal", pays("d", 1, 1n)],
    ["that keeps a unit under Tails", alwaysBalanced, "rational+exact", pays("i", 1, 1n)],
    ["that gives away a unit", alwaysBalanced, "every+no-deficit", pays("i", 1, -1n)],
    ["that fines after YES", finesAndDestruction, "fines", named("d", "e")],
    ["that destroys what is accepted", finesAndDestruction, "destroyed-by-mechanism", wasteful],
    ["that pays player 2 too much", twoEpsilon, "heads+independent", pays("d", 2, -1n)],
    ["that charges player 1", rootUtility, "value+heads", pays("d", 1, 1n)],
    ["that charges player 1 more than he gains", totalParticipation, "expected+blocks", pays("d", 1, 2n)],
    ["that takes no votes", (tree) => communicationOverhead(tree, atHeads), "exact", named("d", "b")],
    ["in which YES costs a unit more", noOneSaysNo, "truthful", pays("j2", 2, 1n)],
  ])("%s", (_, claim, reading, broken) => {
    expect(falls(claim(broken), reading, trading)).toBe(true);
    expect(falls(claim(market), reading, trading)).toBe(false);
  });
});
