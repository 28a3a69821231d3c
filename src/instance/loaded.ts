import type { Profile } from "../game/profile.js";
import type { Situation } from "../game/situation.js";
import type { Adversary } from "../mechanisms/cckmv/bayes-posterior.js";
import type { LogForm } from "../number/log-form.js";
import type { Rational } from "../number/rational.js";
import type { Ring } from "../number/ring.js";
import type { Coupled } from "../probability/coupling.js";
import type { Law } from "../probability/law.js";
import type { Json, JsonObject } from "../verdict/json.js";
import type { Asked } from "./asked.js";
import type { Epsilon } from "./epsilon.js";
import type { Output } from "./output.js";

/** One instance with players, whatever its mechanism, its outcomes finitely many or not. T are its reports. */
export interface LoadedRules<T = unknown> {
  readonly id: string;
  /** Present, like `step` and `degree`, exactly where the mechanism has an ε. */
  readonly epsilon?: Epsilon;
  /** See `RulesFormat.epsilonName`. */
  readonly epsilonName?: string;
  /** Every exponent of the law is a multiple of step·ε. */
  readonly step?: Rational;
  /** The largest exponent, in steps, of anything computed at this instance: what the size of its numbers goes by. */
  readonly degree?: number;
  /**
   * Throws InputError where the law is too much work with weights of so many decimal digits, or for every ε at once where
   * none are told; absent where it never is.
   */
  checkWork?(digits?: bigint): void;
  readonly profile: Profile<T>;
  /** All real reports of a player. */
  reports(): readonly T[];
  /** Payments that are a function of the reports, one a player, null where undefined; absent where there are none. */
  payments?(): readonly (Rational | LogForm | null)[];
  /** Further exact facts that `law` prints beside the distribution. */
  readonly extras: Facts;
  /** Further exact quantities that `measure` prints. */
  readonly quantities: Facts;
  /** Its own answers to questions, by the question's name; the paper's answers where it has none. Throw InputError. */
  readonly answers: Readonly<Record<string, (asked: Asked) => Facts>>;
  /** Throws InputError at `field`. */
  readReport(value: unknown, field: string): T;
  printReport(report: T): Json;
  /** The instance as JSON that loads as the same instance. */
  print(): JsonObject;
}

/** Named exact facts, each computed when it is asked for. */
export type Facts = Readonly<Record<string, () => Output>>;

/** One instance with a finite outcome law: what questions and claims work on. T are its reports, O its outcomes. */
export interface Loaded<T = unknown, O = unknown> extends LoadedRules<T> {
  /** How many outcomes there are, where they may be too many to list. */
  readonly size?: number;
  /** All outcomes in the order in which they are printed. */
  outcomes(): readonly O[];
  law<S>(R: Ring<S>): Law<O, S>;
  /** The situation of one player, the reports of the others as in the profile. */
  situation<S>(R: Ring<S>, player: number): Situation<T, O, S>;
  /** Throws BeyondReach where the privacy ratios of all players are too much work; absent where they never are. */
  checkRatios?(): void;
  /** What the mechanism is to maximise, at the reports as true types; absent where it has no objective. */
  objective?(outcome: O): Rational;
  /**
   * Further facts of two reports of one player under the same coins, from their joint law. Throws InputError before that
   * is computed where it is too much.
   */
  compared?(truth: T, lie: T): (joint: Coupled<O, bigint>) => Facts;
  printOutcome(outcome: O): Json;
}

/** What an adversary believes of a player: an instance without players and without an outcome law. */
export interface LoadedAdversary {
  readonly id: string;
  readonly adversary: Adversary;
  print(): JsonObject;
}

/**
 * A play of a game, or a question about the game, whose law is written in a way of its own: over terminals, two of which may carry
 * the same outcome, or with payments that go with what is drawn.
 */
export interface LoadedGame {
  readonly id: string;
  /** What the reported play leads to, as `law` prints it. Throws InputError where the reports are not a play. */
  distribution(): Output;
  /** Further exact facts that `law` prints beside the distribution. */
  readonly extras?: Facts;
  /** What `measure` tells of the play. */
  readonly quantities: Facts;
  readonly answers: LoadedRules["answers"];
  print(): JsonObject;
}

export type AnyLoaded = LoadedRules | LoadedAdversary | LoadedGame;

export const hasPlayers = (instance: AnyLoaded): instance is LoadedRules => "profile" in instance;

export const isAdversary = (instance: AnyLoaded): instance is LoadedAdversary => "adversary" in instance;

export const isGame = (instance: AnyLoaded): instance is LoadedGame => "distribution" in instance;

export const hasLaw = (instance: AnyLoaded): instance is Loaded => "law" in instance;

/** Laws with more outcomes than this are not listed, and nothing is answered outcome by outcome unless a question asks. */
export const listLimit = 5040;

/** Whether the outcomes are finitely many and few enough to list. */
export const isListed = (instance: AnyLoaded): instance is Loaded =>
  hasLaw(instance) && (instance.size ?? 0) <= listLimit;
