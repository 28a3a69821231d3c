import type { Draw } from "../../game/direct-mechanism.js";

/** Which maximiser is chosen where there are several: the paper leaves it open. */
export const ties = ["first", "last", "uniform"] as const;
/** One of the choices. */
export type Tie = (typeof ties)[number];

/** The chosen maximisers with their chances. */
export function chosen(values: readonly bigint[], tie: Tie): readonly Omit<Draw, "payments">[] {
  const best = maximisers(values);
  const picked = tie === "first" ? best.slice(0, 1) : tie === "last" ? best.slice(-1) : best;
  const chance = { numerator: 1n, denominator: BigInt(picked.length) };
  return picked.map((alternative) => ({ alternative, chance }));
}

/** The places of the greatest value, ascending. */
export function maximisers(values: readonly bigint[]): readonly number[] {
  const most = values.reduce((x, y) => (x > y ? x : y));
  return values.flatMap((value, place) => (value === most ? [place] : []));
}
