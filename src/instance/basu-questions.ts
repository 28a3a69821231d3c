import type { BayesianEnvironment, Population, Sizes } from "../game/bayesian-environment.js";
import type { DirectMechanism } from "../game/direct-mechanism.js";
import { beliefThreshold } from "../mechanisms/basu/common-top.js";
import { eventProbability, norms } from "../mechanisms/basu/proof-events.js";
import { largestGain } from "../notions/approximate-incentives.js";
import { allGains } from "../notions/interim-incentives.js";
import { revenue, welfare } from "../notions/revenue.js";
import { printRational, zero } from "../number/rational.js";
import { type Asked, questionField } from "./asked.js";
import { readSizes } from "./basu-environment.js";
import { complianceUpTo, compositionsOf, gainsOfFamily } from "./basu-thresholds.js";
import { checkSums, checkWorkUpTo } from "./basu-work.js";
import { readChoice, readCount, readList, readNonNegative, refuse } from "./input.js";
import type { Facts } from "./loaded.js";
import { once } from "./once.js";
import { indexSchema, type ObjectSchema, objectSchema, rationalSchema } from "./schema.js";

const listOf = (items: object) => ({ type: "array", items });

/** A mechanism for any population. */
type Family = (population: Population) => DirectMechanism;

/** What a mechanism is asked that is defined for any population, and the fields of the questions. */
const aboutPopulations: Readonly<Record<string, ObjectSchema>> = {
  families: objectSchema({ compositions: listOf(listOf(indexSchema)) }),
  thresholds: objectSchema({
    tolerances: listOf(rationalSchema),
    upTo: { type: "integer", minimum: 1 },
    over: { enum: ["first", "all"] },
  }),
};
const aboutSignals: Readonly<Record<string, ObjectSchema>> = {
  "proof-events": objectSchema({ others: indexSchema, delta: rationalSchema }),
};

/** The questions of a mechanism; where its rule fixes the number of players, only those about the signals. */
export const bayesianQuestions = (isFamily: boolean): Readonly<Record<string, ObjectSchema>> =>
  isFamily ? { ...aboutPopulations, ...aboutSignals } : aboutSignals;

/** Their answers. */
export function bayesianAnswers(
  environment: BayesianEnvironment,
  family: Family | undefined,
): Readonly<Record<string, (asked: Asked) => Facts>> {
  return {
    ...(family && {
      families: (asked: Asked) => families(environment, family, asked),
      thresholds: (asked: Asked) => thresholds(environment, family, asked),
    }),
    "proof-events": (asked) => proofEvents(environment, asked),
  };
}

function families(environment: BayesianEnvironment, family: Family, asked: Asked): Facts {
  const path = questionField(asked, "compositions");
  const compositions = readList(asked.fields.compositions, path, (sizes, field) =>
    readSizes(sizes, field, environment.utilities.length),
  );
  for (const sizes of compositions) checkSums({ ...environment, sizes }, path);
  return {
    families: () =>
      compositions.map((sizes) => {
        const population = { ...environment, sizes };
        const mechanism = family(population);
        return {
          groups: [...sizes],
          maxGain: largestGain(allGains(population, mechanism)) ?? zero,
          revenue: revenue(population, mechanism),
          welfare: welfare(population, mechanism),
        };
      }),
  };
}

function thresholds(environment: BayesianEnvironment, family: Family, asked: Asked): Facts {
  const slacks = readList(asked.fields.tolerances, questionField(asked, "tolerances"), readNonNegative);
  const upToField = questionField(asked, "upTo");
  const upTo = readCount(asked.fields.upTo, upToField);
  if (upTo < 1) throw refuse(upToField, "must be at least 1");
  const over = readChoice(asked.fields.over, questionField(asked, "over"), ["first", "all"]);
  checkWorkUpTo(environment, upTo, over === "all", upToField);
  const compositions = (n: number): readonly Sizes[] =>
    over === "all" ? compositionsOf(environment, n) : [environment.utilities.map((_, u) => (u === 0 ? n : 0))];
  const found = once(() => complianceUpTo((n) => gainsOfFamily(environment, family, n, compositions(n)), slacks, upTo));
  return {
    thresholds: () =>
      found().map(({ slack, violating, firstCompliant, largestViolating }) => ({
        tolerance: printRational(slack),
        largestViolating,
        firstCompliant: firstCompliant ?? null,
        violating: [...violating],
      })),
  };
}

function proofEvents(environment: BayesianEnvironment, asked: Asked): Facts {
  const field = questionField(asked, "others");
  const others = readCount(asked.fields.others, field);
  const delta = readNonNegative(asked.fields.delta, questionField(asked, "delta"));
  checkSums({ ...environment, sizes: [others + 1] }, field);
  return {
    eventProbability: () => {
      const e = beliefThreshold(environment);
      return Object.fromEntries(
        norms.map((norm) => [norm, e ? eventProbability(environment, others, e, norm, delta) : null]),
      );
    },
  };
}
