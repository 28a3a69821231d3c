import type { ValidInstance } from "./valid-instances.js";

const plain = {
  states: 2,
  signals: 2,
  alternatives: 2,
  prior: ["1/3", "2/3"],
  likelihood: [["3/4", "1/4"], ["0.4", "3/5"]],
  utilities: [[["1", "0"], ["0", 1]], [["-2", "1/2"], ["0", "3"]]],
}; // biome-ignore format: one line a field
const players = { ...plain, players: [0, 1] };
const groups = { ...plain, groups: [2, 1] };
const counts = { counts: [[1, 1], [0, 1]] }; // biome-ignore format: one line
const posterior = { mechanism: "basu/posterior-price", parameters: { tie: "last", tolerance: "1/10" }, environment: players, reports: [0, 1] }; // biome-ignore format: one line
const grouped = { ...posterior, environment: groups, reports: counts };
const rule = { "2,0": 0, "1,1": ["1/2", "1/2"], "0,2": 1 };
const value = { ...posterior, mechanism: "basu/value-price", parameters: { rule, tolerance: 0 } };
const lotteryPayments = [["1", "0"], ["-1/2", "2"]]; // biome-ignore format: one line
const byCounts = { rule, payments: { "2,0": ["1", "2"], "1,1": lotteryPayments, "0,2": ["0", "0"] } };
const table = {
  ...posterior,
  mechanism: "basu/table",
  parameters: { keyedBy: "counts", ...byCounts, tolerance: "1/2" },
};
const byProfile = {
  keyedBy: "profile",
  rule: { "0,0": 0, "0,1": 1, "1,0": ["1/3", "2/3"], "1,1": 1 },
  payments: { "0,0": [0, 0], "0,1": ["1", "-1"], "1,0": lotteryPayments, "1,1": [1, 2] },
};
const profiles = { ...table, parameters: byProfile };

const events = { "proof-events": { others: 4, delta: "1/3" } };
const aboutAll = {
  families: { compositions: [[1, 0], [2, 3]] },
  thresholds: { tolerances: ["1/10", "0"], upTo: 4, over: "all" },
  ...events,
}; // biome-ignore format: one line a question

/** For the fuzzer. */
export const validBasu: readonly ValidInstance[] = [
  { instance: posterior, questions: aboutAll },
  { instance: grouped, questions: aboutAll },
  { instance: { ...posterior, mechanism: "basu/single-object" }, questions: aboutAll },
  { instance: { ...grouped, mechanism: "basu/budget-balance" }, questions: aboutAll },
  { instance: { ...posterior, mechanism: "basu/externality-price" }, questions: aboutAll },
  { instance: value, questions: events },
  { instance: table, questions: events },
  { instance: profiles, questions: events },
];

const nobody = { mechanism: "basu/posterior-price", environment: plain };
const asked = (question: keyof typeof aboutAll, fields: object = {}) => ({ ...nobody, question, ...aboutAll[question], ...fields }); // biome-ignore format: one line

/** For the schema, and for reading what was printed. */
export const goodBasu = [
  ...validBasu.map(({ instance }) => instance),
  nobody,
  { ...nobody, environment: players },
  { ...nobody, environment: groups, reports: [1, 0, 1] },
  { ...posterior, parameters: {} },
  asked("families"),
  { ...nobody, families: aboutAll.families },
  asked("thresholds", { over: "first" }),
  asked("proof-events", { environment: players }),
  { ...value, question: "proof-events", ...events["proof-events"] },
];

const within = (fields: object, instance: object = posterior) => ({
  ...instance,
  environment: { ...players, ...fields },
});
const { environment: _, ...nowhere } = posterior;
const { prior: __, ...priorless } = players;
const withParameters = (parameters: object, instance: { readonly parameters: object } = posterior) => ({
  ...instance,
  parameters: { ...instance.parameters, ...parameters },
});

/** Near misses that the schema tells, too. */
export const badBasu = [
  { ...nowhere, mechanism: "basu/posterior-price" },
  { ...posterior, environment: priorless },
  within({ states: 0 }, { ...posterior, mechanism: posterior.mechanism }),
  { ...posterior, environment: { ...players, signals: 65 } },
  { ...posterior, environment: { ...players, prior: [0.5, 0.5] } },
  { ...posterior, environment: { ...players, outside: 0 } },
  { ...posterior, environment: { ...players, players: [] } },
  { ...posterior, environment: { ...players, utilities: [] } },
  { ...posterior, parameters: { tie: "random" } },
  { ...posterior, parameters: { epsilon: "ln 2" } },
  { ...posterior, reports: { counts: [[1.5, 0]] } },
  { ...posterior, reports: [] },
  { ...value, parameters: {} },
  { ...table, parameters: { rule } },
  { ...table, parameters: { ...byCounts, keyedBy: "players" } },
] as { readonly mechanism: string }[];

const ruleOf = (entries: object) => withParameters({ rule: { ...rule, ...entries } }, value);
const tableOf = (entries: object) => withParameters({ payments: { ...byCounts.payments, ...entries } }, table);
const { "1,1": ___, ...shortRule } = rule;
const crowd = (n: number, more: object = {}) => ({ ...posterior, environment: { ...plain, groups: [n, 0], ...more }, reports: undefined }); // biome-ignore format: one line
const thirds = (size: number) => Array.from({ length: size }, () => `1/${size}`);
const wide = {
  states: 1,
  signals: 40,
  alternatives: 1,
  prior: [1],
  likelihood: [thirds(40)],
  utilities: [[[1]], [[2]]],
};

/** What is wrong, the instance, and what the one line must hold: the field first. */
export const wrongBasu: readonly (readonly [wrong: string, instance: object, message: RegExp])[] = [
  ["no environment", nowhere, /environment\.states: missing|environment: missing/],
  ["no prior", { ...posterior, environment: priorless }, /environment\.prior: missing/],
  ["an outside option", within({ outside: 0 }), /environment\.outside: unknown field/],
  ["no state", within({ states: 0 }), /environment\.states: must be at least 1/],
  ["too many signals", within({ signals: 65 }), /environment\.signals: must be at most 64, got 65/],
  ["half a state", within({ states: 1.5 }), /environment\.states: /],
  ["a prior that sums to less", within({ prior: ["1/3", "1/3"] }), /environment\.prior: must sum to 1, got the sum 2\/3/],
  ["a state of prior 0", within({ prior: ["0", "1"] }), /environment\.prior\[0\]: must be positive/],
  ["a negative prior", within({ prior: ["-1", "2"] }), /environment\.prior\[0\]: /],
  ["a prior of three states", within({ prior: ["1/3", "1/3", "1/3"] }), /environment\.prior: expected one entry for each state, 2 in all, got 3/],
  ["a float in the prior", within({ prior: [0.5, 0.5] }), /environment\.prior\[0\]: /],
  ["signals that sum to more", within({ likelihood: [["3/4", "1/4"], ["1", "1/5"]] }), /environment\.likelihood\[1\]: must sum to 1, got the sum 6\/5/],
  ["an impossible signal", within({ likelihood: [["1", "0"], ["2/5", "3/5"]] }), /environment\.likelihood\[0\]\[1\]: must be positive/],
  ["a row too few", within({ likelihood: [["3/4", "1/4"]] }), /environment\.likelihood: expected one entry for each state, 2 in all, got 1/],
  ["a signal too many", within({ likelihood: [["3/4", "1/4"], ["1/3", "1/3", "1/3"]] }), /environment\.likelihood\[1\]: expected one entry for each signal, 2 in all, got 3/],
  ["no utility", within({ utilities: [] }), /environment\.utilities: expected at least one utility/],
  ["an alternative too few", within({ utilities: [[["1", "0"]]] }), /environment\.utilities\[0\]: expected one entry for each alternative, 2 in all, got 1/],
  ["a state too few", within({ utilities: [[["1"], ["0", "1"]]] }), /environment\.utilities\[0\]\[0\]: expected one entry for each state, 2 in all, got 1/],
  ["a utility that is no number", within({ utilities: [[["1", "x"], ["0", "1"]]] }), /environment\.utilities\[0\]\[0\]\[1\]: "x" is not a rational/],
  ["an unknown utility", within({ players: [0, 2] }), /environment\.players\[1\]: expected a utility from 0 to 1, got 2|environment\.players\[1\]: .*2/],
  ["no players", within({ players: [] }), /environment\.players: expected at least one player/],
  ["players and groups", within({ groups: [1, 1] }), /environment\.groups: give the players or the sizes of the groups, not both/],
  ["a group too many", { ...grouped, environment: { ...plain, groups: [1, 1, 1] } }, /environment\.groups: expected one entry for each utility, 2 in all, got 3/],
  ["empty groups", { ...grouped, environment: { ...plain, groups: [0, 0] } }, /environment\.groups: expected at least one player/],
  ["a negative group", { ...grouped, environment: { ...plain, groups: [3, -1] } }, /environment\.groups\[1\]: /],
  ["nobody", { ...posterior, environment: plain, reports: undefined }, /environment: nobody is named; add "players"/],
  ["reports of nobody", { ...posterior, environment: plain }, /environment: reports need players/],
  ["a report too many", { ...posterior, reports: [0, 1, 1] }, /reports: expected one signal for each of 2 players, got 3/],
  ["a signal out of range", { ...posterior, reports: [0, 2] }, /reports\[1\]: expected .*2/],
  ["counts without groups", { ...posterior, reports: counts }, /reports: expected a list; counts need "groups"/],
  ["counts of one group", { ...grouped, reports: { counts: [[1, 1]] } }, /reports\.counts: expected one list for each of 2 utilities, got 1/],
  ["counts of three signals", { ...grouped, reports: { counts: [[1, 1, 0], [0, 1]] } }, /reports\.counts\[0\]: expected one count for each of 2 signals, got 3/],
  ["counts of more players", { ...grouped, reports: { counts: [[1, 1], [1, 1]] } }, /reports\.counts\[1\]: must sum to the 1 players of group 1, got 2/],
  ["counts under another name", { ...grouped, reports: { count: [[1, 1], [0, 1]] } }, /reports\.count: unknown field; did you mean "counts"/],
  ["an unknown tie", withParameters({ tie: "random" }), /parameters\.tie: expected "first", "last" or "uniform", got "random"/],
  ["a negative tolerance", withParameters({ tolerance: "-1/10" }), /parameters\.tolerance: must be >= 0|parameters\.tolerance: .*negative|parameters\.tolerance: .*at least 0/],
  ["a privacy parameter", withParameters({ epsilon: "ln 2" }), /parameters\.epsilon: unknown field/],
  ["a rule of its own", withParameters({ rule }), /parameters\.rule: unknown field/],
  ["a tie beside a rule", withParameters({ tie: "first" }, value), /parameters\.tie: unknown field/],
  ["no rule", { ...value, parameters: {} }, /parameters\.rule: missing/],
  ["a rule with a key missing", withParameters({ rule: shortRule }, value), /parameters\.rule: has no entry for "1,1"; every one of 3 keys needs one/],
  ["a rule with a stranger", ruleOf({ "3,0": 0 }), /parameters\.rule\."3,0": is none of the 3 keys/],
  ["a rule by profiles", ruleOf({ "0,0": 0 }), /parameters\.rule\."0,0": is none of the 3 keys such as "2,0"/],
  ["an unknown alternative", ruleOf({ "2,0": 2 }), /parameters\.rule\."2,0": expected .*2/],
  ["a lottery that sums to less", ruleOf({ "2,0": ["1/2", "1/3"] }), /parameters\.rule\."2,0": must sum to 1, got the sum 5\/6/],
  ["a lottery too short", ruleOf({ "2,0": ["1"] }), /parameters\.rule\."2,0": expected one probability for each of 2 alternatives, got 1/],
  ["no payments", { ...table, parameters: { rule } }, /parameters\.payments: missing/],
  ["payments with a key missing", withParameters({ payments: {} }, table), /parameters\.payments: has no entry for "2,0"/],
  ["a payment too few", tableOf({ "2,0": ["1"] }), /parameters\.payments\."2,0": expected 2 payments, got 1/],
  ["payments of a lottery without lists", tableOf({ "1,1": ["1", "2"] }), /parameters\.payments\."1,1"\[0\]: expected a list/],
  ["payments of a lottery for one alternative", tableOf({ "1,1": [["1", "2"]] }), /parameters\.payments\."1,1": beside a lottery expected one list for each of 2 alternatives, got 1/],
  ["a payment that is no number", tableOf({ "2,0": ["1", "all"] }), /parameters\.payments\."2,0"\[1\]: "all" is not a rational/],
  ["a table by something else", withParameters({ keyedBy: "players" }, table), /parameters\.keyedBy: expected "counts" or "profile", got "players"/],
  ["a table by profiles with keys of counts", withParameters({ keyedBy: "profile" }, table), /parameters\.rule\."2,0": is none of the 4 keys such as "0,0"/],
  ["a table of too many profiles", { ...profiles, environment: { ...plain, groups: [13, 0] }, reports: undefined }, /parameters\.rule: needs 8192 entries; the limit is 5040/],
  ["a rule for very many", { ...value, environment: { ...plain, groups: [10 ** 9, 0] }, reports: undefined }, /parameters\.rule: needs 1000000001 entries; the limit is 5040/],
  ["an unknown question", { ...nobody, question: "family" }, /question: .*"families"/],
  ["compositions that are none", asked("families", { compositions: [[1]] }), /compositions\[0\]: expected one entry for each utility, 2 in all, got 1/],
  ["a composition of nobody", asked("families", { compositions: [[1, 1], [0, 0]] }), /compositions\[1\]: expected at least one player/],
  ["a composition of too many", asked("families", { compositions: [[10 ** 6, 0]] }), /compositions: the sums over counts of signals have about \d+ bits; the limit is 2147483648: use fewer players/],
  ["a negative slack", asked("thresholds", { tolerances: ["1", "-1"] }), /tolerances\[1\]: /],
  ["up to nobody", asked("thresholds", { upTo: 0 }), /upTo: must be at least 1/],
  ["up to too many", asked("thresholds", { upTo: 10 ** 5 }), /upTo: all sums up to there have more than 10\^18 bits; the limit is 2147483648: use a smaller bound/],
  ["over something else", asked("thresholds", { over: "some" }), /over: expected "first" or "all", got "some"/],
  ["others that are fewer than nobody", asked("proof-events", { others: -1 }), /others: /],
  ["others that are too many", asked("proof-events", { others: 10 ** 6 }), /others: the sums over counts of signals have about \d+ bits/],
  ["a negative delta", asked("proof-events", { delta: "-1/2" }), /delta: /],
  ["a field of another question", asked("proof-events", { upTo: 3 }), /upTo: unknown field/],
  ["families of a rule", { ...value, question: "families", ...aboutAll.families }, /question: expected "proof-events", got "families"/],
  ["thresholds of a table", { ...table, question: "thresholds", ...aboutAll.thresholds }, /question: expected "proof-events", got "thresholds"/],
  ["an unknown tie with a question", { ...asked("families"), parameters: { tie: "least" } }, /parameters\.tie: expected "first", "last" or "uniform"/],
]; // biome-ignore format: one line a case

/** Where `measure` leaves out what is too much work, unless it is asked for it. */
export const beyondReach: readonly (readonly [wrong: string, instance: object, message: RegExp])[] = [
  ["too many players", crowd(10 ** 6), /.*sums over counts of signals of about \d+ bits; the limit is 2147483648/],
  ["too many signals for the players", { ...crowd(30), environment: { ...wide, groups: [30, 0] } }, /.*sums over counts of signals of more than 10\^18 bits; the limit is 2147483648/],
]; // biome-ignore format: one line a case

/** Where `law` asks for more than `measure`. */
export const wrongLaws: readonly (readonly [wrong: string, instance: object, message: RegExp])[] = [
  ["no reports", { ...posterior, reports: undefined }, /reports: missing; give a list with one signal a player/],
  ["a table by profiles at counts", { ...profiles, environment: { ...plain, groups: [1, 1] }, reports: { counts: [[1, 0], [0, 1]] } }, /reports: a table by profiles needs a list with one signal a player/],
  ["a posterior too long to print", { ...crowd(10 ** 6), reports: { counts: [[10 ** 6, 0], [0, 0]] } }, /reports: the posterior has about \d+ bits; the limit is 1048576: use fewer players/],
  ["a question", { ...posterior, question: "families", ...aboutAll.families }, /question: /],
]; // biome-ignore format: one line a case
