import type { Claim } from "../../src/claim/claim.js";
import { readDistribution } from "../../src/instance/distribution.js";
import type { Format } from "../../src/instance/format.js";
import { InputError, refuse } from "../../src/instance/input.js";
import type { Range } from "../../src/mechanisms/hk/range.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import { type OrderedRing, powerQuotient, type Sign, safeInteger } from "../../src/number/ring.js";
import type { Json } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { type Chances, freeWelfare } from "./divergence-forms.js";
import { normalised } from "./gain-ways.js";

/** What a claim says of the law of a mechanism: the free welfare is largest there, nowhere else, or has this value. */
export type FreeWelfareSays = "largest" | "only there" | "value";

/** What claims about the free welfare have to say for themselves; see `LawClaim` for the rest. */
export interface FreeWelfareClaim<P, E, T, O>
  extends Omit<LawClaim<P, E, T, O>, "decide" | "sides" | "choices" | "completed"> {
  /** a/ε, where the free welfare is E_ν[Q] + (1/a)·S(ν), or E_ν[Q] − (1/a)·KL(ν‖μ) with a prior. */
  rate(parameters: P): Q.Rational;
  readonly says: FreeWelfareSays;
  /** Whether an instance without prior has the uniform one, so that KL(ν‖μ) takes the place of −S(ν) there, too. */
  readonly isUniform?: boolean;
  /** The free welfare in a formula. */
  readonly formula: string;
}

/**
 * The law P of a mechanism over a range against every distribution ν on it: F(ν) = E_ν[Q] + (1/a)·S(ν), or E_ν[Q] −
 * (1/a)·KL(ν‖μ) with a prior μ. For the Gibbs measure G ∝ μ·e^{aQ}, F(G) − F(ν) = (1/a)·KL(ν‖G): F is largest at G and
 * nowhere else, with the value (1/a)·ln Σ_r μ(r)·e^{aQ(r)}. So the claim holds if and only if P is G: that P(r)/(μ(r)·e^{aQ(r)})
 * is the same for all r, which is decided over any ring, for all ν at once.
 */
export function freeWelfareClaim<P, E extends Range, T>(
  format: Format<P, E, T, number>,
  parts: FreeWelfareClaim<P, E, T, number>,
): Claim<LawCase> {
  const { says, formula, rate, step, isUniform = false } = parts;
  const priorOf = ({ environment: { prior, outcomes } }: LawPlace<P, E, T, number>): Chances | undefined =>
    normalised(prior) ?? (isUniform ? outcomes.map(() => Q.rational(1n, BigInt(outcomes.length))) : undefined);
  const qualities = (place: LawPlace<P, E, T, number>): readonly Q.Rational[] =>
    place.outcomes.map((outcome) => format.objective!(place, outcome));
  const inSteps = (place: LawPlace<P, E, T, number>, x: Q.Rational): number =>
    safeInteger(Q.divide(Q.multiply(rate(place.parameters), x), step!).numerator, "step");

  const isGibbs = <S>(R: OrderedRing<S>, setting: LawSetting<P, E, T, number, S>): boolean => {
    const { prior } = setting.environment;
    const steps = qualities(setting).map((x) => inSteps(setting, x));
    const chances = new Map(setting.law().entries.map(({ outcome, weight }) => [outcome, weight]));
    const support = setting.outcomes.filter((r) => prior?.weights[r] !== 0n);
    const none = setting.outcomes.filter((r) => prior?.weights[r] === 0n);
    const [first] = support as [number];
    // P(r)·μ(s) = P(s)·μ(r)·y^{k_r − k_s}.
    const same = (r: number): boolean => {
      const power = powerQuotient(R, steps[r]! - steps[first]!);
      const [mine, its] = [r, first].map((at) => R.integer(prior?.weights[at] ?? 1n)) as [S, S];
      const left = R.multiply(R.multiply(chances.get(r)!, its), power.denominator);
      const right = R.multiply(R.multiply(chances.get(first)!, mine), power.numerator);
      return R.sign(R.subtract(left, right)) === 0;
    };
    return support.every(same) && none.every((r) => R.sign(chances.get(r) ?? R.zero) === 0);
  };

  const free = (setting: ExactLawSetting<P, E, T, number>, nu: Chances): L.LogForm | undefined =>
    freeWelfare(nu, qualities(setting), { exponent: rate(setting.parameters), lipschitz: Q.one }, priorOf(setting));
  const own = (setting: ExactLawSetting<P, E, T, number>): Chances => setting.chances.map(({ chance }) => chance);

  /** μ·e^{cQ·ε}, normalised; undefined where a weight is irrational. */
  const tilt = (setting: ExactLawSetting<P, E, T, number>, c: Q.Rational): Chances | undefined => {
    try {
      const { prior } = setting.environment;
      const weights = qualities(setting).map((x, r) =>
        Q.multiply(Q.rational(prior?.weights[r] ?? 1n), setting.power(Q.multiply(c, x))),
      );
      const total = weights.reduce(Q.add, Q.zero);
      return weights.map((weight) => Q.divide(weight, total));
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  };

  /** Tilts of the prior, every distribution on one outcome that is possible, and those half way from the law to one. */
  const candidates = (setting: ExactLawSetting<P, E, T, number>): readonly Json[] => {
    const a = rate(setting.parameters);
    const P = own(setting);
    const points = P.flatMap((chance, r) =>
      Q.signOfRational(chance) === 0 ? [] : [P.map((_, s) => (r === s ? Q.one : Q.zero))],
    );
    const between = points.map((point) => point.map((x, r) => Q.multiply(Q.rational(1n, 2n), Q.add(x, P[r]!))));
    const tilts = [a, Q.zero, Q.add(a, a), Q.negate(a)].flatMap((c) => {
      const tilted = tilt(setting, c);
      return tilted === undefined ? [] : [tilted];
    });
    return distinct([...tilts, ...points, ...between].map((nu) => nu.map(Q.printRational)));
  };

  return lawClaim<P, E, T, number>(format, {
    ...parts,
    decide: (R, setting) => ({
      hypotheses: "inside",
      conclusion: isGibbs(R, setting) ? "holds" : "fails",
      witness: {},
    }),
    completed: says === "value" ? [] : ["nu"],
    choices: () =>
      says === "value" ? {} : { nu: (setting, { nu }) => (nu === undefined ? candidates(setting) : [nu]) },
    sides(setting, choices) {
      const left = free(setting, own(setting));
      if (left === undefined) throw refuse("instance", "the law has mass where the prior has none");
      if (says === "value") return { left, right: maximum(setting), larger: "left", ...valueWords(left, setting) };
      const nu = readDistribution(choices.nu, "choices.nu");
      if (nu.length !== setting.outcomes.length) throw refuse("choices.nu", "expected one probability an outcome");
      const right = free(setting, nu);
      if (right === undefined) throw refuse("choices.nu", "the prior has no mass there: minus infinity is no larger");
      const order: Sign = L.compare(left, right, setting.epsilon);
      const same = nu.every((chance, r) => Q.equals(chance, own(setting)[r]!));
      return {
        left,
        right,
        larger: "left",
        holds: says === "largest" ? order >= 0 : order > 0 || same,
        inequality:
          says === "largest" ? `F(EXP) >= F(ν), F(ν) = ${formula}` : `F(EXP) > F(ν) for ν ≠ EXP, F(ν) = ${formula}`,
        explanation: `EXP is ${own(setting).map(Q.printRational).join(", ")}, ν is ${nu.map(Q.printRational).join(", ")}`,
      };
    },
  });

  /** (1/a)·ln Σ_r μ(r)·e^{aQ(r)}. */
  function maximum(setting: ExactLawSetting<P, E, T, number>): L.LogForm {
    const prior = priorOf(setting);
    const a = rate(setting.parameters);
    const Z = qualities(setting)
      .map((x, r) => Q.multiply(prior?.[r] ?? Q.one, setting.power(Q.multiply(a, x))))
      .reduce(Q.add, Q.zero);
    return L.overEpsilon(L.scale(L.ln(Z), Q.divide(Q.one, a)));
  }

  function valueWords(left: L.LogForm, setting: ExactLawSetting<P, E, T, number>) {
    return {
      holds: L.equals(left, maximum(setting), setting.epsilon),
      inequality: `F(EXP) = (2/ε)·ln Σ_r e^{(ε/2)Q(r)}, F(ν) = ${formula}`,
      explanation: `EXP is ${own(setting).map(Q.printRational).join(", ")}`,
    };
  }
}

const distinct = (lists: readonly (readonly string[])[]): readonly Json[] => [
  ...new Map(lists.map((list) => [list.join(), list])).values(),
];
