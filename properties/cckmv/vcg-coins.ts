import { type Arbitrary, constantFrom } from "fast-check";
import type { Budget, Claim } from "../../src/claim/claim.js";
import { onlyReading, type Reading, type Switches } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import { refuse } from "../../src/instance/input.js";
import type { Alternatives, Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { outcomeAt, paymentInParts } from "../../src/mechanisms/cckmv/payment-information.js";
import { relativeTotals, typesUpToShift, utilitiesOf } from "../../src/mechanisms/cckmv/welfare.js";
import { type Rational, rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { canonical, type Json, type JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { comparedReports, inOwnSteps, reportsOf, type VcgPlace, vectors } from "./vcg-cases.js";

/** What one report leads to at one coin: o*, and what a report pays there, in |O|-ths. */
export interface Seen {
  readonly chosen: number;
  pays(report: Utilities): number;
}

/** Both worlds at one coin. */
export interface Coin {
  readonly environment: Alternatives;
  readonly truth: Utilities;
  readonly lie: Utilities;
  /** What the truth leads to, and what the lie leads to. */
  readonly honest: Seen;
  readonly dishonest: Seen;
}

/** left ≤ right, both whole numbers of `unit`-ths; not inside where the claim says nothing of the coin. */
export interface Weighed {
  readonly inside: boolean;
  readonly left: number;
  readonly right: number;
  readonly unit: number;
}

/** What is particular to one claim about every coin of Mechanism 7.1. */
export interface CoinClaim {
  readonly id: string;
  readonly place: string;
  readonly statement: string;
  readonly hypotheses?: readonly string[];
  readonly readings?: readonly Reading[];
  readonly switchMeanings?: Readonly<Record<string, string>>;
  readonly inequality: (switches: Switches) => string;
  /** Readings that fall are shown to do so on the cases of the gate at every budget. */
  falls?(switches: Switches): boolean;
  weigh(coin: Coin, switches: Switches): Weighed;
  readonly evidence?: Claim["evidence"];
  readonly repair?: Claim<SituationCase>["repair"];
}

/** V_o* − V_o is released up to how much: M in the paper; controls use another. */
export type Release = (environment: Alternatives) => number;
export const asPrinted: Release = ({ maximum }) => maximum;

/** What every report leads to at every coin of an environment, by the mechanism: looked up for each truth and lie. */
function everySeen(environment: Alternatives): (report: Utilities) => readonly Seen[] {
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

/** The environments of the claims about every coin. */
const environments: Readonly<Record<Budget, readonly Alternatives[]>> = {
  gate: [
    { outcomes: 1, maximum: 1 },
    { outcomes: 2, maximum: 1 },
    { outcomes: 3, maximum: 1 },
  ],
  standard: [
    { outcomes: 1, maximum: 1 },
    { outcomes: 2, maximum: 1 },
    { outcomes: 2, maximum: 2 },
    { outcomes: 2, maximum: 3 },
    { outcomes: 3, maximum: 1 },
    { outcomes: 3, maximum: 2 },
    { outcomes: 4, maximum: 1 },
  ],
  deep: [1, 2, 3, 4].flatMap((outcomes) =>
    [1, 2, 3].map((maximum) => ({ outcomes, maximum })).filter(({ maximum }) => outcomes < 4 || maximum === 1),
  ),
};

/** Every type alone, and beside others whose sums differ. */
export const coinCases = (budget: Budget): readonly SituationCase[] =>
  environments[budget].flatMap((environment) =>
    (environment.outcomes === 2 ? [[], unbalanced(environment), [null]] : [[]]).flatMap((reports) =>
      besideOthers(environment, reports),
    ),
  );

/**
 * Where a reading that falls is shown to, at every budget: with three alternatives beside others only, as the search for
 * the smallest counterexample starts from every case with one player.
 */
const fallenCases = (): readonly SituationCase[] =>
  environments.gate.flatMap((environment) =>
    (environment.outcomes === 3 ? [unbalanced(environment)] : [[], unbalanced(environment), [null]]).flatMap(
      (reports) => besideOthers(environment, reports),
    ),
  );

/** Others to whom alternative 0 is worth least. */
const unbalanced = (environment: Alternatives): readonly Json[] => {
  const sums = Array.from({ length: environment.outcomes }, (_, o) => (o === 0 ? 0 : environment.maximum + 1));
  return reportsOf({ environment, sums });
};

const besideOthers = (environment: Alternatives, reports: readonly Json[]): readonly SituationCase[] =>
  typesUpToShift(environment).map((type) => ({
    environment: { ...environment } as JsonObject,
    reports: [type, ...reports],
  }));

/** The domain of `coinCases` in words. */
export const describeCoins = (budget: Budget): string =>
  `|O| and M of ${environments[budget].map(({ outcomes, maximum }) => `${outcomes} and ${maximum}`).join(", ")}: every type, lie and noise`;

/** Why finitely many values stand for every noise. */
export const coinArgument =
  "Every noise, every θ_{-i} and every ε: with W_o the others' sum plus noise, only the distances of the W_o below the largest matter, and those from " +
  "2M + 1 on are alike, as such an alternative is neither chosen nor released whatever the report. A constant added to a type changes no choice and no payment.";

/** The corners of these domains. */
export const coinCorners = {
  "one player": ({ rest }: VcgPlace) => rest.length === 0,
  "an absent player": ({ rest }: VcgPlace) => rest.some(({ report }) => report === null),
  "the others favour one alternative": ({ environment, rest }: VcgPlace) =>
    relativeTotals(environment, rest).some((sum) => sum > environment.maximum),
  "one alternative": ({ environment }: VcgPlace) => environment.outcomes === 1,
  "three alternatives": ({ environment }: VcgPlace) => environment.outcomes === 3,
  "an indifferent type": ({ type }: VcgPlace) => new Set(type).size === 1,
};

/** Few and small, because each is checked at every noise. */
export const coinDraws = { gate: 4, standard: 20, deep: 200 } as const;
export const drawnCoins = (): Arbitrary<SituationCase> =>
  constantFrom(
    ...coinCases("standard").filter(
      ({ environment }) => relativeValues(environment as unknown as Alternatives).length < 40,
    ),
  );

/** The lies beside the truth of a place. */
export const liesAt = (place: VcgPlace): readonly Utilities[] =>
  comparedReports(place)
    .map((report) => utilitiesOf(place.environment, report))
    .filter((report) => canonical(report) !== canonical(place.type));

/** The player's type. Throws InputError for one who stays out. */
export function typeOf({ type, player }: VcgPlace): Utilities {
  if (type === null) throw refuse("instance.reports", `player ${player} is absent; write her type as a list of zeros`);
  return type;
}

/** A list of utilities among the choices. */
export const vectorOf = (value: Json | undefined): readonly number[] => value as readonly number[];

/** A claim about every coin of Mechanism 7.1: `release` is another one in a control. */
export const coinClaim = (parts: CoinClaim, release: Release = asPrinted): Claim<SituationCase> =>
  inOwnSteps((step) => claimAt(parts, release, step));

const claimAt = (parts: CoinClaim, release: Release, step: Rational): Claim<SituationCase> =>
  situationClaim(noisyVcgFormat, {
    id: parts.id,
    citation: cite("cckmv", parts.place),
    statement: parts.statement,
    hypotheses: parts.hypotheses ?? [],
    readings: parts.readings ?? onlyReading,
    ...(parts.switchMeanings && { switchMeanings: parts.switchMeanings }),
    step,
    cases: (budget, switches) => (parts.falls?.(switches) ? fallenCases() : coinCases(budget)),
    describe: (budget, switches) => describeCoins(parts.falls?.(switches) ? "gate" : budget),
    argument: coinArgument,
    corners: coinCorners,
    reports: comparedReports,
    draws: coinDraws,
    draw: drawnCoins,
    decide(R, place, switches) {
      const { environment } = place;
      const truth = typeOf(place);
      const seen = everySeen(environment);
      let tightest: { lie: Utilities; weighed: Weighed } | undefined;
      for (const lie of liesAt(place)) {
        const dishonest = seen(lie);
        for (const [i, honest] of seen(truth).entries()) {
          const weighed = parts.weigh({ environment, truth, lie, honest, dishonest: dishonest[i]! }, switches);
          if (!weighed.inside) continue;
          if (tightest === undefined || slack(weighed) < slack(tightest.weighed)) tightest = { lie, weighed };
        }
      }
      if (tightest === undefined) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      const { lie, weighed } = tightest;
      const quotient = (x: number) => over(R.integer(BigInt(x)), R.integer(BigInt(weighed.unit)));
      const isPositive = weighed.left >= 0 && weighed.right >= 0;
      return {
        hypotheses: "inside",
        conclusion: slack(weighed) < 0 ? "fails" : "holds",
        witness: { lie },
        ...(isPositive && {
          sides: { left: quotient(weighed.left), right: quotient(weighed.right), larger: "right" },
        }),
      };
    },
    choices: {
      lie: (setting): readonly Json[] => liesAt(setting),
      noise: ({ environment, rest }): readonly Json[] => {
        const sums = relativeTotals(environment, rest);
        return relativeValues(environment).map((values) => values.map((value, o) => value - sums[o]!));
      },
    },
    sides(setting, choices, switches) {
      const { environment, rest } = setting;
      const [truth, lie, noise] = [typeOf(setting), vectorOf(choices.lie), vectorOf(choices.noise)];
      const values = relativeTotals(environment, rest).map((sum, o) => sum + noise[o]!);
      const seen = (report: Utilities) => seenByDefinition(environment, values, report, release);
      const [honest, dishonest] = [seen(truth), seen(lie)];
      const weighed = parts.weigh({ environment, truth, lie, honest, dishonest }, switches);
      return {
        hypotheses: weighed.inside ? "inside" : "outside",
        left: rational(BigInt(weighed.left), BigInt(weighed.unit)),
        right: rational(BigInt(weighed.right), BigInt(weighed.unit)),
        larger: "right",
        inequality: parts.inequality(switches),
        explanation:
          `at the noise (${noise.join(", ")}) the truth (${truth.join(", ")}) leads to ${honest.chosen} and the lie (${lie.join(", ")}) to ` +
          `${dishonest.chosen}; in 1/${environment.outcomes}: the truth pays ${honest.pays(truth)}, the lie ${dishonest.pays(lie)}, ` +
          `and it would pay ${honest.pays(lie)} at the outcome of the truth`,
      };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    ...(parts.repair && { repair: parts.repair }),
  });

/** |x − y|. */
export const distance = (x: number, y: number): number => (x < y ? y - x : x - y);

/** In 1/unit of one claim. */
const slack = ({ left, right }: Weighed): number => right - left;
