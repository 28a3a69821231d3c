import { type Arbitrary, constantFrom } from "fast-check";
import type { Budget } from "../../src/claim/claim.js";
import type { Alternatives } from "../../src/mechanisms/cckmv/alternatives.js";
import { relativeTotals, typesUpToShift } from "../../src/mechanisms/cckmv/welfare.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import type { SituationCase } from "../setting.js";
import { reportsOf, type VcgPlace } from "./vcg-cases.js";
import { relativeValues } from "./vcg-coins.js";

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
export const fallenCases = (): readonly SituationCase[] =>
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
