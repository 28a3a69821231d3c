import { Decimal } from "decimal.js";
import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import { loc2Separating } from "../../../properties/nst/facility-adjacent.js";
import { corollary4, corollary5 } from "../../../properties/nst/facility-corollaries.js";
import { locGap } from "../../../properties/nst/facility-gap.js";
import { locPrivate, locReaction } from "../../../properties/nst/facility-model.js";
import { locSensitivity } from "../../../properties/nst/facility-sensitivity.js";
import { remarkLocRate } from "../../../properties/nst/remark-loc-rate.js";
import { loc1Format } from "../../../src/instance/nst-facility.js";
import type { FacilityEnvironment } from "../../../src/mechanisms/nst/facility.js";
import { rational } from "../../../src/number/rational.js";
import { checkOf, fallsAt, wordsOf } from "./verdict-words.js";

const proved = "proved on the domain";
const repaired = `refuted, ${proved}`;

/** Facility location a second time: locations 0 to m, the nearest of some, and γ by a rule among optimal reactions. */
const upTo = (size: number): number[] => Array.from({ length: size }, (_, k) => k);
const tuples = (m: number, K: number): number[][] =>
  K === 0 ? [[]] : tuples(m, K - 1).flatMap((rest) => upTo(m + 1).map((k) => [k, ...rest]));
const loss = (m: number, truth: number, built: number[], r: number) => (built.includes(r) ? Math.abs(truth - r) : m);
const bestReactions = (m: number, at: number, built: number[]): number[] => {
  const least = Math.min(...upTo(m + 1).map((r) => loss(m, at, built, r)));
  return upTo(m + 1).filter((r) => loss(m, at, built, r) === least);
};
/** m·γ, `pick` taking one of the losses that optimal reactions to the lie make. */
const gapTimes = (m: number, K: number, pick: (...losses: number[]) => number): number =>
  Math.min(
    ...upTo(m + 1).flatMap((t) =>
      upTo(m + 1)
        .filter((b) => b !== t)
        .map((b) =>
          Math.max(
            ...tuples(m, K).map((built) => {
              const own = Math.min(...upTo(m + 1).map((r) => loss(m, t, built, r)));
              return pick(...bestReactions(m, b, built).map((r) => loss(m, t, built, r) - own));
            }),
          ),
        ),
    ),
  );

/** The format with a broken environment. */
const broken = (change: (environment: FacilityEnvironment) => Partial<FacilityEnvironment>): typeof loc1Format => {
  const { environment } = loc1Format;
  const read: typeof environment.read = (fields) => {
    const honest = environment.read(fields);
    return { ...honest, ...change(honest) };
  };
  return { ...loc1Format, environment: { ...environment, read } };
};

const grid = (n: number, m: number, K: number, mechanism = "nst/loc1") => ({
  mechanism,
  parameters: { q: "1" },
  environment: { kind: "facility-grid", n, m, K },
  reports: upTo(n).map(() => 0),
});

describe("facility location on a grid", () => {
  it("has private values; not if players follow each other", async () => {
    expect(await wordsOf(locPrivate())).toEqual({ values: proved, reactions: proved, selection: proved });
    const crowded = locPrivate(
      broken(({ utility }) => ({ utility: (t, i, s, r) => utility(t, i, s, r) - BigInt(i === 0 ? (t[1] ?? 0) : 0) })),
    );
    expect(fallsAt(crowded, "values", {}, grid(2, 1, 1))).toBe(true);
    expect(fallsAt(crowded, "reactions", {}, grid(2, 1, 1))).toBe(false);
  });

  it("has the nearest facility as reaction, but where none is nearer than 1 or two are equally near", async () => {
    expect(await wordsOf(locReaction())).toEqual({ every: repaired, some: proved, only: repaired });
    expect(bestReactions(1, 0, [1])).toEqual([0, 1]);
    expect(checkOf(locReaction(), "every", {}, grid(1, 1, 1))).toMatchObject({ left: rational(1n), holds: false });
    expect(bestReactions(2, 1, [0, 2])).toEqual([0, 2]);
    const shifted = locReaction(
      broken(({ utility, m }) => ({ utility: (t, i, s, r) => utility([t[i] === m ? 0 : t[i]! + 1], 0, s, r) })),
    );
    expect(fallsAt(shifted, "some", {}, grid(1, 2, 2))).toBe(true);
  });

  it("has a 1-sensitive objective, and 1 is the least", async () => {
    expect(await wordsOf(locSensitivity())).toEqual({ "at-most": proved, least: proved });
    expect(fallsAt(locSensitivity(loc1Format, rational(9n, 10n)), "at-most", {}, grid(1, 1, 1))).toBe(true);
    expect(fallsAt(locSensitivity(loc1Format, rational(11n, 10n)), "least", {}, grid(1, 1, 1))).toBe(true);
  });

  it("has the gap 1/m from two facilities on, whatever the rule, and 0 with one", async () => {
    expect(await wordsOf(locGap())).toEqual({ every: repaired, left: repaired });
    for (const [m, K] of [
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 2],
      [2, 3],
    ] as const) {
      expect([gapTimes(m, K, Math.min), gapTimes(m, K, Math.max)], `m = ${m}, K = ${K}`).toEqual([1, 1]);
    }
    // One facility: 0, but for two locations, where a player at distance 1 may as well stay at home.
    for (const m of [2, 3, 5]) expect([gapTimes(m, 1, Math.min), gapTimes(m, 1, Math.max)]).toEqual([0, 0]);
    expect([gapTimes(1, 1, Math.min), gapTimes(1, 1, Math.max)]).toEqual([0, 1]);
    expect(checkOf(locGap(), "every", { rule: "outside" }, grid(1, 1, 1)).left).toEqual(rational(1n));
    // Utilities on another scale have another gap.
    const doubled = locGap(broken(({ utility }) => ({ utility: (t, i, s, r) => 2n * utility(t, i, s, r) })));
    expect(fallsAt(doubled, "left", {}, grid(1, 2, 2))).toBe(true);
  });

  it("is separated by the m adjacent alternatives from two facilities on, and by no fewer", async () => {
    expect(await wordsOf(loc2Separating())).toEqual({ separation: repaired, probability: proved, gap: repaired });
    const at = grid(1, 3, 2, "nst/loc2");
    expect(fallsAt(loc2Separating(), "separation", {}, at)).toBe(false);
    const fewer = loc2Separating(undefined, [], ({ adjacent }) =>
      upTo(adjacent.length)
        .filter((s) => adjacent[s]!.numerator > 0n)
        .slice(1),
    );
    // Without {0, 1} only 0 and 1 are not told apart, as truth and as lie.
    expect(checkOf(fewer, "separation", {}, at)).toMatchObject({ left: rational(2n), holds: false });
    expect(fallsAt(fewer, "gap", {}, at)).toBe(true);
  });
});

const Precise = Decimal.clone({ precision: 60 });
type Law = { readonly built: number[]; readonly weight: Decimal }[];
const nearest = (built: number[], at: number): number =>
  [...built].sort((x, y) => Math.abs(x - at) - Math.abs(y - at) || x - y)[0]!;
const walked = (built: number[], at: number): number => Math.abs(nearest(built, at) - at);

/** ε and q of Corollaries 4 and 5, and β, in decimals. */
const printed = {
  "corollary-4": (m: number, K: number, n: number) => {
    const D = m * (m + 1) ** K;
    const root = new Precise(n)
      .div(2 * m)
      .ln()
      .div(n)
      .sqrt();
    const epsilon = root.div(new Precise(D).sqrt());
    return { epsilon, q: epsilon.times(2 * D), beta: root.times(new Precise(D).sqrt()).times(6) };
  },
  "corollary-5": (m: number, K: number, n: number) => {
    const root = new Precise(n).times((m + 1) ** K).div(2 * m * m).ln().div(n).sqrt(); // biome-ignore format: one line
    return { epsilon: root.div(m), q: root.times(2 * m), beta: root.times(6 * m) };
  },
};
const committed = {
  "corollary-4": tuples,
  "corollary-5": (m: number, K: number) => upTo(m).map((j) => [j, ...upTo(K - 1).map(() => j + 1)]),
};

const lawOf = (m: number, K: number, counts: number[], epsilon: Decimal): Law =>
  tuples(m, K).map((built) => ({
    built,
    weight: epsilon.times(-counts.reduce((sum, count, k) => sum + count * walked(built, k), 0)).div(2 * m).exp(), // biome-ignore format: one line
  }));
const mean = (law: Law, of: (built: number[]) => number): Decimal =>
  law
    .reduce((sum, { built, weight }) => sum.plus(weight.times(of(built))), new Precise(0))
    .div(law.reduce((sum, { weight }) => sum.plus(weight), new Precise(0)));
const average = (all: number[][], of: (built: number[]) => number): Decimal =>
  all.reduce((sum, built) => sum.plus(of(built)), new Precise(0)).div(all.length);

/** The expected distance of a player at `truth` who announces `announced`, and the error at some counts. */
function secondRoute(id: keyof typeof printed, m: number, K: number, n: number) {
  const { epsilon, q, beta } = printed[id](m, K, n);
  const placed = committed[id](m, K);
  const mix = (free: Decimal, held: Decimal) => free.times(new Precise(1).minus(q)).plus(held.times(q)).div(m);
  return {
    beta,
    distance(others: number[], truth: number, announced: number) {
      const law = lawOf(m, K, others.map((count, k) => (k === announced ? count + 1 : count)), epsilon); // biome-ignore format: one line
      return mix(
        mean(law, (built) => walked(built, truth)),
        average(placed, (built) => Math.abs(nearest(built, announced) - truth)),
      );
    },
    error(counts: number[]) {
      const far = (built: number[]) => counts.reduce((sum, count, k) => sum + count * walked(built, k), 0);
      const best = Math.min(...tuples(m, K).map(far));
      const excess = (built: number[]) => far(built) - best;
      return mix(mean(lawOf(m, K, counts, epsilon), excess), average(placed, excess)).div(n);
    },
  };
}

const middle = (side: unknown): Decimal => {
  const { low, high } = side as { low: { numerator: bigint; denominator: bigint }; high: typeof low };
  const decimal = ({ numerator, denominator }: typeof low) => new Precise(`${numerator}`).div(`${denominator}`);
  return decimal(low).plus(decimal(high)).div(2);
};
const agree = (x: Decimal, y: Decimal) => expect(x.minus(y).abs().lt("1e-20")).toBe(true);

describe("Corollaries 4 and 5", () => {
  it.each([
    ["corollary-4", corollary4, 618],
    ["corollary-5", corollary5, 439],
  ] as const)("%s: truth is not dominant with one facility and four locations", async (id, claim, n) => {
    const others = [0, 0, 0, n - 1];
    const found = checkOf(claim(), "truthful", { m: 3, K: 1, n, others, truth: 1, lie: 0 }, { mechanism: id === "corollary-4" ? "nst/loc1" : "nst/loc2", reports: [] }); // biome-ignore format: one line
    const second = secondRoute(id, 3, 1, n);
    expect(found.holds).toBe(false);
    agree(middle(found.left).negated(), second.distance(others, 1, 0));
    agree(middle(found.right).negated(), second.distance(others, 1, 1));
    expect(second.distance(others, 1, 0).lt(second.distance(others, 1, 1))).toBe(true);
  });

  it("are proved of the error, and of truth from two facilities on", async () => {
    expect(await wordsOf(corollary4())).toEqual({ error: proved, truthful: repaired });
    expect(await wordsOf(corollary5())).toEqual({ error: proved, truthful: repaired, parameters: proved });
  });

  it("have an error of about a tenth of β where it says anything", () => {
    const at = { m: 2, K: 2, n: 10000, players: [5000, 0, 5000] };
    const found = checkOf(corollary4(), "error", at, { mechanism: "nst/loc1", reports: [] });
    const { error, beta } = secondRoute("corollary-4", 2, 2, 10000);
    agree(middle(found.left), error([5000, 0, 5000]));
    agree(middle(found.right), beta);
    expect(error([5000, 0, 5000]).div(beta).toFixed(4)).toBe("0.0927");
    // A twentieth of β would not do, nor would q be half as large.
    expect(fallsAt(corollary4([], rational(1n, 20n)), "error", at, { mechanism: "nst/loc1", reports: [] })).toBe(true);
    const parameters = { m: 2, K: 2, n: 165 };
    const loc2 = { mechanism: "nst/loc2", reports: [] };
    expect(fallsAt(corollary5(), "parameters", parameters, loc2)).toBe(false);
    expect(fallsAt(corollary5([], rational(1n, 2n)), "parameters", parameters, loc2)).toBe(true);
  });
});

describe("the rates of both", () => {
  it("are √(ln n/n), grow with m, and differ by √(m/2) from two facilities on", async () => {
    expect(await wordsOf(remarkLocRate())).toEqual({
      rate: repaired,
      "actual-rate": repaired,
      growth: proved,
      slower: repaired,
    });
    // One facility: (β of LOC1/β of LOC2)² = A/(1 + ln A/L) falls below m/2 = 3/2 at m = 3, where A = 4/3.
    const [first, second] = (["corollary-4", "corollary-5"] as const).map((id) => printed[id](3, 1, 618).beta);
    const square = first!.div(second!).pow(2);
    expect(square.lt(new Fraction("4/3").valueOf())).toBe(true);
    const found = checkOf(remarkLocRate(), "slower", { m: 3, K: 1, n: 618 }, { mechanism: "nst/loc1", reports: [] });
    agree(middle(found.right), first!);
    agree(middle(found.left), second!.times(new Precise(3).div(2).sqrt()));
  });

  it("are not proved with a smaller constant", () => {
    const at = { m: 3, K: 2, n: 3087 };
    const loc1 = { mechanism: "nst/loc1", reports: [] };
    expect(fallsAt(remarkLocRate(), "slower", at, loc1)).toBe(false);
    expect(fallsAt(remarkLocRate([], rational(1n, 2n)), "slower", at, loc1)).toBe(true);
  });
});
