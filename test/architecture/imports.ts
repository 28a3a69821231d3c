import { posix } from "node:path";
import { type Project, ts } from "ts-morph";
import { filesOf, nodesOf, type Violation, violation } from "./sources.js";

/** One import, of values or of types, static or not; `to` is a path from the root for the repository's own files. */
interface Import {
  readonly from: string;
  readonly to: string;
  readonly own: boolean;
  readonly node: ts.Node;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : node.argument;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const loads =
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require");
  return loads ? node.arguments[0] : undefined;
}

function importsIn(from: string, file: ts.SourceFile): readonly Import[] {
  // Only calls and types stand elsewhere than at the top.
  const nodes = /\b(?:import|require)\b[^"';]*\(/.test(file.text) ? nodesOf(file) : file.statements;
  return nodes.flatMap((node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return [];
    if (!ts.isStringLiteralLike(specifier)) return [{ from, to: specifier.getText(), own: true, node }];
    const own = specifier.text.startsWith(".");
    const path = posix.join(posix.dirname(from), specifier.text).replace(/\.js$/, ".ts");
    return [{ from, to: own ? path : specifier.text, own, node }];
  });
}

/** All imports of some folders; a path that is computed is read as its own text, which no rule allows. */
export const importsOf = (project: Project, ...folders: readonly string[]): readonly Import[] =>
  filesOf(project, ...folders).flatMap(([from, file]) => importsIn(from, file));

/** The floors of src from the lowest; those on one line never import each other. */
const floors = [
  ["src/number"],
  ["src/verdict"],
  ["src/probability"],
  ["src/game"],
  ["src/notions", "src/mechanisms"],
  ["src/instance"],
  ["src/questions"],
  ["src/claim"],
  ["src/search"],
  ["src/store"],
  ["src/report"],
];

const below = (floor: number): readonly string[] => floors.slice(0, floor).flat();
const belowClaim = below(floors.findIndex((rooms) => rooms.includes("src/claim")));

/** What each room may import besides itself. */
export const allowed: ReadonlyMap<string, readonly string[]> = new Map([
  ...floors.flatMap((rooms, floor) => rooms.map((room) => [room, below(floor)] as const)),
  ["generators", ["src/number", "src/probability", "src/game", "src/mechanisms", "src/verdict"]],
  ["properties", ["generators", "src/claim", ...belowClaim.filter((room) => room !== "src/questions")]],
  ["src/cli", ["properties", "generators", ...floors.flat()]],
]);

export const rooms = [...allowed.keys()];

const roomOf = (path: string): string =>
  path
    .split("/")
    .slice(0, path.startsWith("src/") ? 2 : 1)
    .join("/");

/** Imports of a room that is not on a lower floor, and files in no room of the house. */
export function wrongDirections(project: Project): readonly Violation[] {
  const homeless = filesOf(project, "src", "properties", "generators")
    .filter(([path]) => !allowed.has(roomOf(path)))
    .map(([path, file]) => violation(path, file, "in no room of the house"));
  const wrong = importsOf(project, "src", "properties", "generators")
    .filter(({ own }) => own)
    .filter(({ from, to }) => roomOf(to) !== roomOf(from) && !allowed.get(roomOf(from))?.includes(roomOf(to)))
    .map(({ from, to, node }) => violation(from, node, to));
  return [...homeless, ...wrong];
}

/** Every import that closes a cycle, found depth first. */
export function cycles(project: Project): readonly Violation[] {
  const targets = new Map<string, Import[]>();
  for (const found of importsOf(project)) {
    if (found.own) targets.set(found.from, [...(targets.get(found.from) ?? []), found]);
  }
  const found: Violation[] = [];
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    if (done.has(file)) return;
    const here = [...path, file];
    for (const { to, node } of targets.get(file) ?? []) {
      if (here.includes(to)) found.push(violation(file, node, [...here.slice(here.indexOf(to)), to].join(" > ")));
      else visit(to, here);
    }
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
}

/** Files that import decimal.js and are not there to print. */
export function decimals(project: Project): readonly Violation[] {
  return importsOf(project, "src", "properties", "generators")
    .filter(({ to }) => to === "decimal.js" || to.startsWith("decimal.js/"))
    .filter(({ from }) => from !== "src/instance/output.ts" && !from.startsWith("src/report/"))
    .map(({ from, node }) => violation(from, node, "decimal.js"));
}
