import fc, { type Arbitrary } from "fast-check";
import type { Claim } from "../../src/claim/claim.js";
import type { Lottery } from "../../src/game/lottery.js";
import { profilesOf, type ReactionEnvironment, type Types, withType } from "../../src/game/reaction-environment.js";
import type { ReactionFormat } from "../../src/instance/nst-finite.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome, ReactionMechanism } from "../../src/mechanisms/nst/lottery.js";
import {
  type Deviation,
  deviationsAnywhere,
  deviationsDominant,
  gainOf,
  remembered,
} from "../../src/notions/deviation-gain.js";
import type { LogRing } from "../../src/number/log-ring.js";
import * as Q from "../../src/number/rational.js";
import { compareQuotients, type Quotient } from "../../src/number/ring.js";
import type { Finding } from "../../src/verdict/finding.js";
import type { Json } from "../../src/verdict/json.js";
import { type LawClaim, lawClaim } from "../law-claim.js";
import type { ExactLawSetting, LawCase, LawPlace, LawSetting } from "../law-setting.js";
import { byHand, byNotions, type EnvironmentFacts, freeUtilityOf, utilityOf } from "./environment-facts.js";
import type { Limit } from "./epsilon-limit.js";

/** What a case is, whatever the ring. */
export type DeviationPlace<P> = LawPlace<P, KnownEnvironment, number, Outcome>;

/** A mechanism with the format of its instances: arguments of their own, so that a test can break them. */
export interface Subject<P> {
  readonly format: ReactionFormat<P>;
  readonly mechanism: Pick<ReactionMechanism<P>, "lottery">;
}

/**
 * A claim that truth is better than every other announcement by at least a bound: E[u_i | truth] ≥ E[u_i | lie] + bound for
 * every true profile, player and lie. Free players react optimally at the true profile.
 */
export interface DeviationClaim<P>
  extends Omit<
    LawClaim<P, KnownEnvironment, number, Outcome>,
    "decide" | "sides" | "choices" | "completed" | "hypothesesAt"
  > {
  /** What the others announce: the truth, or anything. */
  readonly others: "truth" | "anything";
  /** Whether the inequality is strict. */
  readonly strict?: boolean;
  /** The players that it speaks of; all unless told. */
  speaksOf?(facts: EnvironmentFacts, environment: ReactionEnvironment, player: number): boolean;
  /** Whether the hypotheses are met apart from the threshold; they are unless told. */
  isInside?(facts: EnvironmentFacts, place: DeviationPlace<P>): boolean;
  /** The sets St that it quantifies over; where it speaks of none this is left out. */
  sets?(facts: EnvironmentFacts, place: DeviationPlace<P>): readonly (readonly number[])[];
  /** The bound; 0 unless told. */
  bound?(facts: EnvironmentFacts, place: DeviationPlace<P>, set: readonly number[]): Q.Rational;
  /** The bound in a formula. */
  readonly boundName?: string;
  /** The hypothesis 2ε ≤ limit. */
  limit?(facts: EnvironmentFacts, place: DeviationPlace<P>, set: readonly number[]): Limit;
}

/** The format that reads each environment once: the cases of a claim share a few tables. */
export function readingOnce<P>(format: ReactionFormat<P>): ReactionFormat<P> {
  const readOnce = (fields: Readonly<Record<string, unknown>>): KnownEnvironment => {
    const found = read.get(fields) ?? format.environment.read(fields);
    read.set(fields, found);
    return found;
  };
  return { ...format, environment: { ...format.environment, read: readOnce } };
}

const read = new WeakMap<object, KnownEnvironment>();

/** Cases that are not even listed unless one is drawn. */
export const drawnFrom = (cases: () => readonly LawCase[]): Arbitrary<LawCase> =>
  fc.nat().map((place) => {
    const all = cases();
    return all[place % all.length]!;
  });

/** See `DeviationClaim`. */
export function deviationClaim<P>({ format, mechanism }: Subject<P>, parts: DeviationClaim<P>): Claim<LawCase> {
  const { others, strict = false } = parts;
  const speaksOf = parts.speaksOf ?? (() => true);
  const setsAt = (facts: EnvironmentFacts, place: DeviationPlace<P>) => parts.sets?.(facts, place) ?? [[]];
  const boundAt = (facts: EnvironmentFacts, place: DeviationPlace<P>, set: readonly number[]) =>
    parts.bound?.(facts, place, set) ?? Q.zero;
  const claim = lawClaim<P, KnownEnvironment, number, Outcome>(readingOnce(format), {
    ...parts,
    draw: (switches) => drawnFrom(() => parts.cases("standard", switches)),
    decide<S>(R: LogRing<S>, setting: LawSetting<P, KnownEnvironment, number, Outcome, S>): Finding<S> {
      const sets = setsAt(byNotions, setting);
      const outside: Finding<S> = { hypotheses: "outside", conclusion: "holds", witness: {} };
      if (sets.length === 0 || parts.isInside?.(byNotions, setting) === false) return outside;
      const bound = sets.map((set) => boundAt(byNotions, setting, set)).reduce(Q.maximum);
      const limits = sets.flatMap((set) => parts.limit?.(byNotions, setting, set) ?? []);
      const limit = limits.reduce<Limit | undefined>(
        (most, next) => (most && Q.compare(next.value, most.value) <= 0 ? most : next),
        undefined,
      );
      if (limit && limit.value.numerator <= 0n) return outside;
      const found = worstOf(R, setting, bound);
      if (found === undefined) return outside;
      // Where truth is better whatever ε is on the cell, the threshold need not be found.
      if (!found.fails || !limit) return { ...found.finding, hypotheses: "inside" };
      return { ...found.finding, hypotheses: limit.isMet(R) ? "inside" : "outside" };
    },
    choices: () => ({
      ...(parts.sets && { separating: (place) => setsAt(byHand, place) as Json as readonly Json[] }),
      player: ({ environment }) =>
        environment.types.flatMap((_, player) => (speaksOf(byHand, environment, player) ? [player] : [])),
      profile: ({ environment }) => [...profilesOf(environment.types)],
      lie: ({ environment }, { player, profile }) =>
        Array.from({ length: environment.types[player as number]! }, (_, type) => type).filter(
          (type) => type !== (profile as Types)[player as number],
        ),
      ...(others === "anything" && {
        announced: ({ environment }, { player, profile }) =>
          [...profilesOf(environment.types)].filter(
            (announced) => announced[player as number] === (profile as Types)[player as number],
          ),
      }),
    }),
    completed: [
      ...(parts.sets ? ["separating"] : []),
      "player",
      "profile",
      "lie",
      ...(others === "anything" ? ["announced"] : []),
    ],
    sides(setting, choices) {
      const { separating = [], player, profile, lie, announced = profile } = choices as unknown as Chosen;
      const bound = boundAt(byHand, setting, separating);
      const limit = parts.limit?.(byHand, setting, separating);
      const isInside = parts.isInside?.(byHand, setting) !== false;
      const [truth, after] = [announced, withType(announced, player, lie)].map((all) =>
        expectedByHand(setting, { player, types: profile, announced: all }),
      );
      const right = Q.add(after!, bound);
      const relation = Q.compare(truth!, right);
      const spoken = parts.bound ? `, ${parts.boundName} = ${Q.printRational(bound)}` : "";
      return {
        hypotheses: isInside ? (limit?.at(setting.epsilon) ?? "inside") : "outside",
        left: truth!,
        right,
        larger: "left",
        holds: strict ? relation > 0 : relation >= 0,
        inequality: `E[u_i | truth] ${strict ? ">" : ">="} E[u_i | lie]${parts.bound ? ` + ${parts.boundName}` : ""}`,
        explanation: `player ${player} at the types ${profile.join(", ")}${others === "anything" ? `, announced ${announced.join(", ")}` : ""}: E[u_i | truth] = ${Q.printRational(truth!)}, E[u_i | lie] = ${Q.printRational(after!)} if she announces ${lie}${spoken}`,
      };
    },
  });

  /** The deviation that fails, or comes closest to it; undefined where there is none. */
  function worstOf<S>(R: LogRing<S>, setting: LawSetting<P, KnownEnvironment, number, Outcome, S>, bound: Q.Rational) {
    const { environment, parameters } = setting;
    const ring = setting.ring();
    const lotteryAt = remembered(environment, (announced) =>
      mechanism.lottery(ring, parameters, environment, announced),
    );
    const deviations = others === "truth" ? deviationsAnywhere(environment) : deviationsDominant(environment);
    let worst: { readonly loss: Quotient<S>; readonly deviation: Deviation } | undefined;
    const shown = ({ loss, deviation }: NonNullable<typeof worst>, fails: boolean) => ({
      fails,
      finding: {
        conclusion: fails ? ("fails" as const) : ("holds" as const),
        witness: { ...deviation },
        ...(parts.bound && {
          sides: {
            left: loss,
            right: { numerator: R.integer(bound.numerator), denominator: R.integer(bound.denominator) },
            larger: "left" as const,
          },
        }),
      },
    });
    for (const deviation of deviations) {
      if (!speaksOf(byNotions, environment, deviation.player)) continue;
      const gain = gainOf(R, environment, lotteryAt, deviation);
      const loss = { numerator: R.subtract(R.zero, gain.numerator), denominator: gain.denominator };
      const next = { loss, deviation };
      const sign = R.sign(
        R.subtract(
          R.multiply(loss.numerator, R.integer(bound.denominator)),
          R.multiply(loss.denominator, R.integer(bound.numerator)),
        ),
      );
      if (sign < 0 || (strict && sign === 0)) return shown(next, true);
      // Which one is closest matters to claims with a bound alone, and these have no ε.
      if (worst === undefined || (parts.bound && compareQuotients(R, loss, worst.loss) < 0)) worst = next;
    }
    return worst && shown(worst, false);
  }

  type Setting = ExactLawSetting<P, KnownEnvironment, number, Outcome>;
  interface Found {
    readonly lotteries: Map<string, Lottery<Q.Rational>>;
    readonly utilities: Map<string, Q.Rational>;
  }
  const known = new WeakMap<Setting, Found>();

  /** The expected utility by plain sums; the same ones are asked for again and again. */
  function expectedByHand(setting: Setting, at: Placed): Q.Rational {
    const { environment, parameters } = setting;
    const found = known.get(setting) ?? { lotteries: new Map(), utilities: new Map() };
    known.set(setting, found);
    const [key, announced] = [`${at.player}:${at.types}:${at.announced}`, at.announced.join()];
    const lottery =
      found.lotteries.get(announced) ?? mechanism.lottery(setting.ring(), parameters, environment, at.announced);
    found.lotteries.set(announced, lottery);
    const utility = found.utilities.get(key) ?? utilityByHand(lottery, environment, at);
    found.utilities.set(key, utility);
    return utility;
  }
  // A failing case is shown at its simplest base: thresholds leave small ε only, and the customary ones are too large.
  const { alternatives: _, ...shown } = claim;
  return shown;
}

/** The choices of an example, completed. */
interface Chosen {
  readonly separating?: readonly number[];
  readonly player: number;
  readonly profile: Types;
  readonly lie: number;
  readonly announced?: Types;
}

/** A player, the true profile and what all announce. */
export interface Placed {
  readonly player: number;
  readonly types: Types;
  readonly announced: Types;
}

/** Expected utility by plain sums: max_r u_i(t, s, r) where she is free. */
export function utilityByHand(
  { free, imposed, total }: Lottery<Q.Rational>,
  environment: ReactionEnvironment,
  { player, types, announced }: Placed,
): Q.Rational {
  let sum = Q.zero;
  for (const { alternative, weight } of free) {
    sum = Q.add(sum, Q.multiply(weight, freeUtilityOf(environment, types, player, alternative)));
  }
  for (const { alternative, weight } of imposed) {
    const reaction = environment.selection(announced, player, alternative);
    sum = Q.add(sum, Q.multiply(weight, utilityOf(environment, types, player, alternative, reaction)));
  }
  return Q.divide(sum, total);
}
