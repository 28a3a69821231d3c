import type { ClaimResult } from "../claim/result.js";
import { type PaperId, papers } from "../verdict/citation.js";
import { plural } from "./text.js";

/** What reports say of a paper. */
export interface Paper {
  readonly title: string;
  readonly authors: string;
  readonly venue: string;
}

/** The paper of a short id; undefined for one that is not in the table. */
export const paperOf = (id: string): Paper | undefined =>
  Object.hasOwn(papers, id) ? papers[id as PaperId] : undefined;

/** "Theorem 4.2" of "CCKMV, Theorem 4.2". */
export function placeOf({ paper, citation }: Pick<ClaimResult, "paper" | "citation">): string {
  const prefix = `${paper.toUpperCase()}, `;
  return citation.startsWith(prefix) ? citation.slice(prefix.length) : citation;
}

/** The claims of each paper, papers in the order in which they first occur. */
export function groupByPaper(claims: readonly ClaimResult[]): readonly (readonly [string, readonly ClaimResult[]])[] {
  const found = new Map<string, ClaimResult[]>();
  for (const claim of claims) found.set(claim.paper, [...(found.get(claim.paper) ?? []), claim]);
  return [...found];
}

/** What a report is called, and by whom its paper is where it has only one. */
export interface Title {
  readonly name: string;
  readonly by?: string;
}

export function titleOf(paperIds: readonly string[]): Title {
  const paper = paperIds.length === 1 ? paperOf(paperIds[0]!) : undefined;
  if (paper) return { name: paper.title, by: byline(paper) };
  return { name: paperIds.length === 1 ? paperIds[0]! : `The claims of ${plural(paperIds.length, "paper")}` };
}

export const byline = ({ authors, venue }: Paper): string => `${authors} · ${venue}`;

/** "41 claims in 204 readings, decided in exact arithmetic on 90 113 instances." */
export function extentOf(claims: readonly ClaimResult[]): string {
  const readings = claims.flatMap((claim) => claim.readings);
  const instances = readings.reduce((sum, reading) => sum + reading.instances, 0);
  return `${plural(claims.length, "claim")} in ${plural(readings.length, "reading")}, decided in exact arithmetic on ${plural(instances, "instance")}.`;
}
