import type { Cell } from "../number/algebraic.js";
import { signsOfLogPolynomial, slopeOf } from "../number/log-polynomial.js";
import type { LogRing } from "../number/log-ring.js";
import { type Polynomial, polynomialKey } from "../number/polynomial.js";
import type { Rational } from "../number/rational.js";
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
import type { Sign } from "../number/ring.js";
import { signOnCell } from "../number/sign-on-cell.js";
import {
  type LogArgument,
  logKey,
  orderedOn,
  type SignedCell,
  type SignSource,
  Split,
  signedCell,
} from "../verdict/certificate.js";
import { type Finding, undecided } from "../verdict/finding.js";

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

/** Thrown inside a decision by a sign with logarithms that cannot be certified on the cell. */
class Uncertified extends Error {}

/** Finds the sign of ln b·p − q where it is constant and its argument is the simple one of `LogArgument`. */
function findLogSign(p: Polynomial, q: Polynomial, node: SignedCell): Sign {
  const argument = node.cell.kind === "open" ? logArgument(p, q, node.cell) : undefined;
  if (!argument) {
    throw new Uncertified();
  }
  node.logSigns.set(logKey(p, q), { p, q, ...argument });
  return argument.sign;
}

/**
 * Without a zero of ln b·p − q, p and the slope in the cell, ln b − q/p is monotone and of one sign: the argument holds.
 */
function logArgument(p: Polynomial, q: Polynomial, cell: OpenCell): { sign: Sign; argument: LogArgument } | undefined {
  const pieces = signsOfLogPolynomial(p, q, cell.from, cell.to);
  const [first, slope] = [signOnCell(p, cell), signOnCell(slopeOf({ p, q }), cell)];
  if (pieces.length !== 1 || !("sign" in first) || !("sign" in slope)) return undefined;
  return { sign: pieces[0]!.sign, argument: { p: first.argument, slope: slope.argument } };
}

type OpenCell = Extract<Cell, { kind: "open" }>;

const bySearch: SignSource = { sign: findSign, logSign: findLogSign };

/** What was found on one cell of b. */
export interface PieceFinding {
  readonly cell: Cell;
  readonly finding: Finding<Polynomial>;
}

/** A decision that is written once and runs over every ring. */
export type Decision<C> = <S>(R: LogRing<S>, situation: C) => Finding<S>;

/** A fresh cell for all of b > 1, to be shared by all cases of one search. */
export const allEpsilon = (): SignedCell => signedCell(wholeCell);

/**
 * Decides one case for every ε at once. The weights are polynomials in b, ordered on a cell of b > 1: a sign that is
 * constant on the cell is the answer there; a polynomial that changes sign splits the cell at its roots, and the case is
 * decided again on each piece. The signs asked for stay on the cells: they are the certificate. With another
 * source the signs come from elsewhere.
 */
export function decideOn<C>(
  decide: Decision<C>,
  situation: C,
  node: SignedCell,
  source = bySearch,
): readonly PieceFinding[] {
  try {
    return [{ cell: node.cell, finding: decide(orderedOn(node, source), situation) }];
  } catch (thrown) {
    if (thrown instanceof Uncertified) return [{ cell: node.cell, finding: undecided("precision") }];
    if (!(thrown instanceof Split)) throw thrown;
    return thrown.pieces.flatMap((piece) => decideOn(decide, situation, piece, source));
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

/** The simplest rational b at which a case is found to fail; undefined when it is so at irrational points only. */
export function simplestFailure(pieces: readonly PieceFinding[]): Rational | undefined {
  let best: Rational | undefined;
  for (const { cell, finding } of pieces) {
    if (stands(finding) || finding.conclusion === "undecided") continue;
    const candidate = simplestIn(cell);
    if (candidate && (!best || isSimpler(candidate, best))) best = candidate;
  }
  return best;
}

const isSimpler = (x: Rational, y: Rational): boolean =>
  x.denominator < y.denominator || (x.denominator === y.denominator && x.numerator < y.numerator);
