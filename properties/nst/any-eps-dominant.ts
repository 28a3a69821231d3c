import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { profilesOf, type ReactionEnvironment, type Types, withType } from "../../src/game/reaction-environment.js";
import type { Values } from "../../src/instance/format.js";
import { readPositive, readProbability } from "../../src/instance/input.js";
import { type Commitment, supportOf } from "../../src/mechanisms/nst/commitment.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import { bestDeviation, deviationsDominant } from "../../src/notions/deviation-gain.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { Json, JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairOf } from "../repairs.js";
import { readingOnce, utilityByHand } from "./deviation-claim.js";
import {
  combined,
  describeDominant,
  dominantExamples,
  type LotteryTable,
  largestGain,
  readLotteries,
} from "./dominant-cases.js";
import { byHand, byNotions, type EnvironmentFacts, playersOf, separatingSets } from "./environment-facts.js";
import { probabilities } from "./gain-cases.js";
import { gapChange, theCommitment } from "./lemma-4.js";

const privateChange = "private reactions";
const strictChange = "(1 - q) ε < q p̃ γ";

type Place = Values<Commitment, KnownEnvironment, number | null>;

/** The last remark of Section 3: any mechanism in which truth is ε-dominant will do in the place of the exponential one. */
export const anyEpsDominant = (combine = combined, made: readonly string[] = []): Claim<Example> => {
  const changesOf = ({ environment, threshold }: Switches) => [
    gapChange,
    ...(environment === "any" ? [privateChange] : []),
    ...(threshold === "sharp" ? [strictChange] : []),
  ];
  const readings = readingsOf({ environment: ["private", "any"], threshold: ["double", "sharp"] });
  const needsPrivate = ({ environment }: Switches) => environment === "private" || made.includes(privateChange);

  /** Reactions, and the selection among optimal ones, depend on the own type alone. */
  const arePrivate = (facts: EnvironmentFacts, environment: ReactionEnvironment) =>
    playersOf(environment).every(
      (player) => facts.hasPrivateReactions(environment, player) && facts.hasPrivateSelection(environment, player),
    );

  /** Whether q is large enough for ε, with a set St: beyond, with equality, or not. */
  const metBy = (
    facts: EnvironmentFacts,
    { parameters, environment }: Place,
    { q, epsilon }: Numbers,
    set: readonly number[],
    { threshold }: Switches,
  ): "inside" | "boundary" | "outside" => {
    const all = Array.from({ length: environment.alternatives }, (_, s) => s);
    const gamma = facts.gap(environment, made.includes(gapChange) ? set : all) ?? Q.zero;
    const least = set.map((s) => probabilities(parameters, environment)[s]!).reduce(Q.minimum);
    const factor = threshold === "double" ? Q.rational(2n) : Q.subtract(Q.one, q);
    const room = Q.compare(Q.multiply(q, Q.multiply(least, gamma)), Q.multiply(factor, epsilon));
    if (room === 0) return made.includes(strictChange) ? "outside" : "boundary";
    return room > 0 ? "inside" : "outside";
  };
  const setsAt = (facts: EnvironmentFacts, { parameters, environment }: Place) =>
    separatingSets(facts, environment, supportOf(parameters, environment));

  return instanceClaim<Commitment, KnownEnvironment, number>(readingOnce(theCommitment.format), {
    id: "nst/remark-any-eps-dominant",
    citation: cite("nst", "Section 3.3, end"),
    statement:
      "The combination (1 − q) M + q M^P is strictly truthful not only for the exponential mechanism but for any mechanism M in which truthfulness is ε-dominant.",
    hypotheses: ["the environment is non-trivial", "P is separating", "no lie gains more than ε in M", "ε > 0"],
    readings,
    switchMeanings: {
      private: "players have private reactions, selected by own type, as in the second part of Theorem 1",
      any: "any reactions, as the remark does not speak of them",
      double: "q p̃ γ ≥ 2ε, the same combination",
      sharp: "q p̃ γ ≥ (1 − q) ε, what the gain of ε asks for",
    },
    examples: (budget) => dominantExamples(budget),
    describe: describeDominant,
    argument: () =>
      "All environments, P, M and q: against any announcements of the others a lie gains at most (1 − q) ε in M, imposing or not, and loses at least q p̃ times the gap over St in the commitment (Lemma 4 with private reactions). What falls is shown by its instance.",
    corners: {
      "one player": ({ environment }) => environment.types.length === 1,
      "more players": ({ environment }) => environment.types.length > 1,
      "a player of one type": ({ environment }) => environment.types.includes(1),
      "M gains exactly ε": (values, choices) => {
        const { gain, epsilon } = numbersAt(values, choices);
        return Q.equals(gain, epsilon);
      },
    },
    decide(values, choices, switches) {
      const { environment, parameters } = values;
      const numbers = numbersAt(values, choices);
      const { M, q, epsilon } = numbers;
      const R = Q.rationals(Q.one);
      const P = probabilities(parameters, environment);
      const largest = (share: Q.Rational) => {
        const best = bestDeviation(
          R,
          environment,
          (t) => combine(environment, M, P, share, t),
          deviationsDominant(environment),
        )!;
        return Q.divide(best.gain.numerator, best.gain.denominator);
      };
      const met = setsAt(byNotions, values).map((set) => metBy(byNotions, values, numbers, set, switches));
      const isInside =
        (!needsPrivate(switches) || arePrivate(byNotions, environment)) && Q.compare(largest(Q.zero), epsilon) <= 0;
      const hypotheses =
        !isInside || met.every((one) => one === "outside") ? "outside" : met.includes("inside") ? "inside" : "boundary";
      const gain = largest(q);
      return { left: Q.zero, right: gain, larger: "left", holds: Q.signOfRational(gain) < 0, hypotheses };
    },
    choices: () => ({
      separating: (values) => setsAt(byHand, values) as Json as readonly Json[],
      player: ({ environment }) => playersOf(environment),
      profile: ({ environment }) => [...profilesOf(environment.types)],
      lie: ({ environment }, { player, profile }) =>
        Array.from({ length: environment.types[player as number]! }, (_, type) => type).filter(
          (type) => type !== (profile as Types)[player as number],
        ),
      announced: ({ environment }, { player, profile }) =>
        [...profilesOf(environment.types)].filter((t) => t[player as number] === (profile as Types)[player as number]),
    }),
    completed: ["separating", "player", "profile", "lie", "announced"],
    sides(values, choices, switches) {
      const { environment, parameters } = values;
      const numbers = numbersAt(values, choices);
      const { M, q, epsilon, gain } = numbers;
      const { separating, player, profile, lie, announced } = choices as unknown as Chosen;
      const P = probabilities(parameters, environment);
      const [truth, after] = [announced, withType(announced, player, lie)].map((all) =>
        utilityByHand(combine(environment, M, P, q, all), environment, { player, types: profile, announced: all }),
      );
      const isInside = (!needsPrivate(switches) || arePrivate(byHand, environment)) && Q.compare(gain, epsilon) <= 0;
      return {
        hypotheses: isInside ? metBy(byHand, values, numbers, separating, switches) : "outside",
        left: truth!,
        right: after!,
        larger: "left",
        holds: Q.compare(truth!, after!) > 0,
        inequality: "E[u_i | truth] > E[u_i | lie]",
        explanation: `no lie gains more than ${Q.printRational(gain)} in M; player ${player} at the types ${profile.join(", ")}, announced ${announced.join(", ")}: E[u_i | truth] = ${Q.printRational(truth!)}, E[u_i | lie] = ${Q.printRational(after!)} in the combination if she announces ${lie}`,
      };
    },
    evidence: () => ({
      best: "with the gap over St and private reactions: (1 − q) ε < q p̃ γ(St) is enough, and with equality a lie may be as good as truth, where M gains exactly ε at the lie that loses least",
      factor: "the 2 of 2ε is not needed for an ε-dominant mechanism; it stands for Lemma 2, where ε is the privacy",
      withoutPrivate:
        "in any environment truth is ex-post Nash (strictly) under the same thresholds with the gap over St",
    }),
    ...(made.length === 0 && {
      repair: (reading) =>
        repairOf(reading, {
          statement: `The combination is strictly truthful with ${changesOf(reading.switches).join(", ")}.`,
          changes: changesOf(reading.switches),
          claim: (changes) => anyEpsDominant(combine, changes),
        }),
    }),
  });
};

interface Numbers {
  readonly q: Q.Rational;
  readonly epsilon: Q.Rational;
  readonly M: LotteryTable;
  /** The largest gain of a lie in M. */
  readonly gain: Q.Rational;
}

interface Chosen {
  readonly separating: readonly number[];
  readonly player: number;
  readonly profile: Types;
  readonly lie: number;
  readonly announced: Types;
}

/** The numbers of an example, found once an instance. Throws InputError. */
function numbersAt(values: Place, { q, epsilon, M }: JsonObject): Numbers {
  const found = known.get(values);
  if (found) return found;
  const { environment } = values;
  const lotteries = readLotteries(M, environment);
  const numbers = {
    q: readProbability(q, "choices.q"),
    epsilon: readPositive(epsilon, "choices.epsilon"),
    M: lotteries,
    gain: largestGain(environment, lotteries),
  };
  known.set(values, numbers);
  return numbers;
}

const known = new WeakMap<Place, Numbers>();
