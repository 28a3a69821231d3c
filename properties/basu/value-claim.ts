import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { type About, placeChoices, placesOf, plainValues, type Stage, signAt } from "./stages.js";
import { anyRuleCases, posteriorCases, rowsAt } from "./value-cases.js";
import { type ValueWorld, valueCorners, valueWorld } from "./value-world.js";

/** What a claim says for itself that compares what players pay with what they enjoy. */
export interface ValueClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  /** What is known when the expectation is taken: literal first. */
  readonly known: readonly Stage[];
  /** Whether the two are equal, or the utility is at least the payment. */
  readonly relation: "equal" | "at-least";
  /** Of whom it is said: literal first. */
  readonly of: readonly About["of"][];
  /** Whether lies are a reading too. */
  readonly speaksOfLies?: boolean;
  /** Another way to decide a reading, where there is one. */
  decided?(world: ValueWorld, about: About): boolean | undefined;
  readonly evidence?: Claim["evidence"];
  /** What is compared in a test in the place of the claim's mechanism. */
  readonly read?: (instance: JsonObject) => ValueWorld;
}

/** Fallen stages: the one that holds in their place, and the change that leads there. */
const averaged: Partial<Record<Stage, readonly [Stage, string]>> = {
  outcome: ["profile", "in expectation over the state, given all signals"],
  state: ["interim", "in expectation over the state"],
  "state-alone": ["ex-ante", "in expectation over the state"],
};
const truthful = "everybody reports her signal";

const meanings: Readonly<Record<string, string>> = {
  "ex-ante": "in expectation before any signal is known",
  interim: "in expectation given the player's own signal",
  profile: "in expectation given the signals of all players",
  state: "in expectation given the player's own signal and the state",
  "state-alone": "in expectation given the state",
  outcome: "the utility that is enjoyed in the state itself",
  optimum: "the choice is σ*",
  "any-rule": "any function of the signals, lotteries as well, in the place of σ*",
  theorem: "in the environments of Theorem 1: (1) holds and the rows of v differ",
  every: "in every environment with full support",
  truthful: "for players who report their signals",
  any: "for players who report anything",
  each: "for each player",
  sum: "for all players together",
};

const argument =
  "All environments, n, rules and ties: given all signals s the state has the law π(s), the choice is a function of s, and the payment is defined as Σ_ω π(s)(ω)u_i(σ(s), ω) = E[u_i(σ(s), ω) | s]. " +
  "Whoever knows less takes the expectation of both sides, by the law of iterated expectations; sums over players are sums of such equations.";

/** Such a claim; `made` are the changes of its repair. */
export function valueClaim(parts: ValueClaim, made: readonly string[] = []): Claim {
  const readings = readingsOf(
    { known: parts.known },
    {
      rule: ["optimum", "any-rule"],
      environments: ["theorem", "every"],
      ...(parts.of.length > 1 && { of: parts.of }),
      ...(parts.speaksOfLies && { reports: ["truthful", "any"] }),
    },
  );
  const about = ({ known, of = parts.of[0]!, reports = "truthful" }: Switches): About => {
    const stage = known as Stage;
    const instead = averaged[stage];
    return {
      stage: instead && made.includes(instead[1]) ? instead[0] : stage,
      of: of as About["of"],
      reports: made.includes(truthful) ? "truthful" : (reports as About["reports"]),
    };
  };
  const changesOf = ({ known, reports }: Switches): readonly string[] => [
    ...(averaged[known as Stage] ? [averaged[known as Stage]![1]] : []),
    ...(reports === "any" ? [truthful] : []),
  ];
  const isMet = (world: ValueWorld, { environments }: Switches) =>
    environments === "every" || world.isOfTheorem() ? "inside" : "outside";
  const relation = (sign: number) => (parts.relation === "equal" ? sign === 0 : sign >= 0);
  const examples = (budget: Budget, { rule }: Switches): readonly Example[] => [
    ...posteriorCases(budget),
    ...(rule === "any-rule" ? anyRuleCases(budget) : []),
  ];
  return exampleClaim<ValueWorld>(parts.read ?? valueWorld, {
    id: parts.id,
    citation: cite("basu", parts.place),
    statement: parts.statement,
    hypotheses: ["π0 and v positive, signals independent given the state", ...made],
    readings,
    switchMeanings: Object.fromEntries(
      [...new Set(readings.flatMap(({ switches }) => Object.values(switches)))].map((name) => [name, meanings[name]!]),
    ),
    examples,
    describe: (budget, switches) =>
      `${rowsAt(budget).length} environments with players, three tie rules${switches.rule === "any-rule" ? `, and ${anyRuleCases(budget).length} other rules and lotteries` : ""}: every player, and all that may be known`,
    argument: (switches) => (changesOf(switches).every((change) => made.includes(change)) ? argument : undefined),
    corners: valueCorners,
    decide(world, _, switches) {
      const asked = about(switches);
      const holds =
        parts.decided?.(world, asked) ?? placesOf(world, asked).every((place) => relation(signAt(world, place)));
      return { hypotheses: isMet(world, switches), holds };
    },
    choices: (switches) => placeChoices(about(switches)),
    completed: ["utility", "signal", "report", "others", "state", "alternative"],
    sides(world, choices, switches) {
      const { given, got } = plainValues(world, choices);
      return {
        left: got,
        right: given,
        larger: "left",
        hypotheses: isMet(world, switches),
        holds: relation(Q.compare(got, given)),
        inequality: parts.relation === "equal" ? "E[u_i | what is known] = E[q_i | what is known]" : "E[u_i | what is known] >= E[q_i | what is known]", // biome-ignore format: one line
        explanation: `${about(switches).of === "sum" ? "all players together" : "one player"}, ${meanings[about(switches).stage]}`,
      };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(made.length === 0 && {
      repair: (reading: Reading) => {
        const changes = changesOf(reading.switches);
        return repairOf(reading, {
          statement: `${parts.statement} This is so ${changes.join(" and ")}.`,
          changes,
          claim: (kept) => valueClaim(parts, kept),
        });
      },
    }),
  });
}
