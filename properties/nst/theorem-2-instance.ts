import type { Switches } from "../../src/claim/reading.js";
import { profilesOf, type ReactionEnvironment, type Types, withType } from "../../src/game/reaction-environment.js";
import { genericRules } from "../../src/instance/nst-generic.js";
import { supportOf, weightsOf } from "../../src/mechanisms/nst/commitment.js";
import { type Generic, settingOf } from "../../src/mechanisms/nst/generic.js";
import type { GenericSetting } from "../../src/mechanisms/nst/generic-setting.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { epsilonStar, qStar } from "../../src/mechanisms/nst/thresholds.js";
import * as Q from "../../src/number/rational.js";
import * as R from "../../src/number/real.js";
import { byNotions, type EnvironmentFacts } from "./environment-facts.js";
import { type Level, plainUtility } from "./generic-lottery.js";
import { mainN0 } from "./known-populations.js";
import { type PlainTable, plainTable } from "./plain-table.js";
import { isBeyond, quotientOf, secondBound } from "./printed-n0.js";

/** An instance of Theorem 2: its hypotheses, its lies and what they are worth. */

/** What the claims read of an instance. */
export interface Values {
  readonly parameters: Generic;
  readonly environment: KnownEnvironment;
}

/** Part a: the others tell the truth. Part b: they announce anything, reactions are private, and truth is strictly better. */
export type Part = "a" | "b";

export const byGap = "γ over the alternatives of the separating set";
export const bySelection = "a selection that depends on the own type alone";

/** What the hypotheses and bounds are at an instance, by notions or by hand. */
export interface Found {
  readonly isInside: boolean;
  readonly setting: GenericSetting;
  readonly level: Level | undefined;
}

/** The probability of the commitment over q*, and ε over ε*: 1, but for a mechanism that is to be caught. */
export interface Scale {
  readonly q: Q.Rational;
  readonly epsilon: Q.Rational;
}

/** What one claim on an instance is decided from. */
export interface Asked {
  readonly part: Part;
  readonly switches: Switches;
  readonly made: readonly string[];
  readonly scale: Scale;
}

const isPrivate = (
  facts: EnvironmentFacts,
  { part, switches, made }: Asked,
  environment: ReactionEnvironment,
): boolean =>
  part === "a" ||
  environment.types.every(
    (_, player) =>
      facts.hasPrivateReactions(environment, player) &&
      ((switches.selection === "any" && !made.includes(bySelection)) || facts.hasPrivateSelection(environment, player)),
  );

/** Hypotheses: non-trivial on the support of P, d-sensitive, F in [0, 1], n > n0, and private reactions in part b. */
export function foundAt(facts: EnvironmentFacts, values: Values, asked: Asked): Found {
  const known = knownAt.get(values) ?? new Map<EnvironmentFacts, Found>();
  knownAt.set(values, known);
  const found = known.get(facts) ?? findAt(facts, values, asked);
  known.set(facts, found);
  return found;
}

/** Values are read anew for each decision and each check, and asked about in one way. */
const knownAt = new WeakMap<Values, Map<EnvironmentFacts, Found>>();

function findAt(facts: EnvironmentFacts, { parameters, environment }: Values, asked: Asked): Found {
  const support = supportOf(parameters, environment);
  const everywhere = asked.switches.gap === "over-S" && !asked.made.includes(byGap);
  const gamma = facts.gap(environment, everywhere ? supportOf({ P: "uniform" }, environment) : support) ?? Q.zero;
  const setting = settingOf(parameters, environment, gamma);
  const n = BigInt(environment.types.length);
  const isInside =
    gamma.numerator > 0n &&
    facts.isSeparating(environment, support) &&
    Q.compare(facts.sensitivity(environment), parameters.d) <= 0 &&
    isPrivate(facts, asked, environment) &&
    (facts === byNotions ? n > mainN0(setting) : isPrinted(setting, n));
  const [epsilon, q] = [epsilonStar(setting, n), qStar(setting, n)];
  return {
    isInside,
    setting,
    level:
      isInside && epsilon && q
        ? {
            epsilon: R.multiply(R.fromRational(asked.scale.epsilon), epsilon),
            q: R.multiply(R.fromRational(asked.scale.q), q),
          }
        : undefined,
  };
}

function isPrinted(setting: GenericSetting, n: bigint): boolean {
  const c = quotientOf(setting);
  const { alternatives } = setting;
  return isBeyond(n, { c, alternatives, second: secondBound(c, alternatives) });
}

/** Who lies, to whose announcements. */
export interface Lie {
  readonly player: number;
  readonly lie: number;
  readonly announced: Types;
}

/** Every lie at a true profile. */
export function liesAt({ types: sizes }: ReactionEnvironment, types: Types, part: Part): readonly Lie[] {
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
export function commitmentLoss(
  { parameters, environment }: Values,
  types: Types,
  { player, lie, announced }: Lie,
): Q.Rational {
  const { weights, total } = weightsOf(parameters, environment);
  const utility = (profile: Types, s: number) =>
    environment.utility(types, player, s, environment.selection(profile, player, s));
  const lost = weights.reduce(
    (sum, weight, s) => sum + weight * (utility(announced, s) - utility(withType(announced, player, lie), s)),
    0n,
  );
  return Q.rational(lost, total * environment.utilityGrid);
}

const tables = new WeakMap<KnownEnvironment, PlainTable>();

export function tableOf(environment: KnownEnvironment): PlainTable {
  const table = tables.get(environment) ?? plainTable(environment.source);
  tables.set(environment, table);
  return table;
}

/** The format of the generic mechanism that reads each environment once. */
export const format: typeof genericRules = {
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

export function utilitiesOf(
  { parameters, environment }: Values,
  level: Level,
  types: Types,
  { player, lie, announced }: Lie,
) {
  const table = tableOf(environment);
  const mechanism = { ...level, d: parameters.d, P: shares(parameters, environment) };
  return {
    left: plainUtility(table, mechanism, player, types, withType(announced, player, lie)),
    right: plainUtility(table, mechanism, player, types, announced),
  };
}

export function shares(parameters: Generic, environment: ReactionEnvironment): readonly Q.Rational[] {
  const { weights, total } = weightsOf(parameters, environment);
  return weights.map((weight) => Q.rational(weight, total));
}
