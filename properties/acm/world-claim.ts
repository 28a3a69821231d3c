import type { Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { zero } from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { contextsSaid } from "./market-cases.js";
import { areLegal, type MarketClaim, marketClaim } from "./market-claim.js";
import type { MarketTree, MarketWorld } from "./market-world.js";

/** What deciding a context says, and the choices that show where it fails. */
export type WorldFinding = "holds" | "outside" | { readonly fails: JsonObject };

/** What a claim about M says for itself that quantifies over more than one announcement; `worldClaim` supplies the rest. */
export interface WorldClaim extends MarketClaim {
  /** What is decided at each context, such as "all announcements, all legal stakes at once". */
  readonly scope: string;
  decide(world: MarketWorld, switches: Switches): WorldFinding;
  /** What the claim quantifies over beside the context; the worst is taken where an example leaves it out. */
  choices(switches: Switches): Choices<MarketWorld>;
  /** Both sides at the stakes of the instance, by the game tree. */
  sides(world: MarketWorld, choices: JsonObject, switches: Switches): WorstSides;
}

/** A claim about M that is decided context by context. Another mechanism may be put in the place of M in its check. */
export const worldClaim = (parts: WorldClaim, tree: MarketTree = market): Claim =>
  marketClaim(
    parts,
    {
      describe: (budget, switches) =>
        `${parts.describe?.(budget, switches) ?? contextsSaid(budget, parts.structures(switches))}: ${parts.scope}`,
      decide(world, _, switches) {
        const found = parts.decide(world, switches);
        return found === "outside" ? { hypotheses: "outside", holds: true } : { holds: found === "holds" };
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
    },
    tree,
  );
