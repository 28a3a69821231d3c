import { signOf } from "../../src/number/integer.js";
import type { LogForm } from "../../src/number/log-form.js";
import * as L from "../../src/number/log-form.js";
import { printRational, type Rational, rational } from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { mpfr } from "../number/mpfr.js";
import { contest, printTable, type Row } from "./side-by-side.js";

/**
 * Signs of log forms with random coefficients and logs of 30 digits, exact, against one evaluation by MPFR (gmp-wasm) at
 * a precision known beforehand to suffice. The peer's operands are converted outside the clock; it has no zero test.
 */
const { binding } = await mpfr();

/** Numbers of a fixed sequence [Knuth's MMIX generator], 64 bits at a time. */
let state = 42n;
function random(digits: number): bigint {
  const size = 10n ** BigInt(digits);
  let value = 0n;
  for (let reach = 1n; reach < size; reach <<= 32n) {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    value = (value << 32n) | (state >> 32n);
  }
  return (value % size) + 1n;
}

type Terms = readonly (readonly [Rational, Rational])[];
const randomTerms = (count: number, digits: number): Terms =>
  Array.from({ length: count }, (_, i) => [
    rational(i % 2 === 0 ? random(digits) : -random(digits), random(digits)),
    rational(random(digits), random(digits)),
  ]);
const formOf = (terms: Terms, extra: Rational): LogForm =>
  L.sum([L.fromRational(extra), ...terms.map(([c, x]) => L.scale(L.ln(x), c))]);

/** The form less its value cut to some decimal places, so that about that many digits cancel. */
function nearZero(terms: Terms, places: number): Rational {
  const { low } = L.enclosure(formOf(terms, rational(0n)), 4 * places);
  const unit = 10n ** BigInt(places);
  return rational(-((low.numerator * unit) / low.denominator), unit);
}

function fraction(x: Rational): number {
  const q = binding.mpq_t();
  binding.mpq_init(q);
  binding.mpq_set_string(q, printRational(x), 10);
  return q;
}

/** The sign of extra + Σ c·ln x as MPFR rounds it at the precision. */
function peerOf(terms: Terms, extra: Rational, precision: number): () => Sign {
  const operands = terms.map(([c, x]) => [fraction(c), fraction(x)] as const);
  const constant = fraction(extra);
  const [sum, term] = [binding.mpfr_t(), binding.mpfr_t()];
  binding.mpfr_init2(sum, precision);
  binding.mpfr_init2(term, precision);
  return () => {
    binding.mpfr_set_q(sum, constant, 0);
    for (const [c, x] of operands) {
      binding.mpfr_set_q(term, x, 0);
      binding.mpfr_log(term, term, 0);
      binding.mpfr_mul_q(term, term, c, 0);
      binding.mpfr_add(sum, sum, term, 0);
    }
    return signOf(BigInt(binding.mpfr_sgn(sum)));
  };
}

interface Batch {
  readonly name: string;
  readonly terms: number;
  readonly digits: number;
  /** Decimal places that cancel; 0 for none. */
  readonly places: number;
  /** Bits that suffice for the peer. */
  readonly precision: number;
}

/** The signs of some forms of one kind, one form a millisecond of the table divided by their number. */
function row({ name, terms, digits, places, precision }: Batch): Row {
  const lists = Array.from({ length: 10 }, () => randomTerms(terms, digits));
  const extras = lists.map((list) => (places === 0 ? rational(random(6), random(6)) : nearZero(list, places)));
  const forms = lists.map((list, i) => formOf(list, extras[i]!));
  const peers = lists.map((list, i) => peerOf(list, extras[i]!, precision));
  const signs = forms.map((form) => L.sign(form)).join();
  if (peers.map((peer) => peer()).join() !== signs) throw new Error(`${name}: the peer must find the same signs`);
  return contest({ name, ours: () => forms.map((form) => L.sign(form)), peer: () => peers.map((peer) => peer()) }, 11);
}

const random30 = [2, 10, 50, 250].map((terms) =>
  row({ name: `${terms} terms`, terms, digits: 30, places: 0, precision: 128 }),
);
printTable("signs of 10 random log forms, 30 digits, peer: MPFR at 128 bits", random30);

const hard = [20, 80, 320].map((places) =>
  row({
    name: `10^-${places}`,
    terms: 10,
    digits: 30,
    places,
    // Coefficients up to 10^30, what cancels, and some bits to spare.
    precision: 64 * ((4 * (places + 30) + 127) >> 6),
  }),
);
printTable("signs of 10 log forms of 10 terms beside 0, peer: MPFR at the precision that suffices", hard);

/** Σ c·(ln xy − ln x − ln y) = 0: only a zero test can tell. */
const zeros = [2, 10, 50].map((terms) => {
  const forms = Array.from({ length: 10 }, () =>
    L.sum(
      randomTerms(terms, 15).flatMap(([c, x]) => {
        const y = rational(random(15), random(15));
        const product = rational(x.numerator * y.numerator, x.denominator * y.denominator);
        return [
          L.scale(L.ln(product), c),
          L.scale(L.ln(x), rational(-c.numerator, c.denominator)),
          L.scale(L.ln(y), rational(-c.numerator, c.denominator)),
        ];
      }),
    ),
  );
  if (forms.some((form) => L.sign(form) !== 0)) throw new Error("every form must be 0");
  return contest({ name: `${3 * terms} terms`, ours: () => forms.map((form) => L.sign(form)) }, 5);
});
printTable("signs of 10 log forms that are 0, by the coprime base", zeros);

const logarithms = Array.from({ length: 100 }, () => rational(random(30), random(30)));
const singles = [64, 256, 1024].map((bits) => {
  const peers = logarithms.map((x) => peerOf([[rational(1n), x]], rational(0n), bits));
  return contest(
    {
      name: `${bits} bits`,
      ours: () => logarithms.map((x) => L.enclosure(L.ln(x), bits)),
      peer: () => peers.map((peer) => peer()),
    },
    11,
  );
});
printTable("enclosures of 100 logarithms, 30 digits, peer: MPFR", singles);
