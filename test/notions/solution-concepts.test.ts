import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dominatorOf,
  hasSolution,
  isDominant,
  isExPostNash,
  isStrictlyDominant,
  type ReportGame,
  solutions,
  truthfulStrategies,
} from "../../src/notions/solution-concepts.js";

/** u_i(t, a) for every true profile t and every announced profile a, in integers. */
interface Table {
  readonly types: readonly number[];
  utility(player: number, t: readonly number[], a: readonly number[]): number;
}

const gameOf = ({ types, utility }: Table): ReportGame => ({
  types,
  profiles: () => lists(types),
  prefers: (player, t, a, other) =>
    Math.sign(utility(player, t, a) - utility(player, t, a.with(player, other))) as -1 | 0 | 1,
});

/** What a function gives, worked out once for each list of sizes. */
function remembered<V>(of: (sizes: readonly number[]) => V): (sizes: readonly number[]) => V {
  const known = new Map<string, V>();
  return (sizes) => {
    const found = known.get(sizes.join()) ?? of(sizes);
    known.set(sizes.join(), found);
    return found;
  };
}

/** All lists whose entry i is below sizes[i]. */
const lists = remembered((sizes): number[][] => {
  if (sizes.length === 0) return [[]];
  return lists(sizes.slice(0, -1)).flatMap((list) =>
    Array.from({ length: sizes.at(-1)! }, (_, last) => [...list, last]),
  );
});

const functionsOf = (size: number): number[][] => lists(Array.from({ length: size }, () => size));
const tuplesOf = remembered((types): number[][][] =>
  types.reduce<number[][][]>((all, size) => all.flatMap((some) => functionsOf(size).map((W) => [...some, W])), [[]]),
);
const at = (W: readonly (readonly number[])[], t: readonly number[]): number[] => t.map((type, i) => W[i]![type]!);

/** The definitions of Section 2.4 word by word: for all t, all Ŵ_i, all W̄_{−i}, with E_{M(Ŵ_i, W̄_{−i})}. */
const literally = ({ types, utility }: Table) => {
  const value = (i: number, own: readonly number[], rest: readonly (readonly number[])[], t: readonly number[]) =>
    utility(i, t, at(rest.with(i, own) as number[][], t));
  const everywhere = (test: (rest: number[][], t: number[]) => boolean): boolean =>
    tuplesOf(types).every((rest) => lists(types).every((t) => test(rest, t)));
  return {
    dominant: (i: number, W: readonly number[]) =>
      functionsOf(types[i]!).every((other) =>
        everywhere((rest, t) => value(i, W, rest, t) >= value(i, other, rest, t)),
      ),
    strictlyDominant: (i: number, W: readonly number[]) =>
      functionsOf(types[i]!).every((other) =>
        everywhere((rest, t) => (W[t[i]!] === other[t[i]!] ? true : value(i, W, rest, t) > value(i, other, rest, t))),
      ),
    dominated: (i: number, W: readonly number[]) =>
      functionsOf(types[i]!).some(
        (other) =>
          everywhere((rest, t) => value(i, W, rest, t) <= value(i, other, rest, t)) &&
          !everywhere((rest, t) => value(i, W, rest, t) === value(i, other, rest, t)),
      ),
    dominatedAgainstAll: (i: number, W: readonly number[]) =>
      functionsOf(types[i]!).some(
        (other) =>
          everywhere((rest, t) => value(i, W, rest, t) <= value(i, other, rest, t)) &&
          tuplesOf(types).every((rest) => lists(types).some((t) => value(i, W, rest, t) < value(i, other, rest, t))),
      ),
    exPostNash: (W: readonly (readonly number[])[]) =>
      types.every((size, i) =>
        functionsOf(size).every((other) => lists(types).every((t) => value(i, W[i]!, W, t) >= value(i, other, W, t))),
      ),
  };
};

const tables = fc
  .tuple(
    fc.constantFrom([2], [3], [1, 2], [2, 2], [2, 1, 2]),
    fc.constantFrom(1, 2),
    fc.array(fc.nat({ max: 2 }), { minLength: 96, maxLength: 96 }),
  )
  .map(([types, most, values]): Table => {
    const profiles = lists(types).length;
    const placeOf = (t: readonly number[]) => t.reduce((place, own, i) => place * types[i]! + own, 0);
    return {
      types,
      utility: (i, t, a) => Math.min(most, values[(i * profiles + placeOf(t)) * profiles + placeOf(a)] ?? 0),
    };
  });

describe("solution concepts of Section 2.4", () => {
  it("agree with their definitions, gone through function by function", () => {
    const met = { dominant: 0, strictlyDominant: 0, dominated: 0, exPostNash: 0, apart: 0 };
    fc.assert(
      fc.property(tables, (table) => {
        const [game, plain] = [gameOf(table), literally(table)];
        table.types.forEach((size, i) => {
          for (const W of functionsOf(size)) {
            const [dominant, strict] = [isDominant(game, i, W), isStrictlyDominant(game, i, W)];
            const [weak, strong] = (["somewhere", "against-all"] as const).map(
              (s) => dominatorOf(game, i, W, s) !== undefined,
            );
            expect({ dominant, strict, weak, strong }).toEqual({
              dominant: plain.dominant(i, W),
              strict: plain.strictlyDominant(i, W),
              weak: plain.dominated(i, W),
              strong: plain.dominatedAgainstAll(i, W),
            });
            met.dominant += Number(dominant);
            met.strictlyDominant += Number(strict);
            met.dominated += Number(weak);
            met.apart += Number(weak !== strong);
          }
        });
        for (const W of tuplesOf(table.types)) {
          const equilibrium = isExPostNash(game, W);
          expect(equilibrium).toBe(plain.exPostNash(W));
          met.exPostNash += Number(equilibrium);
        }
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(Object.values(met).every((count) => count > 0)).toBe(true);
  });

  it("lists every tuple that a concept admits, and nothing where a player has none", () => {
    // One's own type is worth announcing: 1 for the truth, else 0, whatever the others do.
    const truth = gameOf({ types: [2, 2], utility: (i, t, a) => Number(t[i] === a[i]) });
    for (const concept of ["dominant", "strictly-dominant", "undominated", "ex-post-nash"] as const) {
      expect([...solutions(truth, concept)]).toEqual([truthfulStrategies(truth)]);
    }
    // Matching pennies: what is good depends on the other.
    const pennies = gameOf({ types: [2, 2], utility: (i, _, a) => Number((a[0] === a[1]) === (i === 0)) });
    expect(hasSolution(pennies, "dominant")).toBe(false);
    expect(hasSolution(pennies, "ex-post-nash")).toBe(false);
    expect([...solutions(pennies, "undominated")]).toHaveLength(16);
    // Nothing matters: all is dominant, nothing strictly.
    const idle = gameOf({ types: [2], utility: () => 0 });
    expect([...solutions(idle, "dominant")]).toHaveLength(4);
    expect(hasSolution(idle, "strictly-dominant")).toBe(false);
    expect(hasSolution(gameOf({ types: [1, 1], utility: () => 0 }), "strictly-dominant")).toBe(true);
  });

  it("tells the two places of the strong inequality apart", () => {
    // The truth of type 1 is better against the announcement 1 of the other, and never worse.
    const game = gameOf({
      types: [2, 2],
      utility: (i, t, a) => Number(i === 1 || t[0] === 0 || a[1] === 0 || a[0] === 1),
    });
    expect(dominatorOf(game, 0, [0, 0])).toEqual([0, 1]);
    expect(dominatorOf(game, 0, [0, 0], "against-all")).toBeUndefined();
  });
});
