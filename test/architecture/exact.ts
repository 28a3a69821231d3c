import { type Project, ts } from "ts-morph";
import { filesOf, nodesOf, type Violation, violation } from "./sources.js";

const exactRooms = [
  "src/number",
  "src/probability",
  "src/notions",
  "src/mechanisms",
  "src/game",
  "src/search",
  "src/claim",
  "src/verdict",
  "properties",
  "generators",
];

const operators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.SlashEqualsToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.PercentEqualsToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskEqualsToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.LessThanLessThanEqualsToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanEqualsToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken,
]);

/** Members, of whatever object, that make or print a floating-point number. */
const floating = new Set(["parseFloat", "toFixed", "toPrecision", "toExponential", "EPSILON", "MIN_VALUE"]);

/** Whether every value of the type is a bigint. */
function isBigInt(checker: ts.TypeChecker, type: ts.Type): boolean {
  if (type.isUnionOrIntersection()) return type.types.every((part) => isBigInt(checker, part));
  const bound = checker.getBaseConstraintOfType(type) ?? type;
  return (bound.flags & ts.TypeFlags.BigIntLike) !== 0;
}

const isFractional = (node: ts.NumericLiteral): boolean =>
  !Number.isSafeInteger(Number(node.text)) || /^[^x]*\./i.test(node.getText());

function isInexact(checker: ts.TypeChecker, node: ts.Node): boolean {
  if (ts.isNumericLiteral(node)) return isFractional(node);
  if (ts.isBinaryExpression(node) && operators.has(node.operatorToken.kind)) {
    return ![node.left, node.right].every((side) => isBigInt(checker, checker.getTypeAtLocation(side)));
  }
  if (ts.isPropertyAccessExpression(node)) {
    const isMath = ts.isIdentifier(node.expression) && node.expression.text === "Math";
    return isMath ? !["min", "max"].includes(node.name.text) : floating.has(node.name.text);
  }
  if (!ts.isIdentifier(node)) return false;
  if (node.text === "parseFloat") return !ts.isPropertyAccessExpression(node.parent);
  // Math as a value, in `const { sqrt } = Math` or `Math["sqrt"]`.
  return node.text === "Math" && !ts.isPropertyAccessExpression(node.parent);
}

/**
 * Fractions, division, remainder, powers and shifts of numbers, and all of Math but min and max, in the exact rooms:
 * there the type number is for indices, counts, exponents and bit sets.
 */
export function inexact(project: Project): readonly Violation[] {
  const checker = project.getTypeChecker().compilerObject;
  return filesOf(project, ...exactRooms).flatMap(([path, file]) =>
    nodesOf(file)
      .filter((node) => isInexact(checker, node))
      .map((node) => violation(path, node)),
  );
}
