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
export const mathOf = (tokens: readonly Token[]): string =>
  tokens
    .map((token, i) => {
      if (token.kind !== "space") return withScripts(token);
      return spaced(tokens[i - 1]) && spaced(tokens[i + 1]) ? "\\ " : "";
    })
    .join("");

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
