import { type Budget, budgets, type Claim } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { Polynomial } from "../number/polynomial.js";
import { divide, one, printRational } from "../number/rational.js";
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
  const misplaced = checkHeader(claim, certificate);
  if (misplaced !== undefined) return misplaced;
  const nodes = readCertificate(certificate);
  if (typeof nodes === "string") return nodes;
  return checkCover(certificate) ?? checkSigns(nodes) ?? decideAgain(claim, reading, certificate, nodes[0]!);
}

/** The certificate is about a claim with ε, in its unit, at a budget that there is. */
function checkHeader({ step }: Claim, { budget, times }: Certificate): string | undefined {
  if (!step) return "the claim has no epsilon: there is nothing for a certificate to prove";
  if (!budgets.some((known) => known === budget)) return `budget: expected ${budgets.join(", ")}`;
  const expected = printRational(divide(one, step));
  return times === expected ? undefined : `times: expected ${expected}, the unit of the claim`;
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
  const { cases, exhaustive } = claim.domain(certificate.budget as Budget, switches);
  if (!exhaustive) return "the domain is not exhausted by its cases";
  if (cases.length === 0 || cases.length !== certificate.cases) {
    return `it is about ${certificate.cases} cases, the domain has ${cases.length}`;
  }
  const missing = (what: string): never => {
    throw new MissingSign(`the decision asks for the sign of ${what}, which the certificate does not give`);
  };
  const source: SignSource = {
    sign: (p) => missing(describe(p)),
    logSign: (p, q) => missing(`ln b·(${describe(p)}) − (${describe(q)})`),
  };
  let met = false;
  try {
    for (const situation of cases) {
      const pieces = decideOn((R, c) => claim.decide(R, c, switches), situation, root, source);
      if (!pieces.every(({ finding }) => stands(finding))) return `the claim fails at ${canonical(situation as Json)}`;
      met ||= pieces.some(({ finding }) => finding.hypotheses !== "outside");
    }
  } catch (error) {
    if (error instanceof MissingSign) return error.message;
    throw error;
  }
  return met ? undefined : "the hypotheses are never met";
}
