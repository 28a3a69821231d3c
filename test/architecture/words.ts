import { type Project, ts } from "ts-morph";
import { filesOf, nodesOf, type Violation, violation } from "./sources.js";

/**
 * One word an idea: what the papers also call it, and the word of the house. Docstrings may name the synonym, and
 * instances are written with the papers' own fields; what is declared has the word of the house.
 */
export const synonyms: ReadonlyMap<string, string> = new Map([
  ["agent", "player"],
  ["bidder", "player"],
  ["voter", "player (except in elections)"],
  ["valuation", "type"],
  ["bid", "report"],
  ["announcement", "report"],
  ["misreport", "deviation"],
  ["context", "environment"],
  ["collusion", "coalition, or structure"],
  ["strategyproof", "truthful"],
  ["incentiveCompatible", "truthful"],
  ["socialChoice", "alternative"],
  ["tolerance", "nothing: everything is exact"],
]);

/** The words of a name such as `bestBidOf`, in the singular. */
const wordsIn = (name: string): readonly string[] =>
  [...name.matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)].map(([word]) => word.toLowerCase().replace(/s$/, ""));

/** Whether a name has one of the words in it, or, for a word such as `socialChoice`, all of its parts in a row. */
const speaksOf = (name: string, words: readonly string[]): boolean =>
  words.some((word) =>
    /[A-Z]/.test(word) ? name.toLowerCase().includes(word.toLowerCase()) : wordsIn(name).includes(word),
  );

/** The name that a node declares: of a value, function, type, or member of a type. */
function declaredName(node: ts.Node): ts.Identifier | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name : undefined;
}

/** Names declared in src that say an idea in another word than the house's; each name once a file. */
export function foreignWords(project: Project, words = [...synonyms.keys()]): readonly Violation[] {
  return filesOf(project, "src").flatMap(([path, file]) => {
    const seen = new Set<string>();
    return nodesOf(file).flatMap((node) => {
      const name = declaredName(node);
      if (name === undefined || seen.has(name.text) || !speaksOf(name.text, words)) return [];
      seen.add(name.text);
      return [violation(path, name)];
    });
  });
}
