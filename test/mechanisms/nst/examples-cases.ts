import {
  type Example,
  multiExample,
  pricingExample,
  retrainingExample,
  type Terms,
  twoPriceExample,
} from "./examples-route.js";
import { upTo } from "./finite-route.js";

const half = { base: "3/2", q: "1/3" };

/** Values beside, on and between grid prices, at 0 and at 1; one and two cohorts, both rules at V = p. */
export const pricingCases: readonly (readonly [string, Example, reports: readonly number[]])[] = [
  ["one buyer", pricingExample({ m: 2, N: 1, D: 1, signals: 2, valuation: [["0", "1/2"]] }, { ...half, d: "1" }), [1]],
  [
    "a buyer at every kind of value, weak",
    pricingExample(
      { m: 3, N: 3, D: 1, signals: 3, valuation: [["1/3", "1/2", "1"]], buyers: "weak" },
      { ...half, d: "1" },
    ),
    [2, 0, 1],
  ],
  [
    "two cohorts of two",
    pricingExample(
      { m: 4, N: 2, D: 2, signals: 2, valuation: [["0", "1/4", "1/3", "1"], ["1/8", "1/2", "3/4", "3/4"]] }, // biome-ignore format: one line
      { base: "2", q: "1/10", d: "2" },
    ),
    [0, 1, 1, 0],
  ],
  [
    "a cohort of three, weak, always imposing",
    pricingExample(
      {
        m: 2,
        N: 1,
        D: 3,
        signals: 2,
        valuation: upTo(3).map((d) => upTo(8).map((v) => `${v + d}/${10}`)),
        buyers: "weak",
      },
      { base: "2", q: "1", d: "3" },
    ),
    [1, 0, 1],
  ],
];

const goods = half;

/** Free goods, bundles that are worth less together, ties between bundles. */
export const multiCases: readonly (readonly [string, Example, reports: readonly number[]])[] = [
  [
    "two goods",
    multiExample(
      { n: 2, goods: 2, prices: ["0", "1/2", "1"], types: [["0", "1/2", "1", "1"], ["0", "1", "1/4", "5/4"]] }, // biome-ignore format: one line
      { ...goods, d: "1/2" },
    ),
    [0, 1],
  ],
  [
    "prices out of order and off the grid of the values",
    multiExample(
      { n: 3, goods: 1, prices: ["2/3", "1/5"], types: [["0", "2/3"], ["1/7", "1/5"], ["0", "0"]] }, // biome-ignore format: one line
      { ...goods, d: "1/5" },
    ),
    [2, 0, 1],
  ],
];

/** Examples 2 and 3, and values that are prices under both rules. */
export const twoPriceCases = (
  q: string,
): readonly (readonly [string, Example, reports: readonly number[], prices: readonly string[]])[] =>
  (
    [
      ["example 2", { n: 4, values: ["3/4", "5/4"], prices: ["1/2", "1"] }, [0, 1, 1, 0]],
      ["example 3", { n: 3, values: ["1/3", "5/4"], prices: ["1/3", "1"] }, [0, 0, 0]],
      ["example 3, one high", { n: 3, values: ["1/3", "5/4"], prices: ["1/3", "1"] }, [0, 1, 0]],
      ["does not buy at V = p", { n: 2, values: ["1/2", "1"], prices: ["1", "1/2"], tieReaction: "Not buy" }, [1, 0]],
      ["equal revenues", { n: 2, values: ["1/2", "1"], prices: ["1", "1/2", "0", "1/2"] }, [1, 0]],
      ["free", { n: 1, values: ["0", "0"], prices: ["0"] }, [1]],
    ] as const
  ).map(([name, setting, reports]) => [
    name,
    twoPriceExample(setting, { base: "2", q, d: "1" }),
    reports,
    setting.prices,
  ]);

export const retrainingCases = (
  terms: Omit<Terms, "d">,
): readonly (readonly [Example, reports: readonly number[]])[] => [
  [retrainingExample(1, undefined, { ...terms, d: "1/3" }), [3]],
  [retrainingExample(2, "welfare", { ...terms, d: "1/3" }), [0, 5]],
  [retrainingExample(3, "borda", { ...terms, d: "2/5" }), [1, 2, 4]],
  [retrainingExample(3, undefined, { ...terms, d: "1/3" }), [0, 0, 3]],
];
