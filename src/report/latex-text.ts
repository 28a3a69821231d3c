import { functionNames, runsOf } from "./latex-formulas.js";
import { mathSign, textSign } from "./latex-signs.js";
import { hasScripts, type Token, tokensOf } from "./latex-tokens.js";

/** Text without formulas as LaTeX; every special character is escaped. */
export function plainLatex(text: string): string {
  const spaced = text.replace(/[^\S\u00a0\u202f\u2009]+/g, " ").normalize("NFC");
  // A letter and the marks on it are one sign.
  const characters = spaced.match(/.\p{M}*/gsu) ?? [];
  const signs = characters.map((character, i) => {
    // Two hyphens in a row would become a dash.
    if (character === "-" && characters[i + 1] === "-") return "-{}";
    return character === " " ? " " : textSign(character);
  });
  return apart(signs.join(""));
}

/** A text with formulas as LaTeX, the formulas between dollar signs. */
export function latex(text: string): string {
  let prose = "";
  const parts: string[] = [];
  for (const { formula, tokens } of runsOf(tokensOf(text))) {
    if (!formula) {
      prose += tokens.map((token) => token.text).join("");
      continue;
    }
    parts.push(
      plainLatex(prose),
      `$${mathOf(tokens)
        .trim()
        .replace(/(\\[A-Za-z]+) (?=[)\]},;/|])/g, "$1")}$`,
    );
    prose = "";
  }
  return apart([...parts, plainLatex(prose)].join(""));
}

/** A name as code that may be broken behind its hyphens and the like. */
export const latexCode = (text: string): string =>
  `\\texttt{${plainLatex(text).replace(/[-/+](?!\{\})|-\{\}/g, "$&\\allowbreak{}")}}`;

/** Two formulas side by side would begin a displayed one. */
const apart = (text: string): string => text.replace(/(?<!\\)\$\$/g, () => "$\\relax$");

/** Tokens of one formula in LaTeX's mathematics, without the dollar signs. */
export function mathOf(tokens: readonly Token[]): string {
  let math = "";
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const under = token.text === "√" && !hasScripts(token) ? underRoot(tokens, i + 1) : undefined;
    if (under) {
      math += `\\sqrt{${mathOf(under.tokens).trim()}}`;
      i = under.last;
    } else if (token.kind !== "space") math += withScripts(token);
    else if (spaced(tokens[i - 1]) && spaced(tokens[i + 1])) math += "\\ ";
  }
  return math;
}

/** What a root is taken of: what its bracket holds, or the one thing behind it; and where that ends. */
function underRoot(
  tokens: readonly Token[],
  start: number,
): { readonly tokens: readonly Token[]; readonly last: number } | undefined {
  const first = tokens[start];
  if (first === undefined || !["open", "number", "letter", "operand"].includes(first.kind)) return undefined;
  if (first.text === "|") {
    const end = tokens.findIndex(({ text }, i) => i > start && text === "|");
    return end < 0 ? undefined : { tokens: tokens.slice(start, end + 1), last: end };
  }
  if (first.kind !== "open") return { tokens: [first], last: start };
  let depth = 0;
  for (let i = start; i < tokens.length; i++) {
    const { kind } = tokens[i]!;
    if (kind === "open") depth++;
    if (kind === "close" && --depth === 0) {
      // What is raised or lowered behind the bracket keeps the bracket.
      return hasScripts(tokens[i]!) ? undefined : { tokens: tokens.slice(start + 1, i), last: i };
    }
  }
  return undefined;
}

/** Whether a space beside it is to be seen: formulas ignore spaces, operators and commas bring their own. */
const spaced = (token: Token | undefined): boolean =>
  token !== undefined &&
  ["word", "letter", "number", "operand"].includes(token.kind) &&
  !functionNames.includes(token.text);

function withScripts(token: Token): string {
  const base = baseOf(token);
  if (!hasScripts(token)) return base;
  const trimmed = base.trim();
  const carrier = /^([A-Za-z)\]]|\\[A-Za-z]+)$/.test(trimmed) ? trimmed : `{${trimmed}}`;
  const low = token.lowered.map((inner) => mathOf(inner).trim()).join("\\,");
  const high = ["\\prime ".repeat(token.primes).trim(), ...token.raised.map((inner) => mathOf(inner).trim())].filter(
    (part) => part !== "",
  );
  return carrier + (low && `_{${low}}`) + (high.length > 0 ? `^{${high.join("\\,")}}` : "");
}

function baseOf({ kind, text }: Token): string {
  if (functionNames.includes(text)) return `\\${text} `;
  if (kind !== "word") return (text.match(/.\p{M}*/gsu) ?? []).map(mathSign).join("");
  return /^[A-Za-z]+$/.test(text) ? `\\mathrm{${text}}` : `\\mbox{${plainLatex(text)}}`;
}
