import { operandSigns, operatorSigns } from "./latex-signs.js";
import { type Piece, piecesOf } from "./pieces.js";

/** A stretch of text that stays together, with its primes and scripts. */
export interface Token {
  readonly kind: Kind;
  readonly text: string;
  readonly primes: number;
  readonly lowered: readonly (readonly Token[])[];
  readonly raised: readonly (readonly Token[])[];
}

/** "mark" is what may stand inside a formula and in prose: a comma; "other" belongs to prose only. */
type Kind = "word" | "letter" | "number" | "operand" | "operator" | "open" | "close" | "mark" | "space" | "other";

/** Abbreviations, numbers, words with their apostrophes, spaces, primes, raised and lowered digits, single signs. */
const shapes =
  /\p{L}\p{M}+|(?:\p{Script=Latin}\.){2,}|\d+(?:\.\d+)?|\p{Script=Latin}+(?:['’]\p{Script=Latin}+)*|\s+|[′″‴]|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ]+|[₀₁₂₃₄₅₆₇₈₉₋₊]+|./gsu;

/** A text with formulas, cut up. */
export const tokensOf = (text: string): readonly Token[] => tokensOfPieces(piecesOf(text.normalize("NFC")));

function tokensOfPieces(pieces: readonly Piece[]): readonly Token[] {
  const tokens: Token[] = [];
  /** Puts something on the last token, or on an empty one where there is none to carry it. */
  const attach = (change: (token: Token) => Partial<Token>): void => {
    const last = tokens.at(-1);
    const carrier = last && last.kind !== "space" ? tokens.pop()! : tokenOf("operand", "");
    tokens.push({ ...carrier, ...change(carrier) });
  };
  const raise = (inner: readonly Token[]) => attach(({ raised }) => ({ raised: [...raised, inner] }));
  const lower = (inner: readonly Token[]) => attach(({ lowered }) => ({ lowered: [...lowered, inner] }));
  for (const piece of pieces) {
    if (typeof piece !== "string") {
      (piece.mark === "_" ? lower : raise)(tokensOfPieces(piece.pieces.map(withMinus)));
      continue;
    }
    for (const [text] of piece.matchAll(shapes)) {
      const primes = " ′″‴".indexOf(text);
      if (primes > 0) attach((token) => ({ primes: token.primes + primes }));
      else if (/^[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺ⁿ]/.test(text)) raise(tokensOf(text.normalize("NFKC")));
      else if (/^[₀₁₂₃₄₅₆₇₈₉₋₊]/.test(text)) lower(tokensOf(text.normalize("NFKC")));
      else tokens.push(tokenOf(kindOf(text), text));
    }
  }
  return tokens;
}

/** A hyphen in a script is a minus. */
const withMinus = (piece: Piece): Piece => (typeof piece === "string" ? piece.replaceAll("-", "−") : piece);

const tokenOf = (kind: Kind, text: string): Token => ({ kind, text, primes: 0, lowered: [], raised: [] });

function kindOf(text: string): Kind {
  if (/^\s/.test(text)) return "space";
  if (/^\d/.test(text)) return "number";
  if (/^\p{L}\p{M}+$/u.test(text)) return "operand";
  if (/^\p{Script=Latin}$/u.test(text)) return "letter";
  if (/^\p{Script=Latin}[^.]/u.test(text)) return "word";
  if ("([{".includes(text)) return "open";
  if (")]}".includes(text)) return "close";
  if (operatorSigns.has(text)) return "operator";
  if (operandSigns.has(text) || text === "|" || /^\p{L}$/u.test(text)) return "operand";
  return ",;:/!…".includes(text) ? "mark" : "other";
}

export const hasScripts = ({ primes, lowered, raised }: Token): boolean =>
  primes > 0 || lowered.length > 0 || raised.length > 0;
