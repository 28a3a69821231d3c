import type { Profile } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import { exponentialFormat, exponentialThirdTermFormat } from "../../src/instance/hk-exponential.js";
import { refuse } from "../../src/instance/input.js";
import { type TrueRange, thirdTermPayments } from "../../src/mechanisms/hk/exponential-third-term.js";
import { figure1, type LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import { type Range, rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import { divide, one, type Rational, rational } from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";

/**
 * A mechanism whose players pay value − (1/a)·ln(ratio) with a = rate·ε, as `LogPayment` says, and what an outcome is worth to
 * them. `payment` is over any ring, for claims about all ε; the format has the payments at one ε, which checks use.
 */
export interface Charged<P, E, T, O> {
  readonly format: Format<P, E, T, O>;
  /** a/ε. */
  rate(parameters: P): Rational;
  /** What an outcome is worth to a player of a type: negative for a cost. */
  value(at: ChargedPlace<P, E>, player: number, type: T, outcome: O): Rational;
  /** What a player pays, negative for what she is paid; undefined where it is not defined. */
  payment<S>(R: Ring<S>, at: ChargedPlace<P, E>, profile: Profile<T | null>, player: number): LogPayment<S> | undefined;
  /** Whether the payments of the format go to the players. */
  readonly isPaidOut?: boolean;
}

/** The parameters and the environment of an instance. */
export interface ChargedPlace<P, E> {
  readonly parameters: P;
  readonly environment: E;
}

/** The mechanisms over a list of outcomes. */
export type ChargedRange<E extends Range = Range> = Charged<Sharpness, E, ValueRow, number>;

/** The format with one grid for all instances, so that truth and lies share a ring. Values off the grid are refused. */
export const onFixedGrid = <P, E extends Range, O>(
  format: Format<P, E, ValueRow, O>,
  grid: bigint,
): Format<P, E, ValueRow, O> => ({
  ...format,
  complete(range, profile) {
    const completed = format.complete?.(range, profile) ?? range;
    if (grid % completed.grid === 0n) return { ...completed, grid };
    throw refuse("instance.reports", `the claim is about multiples of 1/${grid}`);
  },
});

/** The step of rings for weights e^{(ε/2)·Q(r)} on a grid. */
export const halfStep = (grid: bigint): Rational => divide(one, rational(2n * grid));

const worth = (_at: unknown, _player: number, type: ValueRow, outcome: number): Rational => type[outcome]!;

/** Figure 1, its third term at the reports: reading A of the figure. */
export const figure1Charged = (grid: bigint, format = exponentialFormat): ChargedRange => ({
  format: onFixedGrid(format, grid),
  rate: rateOf,
  value: worth,
  payment: (R, { environment }, profile, player) =>
    figure1(R, environment, profile).payment(profile.flatMap(({ report, count }) => repeat(report!, count))[player]!),
});

/** Figure 1, its third term at the true valuations: reading B of the figure. */
export const thirdTermCharged = (grid: bigint, format = exponentialThirdTermFormat): ChargedRange<TrueRange> => ({
  format: onFixedGrid(format, grid),
  rate: rateOf,
  value: worth,
  payment: (R, { environment }, profile, player) => thirdTermPayments(R, environment, profile)[player],
});

const repeat = <T>(value: T, count: number): readonly T[] => Array.from({ length: count }, () => value);
