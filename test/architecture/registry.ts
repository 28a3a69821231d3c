import { type Project, ts } from "ts-morph";
import type { Claim } from "../../src/claim/claim.js";
import type { KnownMechanism } from "../../src/instance/format.js";
import { type Citation, papers } from "../../src/verdict/citation.js";
import { filesOf, nodesOf } from "./sources.js";

const isText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

/** Whether it names a place in the paper that the id starts with. */
const cites = (id: string, citation: Citation | undefined): boolean =>
  citation !== undefined &&
  Object.hasOwn(papers, citation.paper) &&
  id.startsWith(`${citation.paper}/`) &&
  isText(citation.place);

/** What claims lack; the number of literal readings is the gate's to check. */
export function claimFaults(claims: readonly Claim[]): readonly string[] {
  return claims.flatMap(({ id, citation, statement, hypotheses, corners, readings, switchMeanings = {} }) => {
    const values = readings.length === 1 ? [] : readings.flatMap(({ switches }) => Object.values(switches));
    const lacks = {
      "a citation of the paper in its id": !cites(id, citation),
      "a statement": !isText(statement),
      "a list of hypotheses": !Array.isArray(hypotheses) || !hypotheses.every(isText),
      "a meaning of every switch": values.some((value) => !isText(switchMeanings[value])),
      corners: !Array.isArray(corners) || corners.length === 0 || !corners.every(isText),
    };
    return Object.entries(lacks).flatMap(([what, lacking]) => (lacking ? [`${id} lacks ${what}`] : []));
  });
}

/**
 * Readings of the registry that the committed list or the records lack, and what these hold that the registry does not:
 * a claim or a reading must not vanish in silence.
 */
export function readingFaults(
  claims: readonly Pick<Claim, "id" | "readings">[],
  listed: Readonly<Record<string, readonly string[]>>,
  recorded: (id: string) => readonly string[] | undefined,
): readonly string[] {
  const own = new Map(claims.map(({ id, readings }) => [id, readings.map(({ name }) => name)]));
  const between = (what: string, id: string, there: readonly string[] = []) => {
    const here = own.get(id) ?? [];
    return [
      ...here.filter((name) => !there.includes(name)).map((name) => `${id} (${name}) is not ${what}`),
      ...there.filter((name) => !here.includes(name)).map((name) => `${id} (${name}) is ${what} and no longer so`),
    ];
  };
  return [
    ...[...new Set([...own.keys(), ...Object.keys(listed)])].flatMap((id) => between("listed", id, listed[id])),
    ...[...own.keys()].flatMap((id) => between("recorded", id, recorded(id))),
  ];
}

const folder = "src/mechanisms/";

/** The ids that a file gives to objects: those texts of the form `paper/name`. */
const idsIn = (file: ts.SourceFile): readonly string[] =>
  nodesOf(file).flatMap((node) =>
    ts.isPropertyAssignment(node) && node.name.getText() === "id" && ts.isStringLiteralLike(node.initializer)
      ? [node.initializer.text]
      : [],
  );

/** Mechanisms without a citation or without a file, and files whose mechanism has another id or is not known. */
export function mechanismFaults(
  project: Project,
  known: readonly Pick<KnownMechanism, "id" | "citation" | "summary">[],
): readonly string[] {
  const files = filesOf(project, "src/mechanisms").map(([path, file]) => ({
    expected: path.slice(folder.length, -".ts".length),
    ids: idsIn(file),
  }));
  const written = files.flatMap(({ ids }) => ids);
  return [
    ...known.filter(({ id, citation }) => !cites(id, citation)).map(({ id }) => `${id} lacks a citation of its paper`),
    ...known.filter(({ summary }) => !isText(summary)).map(({ id }) => `${id} lacks a summary`),
    ...known.filter(({ id }) => !written.includes(id)).map(({ id }) => `${id} has no file ${folder}${id}.ts`),
    ...files.flatMap(({ expected, ids }) =>
      ids.filter((id) => id !== expected).map((id) => `${folder}${expected}.ts is ${id}`),
    ),
    ...written.filter((id) => !known.some((mechanism) => mechanism.id === id)).map((id) => `${id} is not known`),
  ];
}
