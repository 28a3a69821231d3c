import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { outcomeAt, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import { vectors } from "./vcg-cases.js";

/** What one report leads to at one coin: o*, and what a report pays there, in |O|-ths. */
export interface Seen {
  readonly chosen: number;
  pays(report: Utilities): number;
}

/** V_o* − V_o is released up to how much: M in the paper; controls use another. */
export type Release = (environment: Alternatives) => number;
export const asPrinted: Release = ({ maximum }) => maximum;

/** What every report leads to at every coin of an environment, by the mechanism: looked up for each truth and lie. */
export function everySeen(environment: Alternatives): (report: Utilities) => readonly Seen[] {
  const key = `${environment.outcomes} ${environment.maximum}`;
  const byReport = knownSeen.get(key) ?? new Map<string, readonly Seen[]>();
  knownSeen.set(key, byReport);
  return (report) => {
    const found =
      byReport.get(report.join()) ?? relativeValues(environment).map((values) => seenAt(environment, values, report));
    byReport.set(report.join(), found);
    return found;
  };
}

const knownSeen = new Map<string, Map<string, readonly Seen[]>>();

function seenAt(environment: Alternatives, values: readonly number[], report: Utilities): Seen {
  const outcome = outcomeAt(
    environment,
    values.map((value, o) => value + report[o]!),
  );
  return { chosen: outcome.chosen, pays: (by) => paymentInParts(environment, by, outcome) };
}

/** What a report leads to by the definitions: V_o = W_o + U^out(θ, o) + o/|O| in |O|-ths. */
export function seenByDefinition(
  environment: Alternatives,
  values: readonly number[],
  report: Utilities,
  release: Release = asPrinted,
): Seen & { readonly gaps: ReadonlyMap<number, number> } {
  const { outcomes: n } = environment;
  const noisy = values.map((value, o) => n * (value + report[o]!) + o);
  const most = noisy.reduce((x, y) => Math.max(x, y));
  const chosen = noisy.indexOf(most);
  const gaps = new Map(
    noisy.map((value, o) => [o, most - value] as const).filter(([, gap]) => gap <= n * release(environment)),
  );
  const pays = (by: Utilities): number =>
    [...gaps].map(([o, gap]) => n * (by[chosen]! - by[o]!) - gap).reduce((x, y) => Math.max(x, y));
  return { chosen, pays, gaps };
}

/** Values W_o of which every coin has one, up to a constant and to gaps that no report makes up for. */
export function relativeValues({ outcomes, maximum }: Alternatives): readonly (readonly number[])[] {
  const key = `${outcomes} ${maximum}`;
  const found =
    knownValues.get(key) ??
    vectors(outcomes, 2 * maximum + 1)
      .filter((gaps) => gaps.includes(0))
      .map((gaps) => gaps.map((gap) => 0 - gap));
  knownValues.set(key, found);
  return found;
}

const knownValues = new Map<string, readonly (readonly number[])[]>();
