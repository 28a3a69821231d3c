import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import type { LogEpsilon } from "../../src/number/log-form.js";
import { zero } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { contextsSaid, marketCases, type Structures } from "./market-cases.js";
import { type MarketTree, type MarketWorld, marketWorld } from "./market-world.js";
import { areLegal, marketCorners } from "./root-claim.js";
import { sharedWorld } from "./shared-world.js";

export { sharedWorld };

/** What deciding a context says, and the choices that show where it fails. */
export type WorldFinding = "holds" | "outside" | { readonly fails: JsonObject };

/** What a claim about M says for itself that quantifies over more than one announcement; `worldClaim` supplies the rest. */
export interface WorldClaim {
  readonly id: string;
  /** Such as "Definition 5". */
  readonly place: string;
  readonly statement: string;
  readonly hypotheses: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  /** Who colludes in the contexts of a reading. */
  structures(switches: Switches): Structures;
  /** Cases in the place of the usual contexts. */
  examples?(budget: Budget, switches: Switches): readonly Example[];
  describe?(budget: Budget, switches: Switches): string;
  /** What is decided at each context, such as "all announcements, all legal stakes at once". */
  readonly scope: string;
  argument?(switches: Switches): string | undefined;
  /** Corners in the place of the usual ones. */
  readonly corners?: Readonly<Record<string, (world: MarketWorld) => boolean>>;
  decide(world: MarketWorld, switches: Switches): WorldFinding;
  /** What the claim quantifies over beside the context; the worst is taken where an example leaves it out. */
  choices(switches: Switches): Choices<MarketWorld>;
  /** Both sides at the stakes of the instance, by the game tree. */
  sides(world: MarketWorld, choices: JsonObject, switches: Switches): WorstSides;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim["repair"];
}

/** A claim about M that is decided context by context. Another mechanism may be put in the place of M in its check. */
export function worldClaim(parts: WorldClaim, tree: MarketTree = market): Claim {
  const worldOf = (instance: JsonObject): MarketWorld =>
    tree === market ? sharedWorld(instance) : marketWorld(instance, tree);
  return exampleClaim<MarketWorld & { readonly epsilon?: LogEpsilon }>(worldOf, {
    id: parts.id,
    citation: cite("acm", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses,
    readings: parts.readings ?? onlyReading,
    switchMeanings: parts.switchMeanings ?? {},
    examples: (budget, switches) =>
      parts.examples?.(budget, switches) ?? marketCases(budget, parts.structures(switches)),
    describe: (budget, switches) =>
      `${parts.describe?.(budget, switches) ?? contextsSaid(budget, parts.structures(switches))}: ${parts.scope}`,
    argument: (switches) => parts.argument?.(switches),
    corners: parts.corners ?? marketCorners,
    decide(world, _, switches) {
      const found = parts.decide(world, switches);
      return {
        left: zero,
        right: zero,
        larger: "right",
        hypotheses: found === "outside" ? "outside" : "inside",
        holds: typeof found === "string",
      };
    },
    exhibit(world, example, switches) {
      const found = parts.decide(world, switches);
      return typeof found === "string" ? example : { ...example, choices: found.fails };
    },
    choices: (switches) => parts.choices(switches),
    sides(world, choices, switches) {
      if (areLegal(world)) return parts.sides(world, choices, switches);
      const explanation = "these stakes are not legal";
      return { left: zero, right: zero, larger: "right", hypotheses: "outside", inequality: "", explanation };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair as NonNullable<Claim<Example>["repair"]> }),
  }) as Claim;
}
