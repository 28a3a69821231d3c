import { hasScripts, type Token } from "./latex-tokens.js";

/** Tokens in a row that are all prose or all one formula. */
export interface Run {
  readonly formula: boolean;
  readonly tokens: readonly Token[];
}

/** Words that stand in formulas with what follows them. */
export const functionNames: readonly string[] = ["ln", "log", "exp", "tanh", "max", "min", "Pr"];
const applied = ["ln", "log", "exp", "tanh"];

/**
 * Tells formulas from the prose around them: Greek letters, operators, letters that stand alone and whatever has scripts
 * are formulas, with the numbers and brackets that belong to them; words are prose. A guess only at how it looks: every
 * character of the text is set either way.
 */
export function runsOf(tokens: readonly Token[]): readonly Run[] {
  const core = tokens.map((_, i) => isCore(tokens, i));
  const pairs = formulaBrackets(tokens, core);
  const paired = new Set(pairs.flat());
  const member = (i: number): boolean =>
    core[i]! || paired.has(i) || tokens[i]!.kind === "number" || tokens[i]!.kind === "mark";
  const bound = (i: number, j: number): boolean => {
    if (!member(i) || !member(j)) return false;
    if (pairs.some(([open, close]) => open <= i && j <= close)) return true;
    const both = [tokens[i]!, tokens[j]!];
    if (both.some(({ kind, text }) => kind === "mark" && !"/…".includes(text))) return false;
    if (j === i + 1) return true;
    return (
      both.some(({ kind, text }) => kind === "operator" || text === "/") ||
      both.some(({ text }) => applied.includes(text))
    );
  };
  const runs: Run[] = [];
  for (let start = 0; start < tokens.length; ) {
    let end = start;
    for (let next = following(tokens, end); next !== undefined && bound(end, next); next = following(tokens, end)) {
      end = next;
    }
    const run = tokens.slice(start, end + 1);
    runs.push({ formula: run.some((_, k) => core[start + k]), tokens: run });
    start = end + 1;
  }
  return runs;
}

/** The next token that is no space. */
function following(tokens: readonly Token[], i: number): number | undefined {
  const next = tokens[i + 1]?.kind === "space" ? i + 2 : i + 1;
  return next < tokens.length ? next : undefined;
}

function isCore(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  const [before, after] = [tokens[i - 1], tokens[i + 1]];
  if (hasScripts(token)) return true;
  switch (token.kind) {
    case "operand":
    case "operator":
      return true;
    case "letter":
      return (
        !"aAI".includes(token.text) || nearOperator(tokens, i) || !(token.text === "a" || beginsSentence(tokens, i))
      );
    case "word":
      if (functionNames.includes(token.text) && after?.kind === "open") return true;
      if (applied.includes(token.text)) return tokens[i + 2] !== undefined && tokens[i + 2]!.kind !== "word";
      return [before, after].some((next) => next?.kind === "operator" || next?.kind === "operand");
    default:
      return false;
  }
}

/** Whether a letter that may be a word has an operator beside it or is applied to something. */
function nearOperator(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.kind === "space" ? tokens[i - 2] : tokens[i - 1];
  const after = tokens[i + 1]?.kind === "space" ? tokens[i + 2] : tokens[i + 1];
  return [before, after].some((next) => next?.kind === "operator") || tokens[i + 1]?.kind === "open";
}

function beginsSentence(tokens: readonly Token[], i: number): boolean {
  const before = tokens[i - 1]?.kind === "space" ? tokens[i - 2] : tokens[i - 1];
  return before === undefined || /[.:?!]$/.test(before.text);
}

/** The brackets that hold no prose, and something of a formula unless they stand right behind it; by their places. */
function formulaBrackets(tokens: readonly Token[], core: readonly boolean[]): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  const open: number[] = [];
  tokens.forEach(({ kind }, i) => {
    if (kind === "open") open.push(i);
    const start = kind === "close" ? open.pop() : undefined;
    if (start === undefined) return;
    const inside = tokens.map((_, k) => k).slice(start + 1, i);
    const prose = inside.some((k) => !core[k] && ["word", "letter", "other"].includes(tokens[k]!.kind));
    const applies = start > 0 && core[start - 1] && tokens[start - 1]!.kind !== "operator";
    if (!prose && (applies || inside.some((k) => core[k]))) pairs.push([start, i]);
  });
  return pairs;
}
