import type { Context, Outcome } from "../mechanisms/acm/context.js";
import { boundOf, totalPrice } from "../mechanisms/acm/context.js";
import { isInteger, printRational } from "../number/rational.js";
import { readAllocation, readPlayer, readValues } from "./acm-context.js";
import { brief, element, member, readChoice, readList, readObject, readRational, refuse } from "./input.js";

/** What each player reports, by player; fields that a player may leave out are undefined. */
export interface PlayerReport {
  readonly announce?: Outcome;
  readonly step2?: Vote;
  readonly step3?: Vote;
  readonly vote?: Vote;
  readonly valuation?: readonly bigint[];
}

type Vote = "YES" | "NO";

/** The votes that a player may report. */
export type VoteName = "step2" | "step3" | "vote";

type Field = keyof PlayerReport;

/** Reads the reports, at most one a player, each with no other fields than those named for her. Throws InputError. */
export function readPlayerReports(
  value: unknown,
  context: Context,
  fieldsOfPlayer: (player: number) => readonly Field[],
): ReadonlyMap<number, PlayerReport> {
  const found = new Map<number, PlayerReport>();
  readList(value ?? [], "reports", (report, field) => {
    const { player: number } = readObject(report, field, {
      required: ["player"],
      optional: ["announce", "step2", "step3", "vote", "valuation"],
    });
    const player = readPlayer(number, member(field, "player"), context.players);
    if (found.has(player)) throw refuse(member(field, "player"), `player ${player} reports twice`);
    const own = readObject(report, field, { required: ["player"], optional: fieldsOfPlayer(player) });
    found.set(player, readReport(own, field, context));
    return player;
  });
  return found;
}

function readReport(fields: Readonly<Record<string, unknown>>, field: string, context: Context): PlayerReport {
  const vote = (name: Field) =>
    fields[name] === undefined ? {} : { [name]: readChoice(fields[name], member(field, name), ["YES", "NO"]) };
  return {
    ...(fields.announce !== undefined && {
      announce: readOutcome(fields.announce, member(field, "announce"), context),
    }),
    ...vote("step2"),
    ...vote("step3"),
    ...vote("vote"),
    ...(fields.valuation !== undefined && {
      valuation: readValues(fields.valuation, member(field, "valuation"), context),
    }),
  };
}

/** An allocation, destroying included, and one price a player. */
export function readOutcome(value: unknown, field: string, context: Context): Outcome {
  const { allocation, prices } = readObject(value, field, { required: ["allocation", "prices"] });
  const found = {
    allocation: readAllocation(allocation, member(field, "allocation"), context),
    prices: readList(prices, member(field, "prices"), readRational),
  };
  if (found.prices.length !== context.players) {
    throw refuse(
      member(field, "prices"),
      `expected one price for each of ${context.players} players, got ${found.prices.length}`,
    );
  }
  return found;
}

/** Throws InputError unless all prices are integers of (−B, B) that sum to 0: what the naive forms let players announce. */
export function checkBalanced(announced: Outcome, field: string, context: Context): void {
  const B = boundOf(context);
  announced.prices.forEach((price, i) => {
    if (isInteger(price) && price.numerator > -B && price.numerator < B) return;
    const at = element(member(field, "prices"), i);
    throw refuse(at, `expected an integer strictly between ${-B} and ${B}, got ${brief(price)}`);
  });
  const total = totalPrice(announced);
  if (total.numerator !== 0n) throw refuse(member(field, "prices"), `must sum to 0, got ${brief(total)}`);
}

/** An outcome as it is printed. */
export const printOutcome = ({ allocation, prices }: Outcome) => ({ allocation, prices: prices.map(printRational) });
