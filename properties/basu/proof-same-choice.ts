import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { playersOf } from "../../src/game/bayesian-environment.js";
import { readCount, readIndex, readList } from "../../src/instance/input.js";
import { socialOptimum } from "../../src/mechanisms/basu/posterior-price.js";
import * as Q from "../../src/number/rational.js";
import { type Counts, countVectors, oneMore } from "../../src/probability/multinomial.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { eventChoices } from "./event-choices.js";
import { seatedCorners } from "./event-claim.js";
import { eventRow } from "./event-table.js";
import { type EventWorld, eventWorld, levelOf } from "./event-world.js";
import { optimum, vectors } from "./plain.js";
import { isCertainPlainly, plainLevel, plus } from "./plain-events.js";
import { seatedExamples, seatedSaid, signalsOf } from "./seated-cases.js";

const aboveLevel = "π(x^n, y)(ω) > e";
const ofOthers = "x^n are the signals of the others";

const readings = readingsOf({ signals: ["others", "all"], level: ["above", "at-least"] });

const meanings = {
  others: "x^n are the signals of the n other players, so that (x^n, y) is a profile",
  all: "x^n is the profile itself; a player changes her signal in it",
  above: "P_ω with π(x^n, y)(ω) > e, as printed",
  "at-least": "P_ω with π(x^n, y)(ω) ≥ e",
};

const changesOf = ({ signals, level }: Switches): readonly string[] => [
  ...(signals === "all" ? [ofOthers] : []),
  ...(level === "at-least" ? [aboveLevel] : []),
];

/** Two profiles that differ by one player's report, and the x^n that is to be in P_ω. */
interface Pair {
  readonly state: number;
  readonly x: Counts;
  readonly report: number;
  readonly lie: number;
}

const without = (counts: Counts, signal: number): Counts =>
  counts.map((count, x) => (x === signal ? count - 1 : count));

/** The signals of the others in a pair. */
const othersIn = ({ x, report }: Pair, isAll: boolean): Counts => (isAll ? without(x, report) : x);

/** Some x^n in P_ω and a change of one report that changes what is drawn; undefined where there is none. */
function changedAt(world: EventWorld, isAll: boolean, isWeak: boolean, e: Q.Rational): Pair | undefined {
  const population = world.population();
  const rule = socialOptimum(population, world.tie);
  const n = playersOf(population.sizes) - (isAll ? 0 : 1);
  const drawn = new Map<string, string>();
  const choice = (counts: Counts): string => {
    const key = counts.join();
    const found =
      drawn.get(key) ??
      rule(counts)
        .map(({ alternative }) => alternative)
        .join();
    drawn.set(key, found);
    return found;
  };
  const { cells } = eventRow(world.environment, e, n);
  const signals = signalsOf(population);
  for (const [i, x] of [...countVectors(n, population.signals)].entries()) {
    const state = cells[i]!.lead.findIndex((lead) => lead >= (isWeak ? 0 : 1));
    if (state < 0) continue;
    for (const report of signals) {
      if (isAll && x[report] === 0) continue;
      const others = othersIn({ state, x, report, lie: report }, isAll);
      const lie = signals.find((y) => choice(oneMore(others, y)) !== choice(oneMore(others, report)));
      if (lie !== undefined) return { state, x, report, lie };
    }
  }
  return undefined;
}

const readPair = (choices: JsonObject, { environment }: EventWorld): Pair => ({
  state: readIndex(choices.state, "choices.state", environment.states, "state"),
  x: readList(choices.x, "choices.x", readCount),
  report: readIndex(choices.report, "choices.report", environment.signals, "signal"),
  lie: readIndex(choices.lie, "choices.lie", environment.signals, "signal"),
});

function sidesAt(world: EventWorld, pair: Pair, isAll: boolean, isWeak: boolean, e: Q.Rational): WorstSides {
  const { environment, tie } = world;
  const others = othersIn(pair, isAll);
  const [own, other] = [pair.report, pair.lie].map((y) =>
    optimum(environment, world.sizes(), plus(others, y), tie),
  ) as [readonly number[], readonly number[]];
  const differ = [...own.filter((a) => !other.includes(a)), ...other.filter((a) => !own.includes(a))].length;
  return {
    left: Q.rational(BigInt(differ)),
    right: Q.zero,
    larger: "right",
    hypotheses: isCertainPlainly(environment, pair.x, pair.state, e, isWeak) ? "inside" : "outside",
    inequality: "alternatives in one of σ*(x^n, y), σ*(x^n, z) and not in the other ≤ 0",
    explanation: `e = ${Q.printRational(e)}; drawn after ${plus(others, pair.report).join(", ")} signals: ${own.join(", ")}, after ${plus(others, pair.lie).join(", ")}: ${other.join(", ")}`,
  };
}

const proof =
  "All populations and ties: E(λ; ω) is [min E(λ; ω), 1] and e at least each least level, so π(ω) > e leaves a*(ω) the only maximiser for every mixture λ. In P_ω this is so after every report of the player.";

/** Proof of Theorem 1: on P_ω no report of one player changes σ*. In a test P_ω is made with another level than e. */
export function sameChoice(made: readonly string[] = [], level = (e: Q.Rational): Q.Rational => e): Claim<Example> {
  const isAll = ({ signals }: Switches) => signals === "all" && !made.includes(ofOthers);
  const isWeak = (switches: Switches) => switches.level === "at-least" && !made.includes(aboveLevel);
  const changed = (world: EventWorld, switches: Switches) =>
    changedAt(world, isAll(switches), isWeak(switches), level(levelOf(world.environment)!));
  return exampleClaim(eventWorld, {
    id: "basu/proof-same-choice",
    citation: cite("basu", "Proof of Theorem 1, i) of ε-Bayesian incentive compatibility"),
    statement: "For all ω, x^n in P_ω and y, z in X: σ*(x^n, y) = σ*(x^n, z).",
    hypotheses: ["(1), and e as in the proof", "any composition of the players, any choice among maximisers", ...made],
    readings,
    switchMeanings: meanings,
    examples: (budget) => seatedExamples(budget),
    describe: (budget) => `${seatedSaid(budget)}; all ω, x^n, y and z`,
    argument(switches) {
      const lacked = changesOf(switches).filter((change) => !made.includes(change));
      return lacked.length > 0 ? `Not under this reading; it holds with ${lacked.join(" and ")}.` : proof;
    },
    corners: seatedCorners,
    decide: (world, _, switches) => ({
      holds: changed(world, switches) === undefined,
    }),
    exhibit: (world, { instance }, switches) => ({ instance, choices: { ...changed(world, switches)! } as never }),
    choices: (switches) => ({
      state: ({ environment }: EventWorld) => environment.prior.map((_, state) => state),
      x: (world: EventWorld) =>
        vectors(world.players() - (isAll(switches) ? 0 : 1), world.environment.signals).map((counts) => [...counts]),
      report: ({ environment }: EventWorld, { x }: JsonObject) =>
        signalsOf(environment).filter((y) => !isAll(switches) || (x as readonly number[])[y]! > 0),
      lie: eventChoices.lie,
    }),
    completed: ["state", "x", "report", "lie"],
    sides: (world, choices, switches) =>
      sidesAt(world, readPair(choices, world), isAll(switches), isWeak(switches), level(plainLevel(world.environment))),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `The same with ${changesOf(reading.switches).join(" and ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => sameChoice(changes, level),
        }),
    }),
  });
}
