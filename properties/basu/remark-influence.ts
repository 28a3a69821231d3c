import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { readCount } from "../../src/instance/input.js";
import { enclosedSum } from "../../src/number/quotient-sum.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { posteriorInstance } from "./environments.js";
import { distinctRows, isApart } from "./event-claim.js";
import { levelOf } from "./event-world.js";
import { type Aggregate, aggregates, amounts, holdsAt, movementOf, outside, present, type Sense, sidesAt } from "./influence-moves.js"; // biome-ignore format: one line
import { type InfluenceRow, rowsAt } from "./influence-rows.js";
import { probeWorld } from "./probe-world.js";
import { signalsOf } from "./seated-cases.js";
import type { ThresholdWorld } from "./theorem-1-world.js";

const geometric = "in expectation, up to a bound that falls geometrically in n";
const holds1 = "hypothesis (1)";

const senses: readonly (readonly [Sense, environments: "theorem" | "any"])[] = [
  ["surely", "theorem"],
  ["geometrically", "theorem"],
  ["geometrically", "any"],
  ["slowly", "any"],
];

const readings: readonly Reading[] = senses.flatMap(([sense, environments]) =>
  aggregates.map((aggregate) => ({
    name: `${aggregate}+${sense}+${environments}`,
    switches: { aggregate, sense, environments },
    literal: aggregate === "choice" && sense === "surely",
  })),
);

const meanings = {
  ...amounts,
  surely: "it is 0 for all n > n0, with some n0: asked at the n0 given",
  geometrically:
    "it is at most C·r^{n−1} with r < 1: where (1) holds and rows differ, and for beliefs and gains, with the bound of the argument; else asked at C = 1/2, r = 9/10",
  slowly: "it is at most C/√n, with the constant of the argument",
  theorem: "under the hypotheses of Theorem 1",
  any: "whether or not (1) holds, and whether or not the rows of v differ",
};

/** Under what a reading is asked. */
function senseOf({ sense }: Switches, made: readonly string[]): Sense {
  return made.includes(geometric) ? "geometrically" : (sense as Sense);
}

const isInside = (world: ThresholdWorld, choices: JsonObject, switches: Switches, made: readonly string[]): boolean => {
  const needs1 = switches.environments === "theorem" || made.includes(holds1);
  const needsRows = switches.environments === "theorem" || made.includes(distinctRows);
  if (needs1 && levelOf(world.environment) === undefined) return false;
  if (needsRows && !isApart(world.environment)) return false;
  return senseOf(switches, made) !== "surely" || world.players() > readCount(choices.n0, "choices.n0");
};

const changesOf = ({ aggregate, sense, environments }: Switches): readonly string[] => {
  if (sense === "surely") return [geometric];
  const isPivotal = aggregate === "choice" || aggregate === "payment";
  return sense === "geometrically" && environments === "any" && isPivotal ? [holds1, distinctRows] : [];
};

const odds = "with the odds o_ω′ = π(ω′)/π(ω) of the states with other likelihoods after any report, E[√o_ω′ | ω] ≤ √(π_0(ω′)/π_0(ω)·max_y v(y|ω′)/v(y|ω))·BC(ω, ω′)^{n−1}"; // biome-ignore format: one line

const geometricArguments: Readonly<Record<Aggregate, string>> = {
  choice: `All n: ${odds}; the choice is a*(ω) as long as the odds are below (1 − e)/e, so Markov's inequality bounds the probability of another by √(e/(1 − e)) times the sum of these.`,
  belief: `All n, all utilities and rows: ${odds}, and the belief moves by at most 2T/(1 + T) ≤ √T with T = Σ o_ω′; states with the same likelihoods keep their odds.`,
  payment:
    "All n: where the choice stays the payment moves by at most R/2 of the change of the belief, R the range of the utility, and else by at most R.",
  gain: "All n, rules and rows: gain_n ≤ B(1 − g)^{n−1} by the antisymmetrised form of the gain.",
};

const lineArgument =
  "All n, priors, utilities, rows, compositions and ties: on a line of profiles that differ by one report the choice turns at most A(A − 1)(K − 1) times, because each comparison of two alternatives is an exponential sum of K terms; Σ‖Δπ‖_1 is at most 2(K − 1), because each π(ω) is unimodal; and no profile of the line is likelier, in expectation over lines, than √(8/(5·v_min·n)) given any ω. " +
  "For payments a turn counts R and the belief R/2, for gains the belief R/2. 1/√n is attained by the choice, and by payments: n·Pr² tends to a positive number where two states that look as like the true one decide for it.";

const failing: Readonly<Record<string, string>> = {
  surely:
    "At every n some profile of the others leaves the choice, the belief and the payment to one report, and some lie gains, however little.",
  geometrically:
    "Every C and r < 1: where no alternative is better in the true state, or states that look the same cancel, two other states decide. Their odds make a random walk, and one report turns the sign with a probability of the order 1/√n.",
};

/** The introduction: with many players the opinion of one does not affect the aggregate. */
export const oneOpinion = (made: readonly string[] = [], scale = Q.one): Claim =>
  exampleClaim<ThresholdWorld>(probeWorld, {
    id: "basu/remark-influence",
    citation: cite("basu", "Section 1"),
    statement: "With many players the report of one player does not affect the aggregate.",
    hypotheses: ["π_0 > 0, v > 0, signals independent given the state, the others truthful", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget, { sense }) => rowsAt(budget).map((row) => exampleOf(row, sense as Sense)),
    describe: (budget) =>
      `${rowsAt(budget).length} populations of 1 to ${mostPlayers(budget)} players: all signals of the others, all reports`,
    argument(switches) {
      const lacks = changesOf(switches).some((change) => !made.includes(change));
      if (lacks) return failing[switches.sense!];
      return senseOf(switches, made) === "slowly" ? lineArgument : geometricArguments[switches.aggregate as Aggregate];
    },
    corners: {
      "(1) fails": ({ environment }) => levelOf(environment) === undefined,
      "two states with the same likelihoods": ({ environment }) => !isApart(environment),
      "few players": (world) => world.players() < 5,
      "forty players": (world) => world.players() >= 40,
      "three signals": ({ environment }) => environment.signals === 3,
      "three states or more": ({ environment }) => environment.states > 2,
      "one signal": ({ environment }) => environment.signals === 1,
      "players of two utilities": (world) => present(world).length > 1,
      "a lottery over the maximisers": ({ tie }) => tie === "uniform",
    },
    decide(world, choices, switches) {
      if (!isInside(world, choices, switches, made)) return { hypotheses: "outside", holds: true };
      return { holds: holdsAt(world, switches.aggregate as Aggregate, senseOf(switches, made)) };
    },
    choices: ({ aggregate }) => ({
      ...((aggregate === "payment" || aggregate === "gain") && { utility: (world) => [...present(world)] }),
      ...(aggregate === "gain" && {
        signal: ({ environment }) => [...signalsOf(environment)],
        report: ({ environment }, { signal }) =>
          signalsOf(environment).filter((report) => environment.signals === 1 || report !== signal),
      }),
    }),
    completed: ["utility", "signal", "report"],
    sides(world, choices, switches) {
      const aggregate = switches.aggregate as Aggregate;
      if (!isInside(world, choices, switches, made)) return outside;
      return sidesAt(world, choices, aggregate, senseOf(switches, made), scale);
    },
    evidence: (budget, switches) => evidence(budget, switches),
    ...(made.length === 0 && {
      repair(reading: Reading) {
        const changes = changesOf(reading.switches);
        return repairOf(reading, {
          statement: `What one report moves is small ${geometric}${changes.length > 1 ? `, under (1) where ${distinctRows}` : ""}.`, // biome-ignore format: one line
          changes,
          claim: (kept) => oneOpinion(kept, scale),
        });
      },
    }),
  });

/** From how many players on nothing at all is to be moved, as it is asked. */
const n0 = 9;

const exampleOf = ({ numbers, groups, tie }: InfluenceRow, sense: Sense): Example => ({
  instance: posteriorInstance(numbers, groups, tie ? { tie } : {}),
  choices: sense === "surely" ? { n0 } : {},
});

const sizeOf = (groups: readonly number[]): number => groups.reduce((x, y) => x + y, 0);
const mostPlayers = (budget: Budget): number =>
  rowsAt(budget).reduce((most, { groups }) => (sizeOf(groups) > most ? sizeOf(groups) : most), 0);

const million = 1_000_000n;

/** What is moved, in millionths rounded down, population by population; times √n for the slow reading. */
function evidence(budget: Budget, { aggregate, sense }: Switches): JsonObject {
  if (sense === "surely") return {};
  const rows = rowsAt(budget).filter(({ name }) => name !== undefined);
  return {
    [sense === "slowly" ? "millionths of n·moved²" : "millionths moved"]: rows.map(({ name, ...row }) => {
      const world = probeWorld(exampleOf(row, "slowly").instance);
      const { low } = enclosedSum(movementOf(world, aggregate as Aggregate), 64);
      const n = Q.rational(BigInt(world.players()));
      const { numerator, denominator } = sense === "slowly" ? Q.multiply(n, Q.multiply(low, low)) : low;
      return { environment: name!, n: world.players(), moved: `${(numerator * million) / denominator}` };
    }),
  };
}
