import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Switches } from "../../src/claim/reading.js";
import { exampleClaim } from "../instance-claim.js";
import { type Words, wordsOf } from "../words.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import type { BayesianWorld } from "./bayesian-world.js";
import { libraries, librariesSaid, libraryCorners, libraryWorld } from "./libraries.js";

/** What a claim about the library 𝒰 alone says for itself; `libraryClaim` supplies the rest. */
export interface LibraryClaim extends Words {
  /** Cases in the place of the usual libraries. */
  examples?(budget: Budget, switches: Switches): readonly Example[];
  describe?(budget: Budget, switches: Switches): string;
  /** What is decided at each library, such as "all λ". */
  readonly scope: string;
  argument(switches: Switches): string;
  /** Corners in the place of the usual ones. */
  readonly corners?: Readonly<Record<string, (world: BayesianWorld) => boolean>>;
  /** Whether the claim holds at a library; undefined where its hypotheses are not met. */
  decide(world: BayesianWorld, switches: Switches, example: Example["choices"]): boolean | undefined;
  /** What the claim quantifies over beside the library; the worst is taken where an example leaves it out. */
  choices?(switches: Switches): Choices<BayesianWorld>;
  /** Choices that show where a library fails; all are tried where this is left out. */
  shown?(world: BayesianWorld, switches: Switches): Example["choices"];
  /** Both sides at given choices, apart from `decide`. */
  sides(world: BayesianWorld, choices: Example["choices"], switches: Switches): WorstSides;
  readonly repair?: Claim<Example>["repair"];
}

/** A claim about 𝒰 that is decided library by library. */
export const libraryClaim = (parts: LibraryClaim): Claim =>
  exampleClaim<BayesianWorld>(libraryWorld, {
    ...wordsOf("basu", parts),
    switchMeanings: parts.switchMeanings ?? {},
    examples: (budget, switches) => parts.examples?.(budget, switches) ?? libraries(budget),
    describe: (budget, switches) => `${parts.describe?.(budget, switches) ?? librariesSaid(budget)}: ${parts.scope}`,
    argument: (switches) => parts.argument(switches),
    corners: parts.corners ?? libraryCorners,
    decide(world, choices, switches) {
      const holds = parts.decide(world, switches, choices);
      const hypotheses = holds === undefined ? "outside" : "inside";
      return { hypotheses, holds: holds ?? true };
    },
    ...(parts.choices && {
      choices: parts.choices,
      completed: Object.keys(parts.choices((parts.readings ?? onlyReading)[0]!.switches)),
    }),
    ...(parts.shown && {
      exhibit: (world, example, switches) => ({
        ...example,
        choices: { ...example.choices, ...parts.shown!(world, switches) },
      }),
    }),
    sides: parts.sides,
    ...(parts.repair && { repair: parts.repair }),
  });
