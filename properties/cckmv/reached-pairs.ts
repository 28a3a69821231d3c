/**
 * The medians (o, o') that Mechanism 6.1 leads to under one r with the reports `truth` and `lie`, null being an absent player,
 * beside the histogram g of the others: a rule that needs neither noise law nor coupled law.
 *
 * A report moved to the right moves no median to the left, and two medians x < y of one r have no reports and no noise strictly
 * between. So for reports lo < hi exactly lo ≤ x < y ≤ hi with g = 0 strictly between are reached beside x = y, the median x
 * being that of lo. A player at a who stays out moves the median away from her: from x to y with a ≤ x < y or y < x ≤ a.
 */
export function reachedPairs(
  g: readonly number[],
  truth: number | null,
  lie: number | null,
): readonly (readonly [number, number])[] {
  return g.flatMap((_, o) =>
    g.flatMap((_, p) => (o === p || (isTowards(o, p, truth, lie) && isEmpty(g, o, p)) ? [[o, p] as const] : [])),
  );
}

/** Whether the median can move from o to p, as far as the order of locations and reports tells. */
function isTowards(o: number, p: number, truth: number | null, lie: number | null): boolean {
  if (truth === lie) return false;
  const [first, last] = [truth ?? -Infinity, lie ?? Infinity];
  const [low, high] = [lie ?? -Infinity, truth ?? Infinity];
  return o < p ? first <= o && p <= last : low <= p && o <= high;
}

/** Whether nobody is strictly between. */
const isEmpty = (g: readonly number[], o: number, p: number): boolean =>
  g.slice(Math.min(o, p) + 1, Math.max(o, p)).every((count) => count === 0);
