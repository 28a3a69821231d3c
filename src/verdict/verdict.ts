/** The words of a verdict, from the strongest proof to no answer. */
export type VerdictWord =
  | "proved for all epsilon"
  | "proved on the domain"
  | "proved by identity"
  | "supported"
  | "refuted"
  | "vacuous"
  | "undecided";

/** Why a claim may be undecided. A time-out is never a pass. */
export const reasons = [
  "not decidable from the text",
  "asymptotic without a constant",
  "precision",
  "budget",
  "interrupted",
  "not built",
] as const;

export type Reason = (typeof reasons)[number];

/** The reason that a finding's text names, if it is one of these words. */
export const reasonOf = (text: string): Reason =>
  reasons.find((reason) => reason === text) ?? "not decidable from the text";

const strength: Readonly<Record<VerdictWord, number>> = {
  "proved for all epsilon": 3,
  "proved by identity": 3,
  refuted: 3,
  "proved on the domain": 2,
  supported: 1,
  vacuous: 0,
  undecided: 0,
};

/** Whether `next` says less than `before`: a proof or refutation may replace each other, but support may not replace them. */
export const isWeaker = (next: VerdictWord, before: VerdictWord): boolean => strength[next] < strength[before];

export const isProved = (word: VerdictWord): boolean => word.startsWith("proved");
