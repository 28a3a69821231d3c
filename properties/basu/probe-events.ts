import type { BayesianEnvironment } from "../../src/game/bayesian-environment.js";
import { readCount } from "../../src/instance/input.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { chancesFar } from "./eq-3.js";
import { isApart } from "./event-claim.js";
import { eventThreshold } from "./event-table.js";
import { oddsTail, settledFrom } from "./event-tail.js";
import { posterior } from "./plain.js";
import { chanceThat, isCertainPlainly, isSteadyPlainly } from "./plain-events.js";
import type { Conclusion } from "./probe-conclusion.js";
import { type Asked, hasImpossibleState, levelAsked, possibleStates } from "./probe-world.js";
import { remembered } from "./remembered.js";
import type { ThresholdWorld } from "./theorem-1-world.js";

/** Which n lack a probability of 1 − δ in some state: all of them, or these. */
type Lacking = "all" | readonly number[];

const restricted = remembered<BayesianEnvironment>();

/** The environment whose states count. */
const countedStates = ({ environment }: ThresholdWorld, { possible = false }: Asked): BayesianEnvironment =>
  possible ? restricted(environment, "", () => possibleStates(environment)) : environment;

const uncertain = remembered<Lacking>();

function lackingCertainty(world: ThresholdWorld, asked: Asked): Lacking {
  const environment = countedStates(world, asked);
  const delta = world.delta();
  return uncertain(environment, Q.printRational(delta), () => uncertainAt(environment, delta));
}

function uncertainAt(environment: BayesianEnvironment, delta: Q.Rational): Lacking {
  if (hasImpossibleState(environment) || !isApart(environment)) return "all";
  const odds = Q.divide(delta, Q.subtract(Q.one, delta));
  const tails = environment.prior.map((_, state) => {
    const rivals = environment.prior.flatMap((_, other) => (other === state ? [] : [other]));
    return oddsTail(environment, state, rivals, odds, () => Q.one);
  });
  return Array.from({ length: settledFrom(tails, delta) }, (_, n) => n).filter((n) =>
    chancesFar(environment, n, delta).some((chance) => Q.compare(chance, delta) > 0),
  );
}

/** For the level c or e; without a level below 1 P_ω is empty. */
function lackingEvents(world: ThresholdWorld, asked: Asked): Lacking {
  const environment = countedStates(world, asked);
  const e = levelAsked(world, asked);
  if (hasImpossibleState(environment) || Q.equals(e, Q.one)) return "all";
  return eventThreshold(environment, { norm: "l2", delta: world.delta(), e })?.violating ?? "all";
}

const next = (lacking: readonly number[]): number => (lacking[lacking.length - 1] ?? -1) + 1;

/** n0 with which a conclusion is looked at: what is given, 0, or one more than the largest n that lacks it. */
function eventsFrom(
  world: ThresholdWorld,
  choices: JsonObject,
  asked: Asked,
  lacking: (world: ThresholdWorld, asked: Asked) => Lacking,
): number {
  if (asked.n0 === "none") return 0;
  if (asked.n0 === "given") return readCount(choices.n0, "choices.n0");
  const found = lacking(world, asked);
  return found === "all" ? 0 : next(found);
}

/** A conclusion of the form: for some n0 the probability is at least 1 − δ for all n ≥ n0, given each ω. */
const fromSomeN = (
  says: string,
  inequality: string,
  lacking: (world: ThresholdWorld, asked: Asked) => Lacking,
  /** What is asked where n0 is the one of a level for all of 𝒰 and the event that of the instance. */
  own: (asked: Asked) => Asked,
  event: (world: ThresholdWorld, asked: Asked, counts: readonly number[], state: number) => boolean,
): Conclusion => ({
  says,
  holds(world, choices, asked) {
    const found = lacking(world, own(asked));
    return found !== "all" && next(found) <= eventsFrom(world, choices, asked, lacking);
  },
  exhibit(world, { instance, choices }, asked) {
    const n0 = eventsFrom(world, choices, asked, lacking);
    const found = lacking(world, own(asked));
    const others = found === "all" ? n0 : found.find((n) => n >= n0)!;
    return { instance: { ...instance, others }, choices: { ...choices, n0 } };
  },
  choices: (asked) => ({
    n0: (world, given) => [eventsFrom(world, given, asked, lacking)],
    others: (world, { n0 }) => (world.others === undefined ? [0, 1, 2].map((more) => (n0 as number) + more) : [world.others]), // biome-ignore format: one line
    state: (world) => {
      const isCounted = (state: number) => !asked.possible || world.environment.prior[state]!.numerator > 0n;
      return world.environment.prior.flatMap((_, state) => (isCounted(state) ? [state] : []));
    },
  }),
  completed: ["others", "state"],
  sides(world, choices, asked) {
    const { n0, others, state } = choices as { n0: number; others: number; state: number };
    const { environment } = world;
    const isNone = lacking(world, own(asked)) === "all";
    return {
      left: chanceThat(environment, others, state, (counts) => event(world, own(asked), counts, state)),
      right: Q.subtract(Q.one, world.delta()),
      larger: "left",
      hypotheses: others >= n0 ? "inside" : "outside",
      inequality,
      explanation: `${others} other signals, state ${state}${isNone ? "; no n is large enough" : `; n0 = ${n0}`}`,
    };
  },
});

/** (3): the posterior tends to certainty. */
export const certainty: Conclusion = fromSomeN(
  "for some n0 and all n >= n0, given each ω: with probability at least 1 − δ the posterior on ω is above 1 − δ",
  "v^n(π(x^n)(ω) > 1 − δ | ω) >= 1 − δ",
  lackingCertainty,
  (asked) => asked,
  ({ environment, delta }, _asked, counts, state) =>
    Q.compare(posterior(environment, counts)[state]!, Q.subtract(Q.one, delta())) > 0,
);

/** (4): the events of the proof have a probability of at least 1 − δ. */
export const events: Conclusion = fromSomeN(
  "for some n0 and all n >= n0, given each ω: v^n(P_ω ∩ T | ω) >= 1 − δ, with e of the utilities in P_ω and the Euclidean norm in T",
  "v^n(P_ω ∩ T | ω) >= 1 − δ",
  lackingEvents,
  ({ level: _, ...asked }) => asked,
  (world, asked, counts, state) =>
    isCertainPlainly(world.environment, counts, state, levelAsked(world, asked)) &&
    isSteadyPlainly(world.environment, counts, "l2", world.delta()),
);
