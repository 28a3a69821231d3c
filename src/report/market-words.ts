import type { Json, JsonObject } from "../verdict/json.js";
import { listInWords } from "./text.js";
import { inWords, isObject } from "./words.js";

/** Goods, prices and coalitions of [ACM] for a person. Undefined for what is not written so. */

/** "good 1 goes to player 2, good 2 to nobody; prices 0, −1"; without goods the prices alone. */
export function announcedInWords(json: Json): string | undefined {
  if (!isObject(json) || !Array.isArray(json.allocation) || !Array.isArray(json.prices)) return undefined;
  const prices = `prices ${inWords(json.prices).replaceAll("-", "−")}`;
  return json.allocation.length === 0 ? prices : `${goodsInWords(json.allocation, "goes to")}; ${prices}`;
}

/** "good 1 goes to player 2, good 2 to nobody". */
export const goodsInWords = (owners: readonly Json[], verb: string): string =>
  owners
    .map((owner, i) => `good ${i + 1} ${i === 0 ? verb : "to"} ${owner === 0 ? "nobody" : `player ${inWords(owner)}`}`)
    .join(", ");

/** "player 1: −1 for {1}, 0 for {2}, 1 for {1, 2}; …": what sets of goods are worth; the empty one is worth 0. */
export function worthsInWords(json: Json): string | undefined {
  if (!Array.isArray(json) || !json.every(Array.isArray)) return undefined;
  const told = json.map((worths, i) => {
    const sets = worths
      .slice(1)
      .map((worth: Json, k: number) => `${inWords(worth).replace("-", "−")} for ${setOf(k + 1)}`);
    return `player ${i + 1}: ${sets.length === 0 ? "no goods" : sets.join(", ")}`;
  });
  return told.join("; ");
}

/** The goods of a bit mask: "{1, 3}". */
const setOf = (mask: number): string => `{${goodsOf(mask).join(", ")}}`;

/** The goods of a bit mask: 1, 3. */
export const goodsOf = (mask: number): readonly number[] =>
  [...mask.toString(2)].reverse().flatMap((bit, i) => (bit === "1" ? [i + 1] : []));

/** "{1, 2}, {3}". */
export const blocksInWords = (json: Json): string | undefined =>
  Array.isArray(json) ? json.map((block) => `{${inWords(block)}}`).join(", ") : undefined;

/** "Players 1 and 2 collude and player 3 stands alone." and what player 1 announces. */
export function doneInMarket(environment: JsonObject, choices: JsonObject): readonly string[] {
  const { coalitions } = environment;
  const blocks = Array.isArray(coalitions) ? coalitions.filter(Array.isArray) : [];
  const areAlone = blocks.length > 1 && blocks.every((block) => block.length === 1);
  const told = areAlone
    ? ["all players stand alone"]
    : blocks.map((block) => {
        const names = block.map((player: Json) => inWords(player));
        return names.length === 1 ? `player ${names[0]} stands alone` : `players ${listInWords(names)} collude`;
      });
  const announced = choices.announced === undefined ? undefined : announcedInWords(choices.announced);
  return [
    ...(told.length === 0 ? [] : [sentence(listInWords(told))]),
    ...(announced === undefined ? [] : [`Player 1 announces: ${announced}.`]),
  ];
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
