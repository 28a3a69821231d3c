import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import { type BinFormat, noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { lean, type Vote } from "../../src/mechanisms/cckmv/election.js";
import { majority } from "../../src/mechanisms/cckmv/majority.js";
import { median } from "../../src/mechanisms/cckmv/median.js";
import { noisyElection } from "../../src/mechanisms/cckmv/noisy-election.js";
import type { NoisyMedianParameters } from "../../src/mechanisms/cckmv/noisy-median.js";
import { type BinReport, histogram, type Locations } from "../../src/mechanisms/cckmv/perturbed-median.js";
import * as Q from "../../src/number/rational.js";
import { coarser, type Quotient, type Ring } from "../../src/number/ring.js";
import { probability } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { over } from "../../src/verdict/finding.js";
import { everyHistogram, forPlayers } from "../cases.js";
import { repairedBy } from "../repairs.js";
import type { ExactSetting } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { bins, equispaced, type LinePlace } from "./lines.js";

const most = { gate: 4, standard: 12, deep: 24 } as const;
const halved = "ε/2 in Mechanism 4.1";

/** A mechanism without noise; a control takes another one than the median. */
type Rule = Pick<typeof median, "law">;

/**
 * "Note that the voting game we previously considered can be represented as the special case where Θ = {0, 1}" [CCKMV,
 * Section 6], A being 0 and B being 1. The games are the same: the utilities up to the constant 1, and the rules without
 * noise, the median and the majority with its ties. The mechanisms are not, at the same ε: the difference of two noises of 6.1 is a discrete Laplace noise with e^{−ε/2} in the place of e^{−ε}, so that 6.1 is the election at ε/2, ties
 * included.
 */
export const electionCase = (
  format: BinFormat<NoisyMedianParameters, number> = noisyMedianFormat,
  made: readonly string[] = [],
  rule: Rule = median,
): Claim => {
  /** In steps of ε/2: the exponent of the noise of Mechanism 4.1. */
  const stepsOf = ({ compared }: Switches): number => (compared === "half" || made.includes(halved) ? 1 : 2);
  return situationClaim(format, {
    id: "cckmv/remark-6-election-case",
    citation: cite("cckmv", "Section 6"),
    statement:
      "The voting game of Section 4 is the special case Θ = {0, 1} of facility location: with A = 0 and B = 1, −|θ_i − o| is 1 for o = θ_i and 0 for the other o, less 1, and the median of θ is the majority of θ, at every θ.",
    hypotheses: ["Θ = {0, 1}", "A is 0, the first location, and B is 1", ...made],
    readings: readingsOf({ compared: ["game", "same", "half"] }),
    switchMeanings: {
      game: "the games are compared: what each player wants, and what the median and the majority choose",
      same: "the mechanisms are compared: 6.1 and 4.1 have the same law at the same ε, Pr[6.1 outputs ℓ_1] = Pr[4.1 outputs A]",
      half: "6.1 at ε has the law of 4.1 at ε/2",
    },
    argument:
      "More voters, with d = #A − #B: the median is ℓ_1 iff d ≥ 0, and each player's utility is her own affair. The laws depend on d only. 6.1 outputs ℓ_1 iff r_2 − r_1 ≤ d, 4.1 outputs A iff r ≤ d, and Pr[r_2 − r_1 = k] = " +
      "(1 − λ)²·Σ_j λ^{2j+|k|} = λ^{|k|}·(1 − λ)/(1 + λ) with λ = e^{−ε/2}.",
    step: Q.rational(1n, 2n),
    describe: (budget) => `1 to ${most[budget]} voters, by anonymity every number of voters for A`,
    cases: (budget) =>
      forPlayers(1, most[budget], (n) => everyHistogram(bins(2), n)).map((reports) => ({
        environment: equispaced(2),
        reports,
      })),
    hypothesesAt: ({ environment: { locations } }) =>
      locations.map(Q.printRational).join() === "0,1" ? "inside" : "outside",
    corners: {
      "one voter": ({ rest }) => rest.length === 0,
      "a tie": (place) => marginOf(place) === 0,
      "A is ahead": (place) => marginOf(place) > 0,
      "B is ahead": (place) => marginOf(place) < 0,
      "the margin is −1": (place) => marginOf(place) === -1,
      unanimous: ({ profile }) => new Set(profile.map(({ report }) => report)).size === 1,
    },
    decide(R, setting, switches) {
      const isGame = switches.compared === "game";
      const law = isGame ? rule.law(R, {}, setting.environment, setting.profile) : setting.law();
      const left = probability(R, law, 0);
      const right = isGame
        ? probability(R, majority.law(R, {}, {}, votesOf(setting)), "A")
        : chanceOfA(R, setting, stepsOf(switches));
      const same = R.equals(
        R.multiply(left.numerator, right.denominator),
        R.multiply(right.numerator, left.denominator),
      );
      const holds = same && (!isGame || wantsAsVoter(setting));
      return { hypotheses: "inside", conclusion: holds ? "holds" : "fails", witness: {}, sides: { left, right } };
    },
    choices: {
      outcome: () => bins(2),
    },
    sides(setting, { outcome }, switches) {
      const o = outcome as number;
      if (switches.compared === "game") return gameSides(setting, rule, o);
      const exponent = Q.rational(BigInt(stepsOf(switches)), 2n);
      const A = laplaceAtMost(setting.power(Q.negate(exponent)), marginOf(setting));
      const [left, right] = [setting.chance(setting.type, o), o === 0 ? A : Q.subtract(Q.one, A)];
      return {
        left,
        right,
        larger: "left",
        holds: Q.equals(left, right),
        inequality: `Pr[6.1 outputs ${"ℓ_1,ℓ_2".split(",")[o]}] = Pr[4.1 outputs ${"AB"[o]}${Q.equals(exponent, Q.one) ? "" : " at ε/2"}]`,
        explanation: `#A - #B = ${marginOf(setting)}`,
      };
    },
    evidence: (_budget, { compared }) =>
      compared === "same"
        ? {
            rates:
              "With rates c' for 6.1 and c for 4.1 the laws are the same exactly if c' = 2c, at any one profile already: Pr[B] = a^{d+1}/(1 + a) for d ≥ 0 and " +
              "Pr[A] = a^{−d}/(1 + a) for d < 0 are increasing in the ratio a of the noise, which is e^{−c'ε/2} in 6.1 and e^{−cε} in 4.1.",
          }
        : {},
    repair: repairedBy({
      statement: "As printed, with ε/2 in the place of ε in Mechanism 4.1.",
      changes: [halved],
      of: made.length === 0 ? ["same"] : [],
      claim: (next) => electionCase(format, next, rule),
    }),
  });
};

/** #A − #B. */
const marginOf = <P>({ profile }: LinePlace<P>): number => {
  const [A, B] = histogram(profile, 2);
  return A! - B!;
};

/** The reports as votes: A for the first location. */
const votesOf = <P>({ profile }: LinePlace<P>) =>
  profile.map(({ report, count }) => ({ report: voteOf(report), count }));

const voteOf = (report: BinReport): Vote => (report === null ? null : report === 0 ? "A" : "B");

/** −|ℓ_own − ℓ_o|. */
const utility = ({ locations }: Locations, own: number, o: number): Q.Rational => {
  const gap = Q.subtract(locations[own]!, locations[o]!);
  return Q.negate(Q.maximum(gap, Q.negate(gap)));
};

/** Whether −|θ_i − ℓ_1| + |θ_i − ℓ_2| is 1 for a player who votes A, −1 for B. */
const wantsAsVoter = <P>({ environment, type }: LinePlace<P>): boolean => {
  if (type === null) return true;
  const lead = Q.subtract(utility(environment, type, 0), utility(environment, type, 1));
  return Q.equals(lead, Q.rational(BigInt(lean(voteOf(type)))));
};

/** The utilities of the player and the voter at o, or, where these agree, whether the median and the majority choose o. */
function gameSides<P>(setting: ExactSetting<P, Locations, number, number>, rule: Rule, o: number): WorstSides {
  const { R, environment, profile, type } = setting;
  const [own, at] = [environment.locations[type ?? o]!, environment.locations[o]!];
  const wants = Q.negate(Q.compare(own, at) > 0 ? Q.subtract(own, at) : Q.subtract(at, own));
  const votes = type === null || type === o ? Q.zero : Q.rational(-1n);
  if (!Q.equals(wants, votes)) {
    return {
      left: wants,
      right: votes,
      larger: "left",
      holds: false,
      inequality: "-|θ_i - o| = [θ_i = o] - 1",
      explanation: `player ${setting.player} is at ${Q.printRational(own)} and o is ${Q.printRational(at)}`,
    };
  }
  const { numerator, denominator } = probability(R, rule.law(R, {}, environment, profile), o);
  const d = marginOf(setting);
  const [left, right] = [Q.divide(numerator, denominator), (o === 0) === d >= 0 ? Q.one : Q.zero];
  return {
    left,
    right,
    larger: "left",
    holds: Q.equals(left, right),
    inequality: `[the median is ${"ℓ_1,ℓ_2".split(",")[o]}] = [the majority is for ${"AB"[o]}]`,
    explanation: `#A - #B = ${d}, and A wins ties`,
  };
}

/** Pr[A] in Mechanism 4.1, whose noise has an exponent of so many steps. */
function chanceOfA<S, P>(R: Ring<S>, place: LinePlace<P>, steps: number): Quotient<S> {
  const { entries, total } = noisyElection.law(coarser(R, steps), { rate: Q.one }, {}, votesOf(place));
  return over(entries.find(({ outcome }) => outcome === "A")!.weight, total);
}

/** Pr[r ≤ d] where Pr[r = k] is proportional to a^{|k|}. */
function laplaceAtMost(a: Q.Rational, d: number): Q.Rational {
  const size = Q.add(Q.one, a);
  return d < 0
    ? Q.divide(Q.integerPower(a, BigInt(-d)), size)
    : Q.subtract(Q.one, Q.divide(Q.integerPower(a, BigInt(d + 1)), size));
}
