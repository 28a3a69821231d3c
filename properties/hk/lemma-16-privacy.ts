import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { itemStep, tellingTables, type ValueTable, valueTables } from "./item-cases.js";
import { privacyCase, type SamplerFormat, samplerPrivacy } from "./sampler-privacy.js";

const ownWeight = "the own weight e^{(ε/2)·v_ij} in step (2)";
const twoGamma = "e^{ε + 2γ} in the place of e^ε";
const changesOf: Readonly<Record<string, readonly string[]>> = {
  "no+exact": [ownWeight],
  "no+any": [ownWeight, twoGamma],
  "yes+any": [twoGamma],
};

/** Four agents, the first without influence on her own item by step (2): the last is seen at three stages. */
export const fourAgents: ValueTable = [
  ["0", "0", "0", "0"],
  ["0", "1", "0", "0"],
  ["1", "0", "0", "0"],
  ["0", "0", "0", "1"],
];

/** The tables of small cases with each agent as the player. */
const small = (budget: Budget): readonly (readonly [ValueTable, number])[] => {
  const tables = budget === "gate" ? tellingTables(2).slice(0, 2) : valueTables(2, 2);
  return [...valueTables(1, 1), ...tables].flatMap((table) => table.map((_, i) => [table, i] as const));
};

const threeAgents = (budget: Budget): readonly (readonly [ValueTable, number])[] => {
  const tables = budget === "gate" ? [] : tellingTables(3).slice(0, budget === "standard" ? 3 : 7);
  return tables.flatMap((table) => (budget === "deep" ? [0, 1, 2] : [2]).map((i) => [table, i] as const));
};

/** By the letter of step (2) four agents are needed to see anything; with own weights three will do. */
const larger = (own: boolean): readonly [ValueTable, number] => (own ? [tellingTables(3)[1]!, 2] : [fourAgents, 3]);

const casesOf = (budget: Budget, { errors }: Switches, own: boolean): readonly SituationCase[] =>
  [...small(budget), ...(errors === "exact" ? threeAgents(budget) : []), larger(own)].map(([table, player]) =>
    privacyCase(table, player, {
      ownWeight: own ? "yes" : "no",
      ...(errors === "any" && { factor: "101/100" }),
    }),
  );

/** What Lemma 16 makes of the privacy of the outcome drawn; `made` are the changes of the repairs. */
export const samplerIsPrivate = (
  format: SamplerFormat = multiItemSamplerFormat,
  made: readonly string[] = [],
): Claim => {
  const shared = {
    id: "hk/lemma-16-privacy",
    citation: cite("hk", "Lemma 16, with Section 5.2"),
    statement:
      "Where all its calls succeed, the outcome of the sampler is ε-differentially private: Pr[r | v] ≤ e^ε·Pr[r | v'] for all r and all v, v' that differ in one agent.",
    hypotheses: ["ε > 0", "all calls are right up to e^{±γ/(2n)}"],
    readings: readingsOf({ ownWeight: ["no", "yes"], errors: ["exact", "any"] }),
    switchMeanings: {
      no: "step (2) to the letter: Pr[j] ∝ x_j",
      yes: "Pr[j] ∝ e^{(ε/2)·v_ij}·x_j, the marginal that the proof displays",
      exact: "all permanents are exact, γ → 0",
      any: "the errors of the calls may depend on the whole profile, e^{γ/(2n)} = 101/100",
    },
    step: itemStep,
    repair: ((reading: { name: string }) =>
      repairedBy({
        statement:
          "With its own weight an item is drawn so that the outcome is (ε + 2γ)-differentially private, and ε-differentially private for exact permanents.",
        changes: changesOf[reading.name] ?? [],
        of: Object.keys(changesOf),
        claim: (changes) => samplerIsPrivate(format, changes),
      })(reading as never)) as never,
  };
  return byReading(shared, (switches) => {
    const own = switches.ownWeight === "yes" || made.includes(ownWeight);
    const { repair: _, step: __, ...parts } = shared;
    return samplerPrivacy(format, {
      ...parts,
      mayErr: switches.errors === "any",
      allowed: (items) => (made.includes(twoGamma) ? 4 * items : 0),
      cases: (budget) => casesOf(budget, switches, own),
      describe: (budget) =>
        `${budget === "gate" ? "telling tables" : "every table"} of values 0 and 1 for one and two agents, every agent of them${switches.errors === "exact" && budget !== "gate" ? `; telling tables for three, ${budget === "deep" ? "every agent" : "the last agent"}` : ""}; ${own ? "three agents who want three items" : "four agents who want the items 1, 0 and 3 beside one who does not care"}, with exact permanents; every two types with values 0 and 1, beyond three items that of the last item and that of all but it`,
      ...(own && {
        argument:
          "All n and v: with exact permanents this is the exponential mechanism (Theorem 1); each of the two laws is within e^{±γ} of it, γ = 2n·ln(e^{γ/(2n)}).",
      }),
      evidence: () => (own ? ownEvidence : letterEvidence),
    });
  });
};

const ownEvidence = {
  level:
    "with exact permanents the largest ratio is (1 + (n − 1)·e^ε)/n: from one item alone to all but it, where all others want that item. By Pr[r] = Pr[own item]·(the rest), and perm A_{−i,−k} ≤ e^{ε/2}·perm A_{−i,−j}, by exchanging one item",
  bestConstant:
    "for errors that depend on the profile e^{2γ(n−1)/n} beside it, approached where all chances are small; for two equal items e^{γ(n−1)/n}, whatever ε, so that ε-differential privacy fails for every γ > 0 once ε is small",
};
const letterEvidence = {
  threshold:
    "with exact permanents it holds for up to two agents, for three with values 0 and 1, and falls for four: the row of agent n − 1 stands in the permanents of all n − 1 stages, and nothing cancels; for the four agents here the ratio is about e^{3ε/2}/6 for large ε",
  first: "the first agent's own row does not occur at all: for her the level is 0",
};
