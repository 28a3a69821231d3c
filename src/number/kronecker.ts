import { absolute } from "./integer.js";

/**
 * The coefficients of the product of Σ x[i]·b^i and Σ y[j]·b^j, for x or y with at most `terms` entries other than 0.
 * Kronecker substitution: one product of long integers, b standing for a power of two that no coefficient reaches.
 */
export function kroneckerProduct(x: readonly bigint[], y: readonly bigint[], terms: number): bigint[] {
  // |coefficient of the product| ≤ terms·max|x|·max|y|; one bit for the sign, and one to spare.
  const slot = bits(BigInt(terms)) + bits(greatest(x)) + bits(greatest(y)) + 2;
  return unpacked(packed(x, slot) * packed(y, slot), x.length + y.length - 1, slot);
}

const bits = (c: bigint): number => absolute(c).toString(2).length;
const greatest = (array: readonly bigint[]): bigint => array.reduce((m, c) => (absolute(c) > m ? absolute(c) : m), 0n);

/** Σ array[i]·2^(slot·i), by halves, so that long additions are few. */
function packed(array: readonly bigint[], slot: number, start = 0, end = array.length): bigint {
  if (end - start === 1) return array[start]!;
  const middle = (start + end) >> 1;
  return packed(array, slot, start, middle) + (packed(array, slot, middle, end) << BigInt(slot * (middle - start)));
}

/** The inverse of `packed` for entries of absolute value below 2^(slot−1). */
function unpacked(value: bigint, length: number, slot: number, into: bigint[] = []): bigint[] {
  if (length === 1) {
    into.push(value);
    return into;
  }
  const half = length >> 1;
  const low = BigInt.asIntN(slot * half, value);
  unpacked(low, half, slot, into);
  return unpacked((value - low) >> BigInt(slot * half), length - half, slot, into);
}
