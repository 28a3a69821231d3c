import { type Project, ts } from "ts-morph";
import type { Claim } from "../../src/claim/claim.js";
import type { KnownMechanism } from "../../src/instance/loaded.js";
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
  return claims.flatMap(({ id, citation, statement, hypotheses, corners }) => {
    const lacks = {
      "a citation of the paper in its id": !cites(id, citation),
      "a statement": !isText(statement),
      "a list of hypotheses": !Array.isArray(hypotheses) || !hypotheses.every(isText),
      corners: !Array.isArray(corners) || corners.length === 0 || !corners.every(isText),
    };
    return Object.entries(lacks).flatMap(([what, lacking]) => (lacking ? [`${id} lacks ${what}`] : []));
  });
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
  known: readonly Pick<KnownMechanism, "id" | "citation">[],
): readonly string[] {
  const files = filesOf(project, "src/mechanisms").map(([path, file]) => ({
    expected: path.slice(folder.length, -".ts".length),
    ids: idsIn(file),
  }));
  const written = files.flatMap(({ ids }) => ids);
  return [
    ...known.filter(({ id, citation }) => !cites(id, citation)).map(({ id }) => `${id} lacks a citation of its paper`),
    ...known.filter(({ id }) => !written.includes(id)).map(({ id }) => `${id} has no file ${folder}${id}.ts`),
    ...files.flatMap(({ expected, ids }) =>
      ids.filter((id) => id !== expected).map((id) => `${folder}${expected}.ts is ${id}`),
    ),
    ...written.filter((id) => !known.some((mechanism) => mechanism.id === id)).map((id) => `${id} is not known`),
  ];
}
