import type { Budget } from "../../src/claim/claim.js";
import { size } from "../../src/game/profile.js";
import type { Format } from "../../src/instance/format.js";
import { figure1, type LogPayment } from "../../src/mechanisms/hk/figure-1.js";
import type { Range, ValueRow } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Ring } from "../../src/number/ring.js";
import type { ExactLawSetting, LawCase, LawPlace } from "../law-setting.js";
import { everyRow, namedRows, names, type Row } from "./range-cases.js";
import { gapCorners } from "./score-cases.js";

/** A profile of valuations of a list of outcomes. */
export type ProfilePlace = LawPlace<unknown, Range, ValueRow, number>;

/** All values are multiples of 1/6. */
export const profileGrid = 6n;

const values = ["0", "1/2", "1"];
const bits = ["0", "1"];

/** Two outcomes whose welfare nearly agrees, by one or two players; the single-minded against all others. */
const nearTies: readonly (readonly Row[])[] = [
  [["1", "5/6"]],
  [
    ["1", "0"],
    ["0", "5/6"],
  ],
  [
    ["1", "0", "0"],
    ["0", "5/6", "5/6"],
  ],
];

const caseOf = (reports: readonly Row[]): LawCase => ({
  environment: { outcomes: names(reports[0]!.length) },
  reports,
});

/** Every n players with these rows, whatever their order. */
const everybody = (n: number, rows: readonly Row[]): readonly LawCase[] => {
  const lists = (left: number, from: number): readonly (readonly Row[])[] =>
    left === 0
      ? [[]]
      : rows.slice(from).flatMap((row, i) => lists(left - 1, from + i).map((others) => [row, ...others]));
  return lists(n, 0).map(caseOf);
};

/** Profiles over up to four outcomes, by anonymity up to the order of the players. */
export function profilesOf(budget: Budget): readonly LawCase[] {
  const gate = [
    ...everybody(1, everyRow(1, bits)),
    ...everybody(1, namedRows(2)),
    ...everybody(2, everyRow(2, bits)),
    ...everybody(1, namedRows(3)),
    ...nearTies.map(caseOf),
  ];
  if (budget === "gate") return gate;
  const standard = [
    ...gate,
    ...everybody(1, everyRow(2, values)),
    ...everybody(2, namedRows(3)),
    ...everybody(3, everyRow(2, bits)),
    ...everybody(1, namedRows(4)),
  ];
  if (budget === "standard") return standard;
  return [
    ...standard,
    ...everybody(2, everyRow(3, values)),
    ...everybody(3, namedRows(4)),
    ...everybody(4, namedRows(3)),
  ];
}

/** These profiles in words. */
export const describeProfilesOf = (budget: Budget): string =>
  "one player with values 0, 1 for one outcome; one over two or three outcomes with the rows of all 0, all 1, all 1/2, on one outcome, off one, and values between; two with values 0 and 1 for two; " +
  "(1, 5/6) alone, (1, 0) against (0, 5/6), (1, 0, 0) against (0, 5/6, 5/6)" +
  (budget === "gate"
    ? ""
    : "; one with values 0, 1/2, 1 for two outcomes, two with such rows over three, three with values 0 and 1 over two, one over four") +
  (budget === "deep"
    ? "; every two players with values 0, 1/2, 1 over three outcomes; three over four and four over three with such rows"
    : "");

/** Σ_i v_i(r) for every outcome. */
export const welfareAt = ({ outcomes, profile }: ProfilePlace): readonly Q.Rational[] =>
  outcomes.map((r) =>
    profile.map(({ report, count }) => Q.multiply(Q.rational(BigInt(count)), report![r]!)).reduce(Q.add, Q.zero),
  );

/** The valuations, player by player. */
export const rowsAt = ({ profile }: Pick<ProfilePlace, "profile">): readonly ValueRow[] =>
  profile.flatMap(({ report, count }) => Array.from({ length: count }, () => report!));

/** How far each score is from the best. */
export function gapsIn(scores: readonly Q.Rational[]): readonly Q.Rational[] {
  const best = scores.reduce(Q.maximum);
  return scores.map((score) => Q.subtract(best, score));
}

/** The least positive gap; undefined where all scores are equal. */
export function leastGap(scores: readonly Q.Rational[]): Q.Rational | undefined {
  const positive = gapsIn(scores).filter(({ numerator }) => numerator > 0n);
  return positive.length === 0 ? undefined : positive.reduce(Q.minimum);
}

/** Where the scores are largest. */
export const bestOf = (scores: readonly Q.Rational[]): readonly number[] =>
  gapsIn(scores).flatMap((gap, r) => (gap.numerator === 0n ? [r] : []));

/** The corners of these domains. */
export const profileCorners: Readonly<Record<string, (place: ProfilePlace) => boolean>> = {
  ...gapCorners(welfareAt),
  "a least gap below 1": (place) => {
    const least = leastGap(welfareAt(place));
    return least !== undefined && Q.compare(least, Q.one) < 0;
  },
  "one player": ({ profile }) => size(profile) === 1,
  "more players": ({ profile }) => size(profile) > 1,
  "a player who values nothing": (place) => rowsAt(place).some((row) => row.every(({ numerator }) => numerator === 0n)),
  "a player without whom another outcome is best": (place) => {
    const welfare = welfareAt(place);
    const best = bestOf(welfare);
    return rowsAt(place).some((row) =>
      bestOf(welfare.map((sum, r) => Q.subtract(sum, row[r]!))).every((r) => !best.includes(r)),
    );
  },
};

/** What a player with this report pays over any ring: a control may have another. */
export type RowPayment = <S>(R: Ring<S>, place: ProfilePlace, row: ValueRow) => LogPayment<S>;

/** The payment of Figure 1 at a profile. */
export const figure1Payment: RowPayment = (R, { environment, profile }, row) =>
  figure1(R, environment, profile).payment(row);

/** What a player pays at the ε of an example, by the format. */
export function paymentOf<P, E extends Range>(
  format: Format<P, E, ValueRow, number>,
  setting: ExactLawSetting<P, E, ValueRow, number>,
  player: number,
): L.LogForm {
  const { epsilon, parameters, environment, profile } = setting;
  const payment = format.payments!({ epsilon, parameters, environment, profile, byCounts: false })[player]!;
  return "logs" in payment ? payment : L.fromRational(payment);
}
