import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import * as Q from "../../src/number/rational.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";

/**
 * A tabular environment read word by word from the users' JSON, in rationals: what the checks of claims about environments
 * compute on, apart from the notions that decide them.
 */
export interface PlainTable {
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: readonly number[];
  readonly profiles: readonly Types[];
  utility(player: number, types: Types, alternative: number, reaction: number): Q.Rational;
  /** argmax over R_i. */
  best(player: number, types: Types, alternative: number): readonly number[];
  /** r_i(t, s). */
  selected(player: number, types: Types, alternative: number): number;
  objective(types: Types, alternative: number): Q.Rational;
}

type Cells = readonly (readonly (readonly (readonly string[])[])[])[];

/** The table of a source of kind "tabular". */
export function plainTable(source: JsonObject): PlainTable {
  const sizes = (field: string): readonly number[] =>
    (source[field] as readonly (readonly Json[])[]).map((own) => own.length);
  const types = sizes("types");
  const utilities = (source.utility as unknown as Cells).map((rows) =>
    rows.map((cells) => cells.map((row) => row.map((value) => Q.parseRational(value)!))),
  );
  const profiles = [...profilesOf(types)];
  const places = new Map(profiles.map((profile, place) => [profile.join(), place]));
  const index = (profile: Types): number => places.get(profile.join())!;
  const utility: PlainTable["utility"] = (player, t, s, r) => utilities[player]![index(t)]![s]![r]!;
  const best: PlainTable["best"] = (player, t, s) => {
    const row = utilities[player]![index(t)]![s]!;
    return row.flatMap((value, r) => (row.every((other) => Q.compare(value, other) >= 0) ? [r] : []));
  };
  const selection = source.selection as unknown as readonly (readonly (readonly number[])[])[] | undefined;
  const selected: PlainTable["selected"] = (player, t, s) =>
    selection ? selection[player]![index(t)]![s]! : best(player, t, s)[0]!;
  const written = source.objective as unknown as readonly (readonly string[])[] | undefined;
  const objectives = new Map<string, Q.Rational>();
  const objectiveAt: PlainTable["objective"] = (t, s) =>
    Array.isArray(written)
      ? Q.parseRational(written[index(t)]![s]!)!
      : Q.divide(
          t.map((_, player) => utility(player, t, s, selected(player, t, s))).reduce(Q.add, Q.zero),
          Q.rational(BigInt(t.length)),
        );
  return {
    types,
    alternatives: (source.alternatives as readonly Json[]).length,
    reactions: sizes("reactions"),
    profiles,
    utility,
    best,
    selected,
    objective(t, s) {
      const key = `${index(t)} ${s}`;
      const value = objectives.get(key) ?? objectiveAt(t, s);
      objectives.set(key, value);
      return value;
    },
  };
}

/** 0, …, size − 1. */
export const upTo = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** Every list of 0 and 1 of this length. */
export const bitLists = (length: number): readonly Types[] => [...profilesOf(upTo(length).map(() => 2))];

/** Every non-empty subset of 0, …, size − 1, small ones first. */
export const subsetsOf = (size: number): readonly (readonly number[])[] =>
  bitLists(size)
    .map((bits) => upTo(size).filter((i) => bits[i] === 1))
    .filter(({ length }) => length > 0)
    .sort((x, y) => x.length - y.length);

/** 1 if exactly one of two types of 0 or 1 is 1, else 0. */
export const parityOf = (x: number, y: number): number => (x === y ? 0 : 1);

/** A player, a true profile and another type of hers. */
export interface Triple {
  readonly player: number;
  readonly types: Types;
  readonly other: Types;
}

/** Every (i, t, (b_i, t_{−i})) with b_i ≠ t_i. */
export const triplesOf = ({ types, profiles }: PlainTable): readonly Triple[] =>
  types.flatMap((size, player) =>
    profiles.flatMap((t) =>
      upTo(size).flatMap((lie) => (lie === t[player] ? [] : [{ player, types: t, other: withType(t, player, lie) }])),
    ),
  );

/** Whether no reaction is optimal at both. */
export const plainlySeparated = (table: PlainTable, { player, types, other }: Triple, s: number): boolean => {
  const best = table.best(player, types, s);
  return !table.best(player, other, s).some((reaction) => best.includes(reaction));
};

/** Whether every triple is separated by some alternative of the list. */
export const plainlySeparating = (table: PlainTable, alternatives = upTo(table.alternatives)): boolean =>
  triplesOf(table).every((triple) => alternatives.some((s) => plainlySeparated(table, triple, s)));

/** What held to the reaction of the other profile costs at s: u_i(t, s, r_i(t, s)) − u_i(t, s, r_i((b_i, t_{−i}), s)). */
export const plainLoss = (
  table: PlainTable,
  { player, types, other }: Triple,
  s: number,
  selected: PlainTable["selected"] = table.selected,
): Q.Rational =>
  Q.subtract(
    table.utility(player, types, s, selected(player, types, s)),
    table.utility(player, types, s, selected(player, other, s)),
  );

/** |x − y|. */
export const distance = (x: Q.Rational, y: Q.Rational): Q.Rational =>
  Q.compare(x, y) >= 0 ? Q.subtract(x, y) : Q.subtract(y, x);

export const largest = (values: readonly Q.Rational[]): Q.Rational =>
  values.reduce((x, y) => (Q.compare(x, y) >= 0 ? x : y));
export const smallest = (values: readonly Q.Rational[]): Q.Rational =>
  values.reduce((x, y) => (Q.compare(x, y) <= 0 ? x : y));

/** γ with another selection than the table's own where one is given; undefined without a triple. */
export function plainGap(table: PlainTable, selected: PlainTable["selected"] = table.selected): Q.Rational | undefined {
  const triples = triplesOf(table);
  if (triples.length === 0) return undefined;
  return smallest(
    triples.map((triple) => largest(upTo(table.alternatives).map((s) => plainLoss(table, triple, s, selected)))),
  );
}

/** Whether the optimal reactions of a player never depend on the types of the others; `values`: nor her utilities. */
export const isPlainlyPrivate = (table: PlainTable, player: number, values = false): boolean =>
  table.profiles.every((t) =>
    table.profiles
      .filter((other) => other[player] === t[player])
      .every((other) =>
        upTo(table.alternatives).every((s) =>
          values
            ? upTo(table.reactions[player]!).every((r) =>
                Q.equals(table.utility(player, t, s, r), table.utility(player, other, s, r)),
              )
            : table.best(player, t, s).join() === table.best(player, other, s).join(),
        ),
      ),
  );
