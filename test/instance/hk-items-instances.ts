import type { ValidInstance } from "./valid-instances.js";

const auction = {
  mechanism: "hk/multi-item",
  parameters: { epsilon: "8 ln 3/2", exponent: "1/2" },
  environment: { items: 2 },
  reports: [["1", "1/2"], ["0", "0.5"]],
}; // biome-ignore format: a matrix
const market = {
  ...auction,
  mechanism: "hk/multi-item-rectangular",
  environment: { agents: 2, items: 1 },
  reports: [["1"], ["1/2"]],
};
const call = { stage: 1, prefix: [1], item: 0, sign: -1 };
const sampler = {
  ...auction,
  mechanism: "hk/multi-item-sampler",
  parameters: { epsilon: "8 ln 3/2", exponent: "1/2", ownWeight: "no", factor: "11/10", errors: [call] },
};
const estimator = {
  ...auction,
  mechanism: "hk/multi-item-payment-estimator",
  parameters: { epsilon: "8 ln 3/2", factor: "11/10" },
};
const ensemble = { mechanism: "hk/matching-ensemble", environment: { agents: 3 } };
const privacyRatio = { agent: 1, other: ["1", "0"] };
const gain = { agent: 0, truth: ["1/2", "0"] };
const tail = { t: { exp: "11/10" }, sizeLogArgument: "2", factor: "1/2" };

const withErrors = (...errors: readonly unknown[]) => ({
  ...sampler,
  parameters: { ...sampler.parameters, errors },
});

/** For the fuzzer. */
export const validItems: readonly ValidInstance[] = [
  { instance: auction, questions: { tail, gain, privacyRatio } },
  { instance: market },
  { instance: { ...market, environment: { agents: 1, items: 2 }, reports: [["1", "0"]] } },
  { instance: sampler, questions: { privacyRatio } },
  { instance: estimator },
  { instance: ensemble },
];

/** For the schema, and for reading what was printed. */
export const goodItems = [
  auction,
  { ...auction, parameters: { epsilon: "4 ln 2" } },
  { ...auction, question: "gain", ...gain },
  market,
  sampler,
  withErrors(call, { stage: 0, prefix: [], item: 1, sign: 1 }),
  { ...sampler, parameters: { epsilon: "8 ln 3/2", ownWeight: "yes" } },
  estimator,
  ensemble,
  { ...ensemble, reports: [] },
];

/** Near misses that the schema tells, too. */
export const badItems = [
  { ...auction, parameters: {} },
  { ...auction, parameters: { epsilon: "4 ln 2", factor: "2" } },
  { ...auction, environment: { items: 0 } },
  { ...auction, environment: { agents: 2, items: 2 } },
  { ...auction, reports: { counts: { '["1","0"]': 2 } } },
  { ...auction, reports: [["1", "0"], null] },
  { ...auction, question: "limit" },
  { ...market, environment: { items: 1 } },
  { ...market, question: "tail", ...tail },
  { ...sampler, parameters: { epsilon: "8 ln 3/2" } },
  { ...sampler, parameters: { epsilon: "8 ln 3/2", ownWeight: true } },
  withErrors({ ...call, sign: 2 }),
  withErrors({ prefix: [], item: 0, sign: 1 }),
  { ...sampler, question: "tail", ...tail },
  { ...estimator, parameters: { epsilon: "8 ln 3/2" } },
  { ...estimator, parameters: { epsilon: "8 ln 3/2", factor: "2", exponent: "1/2" } },
  { ...ensemble, environment: { agents: 0 } },
  { ...ensemble, reports: [["1"]] },
  { ...ensemble, parameters: { epsilon: "ln 2" } },
];

const square = (n: number, at: (i: number, j: number) => string) => ({
  ...auction,
  parameters: { epsilon: "2000 ln 2" },
  environment: { items: n },
  reports: Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => at(i, j))),
});

/** No two rows and no two columns alike. */
const scattered = (i: number, j: number) => `${((i + 1) * (j + 2) * (i + j + 3)) % 997}/1000`;

/** What is wrong, the input, and what the one line must hold: the field first. */
export const wrongItems: readonly (readonly [wrong: string, input: unknown, expected: RegExp])[] = [
  [
    "a value of an item above 1",
    { ...auction, reports: [["1", "3/2"], ["0", "0"]] }, // biome-ignore format: one line
    /^reports\[0\]\[1\]: must be at most 1, got "3\/2"$/,
  ],
  [
    "a negative value of an item",
    { ...auction, reports: [["1", "0"], ["-1/2", "0"]] }, // biome-ignore format: one line
    /^reports\[1\]\[0\]: must not be negative, got "-1\/2"$/,
  ],
  [
    "a ragged matrix",
    { ...auction, reports: [["1", "0"], ["1"]] }, // biome-ignore format: one line
    /^reports\[1\]: expected one value for each of 2 items, got 1$/,
  ],
  [
    "a row too few",
    { ...auction, reports: [["1", "0"]] }, // biome-ignore format: one line
    /^reports: expected one row for each of 2 agents, got 1$/,
  ],
  [
    "a row too many in a market",
    { ...market, reports: [["1"], ["0"], ["1"]] }, // biome-ignore format: one line
    /^reports: expected one row for each of 2 agents, got 3$/,
  ],
  ["no items", { ...auction, environment: { items: 0 } }, /^environment\.items: must be at least 1$/],
  [
    "very many items",
    { ...auction, environment: { items: 501 } },
    /^environment\.items: must be at most 500, got 501$/,
  ],
  [
    "an epsilon that leaves weights irrational",
    { ...auction, parameters: { epsilon: "2 ln 2" } },
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) = 2\^\(1\/2\) is irrational; .* "times" to be a multiple of 4$/,
  ],
  [
    "an agent who is not there",
    { ...auction, question: "gain", ...gain, agent: 2 },
    /^agent: expected a player from 0 to 1, got 2$/,
  ],
  [
    "a truth of another length",
    { ...auction, question: "gain", agent: 0, truth: ["1"] },
    /^truth: expected one value for each of 2 items, got 1$/,
  ],
  [
    "another row above 1",
    { ...sampler, question: "privacyRatio", agent: 0, other: ["1", "2"] },
    /^other\[1\]: must be at most 1, got "2"$/,
  ],
  [
    "permanents that are too much",
    { ...square(24, (i, j) => scattered(i, j)), question: "privacyRatio", agent: 0, other: Array(24).fill("0") }, // biome-ignore format: one line
    /^reports: this takes 16777216 sets of items, with sums of about \d+ digits; use fewer items/,
  ],
  [
    "a tail with too many different welfares",
    { ...square(14, (i, j) => scattered(i, j)), question: "tail", ...tail }, // biome-ignore format: one line
    /^reports: this takes 16384 sets of items, with up to \d+ different welfares; use fewer items/,
  ],
  [
    "a sampler of 8 items",
    { ...square(8, (i, j) => `${(i + j) % 2}`), mechanism: "hk/multi-item-sampler", parameters: { epsilon: "2 ln 2", ownWeight: "no" }, question: "privacyRatio", agent: 0, other: Array(8).fill("0") }, // biome-ignore format: one line
    /^environment: the sampler goes through all 40320 outcomes; the limit is 5040$/,
  ],
  ["a factor below 1", { ...sampler, parameters: { ...sampler.parameters, factor: "1/2" } }, /^parameters\.factor: must be at least 1, got "1\/2"$/], // biome-ignore format: one line
  ["a factor of 1 for the estimator", { ...estimator, parameters: { epsilon: "8 ln 3/2", factor: "1" } }, /^parameters\.factor: must be greater than 1, got "1"$/], // biome-ignore format: one line
  ["own weights as a boolean", { ...sampler, parameters: { epsilon: "8 ln 3/2", ownWeight: true } }, /^parameters\.ownWeight: expected "yes" or "no", got true$/], // biome-ignore format: one line
  [
    "an error at a stage that there is not",
    withErrors({ stage: 2, prefix: [0, 1], item: 0, sign: 1 }),
    /^parameters\.errors\[0\]\.stage: expected a stage from 0 to 1, got 2$/,
  ],
  [
    "an error whose prefix is of another stage",
    withErrors({ ...call, stage: 0 }),
    /^parameters\.errors\[0\]\.prefix: expected the 0 items given before stage 0, got 1$/,
  ],
  [
    "an error of an item that is gone",
    withErrors({ ...call, item: 1 }),
    /^parameters\.errors\[0\]\.item: item 1 has been given already, so there is no such call$/,
  ],
  [
    "an error of an item that there is not",
    withErrors(call, { stage: 0, prefix: [], item: 2, sign: 1 }),
    /^parameters\.errors\[1\]\.item: expected an item from 0 to 1, got 2$/,
  ],
  ["a call that errs twice", withErrors(call, call), /^parameters\.errors\[1\]: this call stands already at parameters\.errors\[0\]$/], // biome-ignore format: one line
  ["an error of an unknown sign", withErrors({ ...call, sign: 2 }), /^parameters\.errors\[0\]\.sign: expected -1, 0 or 1, got 2$/], // biome-ignore format: one line
  ["no agents in an ensemble", { ...ensemble, environment: { agents: 0 }, question: undefined }, /^environment\.agents: expected 1 to 40000 agents, got 0$/], // biome-ignore format: one line
];
