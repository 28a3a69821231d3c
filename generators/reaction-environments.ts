import fc from "fast-check";
import { profilesOf } from "../src/game/reaction-environment.js";
import type { JsonObject } from "../src/verdict/json.js";

/** How the utilities of a drawn environment depend on the types of others. */
export type Interdependence = "private values" | "private reactions" | "interdependent";

/** What a drawn environment is like; utilities are small, so that ties are frequent. */
export interface DrawnShape {
  readonly players: number;
  readonly most: { readonly types: number; readonly alternatives: number; readonly reactions: number };
  readonly interdependence: Interdependence;
  readonly objective: "average-utility" | "free";
}

/** Coarse values, where ties are frequent, and values of two scales. */
const grids: readonly (readonly string[])[] = [
  ["0", "1"],
  ["0", "1/2", "1"],
  ["0", "1/4", "1/2", "3/4", "1"],
  ["0", "1/1000", "1/2", "1"],
];

/** Environments of kind "tabular" in the users' JSON; each random bit is drawn once a table, so that shrinking keeps its shape. */
export const reactionEnvironments = (shape: DrawnShape): fc.Arbitrary<JsonObject> =>
  fc
    .record({
      types: fc.array(fc.integer({ min: 1, max: shape.most.types }), {
        minLength: shape.players,
        maxLength: shape.players,
      }),
      alternatives: fc.integer({ min: 1, max: shape.most.alternatives }),
      reactions: fc.integer({ min: 1, max: shape.most.reactions }),
      grid: fc.constantFrom(...grids),
      highest: fc.boolean(),
    })
    .chain((sizes) => {
      const profiles = sizes.types.reduce((product, size) => product * size, 1);
      const cells = profiles * sizes.alternatives * sizes.reactions * shape.players;
      return fc
        .tuple(
          fc.array(fc.nat({ max: sizes.grid.length - 1 }), { minLength: cells, maxLength: cells }),
          fc.array(fc.nat({ max: 4 }), {
            minLength: profiles * sizes.alternatives,
            maxLength: profiles * sizes.alternatives,
          }),
        )
        .map(([values, scores]) => tableOf(shape, { ...sizes, profiles }, values, scores));
    });

interface Sizes {
  readonly types: readonly number[];
  readonly profiles: number;
  readonly alternatives: number;
  readonly reactions: number;
  readonly grid: readonly string[];
  readonly highest: boolean;
}

function tableOf(
  { players, interdependence, objective }: DrawnShape,
  { types, profiles, alternatives, reactions, grid, highest }: Sizes,
  values: readonly number[],
  scores: readonly number[],
): JsonObject {
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  const tuples = [...profilesOf(types)];
  const typeAt = (profile: number, player: number): number => tuples[profile]![player]!;
  const value = (player: number, profile: number, s: number, r: number): number =>
    values[((player * profiles + profile) * alternatives + s) * reactions + r]!;
  const utility = range(players).map((player) =>
    range(profiles).map((profile) => {
      const own = range(profiles).find((other) => typeAt(other, player) === typeAt(profile, player))!;
      return range(alternatives).map((s) => {
        const base = range(reactions).map((r) =>
          value(player, interdependence === "interdependent" ? profile : own, s, r),
        );
        if (interdependence !== "private reactions") return base.map((u) => grid[u]!);
        // The order of the reactions is that of her own type; what they are worth may be less, but never in another order.
        const by = value(player, profile, s, 0);
        return base.map((u) => grid[u === Math.max(...base) ? Math.max(u, by) : Math.min(u, by)]!);
      });
    }),
  );
  const best = (row: readonly string[]): number => {
    const top = Math.max(...row.map((u) => grid.indexOf(u)));
    const found = range(row.length).filter((r) => grid.indexOf(row[r]!) === top);
    return highest ? found.at(-1)! : found[0]!;
  };
  return {
    kind: "tabular",
    types: types.map((size) => range(size)),
    alternatives: range(alternatives),
    reactions: types.map(() => range(reactions)),
    utility,
    ...(objective === "free" && {
      objective: range(profiles).map((profile) =>
        range(alternatives).map((s) => `${scores[profile * alternatives + s]!}/4`),
      ),
    }),
    ...(highest && { selection: utility.map((rows) => rows.map((row) => row.map(best))) }),
  };
}
