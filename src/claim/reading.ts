/** One way to read a text: a value for every named switch. */
export type Switches = Readonly<Record<string, string>>;

/** One reading of a claim's text. */
export interface Reading {
  /** The switches' values joined by "+"; "literal" where nothing can be read in two ways. */
  readonly name: string;
  readonly switches: Switches;
  readonly literal: boolean;
}

/** The only reading of a text that can be read in one way. */
export const onlyReading: readonly Reading[] = [{ name: "literal", switches: {}, literal: true }];

/**
 * The literal reading first, then the product of the switches in `product`, then each switch of `alone` varied by
 * itself. Each switch lists its literal value first.
 */
export function readingsOf(
  product: Readonly<Record<string, readonly string[]>>,
  alone: Readonly<Record<string, readonly string[]>> = {},
): readonly Reading[] {
  const literal: Switches = Object.fromEntries(
    [...Object.entries(product), ...Object.entries(alone)].map(([name, values]) => [name, values[0]!]),
  );
  let combinations: Switches[] = [literal];
  for (const [name, values] of Object.entries(product)) {
    combinations = combinations.flatMap((switches) => values.map((value) => ({ ...switches, [name]: value })));
  }
  const single = Object.entries(alone).flatMap(([name, values]) =>
    values.slice(1).map((value) => ({ ...literal, [name]: value })),
  );
  return [...combinations, ...single].map((switches, i) => ({
    name: Object.values(switches).join("+"),
    switches,
    literal: i === 0,
  }));
}
