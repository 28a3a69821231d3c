import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { readCount, readIndex, readList, readPositive } from "../../src/instance/input.js";
import type { Norm } from "../../src/mechanisms/basu/proof-events.js";
import { sqrt } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { eventChoices } from "./event-choices.js";
import { seatedCorners } from "./event-claim.js";
import { largestChangeIn } from "./event-table.js";
import { type EventWorld, eventWorld } from "./event-world.js";
import { normChange, normPairMeanings, normReadings, utilityNorm } from "./norm-pairs.js";
import { differencesAt, type Pair } from "./payment-differences.js";
import { optimum, payment } from "./plain.js";
import { isSteadyPlainly, largestChange, plus } from "./plain-events.js";
import { seatedExamples, seatedSaid } from "./seated-cases.js";
import { greatestLength, inequalityOf, type Length, sidesOf, stretched } from "./utility-length.js";

const unchanged = "σ*(s_i, s_−i) = σ*(t_i, s_−i)";

const readings = readingsOf(normReadings, { choice: ["same", "any"] });

const changesOf = (switches: Switches): readonly string[] => [
  ...normChange(switches),
  ...(switches.choice === "any" ? [unchanged] : []),
];

interface Found extends Pair {
  readonly delta: Q.Rational;
}

/** A δ in (0, 1) above the largest change of beliefs, given by its square, with δ·M below the difference of payments. */
function deltaBetween(change: Q.Rational, difference: Q.Rational, M: Length): Q.Rational {
  const highest = (bits: number) =>
    M.square.numerator === 0n ? Q.one : sqrt(Q.divide(Q.multiply(difference, difference), M.square), bits).low;
  for (let bits = 32; ; bits *= 2) {
    const [low, high] = [sqrt(change, bits).high, Q.minimum(Q.one, highest(bits))];
    if (Q.compare(low, high) < 0) return Q.simplestBetween(low, high);
  }
}

/** x^n in T, two reports with the same choice (or any) and payments that differ by more than δ·M, over all δ in (0, 1). */
function excessAt(world: EventWorld, beliefs: Norm, M: Length, isAny: boolean): Found | undefined {
  const { numerator, denominator } = M.square;
  for (const { paid, over, cell, ...pair } of differencesAt(world, isAny)) {
    const { size, over: by } = largestChangeIn(cell, beliefs);
    const [square, all] = beliefs === "l2" ? [size, by] : [size * size, by * by];
    if (square >= all || paid * paid * all * denominator <= square * numerator * over * over) continue;
    const delta = deltaBetween(Q.rational(square, all), Q.rational(paid, over), M);
    return { ...pair, delta };
  }
  return undefined;
}

function readPair(choices: JsonObject, { environment }: EventWorld): Found {
  const index = (name: string, size: number, what: string) => readIndex(choices[name], `choices.${name}`, size, what);
  return {
    others: readList(choices.others, "choices.others", readCount),
    utility: index("utility", environment.utilities.length, "utility"),
    report: index("report", environment.signals, "signal"),
    lie: index("lie", environment.signals, "signal"),
    drawn: index("drawn", environment.alternatives, "alternative"),
    instead: index("instead", environment.alternatives, "alternative"),
    delta: readPositive(choices.delta, "choices.delta"),
  };
}

function sidesAt(world: EventWorld, found: Found, beliefs: Norm, M: Length, isAny: boolean): WorstSides {
  const { environment, tie } = world;
  const { others, utility, report, lie, drawn, instead, delta } = found;
  const [own, other] = [plus(others, report), plus(others, lie)];
  const [draws, drawsOther] = [own, other].map((counts) => optimum(environment, world.sizes(), counts, tie));
  const isMeant =
    Q.compare(delta, Q.one) < 0 &&
    isSteadyPlainly(environment, others, beliefs, delta) &&
    draws!.includes(drawn) &&
    drawsOther!.includes(instead) &&
    (isAny || (draws!.join() === drawsOther!.join() && drawn === instead));
  const difference = Q.subtract(
    payment(environment, own, utility, drawn),
    payment(environment, other, utility, instead),
  );
  const bound = stretched(M, delta);
  return {
    ...sidesOf(difference, bound),
    larger: "right",
    hypotheses: isMeant ? "inside" : "outside",
    inequality: inequalityOf("q*(s_i, s_−i) − q*(t_i, s_−i)", "δ·M", bound),
    explanation: `utility ${utility}; ${own.join(", ")} signals with s_i, ${other.join(", ")} with t_i; drawn ${drawn} and ${instead}`,
  };
}

/** Some δ in (0, 1) for which x^n is in T, near the least. */
function deltasAt(world: EventWorld, others: readonly number[], beliefs: Norm): readonly Json[] {
  const { high } = sqrt(largestChange(world.environment, others, beliefs).square, 32);
  return Q.compare(high, Q.one) < 0
    ? [Q.printRational(Q.simplestBetween(high, Q.one)), Q.printRational(between(high))]
    : [];
}

/** A number a little above x < 1. */
const between = (x: Q.Rational): Q.Rational => Q.add(x, Q.multiply(Q.subtract(Q.one, x), Q.rational(1n, 1n << 20n)));

const proofs = (beliefs: Norm, utilities: Norm): string =>
  `All environments: with one alternative a the difference is Σ_ω (π(s) − π(t))(ω) u(a, ω) ≤ ‖π(s) − π(t)‖·‖u(a, ·)‖, by ${
    beliefs === "l2" && utilities === "l2"
      ? "Cauchy and Schwarz"
      : "Hölder's inequality, as norms fall from l1 over l2 to sup"
  }; the first factor is below δ on T, the second at most M.`;

/** Proof of Theorem 1: on T, with the choice unchanged, payments differ by at most δ·M. In a test δ·M is scaled. */
export function paymentChange(made: readonly string[] = [], factor = Q.one): Claim<Example> {
  const isAny = ({ choice }: Switches) => choice === "any" && !made.includes(unchanged);
  const lengthAt = ({ environment }: EventWorld, switches: Switches) =>
    stretched(greatestLength(environment, utilityNorm(switches, made)), factor);
  const excess = (world: EventWorld, switches: Switches) =>
    excessAt(world, switches.beliefs as Norm, lengthAt(world, switches), isAny(switches));
  return exampleClaim(eventWorld, {
    id: "basu/proof-payment-change",
    citation: cite("basu", "Proof of Theorem 1, ii) of ε-Bayesian incentive compatibility"),
    statement:
      "For δ in (0, 1) and s_−i in T, where σ*(s_i, s_−i) = σ*(t_i, s_−i): q*_i(s_i, s_−i) − q*_i(t_i, s_−i) ≤ δ·M, M = max_{u, a} ‖u(a, ·)‖.",
    hypotheses: ["(1), π_0 > 0, v > 0", "any composition of the players, any choice among maximisers", ...made],
    readings,
    switchMeanings: {
      ...normPairMeanings,
      same: "where the choice is unchanged, as i) and ii) happen simultaneously",
      any: "wherever s_−i is in T",
    },
    examples: (budget) => seatedExamples(budget),
    describe: (budget) => `${seatedSaid(budget)}; all δ at once, all s_−i, s_i and t_i`,
    argument(switches) {
      const lacked = changesOf(switches).filter((change) => !made.includes(change));
      return lacked.length > 0
        ? `Not under this reading; it holds with ${lacked.join(" and ")}.`
        : proofs(switches.beliefs as Norm, utilityNorm(switches, made));
    },
    corners: seatedCorners,
    decide: (world, _, switches) => ({
      holds: excess(world, switches) === undefined,
    }),
    exhibit(world, { instance }, switches) {
      const { delta, others, ...rest } = excess(world, switches)!;
      return { instance, choices: { ...rest, others: [...others], delta: Q.printRational(delta) } };
    },
    choices: ({ beliefs }) => ({
      others: eventChoices.others,
      delta: (world: EventWorld, { others, delta }: JsonObject) =>
        delta === undefined ? deltasAt(world, others as number[], beliefs as Norm) : [delta],
      utility: eventChoices.utility,
      report: eventChoices.report,
      lie: eventChoices.lie,
      drawn: eventChoices.drawn,
      instead: eventChoices.instead,
    }),
    completed: ["others", "utility", "report", "lie", "drawn", "instead"],
    sides: (world, choices, switches) =>
      sidesAt(world, readPair(choices, world), switches.beliefs as Norm, lengthAt(world, switches), isAny(switches)),
    evidence: (_budget: Budget, switches) => constants(switches),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `The same with ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => paymentChange(changes, factor),
        }),
    }),
  });
}

/** The best c in q*(s) − q*(t) ≤ c·δ·M for K states: the differences of beliefs sum to 0. */
const bestConstants: Readonly<Record<string, string>> = {
  "l1+M-sup": "1, at d = (t, −t), u = (1, −1); 1/2 where utilities are all at least 0",
  "l1+M-l2": "√2/2, at d = (t, −t), u = (1, −1)",
  "l1+M-l1": "1/2, at d = (t, −t), u = (1, −1)",
  "l2+M-l2": "1, at d = (t, −t), u = (1, −1)",
  "l2+M-l1": "√(1 − 1/K), at u = (1, 0, …, 0) and d along its difference from the mean",
  "l2+M-sup": "√K for even K, at d = (t, −t, …), u = (1, −1, …)",
  "sup+M-l1": "1, at d = (t, −t), u = (1, −1)",
  "sup+M-l2": "√K for even K, at d = (t, −t, …), u = (1, −1, …)",
  "sup+M-sup": "K for even K and K − 1 for odd K, at d = (t, −t, …), u = (1, −1, …)",
};

const constants = ({ beliefs, utilities }: Switches): JsonObject => ({
  bestConstant: bestConstants[`${beliefs}+${utilities}`]!,
});
