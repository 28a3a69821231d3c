import Fraction from "fraction.js";

/** An environment by its tables, as users write it: a second route that shares no code with the program. */
export interface Table {
  readonly types: readonly (readonly number[])[];
  readonly alternatives: readonly number[];
  readonly utility: readonly (readonly (readonly (readonly string[])[])[])[];
  readonly selection?: readonly (readonly (readonly number[])[])[];
}

interface Lie {
  readonly player: number;
  readonly profile: readonly number[];
  readonly lie: number;
  /** The profile unless told. */
  readonly announced?: readonly number[];
}

const placeOf = ({ types }: Table, profile: readonly number[]): number =>
  profile.reduce((place, type, player) => place * types[player]!.length + type, 0);

const rowOf = (table: Table, player: number, profile: readonly number[], s: number): readonly Fraction[] =>
  table.utility[player]![placeOf(table, profile)]![s]!.map((u) => new Fraction(u));

/** The selected reaction: the lowest optimal one where none is told. */
function selected(table: Table, player: number, profile: readonly number[], s: number): number {
  const told = table.selection?.[player]?.[placeOf(table, profile)]?.[s];
  if (told !== undefined) return told;
  const row = rowOf(table, player, profile, s);
  return row.findIndex((u) => row.every((other) => u.compare(other) >= 0));
}

const lossAt = (table: Table, { player, profile, lie, announced = profile }: Lie, s: number): Fraction => {
  const row = rowOf(table, player, profile, s);
  const truth = announced.map((type, j) => (j === player ? profile[player]! : type));
  const [own, imposed] = [truth, truth.with(player, lie)].map((all) => row[selected(table, player, all, s)]!);
  return own!.sub(imposed!);
};

/** Σ_s P(s)·loss(s) in the commitment mechanism. */
export const commitmentLoss = (table: Table, P: readonly Fraction[], at: Lie): Fraction =>
  P.reduce((sum, p, s) => sum.add(p.mul(lossAt(table, at, s))), new Fraction(0));

const profilesOf = ({ types }: Table): readonly (readonly number[])[] =>
  types.reduce<readonly (readonly number[])[]>(
    (found, own) => found.flatMap((profile) => own.map((_, type) => [...profile, type])),
    [[]],
  );

/** The gap with s over these alternatives. */
export function gapBy(table: Table, alternatives: readonly number[] = table.alternatives): Fraction {
  let least: Fraction | undefined;
  for (const profile of profilesOf(table)) {
    for (const [player, own] of table.types.entries()) {
      for (let lie = 0; lie < own.length; lie++) {
        if (lie === profile[player]) continue;
        const losses = alternatives.map((s) => lossAt(table, { player, profile, lie }, s));
        const most = losses.reduce((x, y) => (x.compare(y) >= 0 ? x : y));
        if (least === undefined || most.compare(least) < 0) least = most;
      }
    }
  }
  return least!;
}
