import Fraction from "fraction.js";

/** Log forms as the contract writes them, read without the program. */
export interface Form {
  readonly rational: string;
  readonly logs: readonly { readonly coefficient: string; readonly log: string }[];
  readonly over: string;
}

interface Term {
  readonly coefficient: Fraction;
  readonly log: Fraction;
}

/** Σ coefficient·ln(log) with every log above 1 and once, as sorted text. */
export function collected(terms: readonly Term[]): readonly string[] {
  const sums = new Map<string, Fraction>();
  for (const { coefficient, log } of terms) {
    const [c, x] = log.compare(1) < 0 ? [coefficient.neg(), log.inverse()] : [coefficient, log];
    if (!x.equals(1)) sums.set(x.toFraction(), (sums.get(x.toFraction()) ?? new Fraction(0)).add(c));
  }
  return [...sums]
    .filter(([, c]) => !c.equals(0))
    .map(([x, c]) => `${c.toFraction()} ln ${x}`)
    .sort();
}

/** The logs of a form without rational part and without ε, in the same shape. */
export function logsOf(form: Form): readonly string[] {
  if (form.over !== "1" || form.rational !== "0") throw new Error(`not a sum of logs alone: ${JSON.stringify(form)}`);
  return collected(
    form.logs.map(({ coefficient, log }) => ({ coefficient: new Fraction(coefficient), log: new Fraction(log) })),
  );
}

/** About the value of a form: for choosing between forms that are far apart. */
export const about = (form: Form): number =>
  form.logs.reduce(
    (sum, { coefficient, log }) => sum + new Fraction(coefficient).valueOf() * Math.log(new Fraction(log).valueOf()),
    new Fraction(form.rational).valueOf(),
  );
