import type { Cell } from "../number/algebraic.js";
import {
  type Polynomial,
  type PolynomialJson,
  parsePolynomial,
  polynomialKey,
  polynomials,
  printPolynomial,
} from "../number/polynomial.js";
import { parseArgument, printArgument, type SignArgument, type SignArgumentJson } from "../number/real-roots.js";
import { type CellJson, parseCell, printCell } from "../number/real-set.js";
import type { OrderedRing, Sign } from "../number/ring.js";

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
}

/** A cell with the signs found on it; see `Certificate`. */
export interface SignedCell {
  readonly cell: Cell;
  readonly signs: Map<
    string,
    { readonly polynomial: Polynomial; readonly sign: Sign; readonly argument: SignArgument }
  >;
  readonly splits: Map<string, { readonly polynomial: Polynomial; readonly pieces: readonly SignedCell[] }>;
}

/** Thrown by `orderedOn` inside a decision when a sign is not constant on the cell. */
export class Split {
  readonly pieces: readonly SignedCell[];
  constructor(pieces: readonly SignedCell[]) {
    this.pieces = pieces;
  }
}

/** The polynomials ordered on a cell, by a way to find signs that are not known yet. */
export function orderedOn(
  node: SignedCell,
  find: (p: Polynomial, node: SignedCell) => Sign | Split,
): OrderedRing<Polynomial> {
  const sign = (p: Polynomial): Sign => {
    if (p.coefficients.length === 0) return 0;
    const key = polynomialKey(p);
    const known = node.signs.get(key);
    if (known) return known.sign;
    const split = node.splits.get(key);
    const found = split ? new Split(split.pieces) : find(p, node);
    if (found instanceof Split) throw found;
    return found;
  };
  return { ...polynomials(), sign };
}

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
    const { cell, signs, splits } = nodes[i]!;
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
    nodes.push({ cell: read, signs: new Map(), splits: new Map() });
  }
  for (const [i, { signs, splits }] of certificate.cells.entries()) {
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
