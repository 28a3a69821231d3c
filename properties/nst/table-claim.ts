import type { Budget, Claim } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { readIndex } from "../../src/instance/input.js";
import { commitmentMechanismFormat } from "../../src/instance/nst-mechanisms.js";
import type { Commitment } from "../../src/mechanisms/nst/commitment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { lawClaim } from "../law-claim.js";
import type { LawCase } from "../law-setting.js";
import { type Changes, repairedBy } from "../repairs.js";
import { type Words, wordsOf } from "../words.js";
import { readingOnce } from "./deviation-claim.js";
import { type PlainTable, plainTable } from "./plain-table.js";
import { firstProfile } from "./table-cases.js";
import { type Weighed, type WeighedSides, weighedFinding, weighedSides } from "./weighed.js";

/**
 * What a claim about environments alone has to say for itself, without ε: `decide` works on the environment by the notions,
 * `sides` on its plain table by listing. Instances are those of the commitment mechanism, whose law the claim does not use.
 */
export interface TableClaim extends Words {
  /** Environments of kind "tabular", those of the smaller budgets among them. */
  tables(budget: Budget, switches: Switches): readonly JsonObject[];
  describe(budget: Budget, switches: Switches): string;
  readonly argument?: string;
  readonly corners: Readonly<Record<string, (environment: KnownEnvironment) => boolean>>;
  /** Undefined outside the hypotheses. */
  decide(environment: KnownEnvironment, switches: Switches): Weighed | undefined;
  /** What the claim quantifies over beside the environment. */
  choices?(switches: Switches): Readonly<Record<string, (table: PlainTable, chosen: JsonObject) => readonly Json[]>>;
  /** Both sides at given choices; undefined outside the hypotheses. */
  sides(table: PlainTable, choices: JsonObject, switches: Switches): WeighedSides | undefined;
  readonly draws?: Readonly<Record<Budget, number>>;
  readonly repair?: Changes | readonly Changes[] | undefined;
}

const fewDraws = { gate: 2, standard: 20, deep: 200 } as const;

const format = readingOnce(commitmentMechanismFormat);
const known = new WeakMap<KnownEnvironment, PlainTable>();

/** The plain table of an environment, made once. */
function tableOf(environment: KnownEnvironment): PlainTable {
  const table = known.get(environment) ?? plainTable(environment.source);
  known.set(environment, table);
  return table;
}

/** A claim about environments given by their tables. */
export function tableClaim(parts: TableClaim): Claim<LawCase> {
  const { repair, corners } = parts;
  const repairs: readonly Changes[] = repair === undefined ? [] : [repair].flat();
  const { tables: _t, decide: _d, choices: _c, sides: _s, place: _p, repair: _r, corners: _k, ...shared } = parts;
  const claim = lawClaim<Commitment, KnownEnvironment, number, Outcome>(format, {
    ...shared,
    ...wordsOf("nst", parts),
    cases: (budget, switches) =>
      parts.tables(budget, switches).map((environment) => ({ environment, reports: firstProfile(environment) })),
    corners: Object.fromEntries(
      Object.entries(corners).map(([name, isCorner]) => [name, ({ environment }) => isCorner(environment)]),
    ),
    decide: (R, { environment }, switches) => weighedFinding(R, parts.decide(environment, switches)),
    choices: (switches) =>
      Object.fromEntries(
        Object.entries(parts.choices?.(switches) ?? {}).map(([name, values]) => [
          name,
          ({ environment }: { readonly environment: KnownEnvironment }, chosen: JsonObject) =>
            values(tableOf(environment), chosen),
        ]),
      ),
    completed: [
      ...new Set((parts.readings ?? []).flatMap(({ switches }) => Object.keys(parts.choices?.(switches) ?? {}))),
    ],
    sides: ({ environment }, chosen, switches) => weighedSides(parts.sides(tableOf(environment), chosen, switches)),
    draws: parts.draws ?? fewDraws,
    ...(repairs.length > 0 && { repair: repairedBy(...repairs) }),
  });
  return { ...claim, isLawAside: true };
}

/** Something to choose where there is nothing: outside the hypotheses the sides do not look at it. */
export const atLeastOne = (choices: readonly number[]): readonly number[] => (choices.length > 0 ? choices : [0]);

/** A choice that is a player or another index below `size`. Throws InputError. */
export const chosenIndex = (choices: JsonObject, name: string, size: number): number =>
  readIndex(choices[name], `choices.${name}`, size, name);
