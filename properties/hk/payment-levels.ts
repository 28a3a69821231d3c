import type { Epsilon } from "../../src/instance/epsilon.js";
import { type LaplaceNoise, paymentLevel } from "../../src/mechanisms/hk/laplace-payments.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";

/** A level of privacy: the supremum of log ratios. "infinity" where a chance is 0 at one profile and positive at the other. */
export type Level = L.LogForm | "infinity";

/** The levels of a group of payments by points, densities and sets; "nothing" where both sides of the inequality are 0. */
export interface Levels {
  points(group: readonly number[]): Level | "nothing";
  densities(group: readonly number[]): Level | "nothing";
  sets(group: readonly number[]): Level | "nothing";
  ofEvents(group: readonly number[]): Level;
  /** What no event is beyond: apart from `sets` and `ofEvents` where it is not by the formula. */
  beyondAll(group: readonly number[]): Level;
  isWithin(level: L.LogForm, bound: L.LogForm): boolean;
}

/** Both profiles' payments, by Figure 1 and as the mechanism tells them, and their noise if there is any. */
export interface Pair {
  readonly epsilon: Epsilon;
  readonly player: number;
  readonly paid: readonly L.LogForm[];
  readonly after: readonly L.LogForm[];
  readonly told: { readonly paid: readonly L.LogForm[]; readonly after: readonly L.LogForm[] };
  readonly noise?: LaplaceNoise;
  /** The scale of the noise times ε, from what `law` prints. */
  readonly scale?: Q.Rational;
}

type Moved = Pick<Pair, "paid" | "after" | "epsilon">;

const isMoved = ({ paid, after, epsilon }: Moved, group: readonly number[]): boolean =>
  group.some((j) => !L.equals(paid[j]!, after[j]!, epsilon));

const withoutNoise = (at: Moved, group: readonly number[]): Level => (isMoved(at, group) ? "infinity" : L.zero);

/** By the formula of the level. */
export function formulas(at: Pair): Levels {
  const { noise, paid, after, epsilon } = at;
  const known = formulasOf.get(at);
  if (known) return known;
  const levels = new Map<string, Level>();
  const within = new Map<L.LogForm, boolean>();
  const level = (group: readonly number[]): Level => {
    const found =
      levels.get(group.join()) ??
      (noise
        ? paymentLevel(
            noise,
            group.map((j) => paid[j]!),
            group.map((j) => after[j]!),
            epsilon,
          )
        : withoutNoise(at, group));
    levels.set(group.join(), found);
    return found;
  };
  const formula: Levels = {
    points: (group) => (noise ? "nothing" : withoutNoise(at, group)),
    densities: level,
    sets: level,
    ofEvents: level,
    beyondAll: level,
    isWithin(x, bound) {
      const is = within.get(x) ?? L.compare(x, bound) <= 0;
      within.set(x, is);
      return is;
    },
  };
  formulasOf.set(at, formula);
  return formula;
}

/** All readings ask for the same levels. */
const formulasOf = new WeakMap<Pair, Levels>();

/** By points and events that attain it, apart from the formula, at the payments that the mechanism tells. */
export function extremes(at: Pair): Levels {
  const known = extremesOf.get(at) ?? levelsAtExtremes(at);
  extremesOf.set(at, known);
  return known;
}

const extremesOf = new WeakMap<Pair, Levels>();

function levelsAtExtremes(at: Pair): Levels {
  const { epsilon, scale } = at;
  const { paid, after } = at.told;
  const times = (x: L.LogForm): L.LogForm => L.scale(L.timesEpsilon(x, epsilon), Q.divide(Q.one, scale!));
  const distances = new Map<L.LogForm, Map<L.LogForm, L.LogForm>>();
  const distance = (x: L.LogForm, y: L.LogForm): L.LogForm => {
    if (x === y) return L.zero;
    const known = distances.get(x)?.get(y);
    if (known) return known;
    const difference = times(L.subtract(x, y));
    const found = L.sign(difference) < 0 ? L.negate(difference) : difference;
    distances.set(x, new Map([...(distances.get(x) ?? []), [y, found]]));
    return found;
  };
  /** ln f_p(x)/f_{p′}(x) is linear between the centres and constant beyond: its maximum is at a corner of centres. */
  const ofDensity = (group: readonly number[]): L.LogForm => {
    const points = group.reduce<readonly (readonly L.LogForm[])[]>(
      (all, j) => all.flatMap((point) => [paid[j]!, after[j]!].map((x) => [...point, x])),
      [[]],
    );
    return points
      .map((point) =>
        L.sum(point.map((x, k) => L.subtract(distance(x, after[group[k]!]!), distance(x, paid[group[k]!]!)))),
      )
      .reduce((x, y) => (L.compare(x, y) >= 0 ? x : y));
  };
  /** Each payment beyond p_j, on the side away from p_j′: chances 1/2 and e^{−|p_j − p_j'|/s}/2. */
  const ofHalfLines = (group: readonly number[]): L.LogForm => L.sum(group.map((j) => distance(paid[j]!, after[j]!)));
  const exact = (group: readonly number[]) => withoutNoise({ paid, after, epsilon }, group);
  const isWithin = (level: L.LogForm, bound: L.LogForm) => L.compare(level, bound) <= 0;
  return scale === undefined
    ? { points: exact, densities: exact, sets: exact, ofEvents: exact, beyondAll: exact, isWithin }
    : {
        points: () => "nothing",
        densities: ofDensity,
        sets: ofHalfLines,
        ofEvents: ofHalfLines,
        beyondAll: ofDensity,
        isWithin,
      };
}
