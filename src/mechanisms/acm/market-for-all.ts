import { rational } from "../../number/rational.js";
import { type Affine, affines, first, second, signOnTriangle } from "../../number/triangle.js";
import { boundOf, type Context } from "./context.js";
import type { StakesIn } from "./market-plays.js";
import { type AnnouncementClass, visitClasses } from "./market-root.js";

/** The discount ε and δ as unknowns; signs hold for all that are legal: 0 < ε < 1/(5n), 0 < δ < ε/B [ACM, Section 4]. */
export function allLegalStakes(context: Context): StakesIn<Affine> {
  const width = rational(1n, 5n * BigInt(context.players));
  const ratio = rational(1n, boundOf(context));
  return { R: affines, discount: first, delta: second, sign: (x) => signOnTriangle(x, width, ratio) };
}

/** What the root of M is for all legal stakes at once. */
export interface RootForAll {
  /** A class after which some block has no strictly dominant strategy that is the same for all legal stakes. */
  readonly undecidedAt?: AnnouncementClass;
  /** A class that is better than the best one for some legal stakes and worse for others. */
  readonly mixed?: AnnouncementClass;
  /** The utility of the block of player 1, nB-fold; 0 for (E, 0). */
  readonly utility: Affine;
  readonly byStatusQuo: boolean;
  readonly optimal: readonly AnnouncementClass[];
}

/** Decides the root of M for every legal discount and δ at once: `rootPlay` with signs on the whole triangle. */
export function rootForAllStakes(context: Context, partition: readonly (readonly number[])[]): RootForAll {
  const stakes = allLegalStakes(context);
  let best: Affine = affines.zero;
  let byStatusQuo = true;
  let optimal: AnnouncementClass[] = [];
  let open: { readonly found: AnnouncementClass; readonly utility: Affine }[] = [];
  const undecidedAt = visitClasses(stakes, context, partition, {
    zero: affines.zero,
    add: affines.add,
    convert: (x: Affine) => x,
    visit(found, utility) {
      const sign = stakes.sign(affines.subtract(utility, best));
      if (sign === undefined) open.push({ found: found(), utility });
      if (sign === 1) [best, byStatusQuo, optimal] = [utility, false, []];
      if (sign === 1 || sign === 0) optimal.push(found());
      return true;
    },
  });
  // What could not be told from an earlier best may be worse than the last.
  open = open.filter(({ utility }) => stakes.sign(affines.subtract(utility, best)) !== -1);
  const [mixed] = open;
  return {
    ...(undecidedAt && { undecidedAt }),
    ...(mixed && { mixed: mixed.found }),
    utility: best,
    byStatusQuo,
    optimal,
  };
}
