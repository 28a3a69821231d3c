import type { Quotient, Ring } from "../number/ring.js";
import { sum } from "../number/ring.js";
import { canonical, type Json } from "../verdict/json.js";

/**
 * The full outcome law of a mechanism at one profile: Pr[outcome] = weight/total, exactly.
 * All weights and the total have one degree. Every outcome stands once; a weight may be 0.
 */
export interface Law<O, S> {
  readonly entries: readonly Entry<O, S>[];
  readonly total: S;
}

/** One outcome of a law, with its weight. */
export interface Entry<O, S> {
  readonly outcome: O;
  readonly weight: S;
}

/** Outcomes are plain data: two are the same when their canonical text is the same, "1" and 1 are two outcomes. */
export const outcomeKey = (outcome: unknown): string => canonical(outcome as Json);

/** A key for maps within one run: cheaper than the text for outcomes that are strings or numbers. */
export const identityOf = (outcome: unknown): unknown => (typeof outcome === "object" ? outcomeKey(outcome) : outcome);

/** Whether two outcomes are the same. */
export const isSame = (x: unknown, y: unknown): boolean =>
  x === y || (typeof x === "object" && typeof y === "object" && outcomeKey(x) === outcomeKey(y));

/** The law that puts everything on one outcome. */
export const point = <O, S>(R: Ring<S>, outcome: O): Law<O, S> => ({
  entries: [{ outcome, weight: R.one }],
  total: R.one,
});

/** Pr[outcome] as a quotient of weights; 0/total for an outcome that the law does not list. */
export function probability<O, S>(R: Ring<S>, law: Law<O, S>, outcome: O): Quotient<S> {
  const entry =
    law.entries.find((candidate) => candidate.outcome === outcome) ??
    (typeof outcome === "object" ? law.entries.find((candidate) => isSame(candidate.outcome, outcome)) : undefined);
  return { numerator: entry?.weight ?? R.zero, denominator: law.total };
}

/** `probability` as a function of the outcome, for many outcomes of one law. */
export function probabilities<O, S>(R: Ring<S>, { entries, total }: Law<O, S>): (outcome: O) => Quotient<S> {
  const weights = new Map<unknown, S>(entries.map(({ outcome, weight }) => [outcome, weight]));
  // Texts are dear, and outcomes of one mechanism are often one object.
  let byText: ReadonlyMap<string, S> | undefined;
  const sameText = (outcome: O): S | undefined => {
    byText ??= new Map(entries.map((entry) => [outcomeKey(entry.outcome), entry.weight]));
    return byText.get(outcomeKey(outcome));
  };
  return (outcome) => ({
    numerator: weights.get(outcome) ?? (typeof outcome === "object" ? sameText(outcome) : undefined) ?? R.zero,
    denominator: total,
  });
}

/** One outcome's weights under several laws. */
export interface Row<O, S> {
  readonly outcome: O;
  readonly weights: readonly S[];
}

/** The weights of every outcome that one of the laws lists, side by side, in order of first appearance. */
export function sideBySide<O, S>(R: Ring<S>, laws: readonly Law<O, S>[]): readonly Row<O, S>[] {
  const first = laws[0];
  if (first === undefined) return [];
  // Laws of one mechanism usually list the same outcomes in the same order.
  if (areAligned(first, laws)) {
    const rows: Row<O, S>[] = [];
    for (let i = 0; i < first.entries.length; i++) {
      const weights: S[] = [];
      for (const law of laws) weights.push(law.entries[i]!.weight);
      rows.push({ outcome: first.entries[i]!.outcome, weights });
    }
    return rows;
  }
  const outcomes = new Map(
    laws.flatMap(({ entries }) => entries.map(({ outcome }) => [identityOf(outcome), outcome] as const)),
  );
  const chances = laws.map((law) => probabilities(R, law));
  return [...outcomes.values()].map((outcome) => ({
    outcome,
    weights: chances.map((chance) => chance(outcome).numerator),
  }));
}

function areAligned<O, S>({ entries }: Law<O, S>, laws: readonly Law<O, S>[]): boolean {
  for (const law of laws) {
    if (law.entries.length !== entries.length) return false;
    for (let i = 0; i < entries.length; i++) if (law.entries[i]!.outcome !== entries[i]!.outcome) return false;
  }
  return true;
}

/** The law of f(outcome): weights of outcomes with the same image, that is with the same key, are added. */
export function mapLaw<O, P, S>(
  R: Ring<S>,
  law: Law<O, S>,
  f: (outcome: O) => P,
  keyOf: (image: P) => unknown = identityOf,
): Law<P, S> {
  const images = new Map<unknown, { outcome: P; weight: S }>();
  for (const { outcome, weight } of law.entries) {
    const image = f(outcome);
    const key = keyOf(image);
    const known = images.get(key);
    if (known) known.weight = R.add(known.weight, weight);
    else images.set(key, { outcome: image, weight });
  }
  return { entries: [...images.values()], total: law.total };
}

/** The law that first draws i with probability shares[i]/Σ shares, then an outcome of laws[i]. Shares have one degree. */
export function mixture<O, S>(R: Ring<S>, parts: readonly { share: S; law: Law<O, S> }[]): Law<O, S> {
  const otherTotals = parts.map((_, i) =>
    parts.reduce((product, part, j) => (i === j ? product : R.multiply(product, part.law.total)), R.one),
  );
  const entries = parts.flatMap(({ share, law }, i) =>
    law.entries.map(({ outcome, weight }) => ({
      outcome,
      weight: R.multiply(R.multiply(share, weight), otherTotals[i]!),
    })),
  );
  const allTotals = parts.reduce((product, part) => R.multiply(product, part.law.total), R.one);
  const total = R.multiply(
    sum(
      R,
      parts.map((part) => part.share),
    ),
    allTotals,
  );
  return mapLaw(R, { entries, total }, (outcome) => outcome);
}

/** The law of an independent pair. */
export function product<O, P, S>(R: Ring<S>, first: Law<O, S>, second: Law<P, S>): Law<readonly [O, P], S> {
  const entries = first.entries.flatMap((x) =>
    second.entries.map((y) => ({
      outcome: [x.outcome, y.outcome] as const,
      weight: R.multiply(x.weight, y.weight),
    })),
  );
  return { entries, total: R.multiply(first.total, second.total) };
}

/** Σ weight·value over the outcomes: the numerator of the expectation, whose denominator is the law's total. */
export function expectation<O, S>(R: Ring<S>, law: Law<O, S>, value: (outcome: O) => S): Quotient<S> {
  return {
    numerator: sum(
      R,
      law.entries.map(({ outcome, weight }) => R.multiply(weight, value(outcome))),
    ),
    denominator: law.total,
  };
}

/** Whether the weights add up to the total: what makes it a law. */
export const isNormalised = <O, S>(R: Ring<S>, law: Law<O, S>): boolean =>
  R.equals(
    sum(
      R,
      law.entries.map((entry) => entry.weight),
    ),
    law.total,
  );
