import { type Project, ts } from "ts-morph";
import { filesOf, nodesOf, type Violation, violation } from "./sources.js";

const suites = new Set(["it", "test", "describe", "bench", "suite"]);
const unrun = new Set(["skip", "only", "todo", "skipIf", "runIf", "fails"]);

/** The first name of a chain such as `it.concurrent.only`. */
function headOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node) ? headOf(node.expression) : undefined;
}

function isBadHabit(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node) && unrun.has(node.name.text))
    return suites.has(headOf(node.expression) ?? "");
  return (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && node.type.kind === ts.SyntaxKind.AnyKeyword;
}

/** The directives in comments that switch the compiler off; the same words inside a string or template are only text. */
function silenced(path: string, file: ts.SourceFile): readonly Violation[] {
  const found = [...file.text.matchAll(/@ts-(ignore|nocheck)\b/g)];
  if (found.length === 0) return [];
  const texts = nodesOf(file).filter(
    (node) => ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node) || ts.isRegularExpressionLiteral(node),
  );
  return found
    .filter(({ index }) => !texts.some((node) => node.getStart() <= index && index < node.getEnd()))
    .map(({ 0: what, index }) => ({ file: path, line: file.getLineAndCharacterOfPosition(index).line + 1, what }));
}

/** Tests that do not run, casts to any and compiler directives. */
export function badHabits(project: Project): readonly Violation[] {
  return filesOf(project).flatMap(([path, file]) => [
    ...nodesOf(file)
      .filter(isBadHabit)
      .map((node) => violation(path, node)),
    ...silenced(path, file),
  ]);
}

/** Absolute paths of one machine in texts, by file. */
export function machinePaths(texts: ReadonlyMap<string, string>): readonly Violation[] {
  return [...texts].flatMap(([file, text]) =>
    text.split("\n").flatMap((line, i) => {
      const found = line.match(/(?<![\w.~})/-])\/(?:work|root|tmp|home|Users|mnt)(?:\/[\w.-]*)+/)?.[0];
      return found === undefined ? [] : [{ file, line: i + 1, what: found }];
    }),
  );
}
