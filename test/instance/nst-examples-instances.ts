import type { ValidInstance } from "./valid-instances.js";

const pricing = {
  mechanism: "nst/pricing",
  parameters: { epsilon: "16 ln 3/2", q: "1/3", d: "2" },
  environment: {
    kind: "pricing",
    m: 4,
    N: 2,
    D: 2,
    signals: ["low", "high"],
    valuation: [["0", "1/4", "1/3", "1"], ["1/8", "0.5", "3/4", 1]],
    buyers: "weak",
  },
  reports: [0, 1, 1, 0],
}; // biome-ignore format: a field a line
const multi = {
  mechanism: "nst/pricing-multi",
  parameters: { epsilon: "4 ln 3/2", q: "1/3", d: "1" },
  environment: { kind: "pricing-multi", n: 2, goods: 2, prices: ["0", "1/2", 1], types: [["0", "1/2", "1", "1"], ["0", "1", "1/4", "5/4"]] }, // biome-ignore format: one line
  reports: [0, 1],
};
const values = { kind: "two-price", n: 3, values: ["1/2", "1"], prices: ["1/2", "1"], tieReaction: "Not buy" };
const twoPrice = { mechanism: "nst/two-price", parameters: { epsilon: "8 ln 2", d: "2" }, environment: values, reports: [0, 1, 1] }; // biome-ignore format: one line
const optimal = { ...twoPrice, mechanism: "nst/optimal-price", parameters: { q: "1/4", tiePrice: "highest", imposeAlways: true } }; // biome-ignore format: one line
const candidates = { kind: "retraining", n: 3, objective: "borda" };
const naive = { mechanism: "nst/retraining-naive", parameters: { order: [2, 0, 1] }, environment: candidates, reports: [0, 5, 3] }; // biome-ignore format: one line
const scheme = { ...naive, mechanism: "nst/retraining-scheme", parameters: { epsilon: "10 ln 2", q: "1/5", d: "1" } };

/** For the fuzzer. */
export const validExamples: readonly ValidInstance[] = [pricing, multi, twoPrice, optimal, naive, scheme].map(
  (instance) => ({ instance }),
);

const { buyers: _, ...strict } = pricing.environment;

/** For the schema, and for reading what was printed. */
export const goodExamples = [
  pricing,
  { ...pricing, parameters: { epsilon: "16 ln 2", q: 0 }, environment: strict },
  { ...pricing, parameters: { q: 1 } },
  multi,
  { ...multi, parameters: { q: "1" } },
  twoPrice,
  { ...twoPrice, parameters: { epsilon: "4 ln 2" } },
  { mechanism: "nst/commitment", environment: values, reports: [1, 1, 0] },
  optimal,
  { ...optimal, parameters: { q: 0 } },
  naive,
  { mechanism: "nst/retraining-naive", environment: { kind: "retraining", n: 1 }, reports: [4] },
  scheme,
  { ...scheme, parameters: { epsilon: "4 ln 2", q: "0.25" } },
];

type Written = { readonly mechanism: string; readonly environment: object; readonly reports: readonly number[] };

const within = (instance: Written, fields: object) => ({
  ...instance,
  environment: { ...instance.environment, ...fields },
});
const under = (instance: Written, parameters: object) => ({ ...instance, parameters });

/** Near misses that the schema tells, too. */
export const badExamples = [
  within(pricing, { m: 0 }),
  within(pricing, { D: "2" }),
  within(pricing, { signals: [] }),
  within(pricing, { signals: [null] }),
  within(pricing, { buyers: "lenient" }),
  within(pricing, { goods: 1 }),
  under(pricing, { epsilon: "4 ln 2" }),
  under(pricing, { epsilon: "4 ln 2", q: "1/2", P: "uniform" }),
  within(multi, { goods: 13 }),
  within(multi, { prices: [] }),
  within(multi, { kind: "pricing" }),
  within(twoPrice, { values: ["1"] }),
  within(twoPrice, { tieReaction: "buy" }),
  within(twoPrice, { tieReaction: null }),
  under(twoPrice, { epsilon: "4 ln 2", q: "1/2" }),
  under(optimal, { q: "1/2", tiePrice: "first" }),
  under(optimal, { q: "1/2", imposeAlways: "yes" }),
  under(optimal, { q: "1/2", epsilon: "ln 2" }),
  under(optimal, {}),
  under(naive, { order: [0, 1] }),
  under(naive, { order: [0, 0, 1] }),
  under(naive, { order: [0, 1, 3] }),
  within(naive, { objective: "total" }),
  { ...naive, reports: { counts: { 0: 3 } } },
];

/** What the schema does not tell, and the message. */
export const wrongExamples: readonly (readonly [name: string, instance: object, message: RegExp])[] = [
  ["V > 1", within(pricing, { valuation: [["0", "1/4", "1/3", "5/4"], ["0", "0", "0", "1"]] }), /^environment\.valuation\[0\]\[3\]: must be at most 1/], // biome-ignore format: one line
  ["V < 0", within(pricing, { valuation: [["0", "0", "0", "1"], ["0", "0", "-1/4", "1"]] }), /^environment\.valuation\[1\]\[2\]: must not be negative/], // biome-ignore format: one line
  ["a member short", within(pricing, { valuation: [["0", "0", "0", "1"]] }), /^environment\.valuation: expected one entry for each of 2 members of a cohort, got 1/], // biome-ignore format: one line
  ["a vector short", within(pricing, { valuation: [["0", "0", "0"], ["0", "0", "0", "1"]] }), /^environment\.valuation\[0\]: expected one entry for each of 4 vectors of a cohort's signals, got 3/], // biome-ignore format: one line
  ["no cohort", within(pricing, { N: 0 }), /^environment\.N: must be at least 1/],
  ["too many players", within(pricing, { N: 2 ** 40 }), /^environment\.N: makes 2199023255552 players; the limit is 10000/], // biome-ignore format: one line
  ["too many prices", within(pricing, { m: 10000 }), /^environment\.m: makes 10001 alternatives; the limit is 10000/],
  ["too many vectors", within(pricing, { D: 40, N: 1 }), /^environment\.signals: make 1099511627776 vectors of a cohort's signals; the limit is 100000/], // biome-ignore format: one line
  ["a rule that is none", within(pricing, { buyers: "lenient" }), /^environment\.buyers: expected "strict" or "weak"/],
  ["reports missing", { ...pricing, reports: [0, 1, 1] }, /^reports: expected one report for each of 4 players, got 3/],
  ["a report out of range", { ...pricing, reports: [0, 1, 2, 0] }, /^reports\[2\]: expected a type from 0 to 1, got 2/],
  ["no epsilon", under(pricing, { q: "1/2" }), /^parameters\.epsilon: /],
  ["q > 1", under(pricing, { q: "3/2" }), /^parameters\.q: must be at most 1/],
  ["d = 0", under(pricing, { epsilon: "4 ln 2", q: "1/2", d: "0" }), /^parameters\.d: must be greater than 0/],
  ["a negative price", within(multi, { prices: ["0", "-1/2"] }), /^environment\.prices\[1\]: must not be negative/],
  ["no prices", within(multi, { prices: [] }), /^environment\.prices: expected at least one price/],
  ["a bundle short", within(multi, { types: [["0", "1/2", "1"]] }), /^environment\.types\[0\]: expected one entry for each of 4 bundles, got 3/], // biome-ignore format: one line
  ["no types", within(multi, { types: [] }), /^environment\.types: expected at least one type/],
  ["too many goods", within(multi, { goods: 40 }), /^environment\.goods: at most 12 goods are allowed, got 40/],
  ["too many alternatives", within(multi, { prices: Array.from({ length: 101 }, (__, k) => k) }), /^environment\.prices: makes 10201 alternatives; the limit is 10000/], // biome-ignore format: one line
  ["no sensitivity to take d from", under({ ...within(multi, { types: [["0", "1", "1", "2"]] }), reports: [0, 0] }, { epsilon: "4 ln 2", q: "1/2" }), /^parameters\.d: missing; required here, because the objective does not depend on the types/], // biome-ignore format: one line
  ["a type out of range", { ...multi, reports: [0, 2] }, /^reports\[1\]: expected a type from 0 to 1, got 2/],
  ["high before low", within(twoPrice, { values: ["1", "1/2"] }), /^environment\.values: expected the low value first, then the high one, got 1 and 1\/2/], // biome-ignore format: one line
  ["three values", within(twoPrice, { values: ["0", "1/2", "1"] }), /^environment\.values: expected one entry for each of 2 types, \[low, high\], got 3/], // biome-ignore format: one line
  ["a negative value", within(twoPrice, { values: ["-1", "1/2"] }), /^environment\.values\[0\]: must not be negative/],
  ["a negative price", within(twoPrice, { prices: ["-1"] }), /^environment\.prices\[0\]: must not be negative/],
  ["a float", within(twoPrice, { prices: [0.5] }), /^environment\.prices\[0\]: 0\.5 is a JSON float/],
  ["a tie reaction that is none", within(twoPrice, { tieReaction: "buy" }), /^environment\.tieReaction: expected "Buy" or "Not buy", got "buy"/], // biome-ignore format: one line
  ["two-price without epsilon", under(twoPrice, {}), /^parameters\.epsilon: missing/],
  ["a tie price that is none", under(optimal, { q: 0, tiePrice: "first" }), /^parameters\.tiePrice: expected "lowest" or "highest"/], // biome-ignore format: one line
  ["imposing as a word", under(optimal, { q: 0, imposeAlways: "yes" }), /^parameters\.imposeAlways: expected true or false/], // biome-ignore format: one line
  ["a pair twice", under(naive, { order: [0, 1, 1] }), /^parameters\.order: expected each pair once, got \[0,1,1\]/],
  [
    "a pair short",
    under(naive, { order: [0, 1] }),
    /^parameters\.order: expected one entry for each of 3 pairs, got 2/,
  ],
  ["a pair that is none", under(naive, { order: [0, 1, 3] }), /^parameters\.order\[2\]: expected a pair from 0 to 2, got 3/], // biome-ignore format: one line
  ["an objective that is none", within(naive, { objective: "total" }), /^environment\.objective: expected "welfare" or "borda"/], // biome-ignore format: one line
  ["a seventh order", { ...naive, reports: [0, 6, 1] }, /^reports\[1\]: expected a type from 0 to 5, got 6/],
  ["somebody absent", { ...scheme, reports: [0, null, 1] }, /^reports\[1\]: /],
  ["a scheme without epsilon", under(scheme, { q: "99/100" }), /^parameters\.epsilon: /],
  [
    "an environment of another kind",
    { ...scheme, environment: values },
    /^environment\.(n|kind|values|prices|tieReaction): /,
  ],
];
