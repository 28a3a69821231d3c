import Fraction from "fraction.js";

/**
 * Direct mechanisms from their definitions, in plain fractions over every signal profile and state: shares no code with the
 * program. Nothing is counted here and no player stands for another.
 */

export type Row = readonly Fraction[];

export interface World {
  readonly prior: Row;
  /** v(x|ω) as [state][signal]. */
  readonly likelihood: readonly Row[];
  /** [utility][alternative][state]. */
  readonly utilities: readonly (readonly Row[])[];
  /** The utility of every player. */
  readonly players: readonly number[];
}

export interface Drawn {
  readonly alternative: number;
  readonly chance: Fraction;
  /** One a player. */
  readonly payments: Row;
}

/** What is done at a profile of reported signals. */
export type Direct = (profile: readonly number[]) => readonly Drawn[];

export const zero = new Fraction(0);
export const one = new Fraction(1);
export const sum = (terms: Row): Fraction => terms.reduce((x, y) => x.add(y), zero);
export const product = (factors: Row): Fraction => factors.reduce((x, y) => x.mul(y), one);
export const dot = (x: Row, y: Row): Fraction => sum(x.map((a, i) => a.mul(y[i]!)));
export const largest = (values: Row): Fraction => values.reduce((x, y) => (y.gt(x) ? y : x));
export const indices = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

/** Every list of `length` elements of `values`. */
export function lists<T>(values: readonly T[], length: number): readonly (readonly T[])[] {
  if (length === 0) return [[]];
  return lists(values, length - 1).flatMap((rest) => values.map((value) => [...rest, value]));
}

export const signalsOf = ({ likelihood }: World): readonly number[] => indices(likelihood[0]!.length);
export const statesOf = ({ prior }: World): readonly number[] => indices(prior.length);
export const alternativesOf = ({ utilities }: World): readonly number[] => indices(utilities[0]!.length);
export const profilesOf = (world: World): readonly (readonly number[])[] =>
  lists(signalsOf(world), world.players.length);

/** Pr[signals | state], signal by signal. */
const chanceGiven = ({ likelihood }: World, signals: readonly number[], state: number): Fraction =>
  product(signals.map((x) => likelihood[state]![x]!));

/** Pr[state, signals]. */
const joint = (world: World, signals: readonly number[], state: number): Fraction =>
  world.prior[state]!.mul(chanceGiven(world, signals, state));

/** Bayes' rule. */
export function posterior(world: World, signals: readonly number[]): Row {
  const weights = statesOf(world).map((state) => joint(world, signals, state));
  const all = sum(weights);
  return weights.map((weight) => weight.div(all));
}

const utilityOf = ({ utilities, players }: World, player: number): readonly Row[] => utilities[players[player]!]!;

/** Σ_i Σ_ω belief(ω)·u_i(a, ω), one an alternative; without one player where she is named. */
const expectedWelfare = (world: World, belief: Row, without?: number): Row =>
  alternativesOf(world).map((a) =>
    sum(indices(world.players.length).map((i) => (i === without ? zero : dot(belief, utilityOf(world, i)[a]!)))),
  );

/** Which of the best are drawn. */
function bestOf(values: Row, tie: string): readonly number[] {
  const most = largest(values);
  const best = values.flatMap((value, a) => (value.equals(most) ? [a] : []));
  return { first: [best[0]!], last: [best[best.length - 1]!], uniform: best }[tie]!;
}

const evenly = (drawn: readonly number[]) =>
  drawn.map((alternative) => ({ alternative, chance: new Fraction(1, drawn.length) }));

/** (σ*, q*); with a posterior of another kind to show that a wrong one is found out. */
export const posteriorPriceOf =
  (world: World, tie: string, believed = posterior): Direct =>
  (profile) => {
    const belief = believed(world, profile);
    return evenly(bestOf(expectedWelfare(world, belief), tie)).map((draw) => ({
      ...draw,
      payments: world.players.map((_, i) => dot(belief, utilityOf(world, i)[draw.alternative]!)),
    }));
  };

/** The same payments with any lottery over the alternatives at each profile. */
export const valuePriceOf =
  (world: World, rule: (profile: readonly number[]) => Row): Direct =>
  (profile) => {
    const belief = posterior(world, profile);
    return rule(profile).flatMap((chance, alternative) =>
      chance.equals(0)
        ? []
        : [
            {
              alternative,
              chance,
              payments: world.players.map((_, i) => dot(belief, utilityOf(world, i)[alternative]!)),
            },
          ],
    );
  };

/** The pivot payments at the reported posterior. */
export const externalityPriceOf =
  (world: World, tie: string): Direct =>
  (profile) => {
    const belief = posterior(world, profile);
    return evenly(bestOf(expectedWelfare(world, belief), tie)).map((draw) => ({
      ...draw,
      payments: world.players.map((_, i) => {
        const ofOthers = expectedWelfare(world, belief, i);
        return largest(ofOthers).sub(ofOthers[draw.alternative]!);
      }),
    }));
  };

/** E[u_i − q_i | s_i = signal] where she reports `report` and all others the truth. */
export function payoff(world: World, mechanism: Direct, player: number, signal: number, report: number): Fraction {
  const others = lists(signalsOf(world), world.players.length - 1);
  const believed = posterior(world, [signal]);
  return sum(
    others.flatMap((rest) => {
      const said = [...rest.slice(0, player), report, ...rest.slice(player)];
      return mechanism(said).flatMap(({ alternative, chance, payments }) =>
        statesOf(world).map((state) =>
          product([
            believed[state]!,
            chanceGiven(world, rest, state),
            chance,
            utilityOf(world, player)[alternative]![state]!.sub(payments[player]!),
          ]),
        ),
      );
    }),
  );
}

/** gain_i(x → y) as [x][y]. */
export const gainsOf = (world: World, mechanism: Direct, player: number): readonly Row[] =>
  signalsOf(world).map((x) => {
    const truth = payoff(world, mechanism, player, x, x);
    return signalsOf(world).map((y) => payoff(world, mechanism, player, x, y).sub(truth));
  });

export const interimOf = (world: World, mechanism: Direct, player: number): Row =>
  signalsOf(world).map((x) => payoff(world, mechanism, player, x, x));

/** E over states and profiles under truth-telling. */
const expectation = (world: World, f: (profile: readonly number[], state: number) => Fraction): Fraction =>
  sum(
    profilesOf(world).flatMap((profile) =>
      statesOf(world).map((state) => joint(world, profile, state).mul(f(profile, state))),
    ),
  );

export const revenueOf = (world: World, mechanism: Direct): Fraction =>
  expectation(world, (profile) => sum(mechanism(profile).map(({ chance, payments }) => chance.mul(sum(payments)))));

export const welfareOf = (world: World, mechanism: Direct): Fraction =>
  expectation(world, (profile, state) =>
    sum(
      mechanism(profile).map(({ alternative, chance }) =>
        chance.mul(sum(indices(world.players.length).map((i) => utilityOf(world, i)[alternative]![state]!))),
      ),
    ),
  );

/**
 * The largest E[Σ q_i] over every rule X^n → A, one after the other, and payments that keep everybody in: a player pays at most
 * what the rule is worth to her given her signal, and each may pay just that.
 */
export function bestBirRevenueOf(world: World): Fraction {
  const profiles = profilesOf(world);
  const worths = profiles.map((profile) =>
    alternativesOf(world).map((a) =>
      sum(
        statesOf(world).map((state) =>
          joint(world, profile, state).mul(
            sum(indices(world.players.length).map((i) => utilityOf(world, i)[a]![state]!)),
          ),
        ),
      ),
    ),
  );
  return largest(lists(alternativesOf(world), profiles.length).map((rule) => sum(rule.map((a, k) => worths[k]![a]!))));
}

/** What holds with the full truth known: Σ_ω π_0(ω)·max_a Σ_i u_i(a, ω). */
export const fullInformationWelfare = (world: World): Fraction =>
  sum(
    statesOf(world).map((state) => {
      const certain = statesOf(world).map((other) => (other === state ? one : zero));
      return world.prior[state]!.mul(largest(expectedWelfare(world, certain)));
    }),
  );

/** A law of outcomes as `law` prints it: equal outcomes once, by alternative, then payments from first to last. */
export function printedLaw(
  chances: readonly (Drawn & { readonly probability: Fraction })[],
  payers: readonly number[],
): readonly object[] {
  const found = new Map<string, { alternative: number; paid: Row; probability: Fraction }>();
  for (const { alternative, payments, probability } of chances) {
    const paid = payers.map((i) => payments[i]!);
    const key = `${alternative}: ${paid.map((x) => x.toFraction())}`;
    const before = found.get(key)?.probability ?? zero;
    found.set(key, { alternative, paid, probability: before.add(probability) });
  }
  const inOrder = (x: Row, y: Row): number => x.map((a, i) => a.compare(y[i]!)).find((sign) => sign !== 0) ?? 0;
  return [...found.values()]
    .sort((x, y) => x.alternative - y.alternative || inOrder(x.paid, y.paid))
    .map(({ alternative, paid, probability }) => ({
      outcome: { alternative, payments: paid.map((x) => x.toFraction()) },
      probability: probability.toFraction(),
    }));
}

/** The law at reported signals. */
export const lawOf = (mechanism: Direct, profile: readonly number[], payers: readonly number[]): readonly object[] =>
  printedLaw(
    mechanism(profile).map((draw) => ({ ...draw, probability: draw.chance })),
    payers,
  );

/** The law over all profiles under truth-telling. */
export const exAnteOf = (world: World, mechanism: Direct, payers: readonly number[]): readonly object[] =>
  printedLaw(
    profilesOf(world).flatMap((profile) => {
      const chance = sum(statesOf(world).map((state) => joint(world, profile, state)));
      return mechanism(profile).map((draw) => ({ ...draw, probability: chance.mul(draw.chance) }));
    }),
    payers,
  );
