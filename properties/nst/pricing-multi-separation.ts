import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { allAlternatives, unseparated } from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { LawCase } from "../law-setting.js";
import { type EnvironmentFormat, kindClaim } from "./kind-claim.js";
import {
  areApart,
  closure,
  difference,
  enoughPrices,
  isConstant,
  isFineGrid,
  isInUnit,
  isMonotone,
  isNormal,
  type PlainGoods,
  plainGoods,
  type Values,
} from "./plain-goods.js";
import { upTo } from "./plain-table.js";

const monotone = "monotone values";
const normal = "v(∅) = 0";
const fine = "the step of the grid is below |v(B) − w(B)|/G wherever that is not 0";

/** What a reading takes for granted of values and prices, with the changes of a repair. */
const needsOf = ({ values, prices }: Switches, made: readonly string[]) => ({
  isMonotone: made.includes(monotone) || values === "monotone" || values === "both",
  isNormal: made.includes(normal) || values === "normal" || values === "both",
  isFine: made.includes(fine),
  prices: prices as "nonnegative" | "real" | "grid",
});

function isInside(plain: PlainGoods, needs: ReturnType<typeof needsOf>): boolean {
  const [v, w] = plain.types;
  return (
    !isConstant([...difference(plain.types), Q.zero]) &&
    plain.types.every(isInUnit) &&
    (!needs.isMonotone || (isMonotone(v) && isMonotone(w))) &&
    (!needs.isNormal || (isNormal(v) && isNormal(w))) &&
    (!needs.isFine || isFineGrid(plain))
  );
}

/** Every function from bundles to these values, or those of them that pass, in lexicographic order. */
const everyType = (
  goods: number,
  values: readonly string[],
  passes: (v: Values) => boolean,
): readonly (readonly string[])[] =>
  [...profilesOf([...profilesOf(upTo(goods).map(() => 2))].map(() => values.length))]
    .map((places) => places.map((place) => values[place]!))
    .filter((row) => passes(row.map((text) => Q.parseRational(text)!)));

const pairs = (goods: number, m: number, rows: readonly (readonly string[])[]): readonly JsonObject[] =>
  rows.flatMap((v, i) =>
    rows.slice(i + 1).map((w) => ({
      kind: "pricing-multi",
      n: 1,
      goods,
      prices: upTo(m + 1).map((k) => Q.printRational(Q.rational(BigInt(k), BigInt(m)))),
      types: [v, w],
    })),
  );

const all = () => true;
const halves = ["0", "1/2", "1"];
const gateCases: readonly JsonObject[] = [
  ...pairs(1, 1, everyType(1, ["0", "1"], all)),
  ...pairs(1, 3, everyType(1, halves, isNormal)),
  ...pairs(1, 3, [
    ["0", "0"],
    ["1", "1"],
  ]),
  ...pairs(2, 1, everyType(2, ["0", "1"], isNormal)).slice(0, 8),
  ...pairs(2, 3, [
    ["0", "1", "0", "0"],
    ["0", "1", "0", "1"],
  ]),
  ...pairs(
    2,
    5,
    everyType(2, halves, (v) => isNormal(v) && isMonotone(v)),
  ).slice(0, 1),
];
const standardCases: readonly JsonObject[] = [
  ...gateCases,
  ...pairs(1, 1, everyType(1, halves, all)),
  ...pairs(2, 1, everyType(2, ["0", "1"], isNormal)).slice(8),
  ...pairs(2, 3, everyType(2, ["0", "1"], all)),
  ...pairs(2, 1, everyType(2, halves, isNormal)).slice(0, 120),
  ...pairs(
    2,
    5,
    everyType(2, halves, (v) => isNormal(v) && isMonotone(v)),
  ).slice(1),
  ...pairs(3, 4, everyType(3, ["0", "1"], (v) => isNormal(v) && isMonotone(v)).slice(0, 8)),
];
const cases: Readonly<Record<Budget, readonly JsonObject[]>> = {
  gate: gateCases,
  standard: standardCases,
  deep: [
    ...standardCases,
    ...pairs(2, 3, everyType(2, halves, all)),
    ...pairs(3, 1, everyType(3, ["0", "1"], isNormal)),
  ],
};

const described: Readonly<Record<Budget, string>> = {
  gate: "pairs of types of one buyer: all with one good and values 0 and 1, or 0, 1/2, 1 and v(∅) = 0; 8 with two goods, values 0 and 1, v(∅) = 0; two pairs that nothing separates, by name; one pair of monotone ones with values 0, 1/2, 1; prices 0 and 1, and 0, 1/3, …, 1, and 0, 1/5, …, 1",
  standard:
    "those of the gate; all with one good, values 0, 1/2, 1; all with two goods, values 0 and 1; the first 120 pairs of two goods, values 0, 1/2, 1, v(∅) = 0, and all monotone ones; three goods, the first 8 monotone types with values 0 and 1 and v(∅) = 0; grids of 1 to 5 steps",
  deep: "those of the standard budget; two goods, values 0, 1/2, 1; three goods, values 0 and 1, v(∅) = 0",
};

/** Any two types of a buyer of several goods are separated by some prices. */
export const bundlesSeparated = (
  format: EnvironmentFormat = commitmentMechanismFormat,
  made: readonly string[] = [],
): Claim<LawCase> => {
  const changesOf: Readonly<Record<string, readonly string[]>> = {
    "any+nonnegative": [monotone, normal],
    "any+real": [normal],
    "any+grid": [monotone, normal, fine],
    "monotone+nonnegative": [normal],
    "monotone+real": [normal],
    "monotone+grid": [normal, fine],
    "normal+nonnegative": [monotone],
    "normal+grid": [monotone, fine],
    "both+grid": [fine],
  };
  return kindClaim<PlainGoods>(format, {
    id: "nst/pricing-multi-separation",
    place: "Section 4.1, a multi parameter extension",
    statement:
      "For any two types, values of all subsets of G goods, there exists a vector of prices that yields different optimal consumptions: no bundle is optimal for both.",
    hypotheses: ["two different types with values in [0, 1]"],
    readings: readingsOf({ values: ["any", "monotone", "normal", "both"], prices: ["nonnegative", "real", "grid"] }),
    switchMeanings: {
      any: "any value for every subset, the empty one among them",
      monotone: "a larger bundle is worth at least as much",
      normal: "the empty bundle is worth 0",
      both: "monotone, and the empty bundle is worth 0",
      nonnegative: "all prices p ≥ 0",
      real: "all prices, negative ones among them",
      grid: "prices on the grid of the instance",
    },
    plain: plainGoods,
    environments: (budget) => cases[budget],
    describe: (budget) => described[budget],
    argument:
      "All types, all G. Prices p ≥ 0: max_B v(B) − p(B) is the same for v and for v̂(B) = max_{A ⊆ B} v(A), and where v̂ − ŵ is constant it differs by a constant, so that some bundle is optimal for both at each p. Where v̂ − ŵ is not constant, subtract v̂(∅) and ŵ(∅), take a minimal B at which they differ, v̂(B) > ŵ(B) say, price 1 for goods outside B and τ for those in B: f(τ) = max over A ⊂ B of v̂(A) + τ·|B \\ A| rises from ŵ(B) or less in steps of G/m at most on the grid 1/m, so that ŵ(B) < f(τ) < v̂(B) for some τ where G/m < v̂(B) − ŵ(B). There v takes B or more, w neither. Real prices: v + |·| is monotone for v in [0, 1] with all prices raised by 1, so that v itself stands in the place of v̂.",
    corners: {
      "one good": ({ goods }) => goods === 1,
      "two goods": ({ goods }) => goods === 2,
      "two monotone types with v(∅) = 0": ({ types }) => types.every((v) => isMonotone(v) && isNormal(v)),
      "types that differ by a constant": ({ types }) => isConstant(difference(types)),
      "a type that is not monotone": ({ types }) => !types.every(isMonotone),
      "a bundle that no prices make optimal": ({ types }) =>
        types.some((v) => closure(v).some((c, b) => !Q.equals(c, v[b]!))),
      "a grid as fine as needed": isFineGrid,
      "prices 0 and 1 alone": ({ prices }) => prices.length === 2,
    },
    decide(environment, plain, switches) {
      const needs = needsOf(switches, made);
      if (!isInside(plain, needs)) return undefined;
      const [v, w] = plain.types;
      const isSeparated = {
        nonnegative: () => !isConstant(difference([closure(v), closure(w)])),
        real: () => !isConstant(difference([v, w])),
        grid: () => isSeparatedOnGrid(environment),
      }[needs.prices]();
      return { left: isSeparated ? Q.one : Q.zero, right: Q.one, larger: "left" };
    },
    sides(plain, _choices, switches) {
      const needs = needsOf(switches, made);
      if (!isInside(plain, needs)) return undefined;
      const prices = needs.prices === "grid" ? plain.prices : enoughPrices(plain, needs.prices === "real");
      const found = [...profilesOf(upTo(plain.goods).map(() => prices.length))]
        .map((places) => places.map((place) => prices[place]!))
        .find((vector) => areApart(plain, vector));
      return {
        left: found ? Q.one : Q.zero,
        right: Q.one,
        larger: "left",
        inequality: "whether some prices have no bundle that is optimal for both, 0 or 1 >= 1",
        explanation: found
          ? `at the prices ${found.map(Q.printRational).join(", ")}`
          : `at every vector of the prices ${prices.map(Q.printRational).join(", ")}${needs.prices === "grid" ? "" : ", which are enough for these types"}`,
      };
    },
    evidence: () => ({
      constant:
        "two types that differ by a constant have the same optimal bundles at all prices: with v(∅) free the claim falls with one good, (0, 0) and (1, 1)",
      dominated:
        "v = (0, 1, 0, 0) and w = (0, 1, 0, 1) for ∅, {1}, {2}, {1, 2}: {1} or ∅ is optimal for both at all p ≥ 0; with 1/2 in the place of the last 1 even the sets of optimal bundles are the same. A price of good 2 below 0 tells them apart.",
      oneGood: "with one good and v(∅) = 0, nonnegative values are monotone: a price between v and w separates them",
      characterised:
        "p ≥ 0 separates v and w exactly where max_{A ⊆ B} v(A) − max_{A ⊆ B} w(A) is not the same for all B",
    }),
    ...(made.length === 0 && {
      repairs: Object.entries(changesOf).map(([name, changes]) => ({
        statement: `Any two types are separated by some prices, given: ${changes.join("; ")}.`,
        changes,
        of: [name],
        claim: (now: readonly string[]) => bundlesSeparated(format, now),
      })),
    }),
  });
};

const isSeparatedOnGrid = (environment: KnownEnvironment): boolean =>
  unseparated(environment, allAlternatives(environment)) === undefined;
