import seedrandom from "seedrandom";
import type { Law } from "./law.js";

/** A source of independent fair bits. */
export type Bits = () => 0 | 1;

/**
 * One outcome, drawn with exactly the probabilities of the law: draw an integer of ⌈log₂ total⌉ bits, draw again while it
 * is not below the total, then find the weight in whose stretch of 0 … total − 1 it lies. Less than two rounds are
 * expected; no number of bits bounds them all, because a law whose total is no power of two is not a finite sum of tapes.
 */
export function sample<O>(law: Law<O, bigint>, bits: Bits): O {
  let rest = integerBelow(law.total, bits);
  for (const { outcome, weight } of law.entries) {
    if (rest < weight) return outcome;
    rest -= weight;
  }
  throw new RangeError("sample: expected weights that add up to the total");
}

/** An integer from 0 to bound − 1, all equally likely, for bound ≥ 1. */
function integerBelow(bound: bigint, bits: Bits): bigint {
  if (bound < 1n) throw new RangeError(`sample: expected a total >= 1, got ${bound}`);
  const length = bound === 1n ? 0 : (bound - 1n).toString(2).length;
  for (;;) {
    let drawn = 0n;
    for (let i = 0; i < length; i++) drawn = (drawn << 1n) | BigInt(bits());
    if (drawn < bound) return drawn;
  }
}

/**
 * The bits of seedrandom's ARC4 stream for a seed: its 32-bit words one after the other, the highest bit of each first.
 * The same seed gives the same bits on every machine.
 */
export function seededBits(seed: string): Bits {
  const random = seedrandom(seed);
  let [word, left] = [0, 0];
  return () => {
    if (left === 0) [word, left] = [random.int32(), 32];
    left--;
    return ((word >>> left) & 1) as 0 | 1;
  };
}
