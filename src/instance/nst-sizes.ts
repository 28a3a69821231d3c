import { element, readCount, readList, refuse } from "./input.js";

/** More players or alternatives than this are refused, and more utilities than `utilityLimit`. */
const playerLimit = 10_000;
const alternativeLimit = 10_000;
export const utilityLimit = 5_000_000;

/** A count of at least 1. */
export function readSize(value: unknown, field: string): number {
  const size = readCount(value, field);
  if (size === 0) throw refuse(field, "must be at least 1");
  return size;
}

/** A product of counts in words; beyond 2^53 only that it is more. */
export const counted = (count: number): string => (Number.isSafeInteger(count) ? `${count}` : "more than 2^53");

/** Throws InputError at `field` where there are too many players. */
export function checkPlayers(players: number, field: string): void {
  if (players > playerLimit) throw refuse(field, `makes ${counted(players)} players; the limit is ${playerLimit}`);
}

/** Throws InputError at `field` where there are too many alternatives, alone or for so many things looked at in each. */
export function checkAlternatives(alternatives: number, each: number, field: string): void {
  if (alternatives > alternativeLimit) {
    throw refuse(field, `makes ${alternatives} alternatives; the limit is ${alternativeLimit}`);
  }
  if (alternatives * each > utilityLimit) {
    throw refuse(
      field,
      `makes ${alternatives} alternatives with ${each} utilities in each; the limit is ${utilityLimit}`,
    );
  }
}

/** A list with one entry for each of `length` things, named by `what`. */
export function readEach<T>(
  value: unknown,
  field: string,
  length: number,
  what: string,
  read: (value: unknown, field: string) => T,
): readonly T[] {
  const items = readList(value, field, (item) => item);
  if (items.length !== length)
    throw refuse(field, `expected one entry for each of ${length} ${what}, got ${items.length}`);
  return items.map((item, i) => read(item, element(field, i)));
}
