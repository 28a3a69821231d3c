import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { multiItemSamplerFormat } from "../../src/instance/hk-items-sampler.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { itemStep, tellingTables, valueTables } from "./item-cases.js";
import { privacyCase, type SamplerFormat, samplerPrivacy } from "./sampler-privacy.js";

const smaller = "a smaller accuracy γ' with e^{2γ'} ≤ n·e^ε/(1 + (n − 1)·e^ε)";

const casesOf = (budget: Budget): readonly SituationCase[] =>
  (budget === "gate" ? ["101/100"] : ["33/32", "101/100"]).flatMap((factor) => {
    const small = [...valueTables(1, 1), ...(budget === "gate" ? tellingTables(2).slice(0, 2) : valueTables(2, 2))];
    const large = budget === "deep" ? tellingTables(3).slice(1, 7) : tellingTables(3).slice(1, 2);
    return [
      ...small.flatMap((table) => table.map((_, i) => privacyCase(table, i, { ownWeight: "yes", factor }))),
      ...large.map((table) => privacyCase(table, 2, { ownWeight: "yes", factor })),
    ];
  });

/** Theorem 8, the privacy of the approximate implementation, failures apart. */
export const theorem8Privacy = (
  format: SamplerFormat = multiItemSamplerFormat,
  made: readonly string[] = [],
): Claim => {
  const shared = {
    id: "hk/theorem-8-privacy",
    citation: cite("hk", "Theorem 8, with Lemma 16"),
    statement:
      "The approximate implementation of the exponential mechanism for the multi-item auction can be made (ε, δ)-differentially private for any δ ∈ (0, 1), ε > 0 and γ > 0: where all calls succeed, Pr[r | v] ≤ e^ε·Pr[r | v'] for all r and all v, v' that differ in one agent.",
    hypotheses: [
      "ε > 0",
      "γ > 0",
      "items are drawn with their own weight",
      "the errors of the calls may depend on the profile",
    ],
    readings: readingsOf({ accuracy: ["smaller", "same"] }),
    switchMeanings: {
      same: "the sampler of Lemma 16 with the γ of the theorem",
      smaller:
        "the sampler of Lemma 16 with some smaller γ', as a function of n and ε: here e^{2γ'} ≤ n·e^ε/(1 + (n − 1)·e^ε)",
    },
    step: itemStep,
    repair: repairedBy({
      statement: "With γ' = (1/2)·ln(n·e^ε/(1 + (n − 1)·e^ε)), the slack of the exponential mechanism, e^ε is enough.",
      changes: [smaller],
      of: ["same"],
      claim: (changes) => theorem8Privacy(format, changes),
    }) as never,
  };
  return byReading(shared, ({ accuracy }) => {
    const { repair: _, step: __, ...parts } = shared;
    return samplerPrivacy(format, {
      ...parts,
      mayErr: true,
      isSmall: accuracy === "smaller" || made.includes(smaller),
      allowed: () => 0,
      cases: casesOf,
      describe: (budget) =>
        `e^{γ/(2n)} = ${budget === "gate" ? "101/100" : "33/32 and 101/100"}; ${budget === "gate" ? "telling tables" : "every table"} of values 0 and 1 for one and two agents, every agent of them, and the worst errors for each outcome; ${budget === "deep" ? "telling tables for three agents" : "three agents who want three items"}, the last of them, with exact permanents; every two types with values 0 and 1`,
      ...((accuracy === "smaller" || made.includes(smaller)) && {
        argument:
          "All n and v: the largest ratio of the exponential mechanism is (1 + (n − 1)·e^ε)/n < e^ε, and the errors add the factor e^{2γ'}. γ' is about ε/(2n) for small ε and 1/(2n) for large.",
      }),
      evidence: () => evidence,
    });
  });
};

const evidence = {
  same: "for every fixed γ > 0 it falls as ε → 0: two equal profiles are told apart by errors alone",
  delta:
    "failures: if both runs fail with probability at most δ', Pr[S | v] ≤ e^ε·Pr[S | v'] + (1 + e^ε)·δ' in general, since δ' is lost on either side, and + δ' where the failures do not depend on the profile; so δ' = δ/(1 + e^ε) is enough, with log(1/δ') about log(1/δ) + ε",
  letter: "by step (2) to the letter no accuracy is enough from four agents on: see hk/lemma-16-privacy",
};
