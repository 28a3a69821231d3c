import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { beliefWeights, total } from "../../src/game/bayesian-environment.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { environmentCorners, eventExamples, eventExamplesSaid, normMeanings } from "./event-claim.js";
import { apart, askedAt, eventInstance } from "./event-environments.js";
import { type EventCell, type Events, eventRow, eventThreshold, isInT, mixture } from "./event-table.js";
import { type EventWorld, eventWorld, levelOf } from "./event-world.js";
import { belief } from "./plain.js";
import { chanceThat, isCertainPlainly, isSteadyPlainly, plainLevel } from "./plain-events.js";
import { remembered } from "./remembered.js";
import { signalsOf } from "./seated-cases.js";

const trueState = "P_ω of the true state ω";
const moreThan = "|N| > n0";
const eachState = "(4) in each state";

const readings = readingsOf(
  { event: ["true-state", "some-state", "one-state"] },
  { players: ["above", "at-least"], guarantee: ["each-state", "ex-ante"], norm: ["l2", "l1", "sup"] },
);

const meanings = {
  ...normMeanings("‖·‖ in T is"),
  "true-state": "the event is P_ω ∩ T with the state ω that is true",
  "some-state": "the event is T together with P_ω for some ω",
  "one-state": "the event is P_ω ∩ T with the same ω whichever state is true, for each ω",
  above: "|N| > n0, so that there are n ≥ n0 others",
  "at-least": "|N| ≥ n0",
  "each-state": "n0 is such that v^n(P_ω ∩ T|ω) ≥ 1 − δ for each ω, as printed",
  "ex-ante": "n0 is such that Σ_ω π_0(ω)·v^n(P_ω ∩ T|ω) ≥ 1 − δ",
};

const changesOf = ({ event, players, guarantee }: Switches): readonly string[] => [
  ...(event === "one-state" ? [trueState] : []),
  ...(players === "at-least" ? [moreThan] : []),
  ...(guarantee === "ex-ante" ? [eachState] : []),
];

/** The reading with some of the changes made. */
const changed = (switches: Switches, made: readonly string[]): Switches => ({
  ...switches,
  ...(made.includes(trueState) && { event: "true-state" }),
  ...(made.includes(moreThan) && { players: "above" }),
  ...(made.includes(eachState) && { guarantee: "each-state" }),
});

const eventsOf = (world: EventWorld, { norm, guarantee }: Switches): Events => ({
  norm: norm as Norm,
  delta: world.delta(),
  exAnte: guarantee === "ex-ante",
});

/** The least number of others that the claim speaks of. */
const startOf = ({ players }: Switches, n0: number): number => (players === "at-least" ? Math.max(0, n0 - 1) : n0);

/** The states of which the event may be; one only where it is that of the true state, or of any. */
const fixedStates = (world: EventWorld, { event }: Switches): readonly (number | null)[] =>
  event === "one-state" ? world.environment.prior.map((_, state) => state) : [null];

/** Whether x^n is in the event, when a state is true. */
const isIn = (cell: EventCell, state: number, fixed: number | null, { event }: Switches): boolean =>
  event === "some-state" ? cell.lead.some((lead) => lead > 0) : cell.lead[fixed ?? state]! > 0;

/** Pr[event | ω], one a state. */
function chancesAt(world: EventWorld, others: number, fixed: number | null, switches: Switches): readonly Q.Rational[] {
  const { environment } = world;
  const events = eventsOf(world, switches);
  const { cells, all } = eventRow(environment, levelOf(environment)!, others);
  const steady = cells.filter((cell) => isInT(cell, events));
  return environment.prior.map((_, state) => {
    const inside = steady.filter((cell) => isIn(cell, state, fixed, switches)).map(({ weights }) => weights[state]!);
    return Q.rational(total(inside), all);
  });
}

/** Where the claim fails. */
interface Failure {
  readonly n0: number;
  readonly others: number;
  readonly signal: number;
  readonly fixed: number | null;
}

const failures = remembered<Failure | undefined>();

/** The least number of others at which a conditional probability lacks 1 − δ. */
const failureAt = (world: EventWorld, switches: Switches): Failure | undefined =>
  failures(world, [switches.event, switches.players, switches.guarantee, switches.norm].join(), () => {
    const { environment } = world;
    const { n0, settledFrom } = eventThreshold(environment, eventsOf(world, switches))!;
    const least = Q.subtract(Q.one, world.delta());
    const beliefs = signalsOf(environment).map((signal) => {
      const weights = beliefWeights(environment, signal);
      return weights.map((weight) => Q.rational(weight, total(weights)));
    });
    // From settledFrom on every state has its 1 − δ, and so has every mixture; an event of one state is asked for one n more.
    for (let others = startOf(switches, n0); others <= Math.max(n0, settledFrom); others++) {
      for (const fixed of fixedStates(world, switches)) {
        const chances = chancesAt(world, others, fixed, switches);
        const signal = beliefs.findIndex((own) => Q.compare(mixture(own, chances), least) < 0);
        if (signal >= 0) return { n0, others, signal, fixed };
      }
    }
    return undefined;
  });

function sidesAt(world: EventWorld, choices: JsonObject, switches: Switches, beliefOf: typeof belief): WorstSides {
  const { environment } = world;
  const { n0, others, signal, fixed } = choices as unknown as Failure;
  const [delta, e, norm] = [world.delta(), plainLevel(environment), switches.norm as Norm];
  const own = beliefOf(environment, signal);
  const isInP = (counts: readonly number[], state: number): boolean =>
    switches.event === "some-state"
      ? own.some((_, any) => isCertainPlainly(environment, counts, any, e))
      : isCertainPlainly(environment, counts, fixed ?? state, e);
  const chances = own.map((_, state) =>
    chanceThat(
      environment,
      others,
      state,
      (counts) => isInP(counts, state) && isSteadyPlainly(environment, counts, norm, delta),
    ),
  );
  return {
    left: mixture(own, chances),
    right: Q.subtract(Q.one, delta),
    larger: "left",
    hypotheses: others >= startOf(switches, n0) ? "inside" : "outside",
    inequality: "Σ_ω ρ_{s_i}(ω)·v^n(event|ω) ≥ 1 − δ",
    explanation: `n = ${others} others, n0 = ${n0}, s_i = ${signal}, ρ = (${own.map(Q.printRational).join(", ")}), in the states ${chances.map(Q.printRational).join(", ")}`,
  };
}

const argumentOf = (switches: Switches): string =>
  switches.event === "some-state"
    ? "All n ≥ n0: the event contains P_ω ∩ T whichever state ω is true; its probability given s_i is at least the mixture of the v^n(P_ω ∩ T|ω), each at least 1 − δ."
    : "All n ≥ n0: given ω the signals of the others are independent of s_i, so the probability is the mixture over ω, by the belief ρ_{s_i}, of v^n(P_ω ∩ T|ω), each at least 1 − δ.";

/** Proof of Theorem 1: the probability 1 − δ of (4) holds given s_i, with |N| − 1 others. In a test the check has other beliefs. */
export function conditioning(made: readonly string[] = [], beliefOf = belief): Claim<Example> {
  return exampleClaim(eventWorld, {
    id: "basu/proof-conditioning",
    citation: cite("basu", "Proof of Theorem 1, ε-Bayesian incentive compatibility"),
    statement:
      "With n0 for δ by (4), |N| > n0, any player i and signal s_i: given s_i, the signals of the n = |N| − 1 others are in P_ω ∩ T with probability Σ_ω ρ_{s_i}(ω)·v^n(P_ω ∩ T|ω) ≥ 1 − δ.",
    hypotheses: ["(1), π_0 > 0, v > 0, different rows of v", "δ in (0, 1)", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget) => eventExamples(budget, false),
    describe: (budget) =>
      `${eventExamplesSaid(budget, false)}, and the least n0 of (4); every number of others that is meant, every s_i`,
    argument(switches) {
      const lacked = changesOf(switches).filter((change) => !made.includes(change));
      return lacked.length > 0
        ? `Not under this reading; it holds with ${lacked.join(" and ")}.`
        : argumentOf(changed(switches, made));
    },
    corners: environmentCorners,
    decide: (world, _, switches) => ({
      holds: failureAt(world, changed(switches, made)) === undefined,
    }),
    exhibit(world, { instance }, switches) {
      const { others, ...choices } = failureAt(world, changed(switches, made))!;
      return { instance: { ...instance, others }, choices: { ...choices } };
    },
    choices: (given) => {
      const switches = changed(given, made);
      return {
        n0: (world: EventWorld) => [eventThreshold(world.environment, eventsOf(world, switches))!.n0],
        others: ({ others }: EventWorld, { n0 }: JsonObject) =>
          others === undefined ? [0, 1].map((more) => startOf(switches, n0 as number) + more) : [others],
        fixed: (world: EventWorld) => fixedStates(world, switches),
        signal: ({ environment }: EventWorld) => signalsOf(environment),
      };
    },
    completed: ["n0", "others", "fixed", "signal"],
    sides: (world, choices, switches) => sidesAt(world, choices, changed(switches, made), beliefOf),
    evidence: (budget, switches) => evidence(budget, changed(switches, made)),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `The same with ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => conditioning(changes, beliefOf),
        }),
    }),
  });
}

/** The least conditional probability at n0 beside 1 − δ, rounded down to thousandths. */
function evidence(budget: Budget, switches: Switches): JsonObject {
  const rows = askedAt(budget).flatMap(([environment, ...deltas]) =>
    deltas.map((delta): JsonObject => {
      const world = eventWorld(eventInstance(apart[environment]!, delta));
      const { n0 } = eventThreshold(world.environment, eventsOf(world, switches))!;
      const chances = fixedStates(world, switches).flatMap((fixed) =>
        signalsOf(world.environment).map((signal) =>
          mixture(belief(world.environment, signal), chancesAt(world, n0, fixed, switches)),
        ),
      );
      const { numerator, denominator } = chances.reduce(Q.minimum);
      const least = Q.printRational(Q.rational((numerator * 1000n) / denominator, 1000n));
      return { environment, delta, n0, least };
    }),
  );
  return { "least probability given s_i at n0 others": rows };
}
