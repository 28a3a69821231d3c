import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { averageSensitivity } from "../../../properties/nst/average-sensitivity.js";
import { boundedUtilities } from "../../../properties/nst/bounded-utilities.js";
import { coMonotoneObjective } from "../../../properties/nst/co-monotone.js";
import { type Formats, implementationDefined } from "../../../properties/nst/def-implementation.js";
import { gapPositive } from "../../../properties/nst/gap-positive.js";
import { growingSensitivity } from "../../../properties/nst/growing-sensitivity.js";
import { imposing } from "../../../properties/nst/imposing.js";
import { singletonInverse } from "../../../properties/nst/inverse-strategies.js";
import { pTilde, pTildeStrict } from "../../../properties/nst/p-tilde.js";
import { parityObjective } from "../../../properties/nst/parity-objective.js";
import { singletonReactions } from "../../../properties/nst/singleton-reactions.js";
import { theMixture } from "../../../properties/nst/theorem-1.js";
import { uselessPublication } from "../../../properties/nst/useless-publication.js";
import type { Claim } from "../../../src/claim/claim.js";
import type { ReadingResult } from "../../../src/claim/result.js";
import { commitmentMechanismFormat, mixtureMechanismFormat } from "../../../src/instance/nst-mechanisms.js";
import { commitmentLottery } from "../../../src/mechanisms/nst/commitment.js";
import { exponentialLottery } from "../../../src/mechanisms/nst/exponential.js";
import { fromLottery } from "../../../src/mechanisms/nst/lottery.js";
import { mixture, mixtureLottery } from "../../../src/mechanisms/nst/mixture.js";
import { gap } from "../../../src/notions/gap.js";
import { add, multiply, one, rational } from "../../../src/number/rational.js";
import { decided, ln, only, words } from "../cckmv/decided.js";

const half = rational(1n, 2n);

/** The same promise each time. */
function once<V>(find: () => Promise<V>): () => Promise<V> {
  let found: Promise<V> | undefined;
  return () => {
    found ??= find();
    return found;
  };
}

/** A repair that is proved, with every one of its changes shown to be needed. */
function expectRepaired({ repair, name }: ReadingResult, ...changes: readonly string[]): void {
  expect(repair?.verdict, name).toMatch(/^proved/);
  expect(repair?.changes, name).toEqual(changes);
  expect(
    repair?.necessary.map(({ without }) => without),
    name,
  ).toEqual(changes);
}

/** Whether a claim is decided as it should be, for one of its readings. */
const wordOf = async <Case>(name: string, claim: Claim<Case>) => words(await decided(only(name, claim)))[name];

/** The counterexample of a reading: its environment, choices and sides. */
function shown({ counterexample }: ReadingResult) {
  const { instance, choices, lhs, rhs } = counterexample!;
  return { ...(instance.environment as { types: number[][]; utility: string[][][][] }), choices, lhs, rhs, instance };
}

/** The mixture with another lottery. */
function mixtureOf(lottery: typeof mixtureLottery) {
  const broken = fromLottery({ ...mixture, lottery });
  return { format: { ...mixtureMechanismFormat, mechanism: broken }, mechanism: broken };
}

describe("footnote 5: bounded utilities", () => {
  const honest = once(() => decided(boundedUtilities()));

  it("need 2ε times their width beside their own gap", async () => {
    const found = await honest();
    expect(words(found)).toEqual({ normalised: "proved for all epsilon", "as-printed": "refuted" });
    expectRepaired(found.get("as-printed")!, "2ε·B in the place of 2ε");
  });

  it("fall at e^{ε/2} = 4/3 and q = 1/20: by hand", async () => {
    const { lhs, rhs, instance } = shown((await honest()).get("as-printed")!);
    expect(instance.parameters).toEqual({ epsilon: { times: "2", log: "4/3" }, q: "1/20" });
    // Type 0 is worth 1/16 at alternative 0 and 1 at the other; announcing 0 makes the first one 4/3 as likely.
    const free = (first: Fraction) => first.div(16).add(new Fraction(1).sub(first)).mul(19, 20);
    const held = new Fraction(1, 16).add(1).div(2).div(20);
    expect(lhs).toBe(free(new Fraction(4, 7)).add(held).toFraction());
    expect(rhs).toBe(free(new Fraction(3, 7)).toFraction());
    // 64·q·p̃·γ = 8/5 is at least 2ε = 4·ln(4/3), and q·p̃·γ = 1/40 is not.
    const twice = ln(new Fraction(4, 3)).times(4);
    expect([twice.lt("1.6"), twice.gt("0.025")]).toEqual([true, true]);
  });

  it("reject a mixture that imposes nothing", async () => {
    const free = mixtureOf((R, _, environment, announced) => exponentialLottery(R, environment, announced));
    expect(await wordOf("normalised", boundedUtilities(free))).toBe("refuted");
    expect(theMixture.mechanism).toBe(mixture);
  });
});

it("footnote 1: one reaction each is the classical model, which is never non-trivial; two reactions are not", async () => {
  expect(new Set(Object.values(words(await decided(singletonReactions()))))).toEqual(new Set(["proved on the domain"]));
  expect(words(await decided(singletonReactions(2)))).toEqual({ classical: "refuted", "never-non-trivial": "refuted" });
});

describe("the average utility", () => {
  it("is 1-sensitive with private values only", async () => {
    const found = await decided(averageSensitivity());
    expect(words(found)).toEqual({
      interdependent: "refuted",
      "private-reactions": "refuted",
      private: "proved on the domain",
    });
    for (const name of ["interdependent", "private-reactions"]) {
      expectRepaired(found.get(name)!, "private values");
      const { utility, lhs } = shown(found.get(name)!);
      // Two players, both worth the type of the first: n·|change of the average| = the change of the sum.
      const sums = [0, 1].map((t) => utility.reduce((sum, rows) => sum.add(rows[t]![0]![0]!), new Fraction(0)));
      expect(lhs).toBe(sums[1]!.sub(sums[0]!).abs().toFraction());
      expect(lhs).toBe("2");
    }
  });

  it("is not 1/2-sensitive", async () => {
    expect(await wordOf("private", averageSensitivity([], half))).toBe("refuted");
  });
});

it("footnote 6: ties leave F free at the selected reactions", async () => {
  const found = await decided(coMonotoneObjective());
  expect(words(found)).toEqual({ free: "refuted", ordered: "proved on the domain" });
  expectRepaired(found.get("free")!, "F does not tell apart reactions that are worth the same to a player");
  const { types, utility } = shown(found.get("free")!);
  expect([types, utility]).toEqual([[[0]], [[[["0", "0"]]]]]);
  expect(words(await decided(coMonotoneObjective([], () => true)))).toEqual({ free: "refuted", ordered: "refuted" });
});

describe("footnote 7: a sensitivity that grows with n", () => {
  it("serves where d(n)/n is small; the printed conditions fail for n/ln n and n/ln ln n", async () => {
    const found = await decided(growingSensitivity());
    expect(words(found)).toEqual({
      "conclusions+power": "proved on the domain",
      "conclusions+over-ln": "proved on the domain",
      "conclusions+over-lnln": "proved on the domain",
      "conditions+power": "proved on the domain",
      "conditions+over-ln": "refuted",
      "conditions+over-lnln": "refuted",
    });
    const change = "d(n)/n ≤ p̃γ/(18·|S|) in the place of the printed conditions on n0";
    for (const name of ["conditions+over-ln", "conditions+over-lnln"]) expectRepaired(found.get(name)!, change);
    // d(n) = n/ln n: n/ln n > 8·d(n)/(p̃γ) is p̃γ > 8.
    expect(shown(found.get("conditions+over-ln")!).lhs).toBe("8");
    // d(n) = (1/16)·n/ln ln n at n = 2^60: ln n against 2·ln ln n.
    const log = ln(new Fraction(2)).times(60);
    expect(log.gt(log.ln().times(2))).toBe(true);
  });

  it("does not serve up to d(n)/n = p̃γ/(4·|S|)", async () => {
    expect(await wordOf("conclusions+power", growingSensitivity([], 2n))).toBe("refuted");
  });
});

it("footnote 8: the parity is n-sensitive and no better; the number of two is not", async () => {
  const found = await decided(parityObjective());
  expect(words(found)).toEqual({ fixed: "refuted", independent: "proved on the domain" });
  expectRepaired(found.get("fixed")!, "d independent of n");
  const parity = (types: readonly number[]) => Number(types.reduce((sum, type) => sum + type, 0) % 2 === 0);
  for (const n of [1, 2, 3, 4]) {
    const profiles = Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (_v, i) => (bits >> i) & 1));
    const changes = profiles.flatMap((t) => t.map((own, i) => Math.abs(parity(t) - parity(t.with(i, 1 - own)))));
    expect(n * Math.max(...changes)).toBe(n);
  }
  expect(
    await wordOf(
      "independent",
      parityObjective([], (count) => count >= 2),
    ),
  ).toBe("refuted");
});

it("footnote 9: announcements are of use where a subset of the reactions is left", async () => {
  const found = await decided(uselessPublication());
  expect(words(found)).toEqual({ any: "refuted", "whole-or-one": "proved on the domain" });
  expectRepaired(found.get("any")!, "the mechanism leaves a player free or one reaction");
  const { utility, choices } = shown(found.get("any")!);
  const best = (t: number, among: readonly number[]) =>
    among.reduce((x, y) => (new Fraction(utility[0]![t]![0]![y]!).gt(utility[0]![t]![0]![x]!) ? y : x));
  expect([best(0, [0, 1, 2]), best(1, [0, 1, 2])]).toEqual([0, 0]);
  expect(choices.subset).toEqual([1, 2]);
  expect([best(0, [1, 2]), best(1, [1, 2])]).toEqual([1, 2]);
  expect(await wordOf("whole-or-one", uselessPublication([], false))).toBe("refuted");
});

it("the mixture is q-imposing by the formula, not in words; one that imposes more is not", async () => {
  const found = await decided(imposing());
  expect(words(found)).toEqual({ formula: "proved for all epsilon", words: "refuted" });
  expectRepaired(found.get("words")!, "at least in the place of exceeding");
  const more = mixtureOf((R, parameters, environment, announced) =>
    mixtureLottery(R, { ...parameters, q: multiply(half, add(one, parameters.q)) }, environment, announced),
  );
  expect(await wordOf("formula", imposing(more.format))).toBe("refuted");
});

describe("the gap", () => {
  it("is positive in non-trivial environments, not only there, and depends on the selection", async () => {
    const found = await decided(gapPositive());
    expect(words(found)).toEqual({
      positive: "proved on the domain",
      converse: "refuted",
      "of-environment": "refuted",
    });
    for (const name of ["converse", "of-environment"]) {
      expectRepaired(found.get(name)!, "every optimal reaction is the only one");
    }
    // One alternative: what each type loses with the reaction selected for the other.
    const loss = (utility: string[][][][], chosen: readonly number[]) =>
      [0, 1].map((t) => {
        const row = utility[0]![t]![0]!;
        return new Fraction(row[chosen[t]!]!).sub(row[chosen[1 - t]!]!).toFraction();
      });
    expect(loss(shown(found.get("converse")!).utility, [0, 2])).toEqual(["1", "1"]);
    const { utility, lhs, rhs } = shown(found.get("of-environment")!);
    expect([loss(utility, [0, 2]), loss(utility, [0, 1])]).toEqual([
      ["1/2", "1"],
      ["1", "1"],
    ]);
    expect([lhs, rhs]).toEqual(["1/2", "1"]);
  });

  it("is told from the gap over the first alternative alone", async () => {
    const first = (environment: Parameters<typeof gap>[0]) => gap(environment, [0]);
    await expect(decided(gapPositive([], first as typeof gap))).rejects.toThrow("its check holds there");
  });
});

it("p̃ ≥ 1/|S| for some P, and > 1/|S| not for every environment; 2/|S| is too much", async () => {
  expect(words(await decided(pTilde()))).toEqual({ literal: "proved on the domain" });
  expect(words(await decided(pTilde(rational(2n))))).toEqual({ literal: "refuted" });
  const strict = await decided(pTildeStrict());
  expect(words(strict)).toEqual({ every: "refuted", some: "refuted" });
  expectRepaired(strict.get("every")!, "some P in the place of every P", "≥ in the place of >");
  expectRepaired(strict.get("some")!, "≥ in the place of >");
  expect(shown(strict.get("some")!)).toMatchObject({ alternatives: [0, 1], lhs: "1/2", rhs: "1/2" });
});

it("footnote 10: pre-images are points for permutations, and for these alone", async () => {
  expect(new Set(Object.values(words(await decided(singletonInverse()))))).toEqual(new Set(["proved on the domain"]));
  expect(
    await wordOf(
      "inverse",
      singletonInverse((size) => size <= 2),
    ),
  ).toBe("refuted");
});

describe("definition 3", () => {
  it("speaks of tuples that need not exist, but for undominated strategies", async () => {
    const found = await decided(implementationDefined());
    expect(words(found)).toEqual({
      "strictly-dominant": "refuted",
      dominant: "refuted",
      undominated: "proved on the domain",
      "undominated-against-all": "proved on the domain",
      "ex-post-nash": "refuted",
    });
    const strong = "the commitment counts: q·p̃·γ ≥ 2ε, γ > 0, both over where P > 0";
    expectRepaired(found.get("strictly-dominant")!, strong, "reactions r_i(t_i, s) are private");
    expectRepaired(found.get("dominant")!, strong, "reactions r_i(t_i, s) are private");
    expectRepaired(found.get("ex-post-nash")!, strong);
  });

  it("has no equilibrium for two buyers under the optimal price with probability 1/2: all 16 tuples by hand", () => {
    const values = [new Fraction(1, 2), new Fraction(5, 4)];
    const prices = [new Fraction(1, 2), new Fraction(1)];
    const utility = (own: number, a: readonly number[], i: number): Fraction => {
      const revenue = prices.map((p) => p.mul(a.filter((type) => values[type]!.gte(p)).length));
      const chosen = revenue[0]!.gte(revenue[1]!) ? 0 : 1;
      const free = values[own]!.sub(prices[chosen]!);
      const held = prices.map((p) => (values[a[i]!]!.gte(p) ? values[own]!.sub(p) : new Fraction(0)));
      return (free.gt(0) ? free : new Fraction(0)).div(2).add(held[0]!.add(held[1]!).div(4));
    };
    const strategies = [0, 1, 2, 3].map((bits) => [bits & 1, bits >> 1]);
    const isStable = (W: readonly (readonly number[])[]) =>
      [0, 1, 2, 3].every((bits) => {
        const t = [bits & 1, bits >> 1];
        const a = t.map((type, i) => W[i]![type]!);
        return t.every((own, i) => utility(own, a, i).gte(utility(own, a.with(i, 1 - a[i]!), i)));
      });
    expect(strategies.flatMap((V) => strategies.filter((W) => isStable([V, W])))).toEqual([]);
  });

  it("falls for a commitment that leaves everybody free", async () => {
    const free = fromLottery({
      ...commitmentMechanismFormat.mechanism,
      lottery: (R, parameters: Parameters<typeof commitmentLottery>[1], environment) => {
        const { imposed, total } = commitmentLottery(R, parameters, environment);
        return { free: imposed, imposed: [], total };
      },
    });
    const formats = {
      "nst/commitment": { ...commitmentMechanismFormat, mechanism: free },
    } as unknown as Formats;
    const claim = implementationDefined(formats, ["nothing changed"]);
    const { switches } = claim.readings[0]!;
    const matching = {
      instance: {
        mechanism: "nst/commitment",
        environment: {
          kind: "tabular",
          types: [[0, 1]],
          alternatives: [0],
          reactions: [[0, 1]],
          utility: [[[["1", "0"]], [["0", "1"]]]],
        },
        reports: [0],
      },
      choices: {},
    };
    expect(claim.check(matching, switches).holds).toBe(false);
    expect(implementationDefined().check(matching, switches).holds).toBe(true);
  });
});
