import type { Claim, Example } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { refuse } from "../../src/instance/input.js";
import { compareRational } from "../../src/number/enclosure.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type Compared, exampleClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { isViolating } from "./any-selection.js";
import { explicitN0, gainBound } from "./explicit-n0.js";
import { chanceThat, isCertainPlainly, isSteadyPlainly, plainLevel } from "./plain-events.js";
import { plainEnclosedGain } from "./plain-gains.js";
import { deltaLimit, failsAt, fiveM, proofConstant, proofN0 } from "./proof-threshold.js";
import { type Asked, rateExamples } from "./rate-cases.js";
import { isOfClass, provenConstants } from "./rate-classes.js";
import { argumentOf, askedBy, lackedBy, rateMeanings, rateReadings } from "./rate-readings.js";
import { rateEvidence } from "./rate-table.js";
import {
  type GainOf,
  gainAt,
  isOfTheoremPlainly,
  isWithin,
  leastN0At,
  lieChoices,
  plainGains,
  type ThresholdWorld,
  thresholdWorld,
} from "./theorem-1-world.js";

/** C, or c: proved, or as the choices ask. */
function constantOf(
  { environment }: ThresholdWorld,
  { C, c }: JsonObject,
  { over, threshold, rate }: Asked,
): Q.Rational {
  const proven = threshold === "least" ? provenConstants[over] : over === "fixed" ? proofConstant : undefined;
  if (rate === "at-most" && proven) return proven(environment);
  const given = rate === "at-most" ? C : c;
  const constant = typeof given === "string" ? Q.parseRational(given) : undefined;
  if (!constant || constant.numerator <= 0n) throw refuse(`choices.${rate === "at-most" ? "C" : "c"}`, "give a number above 0"); // biome-ignore format: one line
  return constant;
}

const integer = (n: number | bigint): Q.Rational => Q.rational(BigInt(n));
const square = (x: Q.Rational): Q.Rational => Q.multiply(x, x);
const timesSquare = (n: number | bigint, slack: Q.Rational): Q.Rational => Q.multiply(integer(n), square(slack));

/** B(1 − g)^{n−1}. */
function boundAt({ environment }: ThresholdWorld, n: number): Q.Rational {
  const { factor, distance } = gainBound(environment);
  return Q.multiply(factor, Q.integerPower(Q.subtract(Q.one, distance), BigInt(n - 1)));
}

/** Whether the environment is of the class, and ε ≤ 5M where the proof speaks. */
const isAsked = ({ environment, slack }: ThresholdWorld, { over, threshold }: Asked): boolean =>
  isOfClass(environment, over) && (threshold === "least" || Q.compare(slack, fiveM(environment)) <= 0);

/** The least n0 that a number of players or signals shows: n itself where it violates ε, n + 1 where (4) fails at n. */
function shownBy({ environment, slack }: ThresholdWorld, n: number, { threshold }: Asked): number {
  if (threshold === "least") return isViolating(environment, "any", n, slack) ? n : 0;
  return failsAt(environment, n, "l1", deltaLimit(environment, slack)) ? n + 1 : 0;
}

/** n0, or what the n of the choices shows of it. */
function n0Of(world: ThresholdWorld, { n }: JsonObject, asked: Asked): number {
  if (typeof n === "number") return shownBy(world, n, asked);
  return asked.threshold === "least" ? leastN0At(world, "any") : proofN0(world.environment, world.slack, "l1");
}

function decideAt(world: ThresholdWorld, choices: JsonObject, asked: Asked): Compared {
  const isMet = world.isOfTheorem() && isAsked(world, asked);
  const isSmall = asked.rate !== "exactly" || [1, 2].some((n) => isViolating(world.environment, "any", n, world.slack));
  const hypotheses = isMet && isSmall ? "inside" : "outside";
  const n0 = n0Of(world, choices, asked);
  if (asked.rate === "logarithmic") {
    const bound = n0 === 0 ? world.slack : boundAt(world, n0);
    return { left: world.slack, right: bound, larger: "right", hypotheses, holds: n0 === 0 || Q.compare(world.slack, bound) < 0 }; // biome-ignore format: one line
  }
  const constant = constantOf(world, choices, asked);
  return {
    left: timesSquare(n0, world.slack),
    right: constant,
    larger: asked.rate === "exactly" ? "left" : "right",
    hypotheses,
  };
}

/** Whether (4) fails in a state at the limit of δ, in plain fractions. */
function failsPlainly({ environment, slack }: ThresholdWorld, n: number, state: number): boolean {
  const delta = deltaLimit(environment, slack);
  const e = plainLevel(environment);
  const chance = chanceThat(
    environment,
    n,
    state,
    (counts) => isCertainPlainly(environment, counts, state, e) && isSteadyPlainly(environment, counts, "l1", delta),
  );
  return Q.compare(chance, Q.subtract(Q.one, delta)) <= 0;
}

const nothing = { left: Q.zero, right: Q.zero, larger: "right", holds: true, inequality: "", hypotheses: "outside" } as const; // biome-ignore format: one line

/** Numbers up to here are looked at by a check that is given none. */
const few = 6;

/** Section 2, first remark after Theorem 1: n0 = N(ε, v) of the order O(1/ε²). */
export function rate(made: readonly string[] = [], gainOf: GainOf = plainEnclosedGain, factor = Q.one): Claim {
  const gainsAt = plainGains(gainOf);
  const scaled = (x: Q.Rational) => Q.multiply(x, factor);

  /** Whether the choices show that n0 is at least so large. */
  const shows = (world: ThresholdWorld, choices: JsonObject, { threshold }: Asked): boolean => {
    const n = choices.n as number;
    if (threshold === "proof") return failsPlainly(world, n, choices.state as number);
    return compareRational(gainAt(gainsAt(world, "any", n), choices), world.slack) === 1;
  };

  const sidesAt = (world: ThresholdWorld, choices: JsonObject, asked: Asked): WorstSides => {
    const { slack, environment } = world;
    if (!isOfTheoremPlainly(world) || !isAsked(world, asked)) return { ...nothing, explanation: "of another class" };
    if (asked.rate === "exactly") {
      // ε is small where one or two players violate it.
      const isSmall = [1, 2].some((n) => !isWithin(gainsAt(world, "any", n), slack));
      return {
        hypotheses: isSmall ? "inside" : "outside",
        left: timesSquare(explicitN0(environment, slack), slack),
        right: scaled(constantOf(world, choices, asked)),
        larger: "left",
        inequality: "n0·ε² >= c",
        explanation:
          "on the left (1 + (B/ε − 1)/g)·ε², which n0·ε² is at most; the same for every c > 0: see the argument",
      };
    }
    const n = choices.n as number;
    if (!shows(world, choices, asked)) return { ...nothing, hypotheses: "inside", explanation: `nothing at n = ${n}` };
    if (asked.rate === "logarithmic") {
      const right = scaled(boundAt(world, n));
      return {
        left: slack,
        right,
        larger: "right",
        holds: Q.compare(slack, right) < 0,
        inequality: "ε < B(1 − g)^(n − 1)",
        explanation: `a gain at n = ${n} is above ε`,
      };
    }
    const n0 = asked.threshold === "proof" ? n + 1 : n;
    return {
      left: timesSquare(n0, slack),
      right: scaled(constantOf(world, choices, asked)),
      larger: "right",
      inequality: "n0·ε² <= C",
      explanation: `${asked.threshold === "proof" ? `(4) fails for ${n} signals` : `a gain at n = ${n} is above ε`}, so that n0 ≥ ${n0}${lackedBy({ over: asked.over, threshold: asked.threshold }).length > 0 ? "; the same for every C: see the argument" : ""}`,
    };
  };

  return exampleClaim<ThresholdWorld>(thresholdWorld, {
    id: "basu/remark-rate",
    citation: cite("basu", "Section 2, first remark after Theorem 1"),
    statement: "A threshold n0 = N(ε, v) of the order O(1/ε²) can be taken in Theorem 1.",
    hypotheses: ["those of Theorem 1", ...made],
    readings: rateReadings,
    switchMeanings: rateMeanings,
    examples: (budget, switches) => rateExamples(budget, askedBy(switches, made)),
    describe: (budget, switches) => described(rateExamples(budget, askedBy(switches, made)), askedBy(switches, made)),
    argument: (switches) => argumentOf(askedBy(switches, made)),
    corners: {
      "one alternative": ({ environment }) => environment.alternatives === 1,
      "two alternatives": ({ environment }) => environment.alternatives === 2,
    },
    decide: (world, choices, switches) => decideAt(world, choices, askedBy(switches, made)),
    choices: (switches): Readonly<Record<string, (world: ThresholdWorld, given: JsonObject) => readonly Json[]>> => {
      const asked = askedBy(switches, made);
      if (asked.rate === "exactly") return {};
      const all = Array.from({ length: few }, (_, i) => i + (asked.threshold === "proof" ? 0 : 1));
      const n = (_: ThresholdWorld, given: JsonObject) => (typeof given.n === "number" ? [given.n] : all);
      const state = ({ environment }: ThresholdWorld) => environment.prior.map((_, s) => s);
      return asked.threshold === "proof" ? { n, state } : { n, ...lieChoices };
    },
    completed: ["groups", "utility", "signal", "report", "state"],
    sides: (world, choices, switches) => sidesAt(world, choices, askedBy(switches, made)),
    evidence: (budget, switches) => rateEvidence(budget, askedBy(switches, made)),
    ...(made.length === 0 && {
      repair: (reading: Reading) => {
        const lacked = lackedBy(reading.switches);
        return repairOf(reading, {
          statement: `The same where ${lacked.join("; ")}.`,
          changes: lacked,
          claim: (kept) => rate(kept, gainOf, factor), // biome-ignore format: one line
        });
      },
    }),
  });
}

function described(examples: readonly Example[], { over, threshold, rate: asked }: Asked): string {
  const count = `${examples.length} environments with an ε each`;
  if (asked === "exactly") return `${count} and a c, every composition and selection`;
  if (examples[0]!.choices.C !== undefined) return `${count} and a C, at one n`;
  return `${count}, ${over === "fixed" ? "" : `of the class "${over}", `}${threshold === "least" ? "all n ≥ 1, every composition and selection" : "all n ≥ 0, all states"}`;
}
