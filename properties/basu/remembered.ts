/** Finds each thing about an owner once, by its key, for as long as there is the owner. */
export function remembered<T>(): (owner: object, key: string, find: () => T) => T {
  const known = new WeakMap<object, Map<string, { readonly value: T }>>();
  return (owner, key, find) => {
    const own = known.get(owner) ?? new Map<string, { readonly value: T }>();
    known.set(owner, own);
    const found = own.get(key) ?? { value: find() };
    own.set(key, found);
    return found.value;
  };
}
