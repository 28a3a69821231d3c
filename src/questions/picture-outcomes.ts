import { readContext } from "../instance/acm-context.js";
import { readOutcome } from "../instance/acm-reports.js";
import { loadInstance } from "../instance/index.js";
import { toJson } from "../instance/output.js";
import { type Context, type Outcome, playersOf, utilityOf, worthOf } from "../mechanisms/acm/context.js";
import { printRational } from "../number/rational.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { NamedOutcome, OutcomePicture } from "../verdict/picture.js";
import { lawOf } from "./law.js";
import { gameAfter, openings } from "./picture-tree.js";

/**
 * What a market of [ACM] comes to, player by player: the outcome among the choices, the one in which play ends at once, what the
 * reports lead to. Undefined where none of these is one outcome. Throws InputError.
 */
export function outcomePicture(instance: JsonObject, choices: JsonObject): OutcomePicture | undefined {
  const { mechanism } = instance;
  if (typeof mechanism !== "string" || !mechanism.startsWith("acm/")) return undefined;
  const environment = readContext(instance.environment);
  const found = outcomeOf(instance, choices, environment);
  return found && { outcomes: [told(environment, found)] };
}

interface Found {
  readonly name: string;
  readonly outcome: Outcome;
}

function outcomeOf(instance: JsonObject, choices: JsonObject, environment: Context): Found | undefined {
  const { outcome } = choices;
  if (outcome !== undefined) {
    return { name: "The outcome of which the claim speaks", outcome: readOutcome(outcome, "outcome", environment) };
  }
  if (instance.question === undefined && Object.keys(choices).length === 0) return certain(instance, environment);
  const [first] = openings(instance, choices);
  const root = first && gameAfter(instance, first.announced)?.root;
  if (root?.kind !== "terminal") return undefined;
  const which = first?.best === undefined ? "this announcement" : "the best announcement of player 1";
  return { name: `After ${which} play ends at once, at ${root.name}`, outcome: root.outcome };
}

/** What comes out where that is certain. */
function certain(instance: JsonObject, environment: Context): Found | undefined {
  const { distribution: reached } = toJson(lawOf(loadInstance(instance))) as {
    readonly distribution: readonly { readonly outcome: Json }[];
  };
  if (reached.length !== 1) return undefined;
  return { name: "What these reports lead to", outcome: readOutcome(reached[0]!.outcome, "outcome", environment) };
}

const told = (environment: Context, { name, outcome }: Found): NamedOutcome => ({
  name,
  players: playersOf(environment).map((player) => ({
    owned: goodsOf(environment.endowment, player),
    gets: goodsOf(outcome.allocation, player),
    before: `${worthOf(environment, environment.endowment, player)}`,
    after: `${worthOf(environment, outcome.allocation, player)}`,
    price: printRational(outcome.prices[player - 1]!),
    utility: printRational(utilityOf(environment, outcome, player)),
  })),
});

const goodsOf = (owners: readonly number[], player: number): readonly number[] =>
  owners.flatMap((owner, i) => (owner === player ? [i + 1] : []));
