import type { Cell } from "../number/algebraic.js";
import { signOf } from "../number/integer.js";
import type { Polynomial } from "../number/polynomial.js";
import type { Sign } from "../number/ring.js";
import type { LogArgument } from "./certificate.js";
import { checkArgument } from "./sign-checker.js";

/**
 * Checks that ln b·p − q has the sign on the whole cell, sharing no code with the search for it. On a cell that begins at
 * 1 where p(1) ≠ 0, g = ln b − q/p begins at −q(1)/p(1) and has the derivative (p² − b(q′p − qp′))/(bp²). If p and that
 * numerator have one sign each, g is strictly monotone: it stays above a beginning ≥ 0 when it rises and below a
 * beginning ≤ 0 when it falls, and ln b·p − q = p·g. Returns undefined if all is well, else one line.
 */
export function checkLogSign(
  p: Polynomial,
  q: Polynomial,
  cell: Cell,
  sign: Sign,
  argument: LogArgument,
): string | undefined {
  if (cell.kind !== "open" || !isOne(cell.from)) return "the cell does not begin at 1";
  const [atP, atQ] = [p, q].map(({ coefficients }) => coefficients.reduce((total, c) => total + c, 0n)) as [
    bigint,
    bigint,
  ];
  if (atP === 0n) return "p is 0 at 1";
  const signOfP = signOf(atP);
  const wrongP = checkArgument(p, cell, signOfP, argument.p);
  if (wrongP !== undefined) return `p: ${wrongP}`;
  const slope = slopeNumerator(p, q);
  const rising = sign * signOfP;
  const wrongSlope = checkArgument(slope, cell, rising as Sign, argument.slope);
  if (wrongSlope !== undefined) return `the slope of ln b − q/p: ${wrongSlope}`;
  const beginning = -signOf(atQ) * signOfP;
  return beginning * rising >= 0 ? undefined : "ln b − q/p begins on the other side of 0";
}

const isOne = ({ low, high }: Extract<Cell, { kind: "open" }>["from"]): boolean =>
  [low, high].every(({ numerator, denominator }) => numerator === denominator);

/** p² − b·(q′p − qp′), term by term. */
function slopeNumerator(p: Polynomial, q: Polynomial): Polynomial {
  const terms = new Map<number, bigint>();
  const put = (c: bigint, e: number) => terms.set(e, (terms.get(e) ?? 0n) + c);
  for (const [c, e] of termsOf(p)) for (const [d, f] of termsOf(p)) put(c * d, e + f);
  // b·(q′p − qp′) has the terms c·d·(f − e)·b^(e+f), with c·b^e of p and d·b^f of q.
  for (const [c, e] of termsOf(p)) for (const [d, f] of termsOf(q)) put(-c * d * BigInt(f - e), e + f);
  const kept = [...terms].filter(([, c]) => c !== 0n).sort(([e], [f]) => e - f);
  return { coefficients: kept.map(([, c]) => c), exponents: kept.map(([e]) => e) };
}

const termsOf = ({ coefficients, exponents }: Polynomial): readonly (readonly [bigint, number])[] =>
  coefficients.map((c, i) => [c, exponents[i]!] as const);
