import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { type WorkedWorld, workedWorld } from "./worked-world.js";

/** A reading with the changes that are made to it. */
export interface Meant {
  readonly switches: Switches;
  readonly made: readonly string[];
}

/** What a claim about the paper's examples says for itself; `workedClaim` supplies the rest. */
export interface WorkedClaim {
  readonly id: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings: readonly Reading[];
  readonly switchMeanings: Readonly<Record<string, string>>;
  examples(budget: Budget, switches: Switches): readonly Example[];
  describe(budget: Budget, switches: Switches): string;
  argument(switches: Switches): string;
  readonly corners: Readonly<Record<string, (world: WorkedWorld) => boolean>>;
  isInside(world: WorkedWorld, meant: Meant): boolean;
  /** Whether the claim holds where its hypotheses are met. */
  holds(world: WorkedWorld, meant: Meant): boolean;
  /** What it quantifies over beside the instance. */
  choices(meant: Meant): Choices<WorkedWorld>;
  /** Choices that show where it fails; the check finds them where this is left out. */
  exhibit?(world: WorkedWorld, meant: Meant): JsonObject;
  /** The same apart from `holds`, at given choices. */
  sides(world: WorkedWorld, choices: JsonObject, meant: Meant): WorstSides;
  /** What makes a fallen reading hold; nothing where it holds. */
  changesOf(switches: Switches): readonly string[];
  repaired(switches: Switches): string;
  readonly evidence?: Claim["evidence"];
  /** What a test compares in the place of the paper's mechanism. */
  readonly read?: ((instance: JsonObject) => WorkedWorld) | undefined;
}

/** Such a claim; `made` are the changes of its repair. */
export function workedClaim(parts: WorkedClaim, made: readonly string[] = []): Claim {
  const meant = (switches: Switches): Meant => ({ switches, made });
  return exampleClaim<WorkedWorld>(parts.read ?? workedWorld, {
    id: parts.id,
    citation: cite("basu", "Section 2, examples after Theorem 1"),
    statement: parts.statement,
    hypotheses: [...parts.hypotheses, ...made],
    readings: parts.readings,
    switchMeanings: parts.switchMeanings,
    examples: (budget, switches) => parts.examples(budget, switches),
    describe: (budget, switches) => parts.describe(budget, switches),
    argument: (switches) =>
      parts.changesOf(switches).every((change) => made.includes(change)) ? parts.argument(switches) : undefined,
    corners: parts.corners,
    decide(world, _, switches) {
      const isInside = parts.isInside(world, meant(switches));
      return {
        hypotheses: isInside ? "inside" : "outside",
        holds: !isInside || parts.holds(world, meant(switches)),
      };
    },
    exhibit: (world, example, switches) => ({ ...example, choices: parts.exhibit?.(world, meant(switches)) ?? {} }),
    choices: (switches) => parts.choices(meant(switches)),
    completed: ["place", "utility", "second", "share", "signal", "report", "state"],
    sides: (world, choices, switches) => ({
      ...parts.sides(world, choices, meant(switches)),
      hypotheses: parts.isInside(world, meant(switches)) ? "inside" : "outside",
    }),
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(made.length === 0 && {
      repair: (reading: Reading) => {
        const changes = parts.changesOf(reading.switches);
        return repairOf(reading, {
          statement: parts.repaired(reading.switches),
          changes,
          claim: (kept) => workedClaim(parts, kept),
        });
      },
    }),
  });
}
