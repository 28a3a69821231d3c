import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf } from "../../src/game/reaction-environment.js";
import { supportOf } from "../../src/mechanisms/nst/commitment.js";
import { settingOf } from "../../src/mechanisms/nst/generic.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type Decided, instanceClaim } from "../instance-claim.js";
import { realSide } from "../real-sides.js";
import { repairOf } from "../repairs.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { byHand, byNotions } from "./environment-facts.js";
import { errorBetween, plainExpectation } from "./generic-lottery.js";
import { mainN0 } from "./known-populations.js";
import { mainExamples } from "./main-examples.js";
import { printedBeta } from "./printed-n0.js";
import {
  type Asked,
  byGap,
  bySelection,
  type Found,
  format,
  foundAt,
  type Lie,
  liesAt,
  type Part,
  type Scale,
  shares,
  tableOf,
  utilitiesOf,
  type Values,
} from "./theorem-2-instance.js";
import { errorRates } from "./theorem-2-rates.js";
import { isTruthBest, signOf } from "./theorem-2-truth.js";

const meanings = {
  "over-S": "γ is the gap as defined: the largest loss is over all of S",
  "over-St": "γ is the gap over the separating set of P, in which p̃ is the least probability",
  own: "with private reactions the selection r_i(t_i, s) depends on the own type alone",
  any: "the selection r_i(t, s) is any function of the types into the optimal reactions",
};

const proofs = {
  a:
    "All environments: a lie costs at least p̃γ in the commitment part, as some alternative of the separating set costs γ and has probability at least p̃. In the exponential part it gains less than 2ε* = q*p̃γ·1 (Lemmas 1 and 2, ε* < p̃γ/2 by Lemma 5), so truth is at least as good. " +
    "E[F] ≥ (1 − q*)·(max F − (4d/(nε*))·ln(nε*|S|/(2d))) ≥ max F − q* − (4d/(nε*))·ln(n·p̃γ|S|/(2d)) = max F − 3q* by Lemmas 3 and 5, and β = 3q*. ",
  b: "With private reactions and a selection by the own type the loss of part a does not depend on what the others announce, and the gain is below 2ε* strictly. A strictly dominant strategy is unique, so the truthful tuple is the only one, and every such tuple has the error of part a. ",
};

function decideAt(values: Values, asked: Asked): Decided {
  const found = foundAt(byNotions, values, asked);
  if (!found.isInside) return { hypotheses: "outside", holds: true };
  const holds =
    isNearOptimal(values, found, asked.scale) &&
    [...profilesOf(values.environment.types)].every((types) =>
      liesAt(values.environment, types, asked.part).every((lie) =>
        isTruthBest(values, found.level!, asked.part, types, lie),
      ),
    );
  return { holds };
}

const onlyStrictness =
  " With any selection strict truthfulness alone falls. A strictly dominant announcement is the best one against truthful others, which is the truth by part a: every tuple of strictly dominant strategies is the truthful one and has the error of part a, but there may be none.";

/** Whether the error is at most β at every profile: found once for each environment and setting. */
function isNearOptimal({ parameters, environment }: Values, { setting, level }: Found, scale: Scale): boolean {
  const known = nearOptimal.get(environment) ?? new Map<string, boolean>();
  nearOptimal.set(environment, known);
  const key = [setting.d, setting.pTilde, setting.gamma, scale.q, scale.epsilon].map(Q.printRational).join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const beta = R.enclosureOf(theorem2Beta(setting, BigInt(environment.types.length))!, 40);
  const holds = [...profilesOf(environment.types)].every((types) => {
    const error = errorBetween(parameters, environment, types, level!);
    if (Q.compare(error.high, beta.low) <= 0) return true;
    if (Q.compare(error.low, beta.high) > 0) return false;
    throw new RangeError("the error is too near to the bound to be told apart");
  });
  known.set(key, holds);
  return holds;
}

const nearOptimal = new WeakMap<KnownEnvironment, Map<string, boolean>>();

/** `conclusion`: "truthful" with a lie, or "optimal". */
const choicesOf = (part: Part): Choices<Values> => ({
  conclusion: () => ["truthful", "optimal"],
  profile: ({ environment }) => [...profilesOf(environment.types)].map((types) => [...types]),
  lie: ({ environment }, { conclusion, profile }): readonly Json[] =>
    conclusion === "optimal"
      ? [null]
      : liesAt(environment, profile as readonly number[], part).map(({ announced, ...lie }) => ({
          ...lie,
          announced: [...announced],
        })),
});

function sidesAt(values: Values, choices: JsonObject, asked: Asked): WorstSides {
  const found = foundAt(byHand, values, asked);
  const isOptimal = choices.conclusion === "optimal";
  const about = isOptimal
    ? {
        inequality: "max F − E[F] ≤ β",
        explanation: "the error at the truthful profile, and 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d))",
      }
    : {
        inequality: asked.part === "a" ? "E[u | lie] ≤ E[u | truth]" : "E[u | lie] < E[u | truth]",
        explanation: `the expected utility of a player who lies and who does not, ${asked.part === "a" ? "the others telling the truth" : "at any announcements of the others"}`,
      };
  if (!found.level)
    return { left: Q.zero, right: Q.zero, larger: "right", ...about, hypotheses: "outside", holds: true };
  const { parameters, environment } = values;
  const types = choices.profile as readonly number[];
  if (isOptimal) {
    const table = tableOf(environment);
    const mechanism = { ...found.level, d: parameters.d, P: shares(parameters, environment) };
    const worth = (s: number) => table.objective(types, s);
    const best = supportOf({ P: "uniform" }, environment).map(worth).reduce(Q.maximum);
    const mean = plainExpectation(table, mechanism, types, { free: worth, imposed: worth });
    const left = R.subtract(R.fromRational(best), mean);
    const right = printedBeta(found.setting, BigInt(types.length));
    return { left: realSide(left), right: realSide(right), larger: "right", holds: signOf(left, right) <= 0, ...about };
  }
  const { left, right } = utilitiesOf(values, found.level, types, choices.lie as unknown as Lie);
  const holds = signOf(left, right) <= (asked.part === "a" ? 0 : -1);
  return { left: realSide(left), right: realSide(right), larger: "right", holds, ...about };
}

const readings: Readonly<Record<Part, readonly Reading[]>> = {
  a: readingsOf({ gap: ["over-S", "over-St"] }),
  b: readingsOf({ gap: ["over-S", "over-St"], selection: ["own", "any"] }),
};

/** The changes that a reading lacks. */
const lackedBy = (part: Part, { gap, selection }: Switches): readonly string[] => [
  ...(gap === "over-S" ? [byGap] : []),
  ...(part === "b" && selection === "any" ? [bySelection] : []),
];

const honest: Scale = { q: Q.one, epsilon: Q.one };

/** Theorem 2, part a or b; in a test the examples may be others, and q* and ε* scaled. */
function theorem2(part: Part, made: readonly string[], examples = mainExamples, scale = honest): Claim<Example> {
  const kind = part === "a" ? "ex-post Nash equilibrium" : "strictly dominant strategies";
  return instanceClaim(format, {
    id: `nst/theorem-2${part}`,
    citation: cite("nst", "Theorem 2"),
    statement: `For every n > n0 the generic mechanism ${
      part === "a" ? "is ex-post Nash truthful" : "is strictly truthful where reactions are private"
    } and β-implements F in ${kind}, β = 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d)); ${
      part === "a" ? "some equilibrium, the truthful one, has that error" : "every such tuple has that error"
    }.`,
    hypotheses: [
      "non-trivial environment, P separating with least probability p̃ on the separating set",
      "F is d-sensitive with values in [0, 1]",
      "n > n0",
      ...(part === "b" ? ["every player has private reactions"] : []),
    ],
    readings: readings[part],
    switchMeanings: Object.fromEntries(
      Object.entries(meanings).filter(([name]) => part === "b" || name.startsWith("over-")),
    ),
    examples: (budget) => examples(budget),
    describe: (budget) =>
      `${examples(budget).length} environments with 3 players and more, every profile and lie; the separating set is the whole support of P`,
    argument: (switches) => {
      const lacked = lackedBy(part, switches).filter((change) => !made.includes(change));
      return lacked.length > 0
        ? `Not under this reading; it holds with ${lacked.join(" and ")}.${lacked.includes(bySelection) ? onlyStrictness : ""}`
        : part === "a"
          ? proofs.a
          : proofs.a + proofs.b;
    },
    corners: cornersOf,
    decide: (values, _, switches) => decideAt(values as Values, { part, switches, made, scale }),
    choices: () => choicesOf(part),
    completed: ["conclusion", "profile", "lie"],
    sides: (values, choices, switches) => sidesAt(values as Values, choices, { part, switches, made, scale }),
    evidence: (budget: Budget) => errorRates(budget),
    repair: (reading) => {
      const changes = lackedBy(part, reading.switches);
      return repairOf(reading, {
        statement: `Theorem 2 with ${changes.join(" and ")}.`,
        changes,
        claim: (kept) => theorem2(part, kept, examples, scale),
      });
    },
  });
}

const betaAgainstOne = ({ parameters, environment }: Values): number | undefined => {
  const gamma = byNotions.gap(environment, supportOf(parameters, environment));
  const setting = gamma && settingOf(parameters, environment, gamma);
  const beta = setting && theorem2Beta(setting, BigInt(environment.types.length));
  return beta && R.compareReals(beta, R.fromInteger(1n));
};

const cornersOf = {
  "β below 1": (values: Values) => betaAgainstOne(values) === -1,
  "β below 1 and F depends on the types": (values: Values) =>
    betaAgainstOne(values) === -1 && byNotions.sensitivity(values.environment).numerator > 0n,
  "β at least 1": (values: Values) => betaAgainstOne(values) === 1,
  "a player with one type": ({ environment }: Values) => environment.types.includes(1),
  "P without some alternative": ({ parameters, environment }: Values) =>
    supportOf(parameters, environment).length < environment.alternatives,
  "P not uniform": ({ parameters }: Values) => parameters.P !== "uniform",
  "interdependent values": ({ environment }: Values) =>
    environment.types.some((_, player) => !byNotions.hasPrivateValues(environment, player)),
  "d above d*": ({ parameters, environment }: Values) =>
    Q.compare(byNotions.sensitivity(environment), parameters.d) < 0,
  "n at most n0": ({ parameters, environment }: Values) => {
    const gamma = byNotions.gap(environment, supportOf(parameters, environment));
    return (
      gamma !== undefined &&
      gamma.numerator > 0n &&
      BigInt(environment.types.length) <= mainN0(settingOf(parameters, environment, gamma))
    );
  },
};

export const theorem2a = (made: readonly string[] = [], examples = mainExamples, scale = honest): Claim<Example> =>
  theorem2("a", made, examples, scale);
export const theorem2b = (made: readonly string[] = [], examples = mainExamples, scale = honest): Claim<Example> =>
  theorem2("b", made, examples, scale);
