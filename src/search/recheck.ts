import type { Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { Polynomial } from "../number/polynomial.js";
import { type Certificate, readCertificate, type SignedCell, type SignSource } from "../verdict/certificate.js";
import { canonical, type Json } from "../verdict/json.js";
import { checkLogSign } from "../verdict/log-sign-checker.js";
import { checkArgument, checkCell } from "../verdict/sign-checker.js";
import { decideOn, stands } from "./for-all-epsilon.js";

/**
 * Re-checks a proof for all ε from its certificate: every sign by code that shares nothing with the one that found it,
 * every split by comparing ends, and then every case again with no other signs than the certificate's. Returns undefined
 * if the proof stands, else one line that says what is wrong.
 */
export function recheckCertificate(claim: Claim, reading: Reading, certificate: Certificate): string | undefined {
  const nodes = readCertificate(certificate);
  if (typeof nodes === "string") return nodes;
  return checkCover(certificate) ?? checkSigns(nodes) ?? decideAgain(claim, reading, certificate, nodes[0]!);
}

function checkSigns(nodes: readonly SignedCell[]): string | undefined {
  for (const [i, { cell, signs, logSigns }] of nodes.entries()) {
    const misplaced = checkCell(cell);
    if (misplaced !== undefined) return `cells[${i}]: ${misplaced}`;
    for (const { polynomial, sign, argument } of signs.values()) {
      const wrong = checkArgument(polynomial, cell, sign, argument);
      if (wrong !== undefined) return `cells[${i}], the sign of ${describe(polynomial)}: ${wrong}`;
    }
    for (const { p, q, sign, argument } of logSigns.values()) {
      const wrong = checkLogSign(p, q, cell, sign, argument);
      if (wrong !== undefined) return `cells[${i}], the sign of ln b·(${describe(p)}) − (${describe(q)}): ${wrong}`;
    }
  }
  return undefined;
}

const describe = ({ coefficients, exponents }: Polynomial): string => {
  const text = coefficients.map((c, i) => `${c}·b^${exponents[i]}`).join(" + ");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};

/** The first cell is all of b > 1, and the pieces of a split follow each other from its left end to its right end. */
function checkCover({ cells }: Certificate): string | undefined {
  const text = (value: unknown) => canonical(value as Json);
  if (text(cells[0]!.cell) !== text({ from: "1", to: "infinity" })) return "cells[0] is not all of b > 1";
  for (const [i, { cell, splits }] of cells.entries()) {
    for (const [, pieces] of splits) {
      const parts = pieces.map((piece) => cells[piece]!.cell);
      const ends = parts.map((part) => ("at" in part ? { from: part.at, to: part.at } : part));
      const inOrder = ends.every((end, j) => j === 0 || text(ends[j - 1]!.to) === text(end.from));
      const alternate = parts.every((part, j) => "at" in part === (j % 2 === 1)) && parts.length % 2 === 1;
      const whole =
        "at" in cell ? false : text(ends[0]?.from) === text(cell.from) && text(ends.at(-1)?.to) === text(cell.to);
      if (!inOrder || !alternate || !whole) return `cells[${i}]: the pieces of a split do not cover it`;
    }
  }
  return undefined;
}

class MissingSign extends Error {}

function decideAgain(
  claim: Claim,
  { switches }: Reading,
  certificate: Certificate,
  root: SignedCell,
): string | undefined {
  const budget = certificate.budget as Parameters<Claim["domain"]>[0];
  const { cases } = claim.domain(budget, switches);
  if (cases.length !== certificate.cases)
    return `it is about ${certificate.cases} cases, the domain has ${cases.length}`;
  const missing = (what: string): never => {
    throw new MissingSign(`the decision asks for the sign of ${what}, which the certificate does not give`);
  };
  const source: SignSource = {
    sign: (p) => missing(describe(p)),
    logSign: (p, q) => missing(`ln b·(${describe(p)}) − (${describe(q)})`),
  };
  try {
    for (const situation of cases) {
      const pieces = decideOn((R, c) => claim.decide(R, c, switches), situation, root, source);
      if (!pieces.every(({ finding }) => stands(finding))) return `the claim fails at ${canonical(situation as Json)}`;
    }
  } catch (error) {
    if (error instanceof MissingSign) return error.message;
    throw error;
  }
  return undefined;
}
