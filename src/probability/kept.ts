/** What was computed over a ring, kept as long as the ring is. */
const shelves = new WeakMap<object, Map<string, unknown>>();

/** The value of `make`, computed at the first call for this ring and key. One key stands for one type. */
export function kept<V>(ring: object, key: string, make: () => V): V {
  const shelf = shelves.get(ring) ?? new Map<string, unknown>();
  shelves.set(ring, shelf);
  if (!shelf.has(key)) shelf.set(key, make());
  return shelf.get(key) as V;
}
