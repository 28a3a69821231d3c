import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import { mainExamples } from "../../../properties/nst/main-examples.js";
import {
  gapElsewhere,
  mainInstance,
  matchingForOne,
  matchingOf,
  selectionByOthers,
} from "../../../properties/nst/main-tables.js";
import { richReactions } from "../../../properties/nst/remark-rich-reactions.js";
import { tableOf } from "../../../properties/nst/table-cases.js";
import { theorem2a, theorem2b } from "../../../properties/nst/theorem-2.js";
import { theoremInformal } from "../../../properties/nst/theorem-informal.js";
import type { Claim } from "../../../src/claim/claim.js";
import { rational } from "../../../src/number/rational.js";
import { falls } from "./falls.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

/** The generic mechanism of three players, S = {0, 1}, in decimals. It shares no code with the program. */
const Precise = Decimal.clone({ precision: 40 });
const num = (x: number | string) => new Precise(x);

/** ε* and q* for d, p̃γ, two alternatives and n players. */
function levelOf(d: number, share: number, n: number) {
  const epsilon = num(share).times(d).div(n).sqrt().times(num(n).times(share).div(d).ln().sqrt());
  return { epsilon, q: epsilon.times(2).div(share) };
}

/** The chance of alternative 0 where n·(F(0) − F(1)) = lead. */
const chanceOf = (lead: Decimal, d: number, epsilon: Decimal) =>
  num(1).div(
    num(1).plus(
      lead
        .times(epsilon)
        .div(-2 * d)
        .exp(),
    ),
  );

const middle = (side: unknown): Decimal => {
  const { low } = side as { low: { numerator: bigint; denominator: bigint } };
  return num(`${low.numerator}`).div(`${low.denominator}`);
};
const near = (side: unknown, expected: Decimal) => middle(side).minus(expected).abs().lt("1e-20");

const proved = "proved on the domain";

describe("Theorem 2", () => {
  it("holds with γ over the separating set and, for part b, a selection by the own type", async () => {
    expect(await wordsOf(theorem2a())).toEqual({ "over-S": `refuted, ${proved}`, "over-St": proved });
    expect(await wordsOf(theorem2b())).toEqual({
      "over-S+own": `refuted, ${proved}`,
      "over-S+any": `refuted, ${proved}`,
      "over-St+own": proved,
      "over-St+any": `refuted, ${proved}`,
    });
  });

  it("lets a lie gain where γ comes from an alternative that the commitment never draws", () => {
    // γ = 1/2, p̃ = 1, d = 1/20; truth: leads are 0; after the lie n·F is 31/20 against 29/20.
    const { epsilon, q } = levelOf(1 / 20, 1 / 2, 3);
    const free = (chance: Decimal) => num(1).minus(q).times(chance.plus(1).div(2));
    const truth = free(chanceOf(num(0), 1 / 20, epsilon)).plus(q);
    const lie = free(chanceOf(num("0.1"), 1 / 20, epsilon)).plus(q.times("0.995"));
    expect(lie.minus(truth).toFixed(4)).toBe("0.0035");
    const instance = mainInstance("1/20", ["1", "0"], gapElsewhere);
    const choices = {
      conclusion: "truthful",
      profile: [0, 0, 0],
      lie: { player: 0, lie: 1, announced: [0, 0, 0] },
    };
    const check = checkOf(theorem2a(), "over-S", choices, instance);
    expect([near(check.left, lie), near(check.right, truth), check.holds]).toEqual([true, true, false]);
    // With γ = 1/200 three players are far too few.
    expect(checkOf(theorem2a(), "over-St", {}, instance).hypotheses).toBe("outside");
  });

  it("is not strictly truthful where the imposed reaction depends on what others announce", () => {
    // γ = 1, p̃ = 1/2; the lie costs 1/50 at alternative 1, which is drawn with probability q/2.
    const { epsilon, q } = levelOf(1 / 20, 1 / 2, 3);
    const free = (chance: Decimal) => num(1).minus(q).times(num(1).minus(chance));
    const truth = free(chanceOf(num(0), 1 / 20, epsilon)).plus(q.div(2));
    const lie = free(chanceOf(num("-0.1"), 1 / 20, epsilon)).plus(q.div(2).times("0.98"));
    const instance = mainInstance("1/20", "uniform", selectionByOthers);
    const choices = {
      conclusion: "truthful",
      profile: [0, 0, 0],
      lie: { player: 0, lie: 1, announced: [0, 1, 0] },
    };
    const check = checkOf(theorem2b(), "over-St+any", choices, instance);
    expect([near(check.left, lie), near(check.right, truth), check.holds]).toEqual([true, true, false]);
    expect(checkOf(theorem2b(), "over-St+own", {}, instance).hypotheses).toBe("outside");
    expect(fallsAt(theorem2a(), "over-St", {}, instance)).toBe(false);
  });

  it("has the error q*/2 and a little for one best alternative of two, below β = 3q*", () => {
    const { epsilon, q } = levelOf(1 / 1000, 1 / 2, 3);
    const instance = mainInstance("1/1000", "uniform", matchingForOne(3, 2));
    const check = checkOf(theorem2a(), "over-St", { conclusion: "optimal", profile: [0, 0, 0], lie: null }, instance);
    const missed = num(1).minus(chanceOf(num(3), 1 / 1000, epsilon));
    expect(near(check.left, q.div(2).plus(num(1).minus(q).times(missed)))).toBe(true);
    expect(near(check.right, q.times(3))).toBe(true);
    expect(q.times(3).lt(1)).toBe(true);
  });

  it("catches a commitment thirty times too rare, and passes the honest one", () => {
    const instance = mainInstance("1/20", "uniform", matchingOf(3, 3, 2));
    const rare = { q: rational(1n, 30n), epsilon: rational(1n) };
    expect(fallsAt(theorem2a([], mainExamples, rare), "over-St", {}, instance)).toBe(true);
    expect(fallsAt(theorem2b([], mainExamples, rare), "over-St+own", {}, instance)).toBe(true);
    for (const reading of ["over-S", "over-St"]) expect(fallsAt(theorem2a(), reading, {}, instance)).toBe(false);
    expect(fallsAt(theorem2b(), "over-S+any", {}, instance)).toBe(false);
  });

  it("catches an exponential part that is far too sharp, as it is decided and as it is checked", () => {
    const instance = mainInstance("3/1000", "uniform", matchingOf(3, 3, 2, 2, 1000));
    const examples = () => [{ instance, choices: {} }];
    // A lie by one of three of type 1 moves the log odds by kε*, and she gets 1 at one alternative and 1/2 at the other.
    const { epsilon, q } = levelOf(3 / 1000, 1 / 2, 3);
    expect(q.times(3).toFixed(3)).toBe("0.669");
    const gainOf = (k: number) => {
      const at = (lead: string) => chanceOf(num(lead), 3 / 1000, epsilon.times(k));
      return num(1)
        .minus(q)
        .times(at("0.006").minus(at("0")))
        .div(2)
        .minus(q.div(2))
        .toNumber();
    };
    expect([gainOf(1) < 0, gainOf(100) > 0]).toEqual([true, true]);
    const sharp = { q: rational(1n), epsilon: rational(100n) };
    for (const [claim, reading] of [
      [theorem2a, "over-St"],
      [theorem2b, "over-St+own"],
    ] as const) {
      expect(falls(claim([], examples, sharp) as Claim, reading)).toBe(true);
      expect(falls(claim([], examples) as Claim, reading)).toBe(false);
    }
  });
});

describe("the informal theorem", () => {
  it("needs one gap for all populations", async () => {
    expect(await wordsOf(theoremInformal())).toEqual({
      "any+ex-post": `refuted, ${proved}`,
      "any+dominant": `refuted, ${proved}`,
      "non-trivial+ex-post": `refuted, ${proved}`,
      "non-trivial+dominant": `refuted, ${proved}`,
      "fixed+ex-post": proved,
      "fixed+dominant": proved,
    });
  });

  it("leaves at least (1 − nδ/(1 − δ))/2 to any mechanism where a lie costs δ", () => {
    const instance = (n: number, cost: readonly [number, number]) => ({
      mechanism: "nst/commitment",
      environment: tableOf({
        types: Array.from({ length: n }, () => 2),
        alternatives: 2,
        reactions: 2,
        utility: (player, profile, s, r) => {
          const lost = r === profile[player] ? 0 : cost[0];
          return s === 0 ? `${cost[1] - lost}/${cost[1]}` : `${cost[0] - lost}/${cost[1]}`;
        },
        objective: (profile, s) => `${profile.filter((type) => type === s).length}/${n}`,
      }),
      reports: Array.from({ length: n }, () => 0),
    });
    for (const [n, a, b, falls] of [
      [1, 0, 1, true],
      [3, 1, 24, true],
      [2, 1, 16, true],
      [2, 1, 5, false],
    ] as const) {
      const check = checkOf(theoremInformal(), "any+ex-post", {}, instance(n, [a, b]));
      // These reactions are private.
      expect(checkOf(theoremInformal(), "any+dominant", {}, instance(n, [a, b])).left).toEqual(check.left);
      // nδ/(1 − δ) = na/(b − a).
      const { numerator, denominator } = check.left as { numerator: bigint; denominator: bigint };
      expect(numerator * BigInt(2 * (b - a))).toBe(denominator * BigInt(b - a - n * a));
      expect(check.holds).toBe(!falls);
    }
  });

  it("would fall with a tenth more than the bound of Corollary 2, where that is just below β", () => {
    const bound = (n: number) => num(72).times(num(n).div(2).ln()).div(n).sqrt();
    const first = Array.from({ length: 40 }, (_, k) => k + 470).find((n) => bound(n).lt("0.9"))!;
    expect(first).toBe(489);
    const choices = { d: "1", gamma: "1", alternatives: "2", beta: "9/10", n: `${first + 1}` };
    const falls = fallsAt(theoremInformal([], rational(11n, 10n)), "fixed+ex-post", choices);
    expect([falls, fallsAt(theoremInformal(), "fixed+ex-post", choices)]).toEqual([true, false]);
  });
});

describe("rich reactions", () => {
  it("are enough, and needed only where optimal reactions are unique", async () => {
    expect(await wordsOf(richReactions())).toEqual({ enough: proved, needed: `refuted, ${proved}` });
  });

  it("are not there where ties and their selection alone make lies costly", () => {
    // Rows are type 0 and type 1; each cell the utilities of both reactions.
    const utilities = [
      ["11", "10"],
      ["01", "11"],
    ];
    const instance = {
      mechanism: "nst/commitment",
      environment: tableOf({
        types: [2],
        alternatives: 2,
        reactions: 2,
        utility: (_, [type], s, r) => utilities[type!]![s]![r]!,
        selection: (_, [type]) => type!,
      }),
      reports: [0],
    };
    const best = (type: number, s: number) => [0, 1].filter((r) => utilities[type]![s]![r] === "1");
    for (const s of [0, 1]) expect(best(0, s).some((r) => best(1, s).includes(r))).toBe(true);
    for (const type of [0, 1]) expect([0, 1].some((s) => utilities[type]![s]![1 - type] === "0")).toBe(true);
    expect(fallsAt(richReactions(), "needed", {}, instance)).toBe(true);
    expect(fallsAt(richReactions(), "enough", {}, instance)).toBe(false);
    const matched = {
      ...instance,
      environment: tableOf({
        types: [2],
        alternatives: 1,
        reactions: 2,
        utility: (_, [type], _s, r) => (r === type ? "1" : "0"),
      }),
    };
    expect(fallsAt(richReactions(), "needed", {}, matched)).toBe(false);
    expect(fallsAt(richReactions([], rational(1n)), "enough", {}, matched)).toBe(true);
  });
});
