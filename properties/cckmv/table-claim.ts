import fc, { type Arbitrary, constant } from "fast-check";
import { sample } from "../../generators/elections.js";
import { tables } from "../../generators/tables.js";
import type { Check, Claim, Domain } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import type { Situation } from "../../src/game/situation.js";
import type { TableEnvironment } from "../../src/mechanisms/cckmv/table.js";
import type { OrderedRing } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { type Words, wordsOf } from "../words.js";
import {
  describeTables,
  environmentOf,
  type TableCase,
  type TableSetting,
  tableCases,
  tableCorners,
  tableCornersOf,
  tableInstance,
  tableSetting,
  tableSituation,
} from "./tables.js";

/** What is particular to one claim about all finite mechanisms; the rest is the same for all. */
export interface TableClaim extends Words {
  /** Why the enumerated tables stand for more, where they do. */
  readonly argument?: string;
  /** Decides for every type, report and everything else that the claim quantifies over. */
  decide<S>(
    R: OrderedRing<S>,
    situation: Situation<number, number, S>,
    environment: TableEnvironment,
    switches: Switches,
  ): Finding<S>;
  /** The choices of the counterexample at a failing table, for player 0; `truth` is the type that she reports. */
  choices(environment: TableEnvironment, switches: Switches): JsonObject & { readonly truth: number };
  check(
    setting: TableSetting,
    choices: JsonObject,
    switches: Switches,
  ): Omit<Check, "choices"> & { choices?: JsonObject };
  /** Further corners, reached by random examples. */
  readonly drawnCorners?: readonly string[];
  readonly drawChoices?: (switches: Switches) => Arbitrary<(setting: TableSetting) => JsonObject>;
  /** The tables that random examples are about; any table unless told. */
  readonly drawnTables?: Arbitrary<TableCase>;
  readonly repair?: Claim<TableCase>["repair"];
}

const drawsAt = { gate: 20, standard: 600, deep: 6000 } as const;

/** The whole claim: domain, corners, exhibits and random examples are those of all tables. */
export function tableClaim(parts: TableClaim): Claim<TableCase> {
  const { argument, repair } = parts;
  const noChoices: Arbitrary<(setting: TableSetting) => JsonObject> = constant(() => ({}));
  return {
    ...wordsOf("cckmv", parts),
    corners: [...tableCorners, ...(parts.drawnCorners ?? [])],
    domain: (budget): Domain<TableCase> => ({
      description: describeTables(budget),
      ...(argument !== undefined && { argument }),
      cases: tableCases(budget),
      exhaustive: true,
      draws: drawsAt[budget],
    }),
    decide(R, c, switches) {
      const environment = environmentOf(c);
      return parts.decide(R, tableSituation(R, environment), environment, switches);
    },
    cornersOf: (c) => tableCornersOf(environmentOf(c)),
    exhibit(c, _base, switches) {
      const environment = environmentOf(c);
      const choices = parts.choices(environment, switches);
      return { instance: tableInstance(environment, choices.truth), choices: { player: 0, ...choices } };
    },
    check(example, switches) {
      const setting = tableSetting(example);
      const check = parts.check(setting, example.choices, switches);
      return {
        choices: example.choices,
        ...check,
        corners: [...tableCornersOf(setting.environment), ...check.corners],
      };
    },
    draw: (switches) => ({
      sample: (seed, count) => {
        const drawn = fc.record({
          c: parts.drawnTables ?? tables,
          report: fc.nat({ max: 5 }),
          more: parts.drawChoices?.(switches) ?? noChoices,
        });
        return sample(drawn, seed, count).map(({ c, report, more }) => {
          const instance = tableInstance(environmentOf(c), report % c.types);
          const player = { player: 0 };
          return { instance, choices: { ...player, ...more(tableSetting({ instance, choices: player })) } };
        });
      },
    }),
    ...(repair ? { repair } : {}),
  };
}
