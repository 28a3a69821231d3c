import type { VerdictWord } from "../verdict/verdict.js";

/** How a verdict is shown: a sign, a word and a tone; the sign and the word say it without the colour. */
export interface Shown {
  readonly sign: string;
  readonly word: string;
  readonly tone: "proved" | "supported" | "refuted" | "open";
  readonly means: string;
}

/** From the loudest to the quietest: the order in which reports count them. */
export const verdicts: Readonly<Record<VerdictWord, Shown>> = {
  refuted: {
    sign: "✗",
    word: "refuted",
    tone: "refuted",
    means:
      "An exact counterexample inside the hypotheses: the smallest one, as values, with both sides of the inequality. It replays from these values alone.",
  },
  "proved for all epsilon": {
    sign: "✓",
    word: "proved for all ε",
    tone: "proved",
    means:
      "Holds on every instance of the stated domain, for every ε of the stated set. The proof is a certificate of polynomial signs that is checked again by other code.",
  },
  "proved on the domain": {
    sign: "✓",
    word: "proved on the domain",
    tone: "proved",
    means: "Holds on every instance of the stated domain, by enumeration and by the argument named there.",
  },
  "proved by identity": {
    sign: "≡",
    word: "proved by identity",
    tone: "proved",
    means: "Both sides are equal as algebraic objects.",
  },
  supported: {
    sign: "∼",
    word: "supported",
    tone: "supported",
    means: "No instance searched fails. This is evidence, not a proof.",
  },
  vacuous: {
    sign: "∅",
    word: "vacuous",
    tone: "open",
    means: "The hypotheses are never met on the domain, so the claim says nothing there.",
  },
  undecided: {
    sign: "?",
    word: "undecided",
    tone: "open",
    means: "Not decided, for the reason given. Running out of time is never a pass.",
  },
};

/** "✗ refuted". */
export const verdictText = (verdict: VerdictWord): string => `${verdicts[verdict].sign} ${verdicts[verdict].word}`;

export const verdictWords = Object.keys(verdicts) as readonly VerdictWord[];

/** Verdicts counted in order, those that occur. */
export const tally = (words: readonly VerdictWord[]): readonly { readonly word: VerdictWord; readonly n: number }[] =>
  verdictWords.map((word) => ({ word, n: words.filter((other) => other === word).length })).filter(({ n }) => n > 0);

/** "8 of 8 refuted": in how many readings the claim fares as in its literal one. */
export function readingsAgreeing(verdict: VerdictWord, readings: readonly { readonly verdict: VerdictWord }[]): string {
  const { tone, word } = verdicts[verdict];
  const same = readings.filter((reading) => agree(verdict, reading.verdict)).length;
  return `${same} of ${readings.length} ${tone === "proved" ? "proved" : word}`;
}

const agree = (x: VerdictWord, y: VerdictWord): boolean =>
  x === y || (verdicts[x].tone === "proved" && verdicts[y].tone === "proved");
