import { refuse } from "../../src/instance/input.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import * as Q from "../../src/number/rational.js";
import { canonical } from "../../src/verdict/json.js";

/** An alternative that is drawn with a payment, and how likely that is. */
export interface Priced {
  readonly alternative: string;
  readonly payment: Q.Rational;
  readonly chance: Q.Rational;
}

/**
 * A mechanism with payments as one player sees it, the other reports fixed: by her report, what is drawn with positive
 * probability. Report 0 is that of a player who values nothing.
 */
export type PricedRule = readonly (readonly Priced[])[];

/** What an alternative is worth to a player of a type. */
export type Worth = (type: number, alternative: string) => Q.Rational;

/** An outcome of a table: the alternative, and what she pays. */
export const printPriced = (alternative: string, payment: string): string => `${alternative} pays ${payment}`;

/** Throws InputError. */
export function readPriced(outcome: string | number): Pick<Priced, "alternative" | "payment"> {
  const [alternative, payment] = `${outcome}`.split(" pays ");
  const paid = payment === undefined ? undefined : Q.parseRational(payment);
  if (alternative !== undefined && paid !== undefined) return { alternative, payment: paid };
  throw refuse("instance.environment.outcome", `expected "a pays 1/2" or the like, got ${canonical(outcome)}`);
}

/** The rule of a table, from the chances of its outcomes. Throws InputError. */
export const pricedRule = (
  { types, outcomes }: TableEnvironment,
  chanceOf: (report: number, outcome: number) => Q.Rational,
): PricedRule =>
  Array.from({ length: types }, (_, report) =>
    outcomes
      .map((outcome, o) => ({ ...readPriced(outcome), chance: chanceOf(report, o) }))
      .filter(({ chance }) => Q.signOfRational(chance) > 0),
  );

/** The alternatives of a table, by name. Throws InputError. */
export const alternativesOf = ({ outcomes }: TableEnvironment): readonly string[] =>
  [...new Set(outcomes.map((outcome) => readPriced(outcome).alternative))].sort();

/** Whether finite laws have finite privacy ratios: all reports can lead to the same outcomes, payments among them or not. */
export function isPrivate(rule: PricedRule, withPayments: boolean): boolean {
  const seen = rule.map((law) =>
    [
      ...new Set(
        law.map(({ alternative, payment }) =>
          withPayments ? printPriced(alternative, Q.printRational(payment)) : alternative,
        ),
      ),
    ]
      .sort()
      .join(),
  );
  return seen.every((outcomes) => outcomes === seen[0]);
}

/** Whether nobody ever pays or gets anything. */
export const isFree = (rule: PricedRule): boolean =>
  rule.every((law) => law.every(({ payment }) => Q.signOfRational(payment) === 0));

/** Whether the law of the alternative is the same for all reports. */
export function isConstant(rule: PricedRule): boolean {
  const laws = rule.map((law) => {
    const total = new Map<string, Q.Rational>();
    for (const { alternative, chance } of law) {
      total.set(alternative, Q.add(total.get(alternative) ?? Q.zero, chance));
    }
    return [...total].map(([alternative, chance]) => `${alternative} ${Q.printRational(chance)}`).sort();
  });
  return laws.every((law) => law.join() === laws[0]!.join());
}

/** Whether what she pays depends on her report alone. */
export const isFixed = (rule: PricedRule): boolean =>
  rule.every((law) => law.every(({ payment }) => Q.equals(payment, law[0]!.payment)));

/** Whether no type gains by another report, in expectation. */
export const isTruthful = (rule: PricedRule, worth: Worth): boolean =>
  rule.every((_, type) => {
    const utilities = rule.map((law) =>
      law
        .map(({ alternative, payment, chance }) => Q.multiply(chance, Q.subtract(worth(type, alternative), payment)))
        .reduce(Q.add, Q.zero),
    );
    return utilities.every((utility) => Q.compare(utilities[type]!, utility) >= 0);
  });

/** The least utility that a truthful player can end with. */
export const worstUtility = (rule: PricedRule, worth: Worth): Q.Rational =>
  rule
    .flatMap((law, type) => law.map(({ alternative, payment }) => Q.subtract(worth(type, alternative), payment)))
    .reduce(Q.minimum);
