import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import {
  distinctRows,
  environmentCorners,
  eventExamples,
  eventExamplesSaid,
  isApart,
  normMeanings,
  rowMeanings,
} from "./event-claim.js";
import { apart, askedAt, eventInstance } from "./event-environments.js";
import { type Events, type EventThreshold, eventThreshold } from "./event-table.js";
import { highestPosterior } from "./event-tail.js";
import { type EventWorld, eventWorld, levelOf } from "./event-world.js";
import { chanceThat, isCertainPlainly, isSteadyPlainly, plainLevel } from "./plain-events.js";
import { beliefNorms } from "./utility-length.js";

const fromLast = "n0 is one more than the largest n that lacks it";

const readings = readingsOf(
  { norm: beliefNorms, rows: ["distinct", "any"] },
  { threshold: ["some", "first"], events: ["strict", "weak"], bound: ["at-least", "above"] },
);

const meanings = {
  ...normMeanings("‖·‖ in T is"),
  ...rowMeanings,
  some: "some n0 does for all n ≥ n0",
  first: "the first n at which (4) holds does for all n from there on",
  strict: "P_ω with π(ω) > e, T with ‖·‖ < δ, as printed",
  weak: "P_ω with π(ω) ≥ e, T with ‖·‖ ≤ δ",
  "at-least": "probability at least 1 − δ, as printed",
  above: "probability above 1 − δ",
};

/** What a reading asks; in a test with another e. */
const eventsOf = (world: EventWorld, { norm, events, bound }: Switches, e?: Q.Rational): Events => ({
  norm: norm as Norm,
  delta: world.delta(),
  weak: events === "weak",
  above: bound === "above",
  ...(e && { e }),
});

const startOf = ({ threshold }: Switches, made: readonly string[], found: EventThreshold): number =>
  threshold === "first" && !made.includes(fromLast) ? found.first : found.n0;

const changesOf = ({ rows, threshold }: Switches): readonly string[] => [
  ...(rows === "any" ? [distinctRows] : []),
  ...(threshold === "first" ? [fromLast] : []),
];

/** Equation (4): from some n0 on P_ω ∩ T has probability at least 1 − δ. In a test P_ω is made with another level than e. */
export function equation4(made: readonly string[] = [], level = (e: Q.Rational): Q.Rational => e): Claim<Example> {
  const isMeant = ({ environment }: EventWorld, { rows }: Switches) =>
    levelOf(environment) !== undefined && (isApart(environment) || (rows === "any" && !made.includes(distinctRows)));
  const thresholdOf = (world: EventWorld, switches: Switches) =>
    eventThreshold(world.environment, eventsOf(world, switches, level(levelOf(world.environment)!)));
  return exampleClaim(eventWorld, {
    id: "basu/eq-4",
    citation: cite("basu", "Proof of Theorem 1, equation (4)"),
    statement:
      "For δ in (0, 1) there is n0 such that v^n(P_ω ∩ T|ω) ≥ 1 − δ for all n ≥ n0 and all ω, with P_ω = {π(x^n, y)(ω) > e for all y} and T = {‖π(x^n, y) − π(x^n, z)‖ < δ for all y, z}.",
    hypotheses: ["π_0 > 0, v > 0", "(1), and e as in the proof", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, { rows }) => eventExamples(budget, rows === "any"),
    describe: (budget, { rows }) => `${eventExamplesSaid(budget, rows === "any")}; all n ≥ 0 and all ω`,
    argument: (switches) => argumentOf(switches, made),
    corners: environmentCorners,
    decide(world, _, switches) {
      if (!isMeant(world, switches)) return { hypotheses: "outside", holds: true };
      const found = thresholdOf(world, switches);
      return { holds: found !== undefined && startOf(switches, made, found) === found.n0 };
    },
    exhibit(world, { instance, choices }, switches) {
      const found = thresholdOf(world, switches);
      const start = found ? startOf(switches, made, found) : 0;
      const others = found ? found.violating.find((n) => n > start)! : 0;
      return { instance: { ...instance, others }, choices: { ...choices, n0: start } };
    },
    choices: (switches) => ({
      n0(world: EventWorld): readonly Json[] {
        const found = isMeant(world, switches) ? thresholdOf(world, switches) : undefined;
        return [found ? startOf(switches, made, found) : 0];
      },
      others: ({ others }: EventWorld, { n0 }: JsonObject) =>
        others === undefined ? [0, 1, 2].map((more) => (n0 as number) + more) : [others],
      state: ({ environment }: EventWorld) => environment.prior.map((_, state) => state),
    }),
    completed: ["n0", "others", "state"],
    sides(world, choices, switches) {
      const { n0, others, state } = choices as { n0: number; others: number; state: number };
      const isInside = isMeant(world, switches) && others >= n0;
      return { ...sidesAt(world, others, state, switches, level), ...(!isInside && { hypotheses: "outside" }) };
    },
    evidence: (budget, switches) => evidence(budget, switches),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `(4) with ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => equation4(changes, level),
        }),
    }),
  });
}

function sidesAt(
  world: EventWorld,
  others: number,
  state: number,
  switches: Switches,
  level: (e: Q.Rational) => Q.Rational,
): WorstSides {
  const { environment } = world;
  const [delta, isWeak] = [world.delta(), switches.events === "weak"];
  const e = level(plainLevel(environment));
  const norm = switches.norm as Norm;
  const left = chanceThat(
    environment,
    others,
    state,
    (counts) =>
      isCertainPlainly(environment, counts, state, e, isWeak) &&
      isSteadyPlainly(environment, counts, norm, delta, isWeak),
  );
  const right = Q.subtract(Q.one, delta);
  const isAbove = switches.bound === "above";
  const highest = highestPosterior(environment, state);
  return {
    left,
    right,
    larger: "left",
    holds: Q.compare(left, right) >= (isAbove ? 1 : 0),
    inequality: `v^n(P_ω ∩ T|ω) ${isAbove ? ">" : "≥"} 1 − δ`,
    explanation: `n = ${others} other players, state ${state}, e = ${Q.printRational(e)}${
      Q.compare(highest, e) <= 0
        ? `; however many signals there are, the posterior on this state is at most ${Q.printRational(highest)}, and P_ω empty`
        : ""
    }`,
  };
}

const argumentOf = (switches: Switches, made: readonly string[]): string => {
  const lacked = changesOf(switches).filter((change) => !made.includes(change));
  if (lacked.length > 0) return `Not under this reading; it holds with ${lacked.join(" and ")}.`;
  return "All n: exact sums up to where a bound takes over that falls in n. P_ω and T hold once the odds of all other states, multiplied by the largest ratio of likelihoods, are below some t > 0, which is so up to a probability C·r^n, r the largest affinity of two rows (Markov's inequality for the root of the odds). The same for all environments: t > 0 as e < 1 and δ > 0, and r < 1 as rows differ.";
};

/** The n0 of each environment: the first n that does, all that do not, and from where the bound decides. */
function evidence(budget: Budget, switches: Switches): JsonObject {
  const rows = askedAt(budget).flatMap(([environment, ...deltas]) =>
    deltas.map((delta): JsonObject => {
      const world = eventWorld(eventInstance(apart[environment]!, delta));
      const found = eventThreshold(world.environment, eventsOf(world, switches))!;
      return {
        environment,
        delta,
        e: Q.printRational(levelOf(world.environment)!),
        leastN0: found.n0,
        firstN: found.first,
        violatingAfterFirst: found.violating.filter((n) => n > found.first),
        boundDecidesFrom: found.settledFrom,
      };
    }),
  );
  return { thresholds: rows };
}
