import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { lemma3 } from "../../../properties/acm/lemma-3.js";
import { lemma4 } from "../../../properties/acm/lemma-4.js";
import { lemma5 } from "../../../properties/acm/lemma-5.js";
import { lemma6 } from "../../../properties/acm/lemma-6.js";
import { lemma10 } from "../../../properties/acm/lemma-10.js";
import { lemma11 } from "../../../properties/acm/lemma-11.js";
import { largestDelta, mostKept } from "../../../properties/acm/loose-stakes.js";
import { looseness } from "../../../properties/acm/looseness.js";
import type { MarketTree } from "../../../properties/acm/market-world.js";
import { theorem1, theorem1Prime, theorem1Second } from "../../../properties/acm/theorem-1.js";
import { corollary1, lemma1, lemma2, lemma7, lemma8, lemma9 } from "../../../properties/acm/vote-lemmas.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { GameNode } from "../../../src/game/extensive-form.js";
import type { Outcome } from "../../../src/mechanisms/acm/context.js";
import { market } from "../../../src/mechanisms/acm/market.js";
import { rational, subtract } from "../../../src/number/rational.js";
import { violates } from "../../../src/search/score.js";
import type { Json, JsonObject } from "../../../src/verdict/json.js";

/** M a second time, for two players: from the table of its terminals, in fractions, votes by trying all. */
interface Market {
  readonly bits: number;
  readonly endowment: readonly number[];
  readonly values: readonly (readonly number[])[];
  readonly discount: Fraction;
  readonly delta: Fraction;
}
type Prices = readonly [number, number];

const F = (p: number | string, q = 1) => new Fraction(p).div(q);
const worth = ({ values }: Market, allocation: readonly number[], i: number) =>
  values[i - 1]![allocation.reduce((mask, owner, good) => (owner === i ? mask | (1 << good) : mask), 0)]!;
const only = (allocation: readonly number[], i: number) => allocation.map((owner) => (owner === i ? i : 0));

/** Expected utilities of players 1 and 2 where 2 votes so. */
function utilities(m: Market, A: readonly number[], [p1, p2]: Prices, step2: boolean, step3: boolean): Fraction[] {
  const [n, B, e] = [2, 2 ** (m.bits - 1), m.discount];
  const at = (allocation: readonly number[], prices: readonly Fraction[]) =>
    prices.map((price, i) => F(worth(m, allocation, i + 1) - worth(m, m.endowment, i + 1)).sub(price));
  const branches: [Fraction, Fraction[]][] = [];
  const heads = F(1).sub(m.delta);
  if (step2) branches.push([heads, at(A, [F(p1).add(e.mul(2)), F(p2).sub(e.mul(2))])]);
  else {
    branches.push([heads.mul(F(1).sub(e)), at(m.endowment, [F(2 * n * n * B).add(e), e.neg()])]);
    branches.push([heads.mul(e), at(m.endowment, [e, e.neg()])]);
  }
  branches.push([m.delta.div(2), at(only(A, 1), [e, e.neg()])]);
  branches.push([
    m.delta.div(2),
    step3
      ? at(only(A, 2), [F(-p2).add(e.mul(n)), F(p2).sub(e.mul(2))])
      : at(only(m.endowment, 2), [
          F(n * n * B)
            .div(m.delta)
            .add(e),
          e.neg(),
        ]),
  ]);
  return [0, 1].map((i) => branches.reduce((sum, [p, u]) => sum.add(p.mul(u[i]!)), F(0)));
}

const allocations = (goods: number): number[][] =>
  goods === 0 ? [[]] : allocations(goods - 1).flatMap((list) => [0, 1, 2].map((owner) => [...list, owner]));
const welfare = (m: Market, A: readonly number[]) => worth(m, A, 1) + worth(m, A, 2);
const most = (m: Market) => Math.max(...allocations(m.endowment.length).map((A) => welfare(m, A)));

interface Played {
  readonly A: readonly number[];
  readonly price: number;
  readonly utility: Fraction[];
}

/** What every announcement leads to where each of the blocks has a strictly best vote. */
function plays(m: Market, together: boolean): Played[] {
  const limit = 2 ** m.bits;
  const votes = [true, false].flatMap((x) => [true, false].map((y) => [x, y] as const));
  return allocations(m.endowment.length).flatMap((A) =>
    Array.from({ length: 2 * limit - 1 }, (_, i) => i + 1 - limit)
      .filter((price) => price !== 0 || A.some((owner, good) => owner !== m.endowment[good]))
      .map((price) => {
        const found = votes.map(([x, y]) => utilities(m, A, [-price, price], x, y));
        const score = (u: Fraction[]) => (together ? u[0]!.add(u[1]!) : u[1]!);
        const best = found.reduce((top, next) => (score(next).compare(score(top)) > 0 ? next : top));
        if (found.filter((u) => score(u).equals(score(best))).length > 1) throw new Error("no vote is strictly best");
        return { A, price, utility: best };
      }),
  );
}

/** Whether player 1's best is semi-truthful, or (E, 0) where E is best, and nobody loses by it. */
function stands(m: Market, together: boolean): boolean {
  const score = ({ utility }: Played) => (together ? utility[0]!.add(utility[1]!) : utility[0]!);
  const all = plays(m, together);
  const top = all.reduce((best, next) => (score(next).compare(best) > 0 ? score(next) : best), F(0));
  const best = all.filter((play) => score(play).equals(top));
  if (welfare(m, m.endowment) === most(m)) return top.equals(0);
  const blocks = ({ utility }: Played) => (together ? [utility[0]!.add(utility[1]!)] : utility);
  return (
    top.compare(0) > 0 &&
    best.every(
      (play) =>
        welfare(m, play.A) === most(m) &&
        (together || play.price === worth(m, play.A, 2) - worth(m, m.endowment, 2)) &&
        blocks(play).every((u) => u.compare(0) >= 0),
    )
  );
}

const marketsOf = (bits: number, discount: Fraction, delta: Fraction): Market[] => {
  const B = 2 ** (bits - 1);
  const values = Array.from({ length: 2 * B - 1 }, (_, i) => i + 1 - B);
  return [1, 2].flatMap(
    (owner) =>
    values.flatMap((x) => values.map((y) => ({ bits, endowment: [owner], values: [[0, x], [0, y]], discount, delta }))), // biome-ignore format: one line
  );
};

const instanceOf = (
  valuations: readonly (readonly number[])[],
  coalitions: readonly (readonly number[])[],
  { endowment = [1], bits = 2, discount = "1/20", delta = "1/80" } = {},
): JsonObject => ({
  mechanism: "acm/M",
  parameters: { discount, delta },
  environment: {
    players: valuations.length,
    goods: endowment.length,
    bits,
    endowment,
    valuations: valuations as unknown as Json,
    coalitions: coalitions as unknown as Json,
  },
  question: "root",
  reports: [],
});

const checkOf = (claim: Claim, instance: JsonObject, reading?: string, choices: JsonObject = {}) =>
  claim.check(
    { instance, choices },
    claim.readings.find(({ name }) => name === (reading ?? claim.readings[0]!.name))!.switches,
  );
const falls = (...at: Parameters<typeof checkOf>) => violates(checkOf(...at));

const apart = [[1], [2]] as const;
const trade = instanceOf([[0, 0], [0, 1]], apart); // biome-ignore format: one line
const kept = instanceOf([[0, 1], [0, 0]], apart); // biome-ignore format: one line
const twoWays = { endowment: [1] };

/** Prices of a player at the terminals so named, moved by some amount. */
const moved =
  (name: RegExp, player: number, by: (stakes: Parameters<MarketTree>[0]) => ReturnType<typeof rational>): MarketTree =>
  (stakes, context, announced) => {
    const visit = (node: GameNode<Outcome>): GameNode<Outcome> => {
      if (node.kind === "chance")
        return { ...node, branches: node.branches.map((branch) => ({ ...branch, node: visit(branch.node) })) };
      if (node.kind === "moves") return { ...node, after: (actions) => visit(node.after(actions)) };
      if (!name.test(node.name)) return node;
      const prices = node.outcome.prices.map((price, i) => (i === player - 1 ? subtract(price, by(stakes)) : price));
      return { ...node, outcome: { ...node.outcome, prices } };
    };
    return visit(market(stakes, context, announced));
  };

const one = () => rational(1n);

describe("what the lemmas say of the root, a second time", () => {
  it("the printed stakes suffice at every context of two players, one good and two bits", () => {
    for (const m of marketsOf(2, F("1/20"), F("1/80"))) {
      for (const together of [false, true]) expect(stands(m, together), JSON.stringify(m.values)).toBe(true);
    }
    expect(falls(looseness(), trade, "suffice")).toBe(false);
  });

  it("Lemma 10 falls where everybody is in one block and SW(E) = 0: (E, 0) is not alone", () => {
    const empty: Market = { bits: 1, endowment: [], values: [[0], [0]], discount: F("1/20"), delta: F("1/40") };
    const joint = plays(empty, true).map(({ utility }) => utility[0]!.add(utility[1]!).toFraction());
    expect(joint).toEqual(["0", "0"]);
    expect(plays(empty, false).every(({ utility }) => utility[0]!.compare(0) < 0)).toBe(true);
    const nothing = instanceOf([[0], [0]], [[1, 2]], { endowment: [], bits: 1, delta: "1/40" });
    expect(falls(lemma10(), nothing)).toBe(true);
    expect(falls(lemma10(), nothing, "weak")).toBe(false);
    // The near miss: with SW(E) = 1 it costs δ/2 to announce anything else.
    const rich: Market = { ...empty, bits: 2, endowment: [1], values: [[0, 1], [0, 0]] }; // biome-ignore format: one line
    const top = plays(rich, true).map(({ utility }) => utility[0]!.add(utility[1]!)).reduce((x, y) => (y.compare(x) > 0 ? y : x)); // biome-ignore format: one line
    expect(top.equals(rich.delta.div(-2))).toBe(true);
    expect(falls(lemma10(), instanceOf([[0, 1], [0, 0]], [[1, 2]]))).toBe(false); // biome-ignore format: one line
  });

  it("Lemma 3 falls for one player with two best allocations, which M does not tell apart", () => {
    const two = instanceOf([[0, 0]], [[1]], twoWays);
    expect([falls(lemma3(), two, "lemma-any"), falls(lemma10(), two, "strict-any")]).toEqual([true, true]);
    expect(falls(lemma3(), instanceOf([[0, 1]], [[1]], twoWays), "lemma-any")).toBe(false);
    // The proof takes n ≥ 2.
    expect([checkOf(lemma3(), two).hypotheses, checkOf(lemma10(), two).hypotheses]).toEqual(["outside", "outside"]);
    expect(falls(lemma3(["n ≥ 2"]), kept)).toBe(false);
  });

  it("its bound on Heads cannot rest on |P*_1| < 2B: with three players P*_1 reaches 2(2B − 1)", () => {
    const three = instanceOf([[0], [0], [0]], [[1], [2], [3]], {
      endowment: [],
      bits: 1,
      delta: "1/80",
      discount: "1/20",
    });
    const check = checkOf(lemma3(), three, "case-2-price");
    expect([check.left, check.right]).toEqual([rational(2n), rational(2n)]);
    expect(violates(check)).toBe(true);
    expect(falls(lemma3(), three, "case-2-heads")).toBe(false);
  });

  it("Lemma 6's step M(s)^δ = (E, 0) iff SW(E) = max SW falls with one player", () => {
    expect(falls(lemma6(), instanceOf([[0, 0]], [[1]], twoWays), "status-quo-any")).toBe(true);
    expect(checkOf(lemma6(), instanceOf([[0, 0]], [[1]], twoWays), "status-quo").hypotheses).toBe("outside");
    expect(falls(lemma6(), kept, "status-quo")).toBe(false);
  });

  it("Theorem 1' with δ itself in M: player 2 loses exactly where δ > 4ε/(1 + ε)", () => {
    const at = (delta: Fraction): Market => ({ bits: 3, endowment: [2], values: [[0, 2], [0, 1]], discount: F("1/20"), delta }); // biome-ignore format: one line
    const limit = F("4/21");
    expect(
      plays(at(limit), false)
        .find(({ A, price }) => A[0] === 1 && price === -1)!
        .utility[1]!.equals(0),
    ).toBe(true);
    expect(stands(at(limit), false)).toBe(true);
    expect(stands(at(limit.add(F("1/1000"))), false)).toBe(false);
    const instance = (delta: string) => instanceOf([[0, 2], [0, 1]], apart, { endowment: [2], bits: 3, delta }); // biome-ignore format: one line
    for (const claim of [theorem1Prime(), theorem1Second()]) {
      expect(falls(claim, instance("4/21"), "same")).toBe(false);
      expect(falls(claim, instance("2/5"), "same")).toBe(true);
      expect(checkOf(claim, instance("2/5"), "smaller").hypotheses).toBe("outside");
    }
    expect(falls(theorem1(), instance("1/100"))).toBe(false);
  });

  it("the exact region of the stakes: nothing falls up to the largest δ, something beyond (endowments of the largest values)", () => {
    expect([mostKept([2, 1, 2]), mostKept([2, 1, 3]), mostKept([2, 0, 1]), mostKept([2, 2, 2])]).toEqual([0n, 2n, undefined, 1n]); // biome-ignore format: one line
    expect(largestDelta([2, 1, 3], rational(1n, 20n))).toEqual(rational(4n, 41n));
    expect(largestDelta([2, 1, 2], rational(1n, 20n))).toEqual(rational(1n));
    const standsAt = (bits: number, discount: string, delta: string) =>
      marketsOf(bits, F(discount), F(delta))
        .filter((m) => worth(m, m.endowment, m.endowment[0]!) >= bits - 1 || bits === 2)
        .every((m) => stands(m, false));
    expect(standsAt(3, "1/20", "4/41")).toBe(true);
    expect(standsAt(3, "1/20", "41/410")).toBe(false);
    // δ as large as nearly 1, ε five times the printed bound less little: one good and two bits bear it.
    expect(standsAt(2, "1/20", "99/100")).toBe(true);
    expect(standsAt(2, "12/25", "1/100")).toBe(true);
    expect(standsAt(2, "1/2", "1/100")).toBe(false);
    const empty = instanceOf([[0], [0]], [[1, 2]], { endowment: [], bits: 1, delta: "1/2" });
    expect([falls(looseness(), empty, "delta"), falls(looseness(), empty, "discount")]).toEqual([true, false]);
  });
});

describe("the checks reject a broken M", () => {
  it("without the fine of step 3: votes inside the block of player 1, and what it announces", () => {
    const noFine = moved(/^k/, 1, ({ delta }) => rational(8n * delta.denominator, delta.numerator));
    const together = instanceOf([[0, 0], [0, -1]], [[1, 2]]); // biome-ignore format: one line
    expect([falls(lemma9(noFine), together), falls(lemma9(), together)]).toEqual([true, false]);
    expect([falls(corollary1(noFine), together, "any"), falls(corollary1(), together, "any")]).toEqual([true, false]);
  });

  it("with a unit for whoever says NO in step 3, and one where A* is chosen", () => {
    const refusal = moved(/^k/, 2, one);
    for (const of of [lemma2, lemma8]) expect([falls(of(refusal), trade), falls(of(), trade)]).toEqual([true, false]);
    expect(falls(lemma2(refusal), trade, "difference")).toBe(true);
    const choice = moved(/^[df]/, 2, one);
    for (const of of [lemma1, lemma7]) expect([falls(of(choice), trade), falls(of(), trade)]).toEqual([true, false]);
    expect([falls(lemma1(choice), trade, "utility"), falls(lemma1(), trade, "utility")]).toEqual([true, false]);
    expect(falls(corollary1(choice), trade)).toBe(true);
  });

  it("with three units for player 1 at step d", () => {
    const gift = moved(/^d/, 1, () => rational(3n));
    expect([falls(lemma3([], gift), kept), falls(lemma3(), kept)]).toEqual([true, false]);
    expect([falls(lemma10([], gift), kept), falls(lemma10(), kept)]).toEqual([true, false]);
    expect([falls(lemma4(gift), trade, "formula-1"), falls(lemma4(), trade, "formula-1")]).toEqual([true, false]);
    // The gift is no part of f(θ): prices no longer sum to 0.
    expect([falls(lemma5(gift), trade), falls(lemma5(), trade)]).toEqual([true, false]);
    expect([falls(theorem1(gift), trade), falls(looseness(gift), trade)]).toEqual([true, true]);
    for (const of of [theorem1Prime, theorem1Second]) expect(falls(of(gift), trade, "smaller")).toBe(true);
  });

  it("that forgets at step d what was announced: two best announcements, one outcome", () => {
    const forgetful: MarketTree = (stakes, context, announced) => {
      const visit = (node: GameNode<Outcome>): GameNode<Outcome> => {
        if (node.kind === "chance")
          return { ...node, branches: node.branches.map((branch) => ({ ...branch, node: visit(branch.node) })) };
        if (node.kind === "moves") return { ...node, after: (actions) => visit(node.after(actions)) };
        const outcome = { allocation: [2], prices: [rational(1n, 10n), rational(-1n, 10n)] };
        return node.name === "d" ? { ...node, outcome } : node;
      };
      return visit(market(stakes, context, announced));
    };
    const burden = [[0, -1], [0, 0]]; // biome-ignore format: one line
    const itself = { other: { valuations: burden, coalitions: apart as unknown as Json } };
    const at = instanceOf(burden, apart);
    expect([falls(lemma6(forgetful), at, "lemma", itself), falls(lemma6(), at, "lemma", itself)]).toEqual([
      true,
      false,
    ]);
  });

  it("with a unit less for player 2 at step d: nobody takes what is priced at her gain", () => {
    const tax = moved(/^d/, 2, () => rational(-1n));
    expect([falls(lemma11(tax), trade), falls(lemma11(), trade)]).toEqual([true, false]);
    expect([falls(lemma4(tax), trade), falls(lemma4(), trade)]).toEqual([true, false]);
  });
});
