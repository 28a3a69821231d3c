import type { Command } from "commander";
import { InputError, show } from "../instance/input.js";

/** What `law` and `measure` have in common on the command line. */
export interface PrintFlags {
  readonly decimals?: number;
  readonly enclosure?: number;
}

/** Adds the file and the options of `PrintFlags` to a command. */
export const withFile = (command: Command): Command =>
  command
    .argument("<file>", 'an instance or an array of instances as JSON; "-" is standard input')
    .option("--decimals <N>", "print a decimal of N significant digits beside each exact number", readDecimals)
    .option("--json", "print JSON; these commands print nothing else, so it changes nothing");

function readDecimals(text: string): number {
  const digits = Number(text);
  if (/^\d+$/.test(text) && digits >= 1 && digits <= 1000) return digits;
  throw new InputError(`--decimals: expected an integer from 1 to 1000, got ${show(text)}`);
}

/** A precision in bits. */
export function readBits(text: string): number {
  const bits = Number(text);
  if (/^\d+$/.test(text) && bits >= 1 && bits <= 100_000) return bits;
  throw new InputError(`--enclosure: expected an integer from 1 to 100000, got ${show(text)}`);
}

/** A list of names separated by commas; an option that is given again adds to it. */
export function readNames(option: string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    const names = text.split(",").map((name) => name.trim());
    if (names.every((name) => name !== "")) return [...before, ...names];
    throw new InputError(`${option}: expected names separated by commas, got ${show(text)}`);
  };
}

/** A whole number of at least 1 and at most 10^9. */
export function readPositiveInteger(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,10}$/.test(text) && value >= 1 && value <= 1e9) return value;
    throw new InputError(`${option}: expected a whole number from 1 to 10^9, got ${show(text)}`);
  };
}
