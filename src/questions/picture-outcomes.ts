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
 * What a market of [ACM] comes to, player by player: the outcome among the choices, those in which play ends at once, what the
 * reports lead to. Undefined where there is none of these. Throws InputError.
 */
export function outcomePicture(instance: JsonObject, choices: JsonObject): OutcomePicture | undefined {
  const { mechanism } = instance;
  if (typeof mechanism !== "string" || !mechanism.startsWith("acm/")) return undefined;
  const environment = readContext(instance.environment);
  const found = outcomesOf(instance, choices, environment);
  return found.length === 0 ? undefined : { outcomes: found.map((one) => told(environment, one)) };
}

interface Found {
  readonly name: string;
  readonly outcome: Outcome;
}

function outcomesOf(instance: JsonObject, choices: JsonObject, environment: Context): readonly Found[] {
  const { outcome } = choices;
  if (outcome !== undefined) {
    return [{ name: "The outcome of which the claim speaks", outcome: readOutcome(outcome, "outcome", environment) }];
  }
  if (instance.question === undefined && Object.keys(choices).length === 0) return certain(instance, environment);
  const ends = openings(instance, choices).map(({ announced, isBest }, i) => {
    const root = gameAfter(instance, announced)?.root;
    const which = isBest
      ? "the best announcement of player 1"
      : i === 0
        ? "this announcement"
        : "the other announcement";
    return root?.kind === "terminal"
      ? { name: `After ${which} play ends at once, at ${root.name}`, outcome: root.outcome }
      : undefined;
  });
  return ends.every((end) => end !== undefined) ? ends : [];
}

/** What comes out where that is certain. */
function certain(instance: JsonObject, environment: Context): readonly Found[] {
  const { distribution: reached } = toJson(lawOf(loadInstance(instance))) as {
    readonly distribution: readonly { readonly outcome: Json }[];
  };
  if (reached.length !== 1) return [];
  return [{ name: "What these reports lead to", outcome: readOutcome(reached[0]!.outcome, "outcome", environment) }];
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
