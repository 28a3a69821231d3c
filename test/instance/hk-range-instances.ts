import type { ValidInstance } from "./valid-instances.js";

/** Instances of the mechanisms over a list of outcomes, good and bad. */

const epsilon = "4 ln 3/2";
const environment = { outcomes: ["a", "b"], prior: ["1/2", "2"] };
const { prior: _, ...withoutPrior } = environment;
const reports = [
  ["1", "0"],
  ["1/2", "1"],
];
const tail = { t: { exp: "25/6" }, sizeLogArgument: "2", factor: "1" };
const privacyRatio = { agent: 1, other: ["0", "1/2"] };
const gain = { agent: 0, truth: ["1/2", "1/2"] };

export const exponential = { mechanism: "hk/exponential", parameters: { epsilon }, environment, reports };
const plain = { ...exponential, environment: withoutPrior };
const third = {
  ...exponential,
  mechanism: "hk/exponential-third-term",
  environment: { ...environment, trueValuations: [["1", "1/2"], ["0", "1"]] },
}; // biome-ignore format: one line
export const quality = {
  mechanism: "hk/exponential-quality",
  parameters: { epsilon, lipschitz: "2", exponent: "1/2" },
  environment: { ...environment, quality: ["-3", "1"] },
  reports: [],
};
export const gibbs = {
  mechanism: "hk/gibbs",
  parameters: { inverseTemperature: "4 ln 3/2" },
  environment: { outcomes: ["a", "b"], energies: ["-1/2", "2"] },
  reports: [],
};
const free = { nu: ["1/3", "2/3"] };
export const vcg = { mechanism: "hk/vcg", parameters: { ties: "first" }, environment: withoutPrior, reports };
export const midr = {
  mechanism: "hk/affine-midr",
  environment: {
    outcomes: ["a", "b"],
    distributions: [["1/3", "2/3"], ["1", "0"], ["0", "1"]],
    weights: ["1", "1/2"],
    offsets: ["1/4", "0", "-1"],
  },
  reports,
}; // biome-ignore format: one line
export const projects = {
  mechanism: "hk/public-project",
  parameters: { epsilon, exponent: "1" },
  environment: { projects: 2, limit: 1, size: "at-most" },
  reports: [
    ["0", "1", "1/2"],
    ["0", "0", "1"],
  ],
};
const row = ["0", "1", "0"];

export const validRanges: readonly ValidInstance[] = [
  { instance: { ...plain, parameters: { epsilon, exponent: "1/2" } }, questions: { limit: {}, tail, gain, privacyRatio, worstPrivacyRatio: {}, jointPrivacy: { ...privacyRatio, observer: 0 } } },
  { instance: exponential, questions: { gain, privacyRatio } },
  { instance: third },
  { instance: quality, questions: { tail } },
  { instance: gibbs, questions: { freeEnergy: free } },
  { instance: { ...exponential, mechanism: "hk/mcsherry-talwar" }, questions: { tail, privacyRatio } },
  { instance: vcg },
  { instance: midr },
  {
    instance: projects,
    questions: { tail, gain: { agent: 0, truth: row }, privacyRatio: { agent: 1, other: row } },
  },
]; // biome-ignore format: an instance a line

export const goodRanges = [
  exponential,
  plain,
  { ...exponential, parameters: { epsilon, exponent: "0.25" } },
  { ...plain, question: "limit" },
  { ...plain, limit: {} },
  { ...plain, ask: "limit" },
  { ...gibbs, ask: "freeEnergy", ...free },
  third,
  quality,
  { ...quality, parameters: { epsilon }, reports: [] },
  gibbs,
  { ...gibbs, question: "freeEnergy", ...free },
  { ...exponential, mechanism: "hk/mcsherry-talwar" },
  vcg,
  { mechanism: "hk/vcg", environment: withoutPrior, reports },
  midr,
  projects,
  { ...projects, environment: { projects: 3, limit: 3, size: "exactly" }, reports: [["1"]] },
];

export const badRanges = [
  { ...exponential, parameters: {} },
  { ...exponential, parameters: { epsilon, lipschitz: "1" } },
  { ...exponential, environment: { ...environment, outcomes: [] } },
  { ...exponential, environment: { ...environment, outcomes: ["a", "a"] } },
  { ...exponential, reports: [] },
  { ...exponential, reports: [null] },
  { ...exponential, reports: { counts: { '["1","0"]': 2 } } },
  { ...exponential, question: "freeEnergy", ...free },
  { ...quality, reports: [["1", "0"]] },
  { ...quality, environment },
  { ...gibbs, parameters: { epsilon } },
  { ...gibbs, environment: { ...gibbs.environment, prior: ["1", "1"] } },
  { ...gibbs, reports: [0] },
  { ...gibbs, question: "freeEnergy" },
  { ...vcg, parameters: { ties: "last" } },
  { ...vcg, parameters: { epsilon } },
  { ...vcg, environment },
  { ...midr, environment: { ...midr.environment, distributions: [] } },
  { ...midr, question: "limit" },
  { ...midr, ask: "limit" },
  { ...plain, ask: "limit", question: "limit" },
  { ...plain, ask: "limits" },
  { ...projects, environment: { ...projects.environment, projects: 0 } },
  { ...projects, environment: { ...projects.environment, size: "most" } },
];

const manyRows = (value: string, m: number) => ({
  ...plain,
  environment: { outcomes: Array.from({ length: m }, (_, r) => `${r}`) },
  reports: [Array.from({ length: m }, (_, r) => (r === 0 ? value : `${r}/${m}`))],
});

/** What is wrong, the input, and what the one line must hold: the field first. */
export const wrongRanges: readonly (readonly [wrong: string, input: unknown, expected: RegExp])[] = [
  [
    "a value above 1",
    { ...exponential, reports: [["1", "3/2"]] },
    /^reports\[0\]\[1\]: must be at most 1, got "3\/2"$/,
  ],
  [
    "a value too few",
    { ...exponential, reports: [["1", "0"], ["1"]] },
    /^reports\[1\]: expected one number for each of 2 outcomes, got 1$/,
  ],
  [
    "an outcome twice",
    { ...exponential, environment: { outcomes: ["a", "a"] } },
    /^environment\.outcomes\[1\]: "a" stands in the list twice$/,
  ],
  ["no outcome", { ...exponential, environment: { outcomes: [] } }, /^environment\.outcomes: expected at least one/],
  [
    "a prior without mass",
    { ...exponential, environment: { ...environment, prior: [0, "0"] } },
    /^environment\.prior: expected a mass above 0$/,
  ],
  [
    "a negative mass",
    { ...exponential, environment: { ...environment, prior: ["1", "-1"] } },
    /^environment\.prior\[1\]: must not be negative/,
  ],
  [
    "an irrational weight",
    { ...exponential, parameters: { epsilon: "ln 2" } },
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) = 2\^\(1\/4\) is irrational; .* multiple of 4$/,
  ],
  [
    "an irrational weight of a Gibbs measure",
    { ...gibbs, parameters: { inverseTemperature: "ln 2" } },
    /^parameters\.inverseTemperature: .* multiple of 2$/,
  ],
  ["no temperature", { ...gibbs, parameters: {} }, /^parameters\.inverseTemperature: missing/],
  [
    "a grid beyond 2^53",
    { ...exponential, parameters: { epsilon: "2 ln 2" }, reports: [[`1/${10n ** 16n}`, "0"]] },
    /^reports: the exponents reach 10000000000000000 steps of 1\/10000000000000000, beyond 2\^53 - 1$/,
  ],
  [
    "a base that is too long",
    { ...exponential, parameters: { epsilon: "2000000 ln 10" } },
    /^parameters\.epsilon: e\^\(epsilon·1\/4\) has about \d+ digits; the limit is 200000$/,
  ],
  [
    "weights that are too long",
    { ...exponential, parameters: { epsilon: "400000 ln 10" } },
    /^reports: the weights of this law have about \d+ digits; the limit is 200000/,
  ],
  [
    "too many long weights",
    { ...manyRows("1", 2000), parameters: { epsilon: "40000 ln 10" } },
    /^environment: this takes 2003 fractions of about 2\d+ digits; use fewer outcomes/,
  ],
  [
    "a question twice",
    { ...plain, ask: "limit", question: "limit" },
    /^ask: unknown field; no fields are allowed here$/,
  ],
  [
    "an unknown question",
    { ...plain, ask: "limits" },
    /^ask: expected "limit", .* got "limits"; did you mean "limit"\?$/,
  ],
  ["a question to nobody", { ...midr, ask: "limit" }, /^ask: hk\/affine-midr answers no questions; leave it out$/],
  [
    "a limit with a prior",
    { ...exponential, question: "limit" },
    /^question: "limit" is asked without environment\.prior$/,
  ],
  [
    "true valuations of too few",
    { ...third, environment: { ...third.environment, trueValuations: [["1", "0"]] } },
    /^environment\.trueValuations: expected one valuation for each of 2 reports, got 1$/,
  ],
  ["players of a Gibbs measure", { ...gibbs, reports: [["1", "0"]] }, /^reports\[0\]: there are no players; leave/],
  [
    "a distribution over too few states",
    { ...gibbs, question: "freeEnergy", nu: ["1"] },
    /^nu: expected one probability for each of 2 states, got 1$/,
  ],
  [
    "no distribution",
    { ...gibbs, freeEnergy: { nu: ["1/2", "1/3"] } },
    /^freeEnergy\.nu: must sum to 1, got the sum 5\/6$/,
  ],
  [
    "a score beyond 2^53",
    { ...quality, environment: { outcomes: ["a", "b"], quality: [`${10n ** 17n}`, "0"] } },
    /^environment: a score of "?1000/,
  ],
  ["a tie rule that is none", { ...vcg, parameters: { ties: "frist" } }, /^parameters\.ties: .*did you mean "first"\?/],
  [
    "an agent without weight",
    { ...midr, environment: { ...midr.environment, weights: ["1"] } },
    /^environment\.weights: expected one weight for each of 2 reports, got 1$/,
  ],
  [
    "an offset too many",
    { ...midr, environment: { ...midr.environment, offsets: [0, 0, 0, 0] } },
    /^environment\.offsets: expected one offset for each of 3 distributions, got 4$/,
  ],
  [
    "a distribution over other outcomes",
    { ...midr, environment: { ...midr.environment, distributions: [["1"]] } },
    /^environment\.distributions\[0\]: expected one probability for each of 2 outcomes, got 1$/,
  ],
  [
    "a limit above the projects",
    { ...projects, environment: { projects: 2, limit: 3, size: "exactly" } },
    /^environment\.limit: must be at most the 2 projects, got 3$/,
  ],
  [
    "hopelessly many sets of projects",
    { ...projects, environment: { projects: 9007199254740991, limit: 4503599627370495, size: "at-most" } },
    /^environment\.limit: these are more than 1000000 sets of projects; use fewer projects$/,
  ],
  [
    "sets of hopelessly many projects",
    { ...projects, environment: { projects: 9007199254740991, limit: 9007199254740991, size: "exactly" } },
    /^environment\.limit: these are 1 sets of up to 9007199254740991; use fewer projects$/,
  ],
  [
    "no size",
    { ...projects, environment: { projects: 2, limit: 1 } },
    /^environment\.size: missing; required here: projects, limit, size$/,
  ],
];
