/**
 * Formulas stand in plain text, as in "U_i^out(θ_i, θ_{-i}) >= 2F(e^{ε})". Cut into pieces they keep every character of
 * the text but for the marks of scripts, and ASCII stand-ins become the signs they stand for.
 */
export type Piece = string | Script;

/** What is lowered ("_") or raised ("^"). */
export interface Script {
  readonly mark: "_" | "^";
  readonly pieces: readonly Piece[];
}

/** A script mark after a letter, digit, prime or closing bracket, and what it raises or lowers. */
const script =
  /(?<=[\p{L}\p{M}\p{N})\]}'])([_^])(\{(?:[^{}]|\{[^{}]*\})*\}|[-−+]?[\p{L}\p{N}][\p{L}\p{M}\p{N}]*|\([^()]*\)|[*′])/u;

/** The text before, between and after the scripts, and the scripts; no two texts are neighbours. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let [rest, afterScript] = [text, false];
  for (;;) {
    // The character before the mark may be the end of an earlier script: look at it through one letter put in front.
    const match = script.exec(afterScript ? `x${rest}` : rest);
    if (!match) return [...pieces, signs(rest, afterScript)];
    const at = match.index - (afterScript ? 1 : 0);
    const [whole, mark, argument] = match as unknown as [string, "_" | "^", string];
    const inner = piecesOf(argument.startsWith("{") ? argument.slice(1, -1) : argument);
    pieces.push(signs(rest.slice(0, at), afterScript), { mark, pieces: inner });
    rest = rest.slice(at + whole.length);
    afterScript = true;
  }
}

/** "ε > 0" and its like stay on one line. */
const shortRelation = /(?<![^\s(])([\p{L}\p{N}#|]{1,3}) ([<>=≤≥≠]) (?=[\p{L}\p{N}∞−-]{1,4}(?![\p{L}\p{N}(_^]))/gu;

/** What ASCII writes for a sign that it lacks. */
export const standIns: Readonly<Record<string, string>> = { "<=": "≤", ">=": "≥", "!=": "≠", "->": "→" };

const signs = (text: string, afterScript: boolean): string =>
  primes(text, afterScript)
    .replace(/<=|>=|!=|->/g, (sign) => standIns[sign]!)
    .replace(shortRelation, "$1\u00a0$2\u00a0")
    .replace(/(^|[\s([,=])-(?=\s?[\p{L}\p{N}|(])/gu, "$1−");

/** The apostrophes after a script or a letter that stands alone are primes; "others'" keeps its own. */
function primes(text: string, afterScript: boolean): string {
  const primed = text.replace(
    /(?<![\p{L}\p{N}])(\p{L})('{1,3})(?!\p{L})/gu,
    (_, letter, marks) => letter + primeOf(marks),
  );
  return afterScript ? primed.replace(/^'{1,3}/, primeOf) : primed;
}

const primeOf = (marks: string): string => ["′", "″", "‴"][marks.length - 1]!;
