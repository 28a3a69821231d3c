import { profilesOf, type Types, withType } from "../../src/game/reaction-environment.js";
import type { SolutionConcept, Strictness } from "../../src/notions/solution-concepts.js";
import * as Q from "../../src/number/rational.js";
import { upTo } from "./plain-table.js";

/** u_i at true types, when a profile is announced. */
export type AnnouncedUtility = (player: number, types: Types, announced: Types) => Q.Rational;

/**
 * Whether a tuple of a concept exists, from the table of all utilities. Dominance compares announcements type by type: a
 * strategy is dominant if each of its announcements is, and not dominated if none is. Equilibria are looked for among all
 * tuples. Against all: each of the others' tuples is answered at one type vector at least, so that a type of hers decides
 * nothing alone; whole strategies are compared, from the same table.
 */
export function hasSolutionByTable(
  sizes: readonly number[],
  concept: SolutionConcept,
  utility: AnnouncedUtility,
  strictness: Strictness = "somewhere",
): boolean {
  const profiles = [...profilesOf(sizes)];
  const known = new Map<string, Q.Rational>();
  const at: AnnouncedUtility = (player, types, announced) => {
    const key = `${player}|${types}|${announced}`;
    const value = known.get(key) ?? utility(player, types, announced);
    known.set(key, value);
    return value;
  };
  /** Signs of u(x) − u(y) for a type, over all types and announcements of the others. */
  const signs = (player: number, type: number, x: number, y: number): readonly number[] =>
    profiles
      .filter((types) => types[player] === type)
      .flatMap((types) =>
        profiles
          .filter((announced) => announced[player] === x)
          .map((announced) =>
            Q.compare(at(player, types, announced), at(player, types, withType(announced, player, y))),
          ),
      );
  const others = (player: number, x: number): readonly number[] => upTo(sizes[player]!).filter((y) => y !== x);
  const isChosen: Record<
    Exclude<SolutionConcept, "ex-post-nash">,
    (player: number, type: number, x: number) => boolean
  > = {
    dominant: (player, type, x) => others(player, x).every((y) => signs(player, type, x, y).every((sign) => sign >= 0)),
    "strictly-dominant": (player, type, x) =>
      others(player, x).every((y) => signs(player, type, x, y).every((sign) => sign > 0)),
    undominated: (player, type, x) =>
      !others(player, x).some((y) => {
        const found = signs(player, type, y, x);
        return found.every((sign) => sign >= 0) && found.some((sign) => sign > 0);
      }),
  };
  if (concept === "undominated" && strictness === "against-all") {
    return sizes.every((_, player) => hasUndominatedAgainstAll(sizes, player, at));
  }
  if (concept !== "ex-post-nash") {
    return sizes.every((size, player) =>
      upTo(size).every((type) => upTo(size).some((x) => isChosen[concept](player, type, x))),
    );
  }
  // A tuple as one list: the announcements of the types of player 0, then those of player 1, and so on.
  const starts = sizes.map((_, player) => sizes.slice(0, player).reduce((x, y) => x + y, 0));
  for (const tuple of profilesOf(sizes.flatMap((size) => upTo(size).map(() => size)))) {
    const isStable = profiles.every((types) => {
      const announced = types.map((type, player) => tuple[starts[player]! + type]!);
      return types.every((_, player) =>
        upTo(sizes[player]!).every(
          (b) => Q.compare(at(player, types, announced), at(player, types, withType(announced, player, b))) >= 0,
        ),
      );
    });
    if (isStable) return true;
  }
  return false;
}

/** Whether some strategy of a player is not dominated, where a dominating one is better against each tuple of the others. */
function hasUndominatedAgainstAll(sizes: readonly number[], player: number, utility: AnnouncedUtility): boolean {
  const profiles = [...profilesOf(sizes)];
  const strategies = [...profilesOf(upTo(sizes[player]!).map(() => sizes[player]!))];
  const tuples = [...profilesOf(sizes.flatMap((size, i) => upTo(size).map(() => (i === player ? 1 : size))))];
  const starts = sizes.map((_, i) => sizes.slice(0, i).reduce((x, y) => x + y, 0));
  const signs = (better: Types, worse: Types, tuple: Types): readonly number[] =>
    profiles.map((types) => {
      const announced = types.map((type, i) => tuple[starts[i]! + type]!);
      const [x, y] = [better, worse].map((own) =>
        utility(player, types, withType(announced, player, own[types[player]!]!)),
      );
      return Q.compare(x!, y!);
    });
  const dominates = (better: Types, worse: Types): boolean =>
    tuples.every((tuple) => {
      const found = signs(better, worse, tuple);
      return found.every((sign) => sign >= 0) && found.some((sign) => sign > 0);
    });
  return strategies.some((own) => !strategies.some((other) => other.join() !== own.join() && dominates(other, own)));
}
