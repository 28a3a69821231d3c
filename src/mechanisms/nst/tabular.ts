import { profilesOf, type Types } from "../../game/reaction-environment.js";
import { commonMeasure, multiply, negate, one, type Rational, rational, zero } from "../../number/rational.js";
import { commonDenominator } from "../../probability/rational-law.js";
import type { JsonObject } from "../../verdict/json.js";
import type { KnownEnvironment } from "./known-environment.js";

/** An environment given by its tables [NST, Section 2.1]; profiles stand in lexicographic order, the last player's type fastest. */
export interface Tables {
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: readonly number[];
  /** u_i(t, s, r): by player, profile, alternative, reaction. */
  readonly utility: readonly (readonly (readonly (readonly Rational[])[])[])[];
  /** F(t, s): by profile, alternative; the average utility with the selected reactions where this is left out. */
  readonly objective?: readonly (readonly Rational[])[];
  /** r_i(t, s): by player, profile, alternative; the lowest optimal reaction where this is left out. */
  readonly selection?: readonly (readonly (readonly number[])[])[];
}

/** The environment of the tables. */
export function tabular(tables: Tables, source: JsonObject = {}): KnownEnvironment {
  const { types, alternatives, reactions, utility: table } = tables;
  const utilityGrid = commonDenominator(table.flat(3));
  const utility = table.map((profiles) =>
    profiles.map((rows) => rows.map((row) => row.map((u) => u.numerator * (utilityGrid / u.denominator)))),
  );
  const selection =
    tables.selection ?? utility.map((profiles) => profiles.map((rows) => rows.map((row) => row.indexOf(largest(row)))));
  const profiles = [...profilesOf(types)];
  const totals =
    tables.objective?.map((row) => row.map((F) => multiply(rational(BigInt(types.length)), F))) ??
    profiles.map((_, t) =>
      Array.from({ length: alternatives }, (_s, s) =>
        rational(
          utility.reduce((sum, rows, player) => sum + rows[t]![s]![selection[player]![t]![s]!]!, 0n),
          utilityGrid,
        ),
      ),
    );
  const scoreUnit = measureOf(totals.flat());
  const scores = totals.map((row) => row.map((total) => inUnits(total, scoreUnit)));
  const index = (profile: Types): number => profile.reduce((place, type, player) => place * types[player]! + type, 0);
  const influences = types.map((_, player) => influencesOn(utility[player]!, profiles, types, player, index));
  return {
    types,
    alternatives,
    reactions,
    utility: (profile, player, s, reaction) => utility[player]![index(profile)]![s]![reaction]!,
    utilityGrid,
    selection: (profile, player, s) => selection[player]![index(profile)]![s]!,
    score: (profile, s) => scores[index(profile)]![s]!,
    scoreUnit,
    influences: (player) => influences[player]!,
    source,
  };
}

const largest = (row: readonly bigint[]): bigint => row.reduce((x, y) => (x > y ? x : y));

/** The largest rational of which all are multiples; 1 where all are 0. */
export function measureOf(values: readonly Rational[]): Rational {
  const measure = values.map(absolute).reduce((common, value) => commonMeasure(common, value), zero);
  return measure.numerator === 0n ? one : measure;
}

const absolute = (x: Rational): Rational => (x.numerator < 0n ? negate(x) : x);

const inUnits = (value: Rational, unit: Rational): bigint =>
  (value.numerator * unit.denominator) / (value.denominator * unit.numerator);

/** The players whose types the table of a player depends on, herself among them. */
function influencesOn(
  table: readonly (readonly (readonly bigint[])[])[],
  profiles: readonly Types[],
  types: readonly number[],
  player: number,
  index: (profile: Types) => number,
): readonly number[] {
  const texts = table.map((rows) => rows.map((row) => row.join()).join(";"));
  return types.flatMap((_, other) => {
    const matters = profiles.some((profile, t) => {
      const first = profile.map((type, j) => (j === other ? 0 : type));
      return texts[t] !== texts[index(first)];
    });
    return other === player || matters ? [other] : [];
  });
}
