import fc, { type Arbitrary, constant } from "fast-check";
import { beliefs } from "../../generators/adversaries.js";
import { sample } from "../../generators/elections.js";
import type { Check, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Adversary } from "../../src/mechanisms/cckmv/bayes-posterior.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Words, wordsOf } from "../words.js";
import {
  adversaryOf,
  type BeliefCase,
  beliefCases,
  beliefCorners,
  beliefCornersOf,
  beliefInstance,
  describeBeliefs,
  readBelief,
} from "./beliefs.js";

/** What is particular to one claim about Bayesian adversaries; the rest is the same for all. */
export interface BeliefClaim extends Words {
  /** Why the enumerated beliefs stand for more. */
  readonly argument: string;
  decide<S>(R: OrderedRing<S>, adversary: Adversary, switches: Switches): Finding<S>;
  /** Both sides at the given choices, those left out at their worst; undefined sides do not occur. */
  check(adversary: Adversary, choices: JsonObject, switches: Switches): Omit<Check, "corners">;
  readonly drawChoices?: Arbitrary<(adversary: Adversary) => JsonObject>;
  readonly repair?: Claim<BeliefCase>["repair"];
}

const drawsAt = { gate: 20, standard: 600, deep: 6000 } as const;

/** The whole claim: domain, corners, exhibits and random examples are those of all beliefs. */
export function beliefClaim(parts: BeliefClaim): Claim<BeliefCase> {
  const { argument, repair } = parts;
  return {
    ...wordsOf("cckmv", parts),
    corners: beliefCorners,
    domain: (budget) => ({
      description: describeBeliefs(budget),
      argument,
      cases: beliefCases(budget),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide: (R, c, switches) => parts.decide(R, adversaryOf(c), switches),
    cornersOf: (c) => beliefCornersOf(adversaryOf(c)),
    exhibit: (c) => ({ instance: beliefInstance(c), choices: {} }),
    check({ instance, choices }, switches) {
      const adversary = readBelief(instance);
      return { ...parts.check(adversary, choices, switches), corners: beliefCornersOf(adversary) };
    },
    draw: () => ({
      sample: (seed, count) => {
        const none: Arbitrary<(adversary: Adversary) => JsonObject> = constant(() => ({}));
        return sample(fc.tuple(beliefs, parts.drawChoices ?? none), seed, count).map(([c, more]) => ({
          instance: beliefInstance(c),
          choices: more(adversaryOf(c)),
        }));
      },
    }),
    ...(repair ? { repair } : {}),
  };
}

/** The finding where Bayes' rule says nothing: the adversary deems the outcome impossible. */
export const noPosterior: Finding<never> = { hypotheses: "outside", conclusion: "holds", witness: {} };
