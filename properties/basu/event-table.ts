import {
  type BayesianEnvironment,
  integral,
  likelihoods,
  likelihoodTotal,
  total,
} from "../../src/game/bayesian-environment.js";
import type { Norm, Over } from "../../src/mechanisms/basu/proof-events.js";
import { signOf } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import type { Sign } from "../../src/number/ring.js";
import { countVectors, orders } from "../../src/probability/multinomial.js";
import { eventTail, settledFrom } from "./event-tail.js";
import { levelOf } from "./event-world.js";
import { remembered } from "./remembered.js";

/** The size of a change of beliefs, or its square for l2, as size/over. */
interface Size {
  readonly size: bigint;
  readonly over: bigint;
}

/** One count vector of the others' signals. */
export interface EventCell {
  /** How likely it is in each state, over the row's `all`. */
  readonly weights: readonly bigint[];
  /** The sign of min_y π(x^n, y)(ω) − e, one a state. */
  readonly lead: readonly Sign[];
  /** The changes of the posterior by one more signal being another. */
  readonly changes: readonly Over[];
  /** The largest of them, by the norms that were asked for. */
  readonly largest: Partial<Record<Norm, Size>>;
}

interface EventRow {
  readonly cells: readonly EventCell[];
  readonly all: bigint;
}

const rows = remembered<EventRow>();

/** All that P_ω and T say about n other players, found once. */
export const eventRow = (environment: BayesianEnvironment, e: Q.Rational, others: number): EventRow =>
  rows(environment, `${others} ${Q.printRational(e)}`, () => rowAt(environment, e, others));

function rowAt(environment: BayesianEnvironment, e: Q.Rational, others: number): EventRow {
  const { prior, likelihood } = integral(environment);
  const cells: EventCell[] = [];
  for (const counts of countVectors(others, environment.signals)) {
    const known = likelihoods(environment, counts);
    const ways = orders(counts);
    // π(x^n, y) up to its total is π(x^n) times v(y|·).
    const after = Array.from({ length: environment.signals }, (_, y) =>
      known.map((weight, state) => prior[state]! * weight * likelihood[state]![y]!),
    );
    const alls = after.map(total);
    const lead = prior.map((_, state) => {
      let least: Sign = 1;
      for (let y = 0; y < after.length && least >= 0; y++) {
        const sign = signOf(after[y]![state]! * e.denominator - alls[y]! * e.numerator);
        if (sign < least) least = sign;
      }
      return least;
    });
    cells.push({ weights: known.map((weight) => ways * weight), lead, changes: changesAt(after, alls), largest: {} });
  }
  return { cells, all: likelihoodTotal(environment, others) };
}

const changesAt = (after: readonly (readonly bigint[])[], alls: readonly bigint[]): readonly Over[] =>
  after.flatMap((weights, y) =>
    after.slice(0, y).map((rest, z) => ({
      values: weights.map((weight, state) => weight * alls[z]! - rest[state]! * alls[y]!),
      denominator: alls[y]! * alls[z]!,
    })),
  );

/** The largest change of the posterior by one more signal being another. */
export function largestChangeIn(cell: EventCell, norm: Norm): Size {
  cell.largest[norm] ??= cell.changes
    .map((change) => sizeOf(change, norm))
    .reduce((x, y) => (y.size * x.over > x.size * y.over ? y : x), still);
  return cell.largest[norm];
}

const still: Size = { size: 0n, over: 1n };

/** ‖x‖, its square for l2. */
export function sizeOf({ values, denominator }: Over, norm: Norm): Size {
  if (norm === "l2") return { size: values.reduce((sum, x) => sum + x * x, 0n), over: denominator * denominator };
  const sizes = values.map((x) => (x < 0n ? -x : x));
  return { size: norm === "l1" ? total(sizes) : sizes.reduce((x, y) => (x > y ? x : y), 0n), over: denominator };
}

/** What P_ω ∩ T is: printed with > e and < δ, weak with ≥ in both places. */
export interface Events {
  readonly norm: Norm;
  readonly delta: Q.Rational;
  readonly weak?: boolean;
  /** Whether (4) asks for more than 1 − δ. */
  readonly above?: boolean;
  /** Whether (4) is asked for on average over the prior only. */
  readonly exAnte?: boolean;
  /** Another e than that of the proof. */
  readonly e?: Q.Rational;
}

/** Whether x^n ∈ T. */
export function isInT(cell: EventCell, { norm, delta, weak }: Events): boolean {
  const { size, over } = largestChangeIn(cell, norm);
  const bound = norm === "l2" ? Q.multiply(delta, delta) : delta;
  const [x, y] = [size * bound.denominator, bound.numerator * over];
  return weak ? x <= y : x < y;
}

/** v^n(P_ω ∩ T|ω), one a state. */
export function chancesInside(environment: BayesianEnvironment, others: number, events: Events): readonly Q.Rational[] {
  const { cells, all } = eventRow(environment, events.e ?? levelOf(environment)!, others);
  const inside = environment.prior.map(() => 0n);
  for (const cell of cells) {
    if (!isInT(cell, events)) continue;
    cell.weights.forEach((weight, state) => {
      if (cell.lead[state]! >= (events.weak ? 0 : 1)) inside[state]! += weight;
    });
  }
  return inside.map((weight) => Q.rational(weight, all));
}

/** Which n violate (4) in some state. */
export interface EventThreshold {
  /** All of them, ascending. */
  readonly violating: readonly number[];
  /** The least n from 0 on that does not. */
  readonly first: number;
  /** The least n0: one more than the largest that does, 0 where none does. */
  readonly n0: number;
  /** From here on the tail bound alone decides. */
  readonly settledFrom: number;
}

const thresholds = remembered<EventThreshold | undefined>();

/** Exactly the n that violate (4); undefined where some P_ω is empty for every n. */
export function eventThreshold(environment: BayesianEnvironment, events: Events): EventThreshold | undefined {
  const { norm, delta, weak = false, above = false, exAnte = false, e } = events;
  const key = [norm, Q.printRational(delta), weak, above, exAnte, e && Q.printRational(e)].join();
  return thresholds(environment, key, () => findThreshold(environment, events));
}

function findThreshold(environment: BayesianEnvironment, events: Events): EventThreshold | undefined {
  const { norm, delta, above, e = levelOf(environment)! } = events;
  const tails = environment.prior.map((_, state) => eventTail(environment, state, e, norm, delta));
  if (tails.some((tail) => tail === undefined)) return undefined;
  const bound = above ? Q.multiply(delta, Q.rational(1023n, 1024n)) : delta;
  const settled = settledFrom(tails as Exclude<(typeof tails)[number], undefined>[], bound);
  const violating = Array.from({ length: settled }, (_, n) => n).filter((n) => violates(environment, n, events));
  let first = 0;
  while (violating[first] === first) first += 1;
  return { violating, first, n0: (violating[violating.length - 1] ?? -1) + 1, settledFrom: settled };
}

/** Whether v^n(P_ω ∩ T|ω) lacks 1 − δ for some ω, or on average. */
function violates(environment: BayesianEnvironment, others: number, events: Events): boolean {
  const least = Q.subtract(Q.one, events.delta);
  const chances = chancesInside(environment, others, events);
  const asked = events.exAnte ? [mixture(environment.prior, chances)] : chances;
  return asked.some((chance) => Q.compare(chance, least) < (events.above ? 1 : 0));
}

/** Σ_ω weight(ω)·chance(ω). */
export const mixture = (weights: readonly Q.Rational[], chances: readonly Q.Rational[]): Q.Rational =>
  weights.map((weight, state) => Q.multiply(weight, chances[state]!)).reduce(Q.add);
