import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { type EnvironmentNumbers, posteriorInstance } from "./environments.js";
import { eventInstance } from "./event-environments.js";
import { payment } from "./plain.js";
import { plainEnclosedGain } from "./plain-gains.js";
import type { Conclusion, Ways } from "./probe-conclusion.js";
import { certainty, events } from "./probe-events.js";
import { sameChoice, threshold, unchanged } from "./probe-proof.js";
import { incentives, optimalRevenue, participation } from "./probe-theorem.js";
import { type Asked, probeWorld } from "./probe-world.js";
import type { ThresholdWorld } from "./theorem-1-world.js";

const honest: Ways = { gainOf: plainEnclosedGain, price: payment, scale: Q.one };

const conclusions = {
  incentives,
  participation,
  revenue: optimalRevenue,
  threshold,
  certainty,
  events,
  "same-choice": sameChoice,
  unchanged,
} satisfies Readonly<Record<string, Conclusion>>;

/** The conclusions that are tested again. */
export type ConclusionName = keyof typeof conclusions;
/** All of them, those of the theorem first. */
export const conclusionNames = Object.keys(conclusions) as readonly ConclusionName[];

/** What the conclusions say. */
export const conclusionMeanings = Object.fromEntries(
  conclusionNames.map((name) => [name, conclusions[name].says]),
) as Readonly<Record<ConclusionName, string>>;

/** An environment with what the conclusions are asked with there. */
export interface ProbeRow {
  readonly numbers: EnvironmentNumbers;
  /** Few players; many of them for `unchanged`. */
  readonly groups: readonly number[];
  readonly crowd?: readonly number[];
  /** ε and δ. */
  readonly slack: string;
  readonly delta: string;
  readonly tie?: string;
  /** n0, a level, … where a conclusion is asked with one. */
  readonly given?: Readonly<Partial<Record<ConclusionName, JsonObject>>>;
  /** The conclusions that it is for; all unless told. */
  readonly only?: readonly ConclusionName[];
}

/** What `measure` is asked about gains at every n. */
const thresholdsOf = (numbers: EnvironmentNumbers, slack: string): JsonObject => ({
  ...posteriorInstance(numbers),
  question: "thresholds",
  tolerances: [slack],
  upTo: 12,
  over: "all",
});

/** A row as instances of a conclusion. */
function examplesAt(row: ProbeRow, conclusion: ConclusionName): readonly Example[] {
  const { numbers, groups, crowd, slack, delta, tie, only, given = {} } = row;
  if (only && !only.includes(conclusion)) return [];
  const choices = given[conclusion] ?? {};
  const seated = (sizes: readonly number[]) => posteriorInstance(numbers, sizes, tie === undefined ? {} : { tie });
  if (conclusion === "incentives") return [{ instance: thresholdsOf(numbers, slack), choices }];
  if (conclusion === "certainty" || conclusion === "events") {
    return [{ instance: eventInstance(numbers, delta), choices }];
  }
  if (conclusion !== "unchanged") return [{ instance: seated(groups), choices }];
  return [groups, ...(crowd ? [crowd] : [])].map((sizes) => ({
    instance: seated(sizes),
    choices: { ...choices, delta },
  }));
}

/** A hypothesis of Theorem 1 left out: what is left of the conclusions. */
export interface Probe {
  readonly id: string;
  readonly statement: string;
  /** Those that stay. */
  readonly hypotheses: readonly string[];
  /** With a switch `conclusion`. */
  readonly readings: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  rows(budget: Budget, switches: Switches): readonly ProbeRow[];
  readonly said: string;
  readonly corners: Readonly<Record<string, (world: ThresholdWorld) => boolean>>;
  /** What a fallen reading lacks. */
  changes(switches: Switches): readonly string[];
  asked(switches: Switches, made: readonly string[]): Asked;
  /** Whether the hypotheses are met; unless told they are. */
  isInside?(world: ThresholdWorld, switches: Switches, made: readonly string[], choices: JsonObject): boolean;
  argument(switches: Switches, made: readonly string[]): string;
  repaired(switches: Switches): string;
  evidence?(budget: Budget, switches: Switches): JsonObject;
}

/** Such a claim; `made` are the changes of its repair. */
export function probeClaim(probe: Probe, ways: Partial<Ways> = {}, made: readonly string[] = []): Claim {
  const nameOf = ({ conclusion }: Switches) => conclusion as ConclusionName;
  const conclusionOf = (switches: Switches): Conclusion => conclusions[nameOf(switches)];
  const isInside = (world: ThresholdWorld, switches: Switches, choices: JsonObject) =>
    probe.isInside?.(world, switches, made, choices) ?? true;
  const rows = (budget: Budget, switches: Switches) =>
    probe.rows(budget, switches).flatMap((row) => examplesAt(row, nameOf(switches)));
  return exampleClaim<ThresholdWorld>(probeWorld, {
    id: probe.id,
    citation: cite("basu", "Theorem 1, hypotheses"),
    statement: probe.statement,
    hypotheses: [...probe.hypotheses, ...made],
    readings: probe.readings,
    switchMeanings: {
      ...Object.fromEntries(
        probe.readings.map(({ switches }) => [nameOf(switches), conclusionMeanings[nameOf(switches)]]),
      ),
      ...probe.switchMeanings,
    },
    examples: rows,
    describe: (budget, switches) => `${rows(budget, switches).length} instances: ${probe.said}`,
    argument: (switches) => probe.argument(switches, made),
    corners: probe.corners,
    decide(world, choices, switches) {
      if (!isInside(world, switches, choices)) return { hypotheses: "outside", holds: true };
      return { holds: conclusionOf(switches).holds(world, choices, probe.asked(switches, made)) };
    },
    exhibit: (world, example, switches) =>
      conclusionOf(switches).exhibit?.(world, example, probe.asked(switches, made)) ?? example,
    choices: (switches) => conclusionOf(switches).choices(probe.asked(switches, made)),
    completed: [...new Set(conclusionNames.flatMap((name) => conclusions[name].completed))],
    sides(world, choices, switches) {
      const sides = conclusionOf(switches).sides(world, choices, probe.asked(switches, made), { ...honest, ...ways });
      return isInside(world, switches, choices) ? sides : { ...sides, hypotheses: "outside" };
    },
    ...(probe.evidence && { evidence: (budget: Budget, switches: Switches) => probe.evidence!(budget, switches) }),
    ...(made.length === 0 && {
      repair(reading: Reading) {
        const changes = probe.changes(reading.switches);
        return repairOf(reading, {
          statement: probe.repaired(reading.switches),
          changes,
          claim: (kept) => probeClaim(probe, ways, kept),
        });
      },
    }),
  });
}

/** The readings of a probe whose only switch is the conclusion. */
export const readingsFor = (names: readonly ConclusionName[]): readonly Reading[] =>
  names.map((name, i) => ({ name, switches: { conclusion: name }, literal: i === 0 }));
