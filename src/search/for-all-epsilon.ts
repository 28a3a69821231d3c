import type { Cell } from "../number/algebraic.js";
import { type Polynomial, polynomialKey } from "../number/polynomial.js";
import type { Rational } from "../number/rational.js";
import { signOnCell } from "../number/real-roots.js";
import {
  all,
  cellsOf,
  complement,
  fromCells,
  intersection,
  isAll,
  type RealSet,
  simplestIn,
  wholeCell,
} from "../number/real-set.js";
import type { OrderedRing, Sign } from "../number/ring.js";
import { orderedOn, type SignedCell, Split } from "../verdict/certificate.js";
import type { Finding } from "../verdict/finding.js";

const signedCell = (cell: Cell): SignedCell => ({ cell, signs: new Map(), splits: new Map() });

/** Finds a sign by real algebra and keeps it with its argument, or splits the cell at the roots. */
function findSign(p: Polynomial, node: SignedCell): Sign | Split {
  const key = polynomialKey(p);
  const found = signOnCell(p, node.cell);
  if ("sign" in found) {
    node.signs.set(key, { polynomial: p, ...found });
    return found.sign;
  }
  const pieces = cellsOf(node.cell, found.roots).map(signedCell);
  node.splits.set(key, { polynomial: p, pieces });
  return new Split(pieces);
}

export interface PieceFinding {
  readonly cell: Cell;
  readonly finding: Finding<Polynomial>;
}

export type Decision<C> = <S>(R: OrderedRing<S>, situation: C) => Finding<S>;

/** A fresh cell for all of b > 1, to be shared by all cases of one search. */
export const allEpsilon = (): SignedCell => signedCell(wholeCell);

/**
 * Decides one case for every ε at once. The weights are polynomials in b, ordered on a cell of b > 1: a sign that is
 * constant on the cell is the answer there; a polynomial that changes sign splits the cell at its roots, and the case is
 * decided again on each piece. The signs asked for stay on the cells: they are the certificate. With another `find`,
 * the signs come from elsewhere.
 */
export function decideOn<C>(
  decide: Decision<C>,
  situation: C,
  node: SignedCell,
  find = findSign,
): readonly PieceFinding[] {
  try {
    return [{ cell: node.cell, finding: decide(orderedOn(node, find), situation) }];
  } catch (thrown) {
    if (!(thrown instanceof Split)) throw thrown;
    return thrown.pieces.flatMap((piece) => decideOn(decide, situation, piece, find));
  }
}

/** Whether a finding leaves the claim standing: the conclusion holds, or the hypotheses do not. */
export const stands = ({ hypotheses, conclusion }: Finding<unknown>): boolean =>
  hypotheses === "outside" || conclusion === "holds";

/** The exact set of b > 1 on which every piece stands. */
export function standingSet(pieces: readonly PieceFinding[]): RealSet {
  const failing = pieces.filter(({ finding }) => !stands(finding)).map(({ cell }) => cell);
  return failing.length === 0 ? all : complement(fromCells(failing));
}

/** Intersection that is free where one set is everything. */
export const meet = (x: RealSet, y: RealSet): RealSet => (isAll(y) ? x : isAll(x) ? y : intersection(x, y));

/** The simplest rational b at which a case fails; undefined when it fails at irrational points only. */
export function simplestFailure(pieces: readonly PieceFinding[]): Rational | undefined {
  let best: Rational | undefined;
  for (const { cell, finding } of pieces) {
    if (stands(finding)) continue;
    const candidate = simplestIn(cell);
    if (candidate && (!best || isSimpler(candidate, best))) best = candidate;
  }
  return best;
}

const isSimpler = (x: Rational, y: Rational): boolean =>
  x.denominator < y.denominator || (x.denominator === y.denominator && x.numerator < y.numerator);
