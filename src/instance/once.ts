/** The value of f, computed at the first call. */
export function once<V>(f: () => V): () => V {
  let known: { readonly value: V } | undefined;
  return () => {
    known ??= { value: f() };
    return known.value;
  };
}
