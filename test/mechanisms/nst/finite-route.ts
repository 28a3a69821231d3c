import Fraction from "fraction.js";

/**
 * Environments with reactions and the mechanisms over them a second time, in fractions, by the definitions of the paper.
 * Nothing of the program is used here.
 */
export interface World {
  /** |T_i|, |S| and |R_i|. */
  readonly types: readonly number[];
  readonly alternatives: number;
  readonly reactions: readonly number[];
  /** u_i(t, s, r): by player, profile (the last player's type fastest), alternative, reaction. */
  readonly utility: readonly (readonly (readonly (readonly Fraction[])[])[])[];
  /** F(t, s); the average utility where it is left out. */
  readonly objective?: readonly (readonly Fraction[])[];
  /** r_i(t, s); the lowest optimal reaction where it is left out. */
  readonly selection?: readonly (readonly (readonly number[])[])[];
  /** e^{(ε/(2d))/grid}, where n·F is on the grid 1/grid. */
  readonly base: Fraction;
  readonly d: Fraction;
  readonly q: Fraction;
  readonly P: readonly Fraction[];
}

export type Profile = readonly number[];

const [zero, one] = [new Fraction(0), new Fraction(1)];
export const sum = (terms: readonly Fraction[]): Fraction => terms.reduce((x, y) => x.add(y), zero);
export const most = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (x.gt(y) ? x : y));
export const least = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (x.lt(y) ? x : y));
export const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, k) => k);

export const profilesOf = (types: readonly number[]): readonly Profile[] =>
  types.reduce<readonly Profile[]>(
    (profiles, size) => profiles.flatMap((profile) => upTo(size).map((t) => [...profile, t])),
    [[]],
  );

const placeOf = ({ types }: World, t: Profile): number => t.reduce((place, own, i) => place * types[i]! + own, 0);

export const exchanged = (t: Profile, i: number, b: number): Profile => t.map((own, j) => (j === i ? b : own));

export const utilityOf = (world: World, i: number, t: Profile, s: number, r: number): Fraction =>
  world.utility[i]![placeOf(world, t)]![s]![r]!;

export function argmax(world: World, i: number, t: Profile, s: number): readonly number[] {
  const values = upTo(world.reactions[i]!).map((r) => utilityOf(world, i, t, s, r));
  return upTo(values.length).filter((r) => values[r]!.equals(most(values)));
}

export function selected(world: World, i: number, t: Profile, s: number): number {
  if (world.selection) return world.selection[i]![placeOf(world, t)]![s]!;
  return argmax(world, i, t, s)[0]!;
}

export function objectiveAt(world: World, t: Profile, s: number): Fraction {
  if (world.objective) return world.objective[placeOf(world, t)]![s]!;
  return sum(t.map((_, i) => utilityOf(world, i, t, s, selected(world, i, t, s)))).div(t.length);
}

/** The least common denominator of all n·F. */
export function gridOf(world: World): bigint {
  const known = grids.get(world);
  if (known !== undefined) return known;
  const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
  const values = profilesOf(world.types).flatMap((t) =>
    upTo(world.alternatives).map((s) => objectiveAt(world, t, s).mul(t.length)),
  );
  const found = values.reduce((common, { d }) => (common / gcd(common, d)) * d, 1n);
  grids.set(world, found);
  return found;
}

const grids = new WeakMap<World, bigint>();

/** e^{(ε/(2d))·n·F(t, s)} over the sum of these. */
export function exponentialChances(world: World, t: Profile): readonly Fraction[] {
  const grid = gridOf(world);
  const weights = upTo(world.alternatives).map(
    (s) => world.base.pow(objectiveAt(world, t, s).mul(t.length).mul(grid)) as Fraction,
  );
  return weights.map((weight) => weight.div(sum(weights)));
}

/** What a mechanism publishes, and how likely; zero probabilities left out. */
export interface Drawn {
  readonly alternative: number;
  readonly imposed: readonly number[] | null;
  readonly chance: Fraction;
}

/** The mechanism at some announcements: q = 0 is the exponential mechanism, q = 1 the commitment. */
export function drawn(world: World, announced: Profile, q: Fraction = world.q): readonly Drawn[] {
  const free = exponentialChances(world, announced).map((chance, alternative) => ({
    alternative,
    imposed: null,
    chance: chance.mul(one.sub(q)),
  }));
  const imposed = world.P.map((chance, alternative) => ({
    alternative,
    imposed: announced.map((_, i) => selected(world, i, announced, alternative)),
    chance: chance.mul(q),
  }));
  return [...free, ...imposed].filter(({ chance }) => !chance.equals(0));
}

/** E[u_i] at true profile t under a law: free she reacts with r_i(t, s), else she is held to what was imposed. */
export const expected = (world: World, law: readonly Drawn[], i: number, t: Profile): Fraction =>
  sum(
    law.map(({ alternative, imposed, chance }) =>
      chance.mul(utilityOf(world, i, t, alternative, imposed?.[i] ?? selected(world, i, t, alternative))),
    ),
  );

/** How the weights of a world are written: times with e^{(ε/(2d))·x} = base^(grid·x). */
export const epsilonOf = (world: World) => ({
  times: world.d
    .mul(2)
    .mul(new Fraction(gridOf(world), 1n))
    .toFraction(),
  log: world.base.toFraction(),
});

const texts = (row: readonly Fraction[]) => row.map((value) => value.toFraction());

export const environmentOf = (world: World) => ({
  kind: "tabular",
  types: world.types.map((size) => upTo(size).map((t) => `type ${t}`)),
  alternatives: upTo(world.alternatives).map((s) => `alternative ${s}`),
  reactions: world.reactions.map((size) => upTo(size)),
  utility: world.utility.map((profiles) => profiles.map((rows) => rows.map(texts))),
  ...(world.objective && { objective: world.objective.map(texts) }),
  ...(world.selection && { selection: world.selection }),
});

const parametersOf = {
  "nst/exponential": (world: World) => ({ epsilon: epsilonOf(world), d: world.d.toFraction() }),
  "nst/commitment": (world: World) => ({ P: texts(world.P) }),
  "nst/mixture": (world: World) => ({
    epsilon: epsilonOf(world),
    d: world.d.toFraction(),
    q: world.q.toFraction(),
    P: texts(world.P),
  }),
};

export type Name = keyof typeof parametersOf;

/** A world as an instance. */
export const instanceOf = (world: World, mechanism: Name, reports: Profile) => ({
  mechanism,
  parameters: parametersOf[mechanism](world),
  environment: environmentOf(world),
  reports,
});

/** The share of the commitment in each mechanism. */
export const shareOf = (world: World, mechanism: Name): Fraction =>
  mechanism === "nst/mixture" ? world.q : mechanism === "nst/commitment" ? one : zero;

/** As `law` should print it. */
export const printed = (law: readonly Drawn[]) =>
  law.map(({ alternative, imposed, chance }) => ({
    outcome: { alternative, imposed },
    probability: chance.toFraction(),
  }));
