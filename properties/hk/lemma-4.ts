import type { Budget, Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { size } from "../../src/game/profile.js";
import { exponentialFormat } from "../../src/instance/hk-exponential.js";
import { type Range, rateOf, type Sharpness, type ValueRow } from "../../src/mechanisms/hk/range.js";
import { rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import type { LawPlace } from "../law-setting.js";
import { type FreeWelfareSays, freeWelfareClaim } from "./free-welfare-claim.js";
import { describeProfiles, profileCases } from "./theorem-2.js";

const step = rational(1n, 4n);

type LemmaPlace = LawPlace<Sharpness, Range, ValueRow, number>;

const columns = ({ environment, profile }: LemmaPlace): readonly string[] =>
  environment.outcomes.map((_, r) =>
    profile.map(({ report }) => `${report![r]!.numerator}/${report![r]!.denominator}`).join(),
  );

const corners: Readonly<Record<string, (place: LemmaPlace) => boolean>> = {
  "one outcome": ({ outcomes }) => outcomes.length === 1,
  "more than two outcomes": ({ outcomes }) => outcomes.length > 2,
  "one player": ({ profile }) => size(profile) === 1,
  "more players": ({ profile }) => size(profile) > 1,
  "two outcomes alike for everybody": (place) => new Set(columns(place)).size < place.outcomes.length,
  "all outcomes alike for everybody": (place) => place.outcomes.length > 1 && new Set(columns(place)).size === 1,
  "values between 0 and 1": ({ profile }) =>
    profile.some(({ report }) => report!.some(({ denominator }) => denominator > 1n)),
  "one outcome above all others by 1 for everybody": ({ profile }) =>
    profile.every(
      ({ report }) =>
        report!.length > 1 &&
        report!.filter(({ numerator }) => numerator === 1n).length === 1 &&
        report!.every(({ numerator, denominator }) => numerator === 0n || denominator === 1n),
    ),
};

const says = { maximised: "largest", only: "only there", value: "value" } as const;

/** Lemma 4: the free social welfare is largest at the law of the exponential mechanism, and nowhere else. */
export const lemma4 = (format = exponentialFormat): Claim => {
  const shared = {
    id: "hk/lemma-4",
    citation: cite("hk", "Lemma 4"),
    statement:
      "The free social welfare E_{r∼ν}[Σ_i v_i(r)] + (2/ε)·S(ν) is maximized, over all distributions ν on R, when ν = EXP^R_ε(v_1, …, v_n).",
    hypotheses: ["R finite", "ε > 0"],
    readings: readingsOf({ says: ["maximised", "only", "value"] }),
    switchMeanings: {
      maximised: "at no ν is it larger",
      only: "at every other ν it is smaller",
      value: "its maximum is (2/ε)·ln Σ_r exp((ε/2)·Σ_i v_i(r))",
    },
    step,
  };
  return byReading(shared, (switches) =>
    freeWelfareClaim<Sharpness, Range, ValueRow>(format, {
      ...shared,
      statement: "",
      rate: rateOf,
      says: says[switches.says as keyof typeof says] satisfies FreeWelfareSays,
      formula: "E_ν[Σ_i v_i] + (2/ε)·S(ν)",
      cases: profileCases,
      describe: (budget: Budget) => `every distribution ν, and ${describeProfiles(budget)}`,
      corners,
      argument:
        "All R, n, ν and valuations: where P(r) ∝ e^{(ε/2)·Σ_i v_i(r)}, which is decided, F(P) − F(ν) = (2/ε)·KL(ν‖P), and F(P) = (2/ε)·ln Z.",
      draws: { gate: 5, standard: 50, deep: 500 },
    }),
  );
};
