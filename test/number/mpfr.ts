import { type GMPFunctions, init } from "gmp-wasm";
import type { Enclosure } from "../../src/number/enclosure.js";
import { printRational, type Rational, zero } from "../../src/number/rational.js";

/**
 * MPFR as an oracle: ln, exp and √ of a rational between two floats, by rounding the argument and the function down and
 * then both up. All three functions increase, so the truth lies between.
 */
export interface Mpfr {
  ln(x: Rational, bits: number): Enclosure;
  exp(x: Rational, bits: number): Enclosure;
  sqrt(x: Rational, bits: number): Enclosure;
  /** The low-level functions, for benchmarks. */
  readonly binding: GMPFunctions;
}

const [up, down] = [2, 3];

export async function mpfr(): Promise<Mpfr> {
  const { binding } = await init();
  const [q, z] = [binding.mpq_t(), binding.mpz_t()];
  binding.mpq_init(q);
  binding.mpz_init(z);

  const rounded = (f: Function3, x: Rational, bits: number, mode: number): Rational => {
    const [argument, value] = [binding.mpfr_t(), binding.mpfr_t()];
    binding.mpfr_init2(argument, bits);
    binding.mpfr_init2(value, bits);
    binding.mpq_set_string(q, printRational(x), 10);
    binding.mpfr_set_q(argument, q, mode);
    f(value, argument, mode);
    const exponent = binding.mpfr_get_z_2exp(z, value);
    const digits = BigInt(binding.mpz_to_string(z, 10));
    binding.mpfr_clears(argument, value);
    binding.mpfr_t_frees(argument, value);
    if (digits === 0n) return zero;
    // Not in lowest terms: comparisons do not need them, and Euclid's algorithm would take most of the time.
    return exponent < 0
      ? { numerator: digits, denominator: 1n << BigInt(-exponent) }
      : { numerator: digits << BigInt(exponent), denominator: 1n };
  };
  const bounds =
    (f: Function3) =>
    (x: Rational, bits: number): Enclosure => ({ low: rounded(f, x, bits, down), high: rounded(f, x, bits, up) });

  return { ln: bounds(binding.mpfr_log), exp: bounds(binding.mpfr_exp), sqrt: bounds(binding.mpfr_sqrt), binding };
}

type Function3 = (result: number, x: number, mode: number) => number;
