import { type Project, ts } from "ts-morph";
import { filesOf, type Violation, violation } from "./sources.js";

const documentedRooms = ["notions", "mechanisms", "number", "probability", "game", "claim", "search"];

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isDocumented = (node: ts.Node): boolean =>
  ts
    .getJSDocCommentsAndTags(node)
    .some((doc) => ts.isJSDoc(doc) && (doc.comment !== undefined || doc.tags !== undefined));

/** The names that a statement declares; none where it declares nothing that a docstring could describe. */
function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return declares ? [statement.name?.text ?? "default"] : [];
}

/** What the documented rooms export under a name without a docstring. A docstring before one overload serves all. */
export function undocumented(project: Project): readonly Violation[] {
  return filesOf(project, ...documentedRooms.map((room) => `src/${room}`)).flatMap(([path, file]) => {
    const exported = file.statements.filter(isExported);
    const documented = new Set(exported.filter(isDocumented).flatMap(namesOf));
    return exported.flatMap((statement) =>
      namesOf(statement)
        .filter((name) => !documented.has(name))
        .map((name) => violation(path, statement, name)),
    );
  });
}
