import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, type ReactionEnvironment, type Types, withType } from "../../src/game/reaction-environment.js";
import { genericRules } from "../../src/instance/nst-generic.js";
import { supportOf, weightsOf } from "../../src/mechanisms/nst/commitment.js";
import { type Generic, settingOf } from "../../src/mechanisms/nst/generic.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { mainPopulation, meaningfulPopulation } from "../../src/mechanisms/nst/populations.js";
import { epsilonStar, qStar, theorem2Beta } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { type Compared, instanceClaim } from "../instance-claim.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { byHand, byNotions, type EnvironmentFacts } from "./environment-facts.js";
import { errorBetween, type Level, plainExpectation, plainUtility } from "./generic-lottery.js";
import { mainExamples } from "./main-examples.js";
import { type PlainTable, plainTable } from "./plain-table.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";
import { errorRates } from "./theorem-2-rates.js";

/** What the claims read of an instance. */
interface Values {
  readonly parameters: Generic;
  readonly environment: KnownEnvironment;
}

/** Part a: the others tell the truth. Part b: they announce anything, reactions are private, and truth is strictly better. */
type Part = "a" | "b";

const byGap = "γ over the alternatives of the separating set";
const bySelection = "a selection that depends on the own type alone";

const meanings = {
  all: "γ is the gap as defined: the largest loss is over all of S",
  support: "γ is the gap over the separating set of P, in which p̃ is the least probability",
  own: "with private reactions the selection r_i(t_i, s) depends on the own type alone",
  any: "the selection r_i(t, s) is any function of the types into the optimal reactions",
};

const proofs = {
  a:
    "All environments: a lie costs at least p̃γ in the commitment part, as some alternative of the separating set costs γ and has probability at least p̃. In the exponential part it gains less than 2ε* = q*p̃γ·1 (Lemmas 1 and 2, ε* < p̃γ/2 by Lemma 5), so truth is at least as good. " +
    "E[F] ≥ (1 − q*)·(max F − (4d/(nε*))·ln(nε*|S|/(2d))) ≥ max F − q* − (4d/(nε*))·ln(n·p̃γ|S|/(2d)) = max F − 3q* by Lemmas 3 and 5, and β = 3q*. ",
  b: "With private reactions and a selection by the own type the loss of part a does not depend on what the others announce, and the gain is below 2ε* strictly. A strictly dominant strategy is unique, so the truthful tuple is the only one, and every such tuple has the error of part a. ",
};

/** What the hypotheses and bounds are at an instance, by notions or by hand. */
interface Found {
  readonly isInside: boolean;
  readonly setting: GenericSetting;
  readonly level: Level | undefined;
}

/** What one claim on an instance is decided from. */
interface Asked {
  readonly part: Part;
  readonly switches: Switches;
  readonly made: readonly string[];
}

const isPrivate = (facts: EnvironmentFacts, { part, switches, made }: Asked, environment: ReactionEnvironment): boolean =>
  part === "a" ||
  environment.types.every(
    (_, player) =>
      facts.hasPrivateReactions(environment, player) &&
      ((switches.selection === "any" && !made.includes(bySelection)) || facts.hasPrivateSelection(environment, player)),
  );

/** Hypotheses: non-trivial on the support of P, d-sensitive, F in [0, 1], n > n0, and private reactions in part b. */
function foundAt(facts: EnvironmentFacts, { parameters, environment }: Values, asked: Asked): Found {
  const support = supportOf(parameters, environment);
  const everywhere = asked.switches.gap === "all" && !asked.made.includes(byGap);
  const gamma = facts.gap(environment, everywhere ? supportOf({ P: "uniform" }, environment) : support) ?? Q.zero;
  const setting = settingOf(parameters, environment, gamma);
  const n = BigInt(environment.types.length);
  const isInside =
    gamma.numerator > 0n &&
    facts.isSeparating(environment, support) &&
    Q.compare(facts.sensitivity(environment), parameters.d) <= 0 &&
    isPrivate(facts, asked, environment) &&
    (facts === byNotions ? n > mainPopulation(setting).n0 : isPrinted(setting, n));
  const [epsilon, q] = [epsilonStar(setting, n), qStar(setting, n)];
  return { isInside, setting, level: isInside && epsilon && q ? { epsilon, q } : undefined };
}

function isPrinted(setting: GenericSetting, n: bigint): boolean {
  const c = quotientOf(setting);
  const { alternatives } = setting;
  return isBeyond(n, { c, alternatives, second: secondBound(c, alternatives) });
}

/** Who lies, to whose announcements. */
interface Lie {
  readonly player: number;
  readonly lie: number;
  readonly announced: Types;
}

/** Every lie at a true profile. */
function liesAt({ types: sizes }: ReactionEnvironment, types: Types, part: Part): readonly Lie[] {
  const announced = part === "a" ? [types] : [...profilesOf(sizes)];
  return sizes.flatMap((size, player) =>
    announced
      .filter((profile) => profile[player] === types[player])
      .flatMap((profile) =>
        Array.from({ length: size }, (_, lie) => ({ player, lie, announced: profile })).filter(
          ({ lie }) => lie !== types[player],
        ),
      ),
  );
}

/** What a lie costs in the commitment part: Σ_s P(s)·(u_i(t, s, r_i(announced)) − u_i(t, s, r_i(lie, announced))). */
function commitmentLoss({ parameters, environment }: Values, types: Types, { player, lie, announced }: Lie): Q.Rational {
  const { weights, total } = weightsOf(parameters, environment);
  const utility = (profile: Types, s: number) =>
    environment.utility(types, player, s, environment.selection(profile, player, s));
  const lost = weights.reduce(
    (sum, weight, s) => sum + weight * (utility(announced, s) - utility(withType(announced, player, lie), s)),
    0n,
  );
  return Q.rational(lost, total * environment.utilityGrid);
}

/** Whether truth is best against a lie: by Theorem 1's argument where the loss is p̃γ at least, else at ε* and q* themselves. */
function isTruthBest(values: Values, { setting, level }: Found, part: Part, types: Types, lie: Lie): boolean {
  const share = Q.multiply(setting.pTilde, setting.gamma);
  if (Q.compare(commitmentLoss(values, types, lie), share) >= 0) return true;
  const { left, right } = utilitiesOf(values, level!, types, lie);
  return signOf(left, right) <= (part === "a" ? 0 : -1);
}

const tables = new WeakMap<KnownEnvironment, PlainTable>();

function tableOf(environment: KnownEnvironment): PlainTable {
  const table = tables.get(environment) ?? plainTable(environment.source);
  tables.set(environment, table);
  return table;
}

/** The format of the generic mechanism that reads each environment once. */
const format: typeof genericRules = {
  ...genericRules,
  environment: {
    ...genericRules.environment,
    read(fields) {
      const environment = environments.get(fields) ?? genericRules.environment.read(fields);
      environments.set(fields, environment);
      return environment;
    },
  },
};

const environments = new WeakMap<object, KnownEnvironment>();

function utilitiesOf({ parameters, environment }: Values, level: Level, types: Types, { player, lie, announced }: Lie) {
  const table = tableOf(environment);
  const mechanism = { ...level, d: parameters.d, P: shares(parameters, environment) };
  return {
    left: plainUtility(table, mechanism, player, types, withType(announced, player, lie)),
    right: plainUtility(table, mechanism, player, types, announced),
  };
}

function shares(parameters: Generic, environment: ReactionEnvironment): readonly Q.Rational[] {
  const { weights, total } = weightsOf(parameters, environment);
  return weights.map((weight) => Q.rational(weight, total));
}

function signOf(x: R.Real, y: R.Real): -1 | 0 | 1 {
  const sign = R.compareReals(x, y, 512);
  if (sign === undefined) throw new RangeError("the sides are too near to each other to be told apart");
  return sign;
}

const nothing = { left: Q.zero, right: Q.zero, larger: "right" } as const;

function decideAt(values: Values, asked: Asked): Compared {
  const found = foundAt(byNotions, values, asked);
  if (!found.isInside) return { ...nothing, hypotheses: "outside", holds: true };
  const { environment, parameters } = values;
  const beta = R.enclosureOf(theorem2Beta(found.setting, BigInt(environment.types.length))!, 80);
  const holds = [...profilesOf(environment.types)].every((types) => {
    const error = errorBetween(parameters, environment, types, found.level!);
    if (Q.compare(error.high, beta.low) > 0 && Q.compare(error.low, beta.high) <= 0) {
      throw new RangeError("the error is too near to the bound to be told apart");
    }
    return (
      Q.compare(error.high, beta.low) <= 0 &&
      liesAt(environment, types, asked.part).every((lie) => isTruthBest(values, found, asked.part, types, lie))
    );
  });
  return { ...nothing, holds };
}

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

const shown = (x: R.Real) => x.exact ?? R.enclosureOf(x, 96);

function sidesAt(values: Values, choices: JsonObject, asked: Asked): WorstSides {
  const found = foundAt(byHand, values, asked);
  const isOptimal = choices.conclusion === "optimal";
  const about = isOptimal
    ? { inequality: "max F − E[F] ≤ β", explanation: "the error at the truthful profile, and 6·√(d/(p̃γn))·√ln(n·p̃γ|S|/(2d))" }
    : {
        inequality: asked.part === "a" ? "E[u | lie] ≤ E[u | truth]" : "E[u | lie] < E[u | truth]",
        explanation: `the expected utility of a player who lies and who does not, ${asked.part === "a" ? "the others telling the truth" : "at any announcements of the others"}`,
      };
  if (!found.level) return { ...nothing, ...about, hypotheses: "outside", holds: true };
  const { parameters, environment } = values;
  const types = choices.profile as readonly number[];
  if (isOptimal) {
    const table = tableOf(environment);
    const mechanism = { ...found.level, d: parameters.d, P: shares(parameters, environment) };
    const worth = (s: number) => table.objective(types, s);
    const best = supportOf({ P: "uniform" }, environment).map(worth).reduce(Q.maximum);
    const mean = plainExpectation(table, mechanism, types, { free: worth, imposed: worth });
    const left = R.subtract(R.fromRational(best), mean);
    const right = R.multiply(R.fromInteger(3n), found.level.q);
    return { left: shown(left), right: shown(right), larger: "right", holds: signOf(left, right) <= 0, ...about };
  }
  const { left, right } = utilitiesOf(values, found.level, types, choices.lie as unknown as Lie);
  const holds = signOf(left, right) <= (asked.part === "a" ? 0 : -1);
  return { left: shown(left), right: shown(right), larger: "right", holds, ...about };
}

const readings: Readonly<Record<Part, readonly Reading[]>> = {
  a: readingsOf({ gap: ["all", "support"] }),
  b: readingsOf({ gap: ["all", "support"], selection: ["own", "any"] }),
};

/** The changes that a reading lacks. */
const lackedBy = (part: Part, { gap, selection }: Switches): readonly string[] => [
  ...(gap === "all" ? [byGap] : []),
  ...(part === "b" && selection === "any" ? [bySelection] : []),
];

/** Theorem 2, part a or b; β is printed with 6, and `examples` may be others in a test. */
function theorem2(part: Part, made: readonly string[], examples = mainExamples): Claim<Example> {
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
      Object.entries(meanings).filter(([name]) => part === "b" || name === "all" || name === "support"),
    ),
    examples: (budget) => examples(budget),
    describe: (budget) => `${examples(budget).length} environments with 3 players and more, every profile and lie`,
    argument: (switches) => {
      const lacked = lackedBy(part, switches).filter((change) => !made.includes(change));
      return lacked.length > 0
        ? `Not under this reading; it holds with ${lacked.join(" and ")}.`
        : part === "a" ? proofs.a : proofs.a + proofs.b;
    },
    corners: cornersOf,
    decide: (values, _, switches) => decideAt(values as Values, { part, switches, made }),
    choices: () => choicesOf(part) as Choices<never>,
    completed: ["conclusion", "profile", "lie"],
    sides: (values, choices, switches) => sidesAt(values as Values, choices, { part, switches, made }),
    evidence: (budget: Budget) => errorRates(budget),
    repair: (reading) => {
      const changes = lackedBy(part, reading.switches);
      if (changes.length === 0) return undefined;
      return {
        statement: `Theorem 2 with ${changes.join(" and ")}.`,
        changes,
        reading,
        claim: (undone) => theorem2(part, changes.filter((change) => change !== undone), examples),
      };
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
      BigInt(environment.types.length) <= mainPopulation(settingOf(parameters, environment, gamma)).n0
    );
  },
};

/** From which n β says anything, in units of n0. */
export const meaningfulFrom = (setting: GenericSetting): bigint => meaningfulPopulation(setting).from;

export const theorem2a = (made: readonly string[] = [], examples = mainExamples): Claim<Example> =>
  theorem2("a", made, examples);
export const theorem2b = (made: readonly string[] = [], examples = mainExamples): Claim<Example> =>
  theorem2("b", made, examples);
