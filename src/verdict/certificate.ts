import type { Cell } from "../number/algebraic.js";
import type { LogRing } from "../number/log-ring.js";
import {
  type Polynomial,
  type PolynomialJson,
  parsePolynomial,
  polynomialKey,
  polynomials,
  printPolynomial,
} from "../number/polynomial.js";
import { type CellJson, parseCell, printCell } from "../number/real-set.js";
import type { Sign } from "../number/ring.js";
import { parseArgument, printArgument, type SignArgument, type SignArgumentJson } from "../number/sign-argument.js";

/**
 * What makes a proof for all ε checkable: the cells of b on which cases were decided, and on each the sign of every
 * polynomial that a decision asked for, with an argument. A split cell names its pieces. Units: ε = times·ln b.
 */
export interface Certificate {
  readonly claim: string;
  readonly reading: string;
  /** The repaired claim is meant. */
  readonly repaired?: boolean;
  readonly budget: string;
  readonly times: string;
  /** How many cases were decided with these signs. */
  readonly cases: number;
  readonly polynomials: readonly PolynomialJson[];
  /** The first cell is all of b > 1; every other cell is a piece of an earlier one. */
  readonly cells: readonly CertifiedCell[];
}

export interface CertifiedCell {
  readonly cell: CellJson;
  /** [index of the polynomial, its sign on the cell, why]. */
  readonly signs: readonly (readonly [polynomial: number, sign: Sign, argument: SignArgumentJson])[];
  /** [index of a polynomial that changes sign here, indices of the pieces from left to right]. */
  readonly splits: readonly (readonly [polynomial: number, pieces: readonly number[]])[];
  /** [indices of p and q, sign of ln b·p − q on the cell, why], where claims asked for such signs. */
  readonly logSigns?: readonly (readonly [p: number, q: number, sign: Sign, argument: LogArgumentJson])[];
}

/**
 * Why ln b·p − q has a sign on an open cell: p has one sign there; ln b − q/p is monotone, because p² − b(q′p − qp′) has
 * one sign; and at the end from which it moves away from 0 it is at or on the right side of 0, which is computed anew.
 */
export interface LogArgument {
  readonly p: SignArgument;
  readonly slope: SignArgument;
}

export interface LogArgumentJson {
  readonly p: SignArgumentJson;
  readonly slope: SignArgumentJson;
}

export interface LogSign {
  readonly p: Polynomial;
  readonly q: Polynomial;
  readonly sign: Sign;
  readonly argument: LogArgument;
}

/** A cell with the signs found on it; see `Certificate`. */
export interface SignedCell {
  readonly cell: Cell;
  readonly signs: Map<
    string,
    { readonly polynomial: Polynomial; readonly sign: Sign; readonly argument: SignArgument }
  >;
  readonly splits: Map<string, { readonly polynomial: Polynomial; readonly pieces: readonly SignedCell[] }>;
  readonly logSigns: Map<string, LogSign>;
}

export const signedCell = (cell: Cell): SignedCell => ({
  cell,
  signs: new Map(),
  splits: new Map(),
  logSigns: new Map(),
});

/** How signs that are not known yet are found. */
export interface SignSource {
  sign(p: Polynomial, node: SignedCell): Sign | Split;
  /** The sign of ln b·p − q. */
  logSign(p: Polynomial, q: Polynomial, node: SignedCell): Sign;
}

/** Thrown by `orderedOn` inside a decision when a sign is not constant on the cell. */
export class Split {
  readonly pieces: readonly SignedCell[];
  constructor(pieces: readonly SignedCell[]) {
    this.pieces = pieces;
  }
}

/** The polynomials ordered on a cell, by a way to find signs that are not known yet. */
export function orderedOn(node: SignedCell, source: SignSource): LogRing<Polynomial> {
  const sign = (p: Polynomial): Sign => {
    if (p.coefficients.length === 0) return 0;
    const key = polynomialKey(p);
    const known = node.signs.get(key);
    if (known) return known.sign;
    const split = node.splits.get(key);
    const found = split ? new Split(split.pieces) : source.sign(p, node);
    if (found instanceof Split) throw found;
    return found;
  };
  const signOfLog = (p: Polynomial, q: Polynomial): Sign => {
    if (p.coefficients.length === 0) return (0 - sign(q)) as Sign;
    return node.logSigns.get(logKey(p, q))?.sign ?? source.logSign(p, q, node);
  };
  return { ...polynomials(), sign, signOfLog };
}

export const logKey = (p: Polynomial, q: Polynomial): string => `${polynomialKey(p)}|${polynomialKey(q)}`;

/** The certificate of the signs below a root cell. */
export function certificateOf(root: SignedCell, about: Omit<Certificate, "polynomials" | "cells">): Certificate {
  const list: PolynomialJson[] = [];
  const numbers = new Map<string, number>();
  const number = (key: string, p: Polynomial): number => {
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, list.length);
    list.push(printPolynomial(p));
    return list.length - 1;
  };
  const nodes: SignedCell[] = [root];
  const cells: CertifiedCell[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const { cell, signs, splits, logSigns } = nodes[i]!;
    cells.push({
      cell: printCell(cell),
      signs: [...signs].map(([key, { polynomial, sign, argument }]) => [
        number(key, polynomial),
        sign,
        printArgument(argument),
      ]),
      splits: [...splits].map(([key, { polynomial, pieces }]) => {
        const first = nodes.length;
        nodes.push(...pieces);
        return [number(key, polynomial), pieces.map((_, j) => first + j)];
      }),
      ...(logSigns.size > 0 && {
        logSigns: [...logSigns.values()].map(({ p, q, sign, argument }) => [
          number(polynomialKey(p), p),
          number(polynomialKey(q), q),
          sign,
          { p: printArgument(argument.p), slope: printArgument(argument.slope) },
        ]),
      }),
    });
  }
  return { ...about, polynomials: list, cells };
}

/** The signs of a certificate as data; a line saying what is malformed. The signs are not checked here. */
export function readCertificate(certificate: Certificate): readonly SignedCell[] | string {
  const parsed = certificate.polynomials.map(parsePolynomial);
  const nodes: SignedCell[] = [];
  for (const [i, { cell }] of certificate.cells.entries()) {
    const read = parseCell(cell);
    if (!read) return `cells[${i}].cell is malformed`;
    nodes.push(signedCell(read));
  }
  for (const [i, { signs, splits, logSigns = [] }] of certificate.cells.entries()) {
    for (const [pIndex, qIndex, sign, why] of logSigns) {
      const [p, q] = [parsed[pIndex], parsed[qIndex]];
      const [first, slope] = [parseArgument(why?.p), parseArgument(why?.slope)];
      if (!p || !q || !first || !slope || ![-1, 1].includes(sign))
        return `cells[${i}].logSigns names no polynomials, sign and argument`;
      nodes[i]!.logSigns.set(logKey(p, q), { p, q, sign, argument: { p: first, slope } });
    }
    for (const [index, sign, argumentJson] of signs) {
      const [polynomial, argument] = [parsed[index], parseArgument(argumentJson)];
      if (!polynomial || !argument || ![-1, 0, 1].includes(sign))
        return `cells[${i}].signs names no polynomial, sign and argument`;
      nodes[i]!.signs.set(polynomialKey(polynomial), { polynomial, sign, argument });
    }
    for (const [index, pieces] of splits) {
      const polynomial = parsed[index];
      const parts = pieces.map((piece) => (piece > i ? nodes[piece] : undefined));
      if (!polynomial || parts.includes(undefined)) return `cells[${i}].splits names no polynomial and later cells`;
      nodes[i]!.splits.set(polynomialKey(polynomial), { polynomial, pieces: parts as SignedCell[] });
    }
  }
  return nodes.length === 0 ? "cells is empty" : nodes;
}
