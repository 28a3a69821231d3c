import type { Claim, Example } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { Types } from "../../src/game/reaction-environment.js";
import { baseOf } from "../../src/instance/epsilon.js";
import { readValues } from "../../src/instance/format.js";
import { readChoice } from "../../src/instance/input.js";
import { loc1Format, loc2Format } from "../../src/instance/nst-facility.js";
import type { ReactionFormat } from "../../src/instance/nst-finite.js";
import {
  commitmentMechanismFormat,
  exponentialFormat,
  mixtureMechanismFormat,
} from "../../src/instance/nst-mechanisms.js";
import { randomDictatorFormat } from "../../src/instance/nst-random-dictator.js";
import { optimalPriceFormat, twoPriceFormat } from "../../src/instance/nst-two-price.js";
import type { FacilityEnvironment } from "../../src/mechanisms/nst/facility.js";
import type { KnownEnvironment } from "../../src/mechanisms/nst/known-environment.js";
import type { Outcome } from "../../src/mechanisms/nst/lottery.js";
import { gap } from "../../src/notions/gap.js";
import { hasPrivateReactions, hasPrivateSelection } from "../../src/notions/reactions.js";
import {
  hasSolution,
  type ReportGame,
  reportGame,
  type SolutionConcept,
  type Strictness,
} from "../../src/notions/solution-concepts.js";
import * as L from "../../src/number/log-form.js";
import * as Q from "../../src/number/rational.js";
import type { Law } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";
import { repairOf } from "../repairs.js";
import { lotteryIn } from "./announced.js";
import { hasSolutionByTable } from "./announcement-table.js";
import { upTo } from "./plain-table.js";
import { describeSolutionCases, solutionCases } from "./solution-cases.js";

/** Formats of mechanisms that tell a finite law. */
export type Formats = Readonly<Record<string, ReactionFormat<never, never>>>;

// biome-ignore format: one mechanism a line
const honest = {
  "nst/exponential": exponentialFormat,
  "nst/commitment": commitmentMechanismFormat,
  "nst/mixture": mixtureMechanismFormat,
  "nst/random-dictator": randomDictatorFormat,
  "nst/two-price": twoPriceFormat,
  "nst/optimal-price": optimalPriceFormat,
  "nst/loc1": loc1Format,
  "nst/loc2": loc2Format,
} as unknown as Formats;

const strong = "the commitment counts: q·p̃·γ ≥ 2ε, γ > 0, both over where P > 0";
const privately = "reactions r_i(t_i, s) are private";

/** An instance of any of the mechanisms: its environment and its law at every announcement. */
export interface Announced {
  readonly mechanism: string;
  readonly environment: KnownEnvironment;
  readonly law: (announced: Types) => Law<Outcome, Q.Rational>;
  readonly game: ReportGame;
  /** Whether q·p̃·γ ≥ 2ε and γ > 0, p̃ and γ over the support of P; false where nobody has a second type, or there is no P. */
  readonly isCommitted: boolean;
  readonly isPrivate: boolean;
}

/** The parameters of a mechanism that may have a commitment. */
interface Committing {
  readonly q?: Q.Rational;
  readonly P?: "uniform" | readonly Q.Rational[];
}

/** The law P of the commitment, which is part of LOC1 and LOC2; undefined where there is none. */
function lawOf(mechanism: string, { P }: Committing, environment: KnownEnvironment): readonly Q.Rational[] | undefined {
  if (mechanism === "nst/loc2") return (environment as FacilityEnvironment).adjacent;
  if (P !== "uniform" && mechanism !== "nst/loc1") return P as readonly Q.Rational[] | undefined;
  return upTo(environment.alternatives).map(() => Q.rational(1n, BigInt(environment.alternatives)));
}

/** p̃·γ over the support of P. */
function shareOf(environment: KnownEnvironment, P: readonly Q.Rational[]): Q.Rational {
  const support = upTo(P.length).filter((s) => P[s]!.numerator > 0n);
  const gamma = gap(environment, support)?.value ?? Q.zero;
  return Q.multiply(gamma, support.map((s) => P[s]!).reduce(Q.minimum));
}

function read(formats: Formats, { instance }: Example): Announced {
  const mechanism = readChoice(instance.mechanism, "instance.mechanism", Object.keys(formats));
  const format = formats[mechanism] as unknown as ReactionFormat<Committing, KnownEnvironment>;
  const { environment, parameters, epsilon } = readValues(format, instance);
  const step = format.mechanism.step?.(parameters, environment);
  const R = Q.rationals(step && epsilon ? baseOf(epsilon, step) : Q.one);
  const P = lawOf(mechanism, parameters, environment);
  const q = mechanism === "nst/commitment" ? Q.one : (parameters.q ?? Q.zero);
  const reached = P ? Q.multiply(q, shareOf(environment, P)) : Q.zero;
  const asked = epsilon
    ? L.scale(L.ln(epsilon.log), Q.multiply(Q.rational(2n), epsilon.times))
    : L.fromRational(Q.zero);
  const laws = new Map<string, Law<Outcome, Q.Rational>>();
  const lawAt = (announced: Types): Law<Outcome, Q.Rational> => {
    const profile = announced.map((report) => ({ report, count: 1 }));
    const law = laws.get(announced.join()) ?? format.mechanism.law(R, parameters, environment, profile);
    laws.set(announced.join(), law);
    return law;
  };
  return {
    mechanism,
    environment,
    law: lawAt,
    game: reportGame(R, environment, (profile) => lotteryIn(lawAt(profile))),
    isCommitted: reached.numerator > 0n && L.compare(L.fromRational(reached), asked) >= 0,
    isPrivate: environment.types.every(
      (_, player) => hasPrivateReactions(environment, player) && hasPrivateSelection(environment, player),
    ),
  };
}

const known: WeakMap<Formats, WeakMap<object, Announced>> = new WeakMap();

/** The same, once an instance. */
function readOnce(formats: Formats, example: Example): Announced {
  const all = known.get(formats) ?? new WeakMap<object, Announced>();
  known.set(formats, all);
  const found = all.get(example.instance) ?? read(formats, example);
  all.set(example.instance, found);
  return found;
}

const conceptIn = (concept: string): SolutionConcept =>
  concept === againstAll ? "undominated" : (concept as SolutionConcept);

const strictnessIn = (concept: string): Strictness => (concept === againstAll ? "against-all" : "somewhere");

const decidedFor = new WeakMap<Announced, Map<string, boolean>>();

/** Whether a tuple exists, decided once. */
function exists(announced: Announced, concept: string): boolean {
  const all = decidedFor.get(announced) ?? new Map<string, boolean>();
  decidedFor.set(announced, all);
  const found = all.get(concept) ?? hasSolution(announced.game, conceptIn(concept), strictnessIn(concept));
  all.set(concept, found);
  return found;
}

/** u_i at the true types t when a profile is announced, from the outcomes as they are published. */
function utilityAt({ environment, law }: Announced, player: number, types: Types, announced: Types): Q.Rational {
  const { entries, total } = law(announced);
  const sum = entries.reduce((all, { outcome: { alternative, imposed }, weight }) => {
    const reactions = imposed
      ? [imposed[player]!]
      : Array.from({ length: environment.reactions[player]! }, (_, r) => r);
    const best = reactions
      .map((r) => environment.utility(types, player, alternative, r))
      .reduce((x, y) => (x > y ? x : y));
    return Q.add(all, Q.multiply(weight, Q.rational(best, environment.utilityGrid)));
  }, Q.zero);
  return Q.divide(sum, total);
}

/** The reading of "undominated" in which domination asks for more. */
const againstAll = "undominated-against-all";

const isUndominated = (concept: string): boolean => concept === "undominated" || concept === againstAll;

const changesFor = (concept: string): readonly string[] =>
  concept === "ex-post-nash" ? [strong] : [strong, privately];

/** Definition 3: whether the tuples exist that the notions of implementation speak of. */
export const implementationDefined = (formats: Formats = honest, made: readonly string[] = []): Claim<Example> => {
  const isMeant = ({ isCommitted, isPrivate }: Announced): boolean =>
    (!made.includes(strong) || isCommitted) && (!made.includes(privately) || isPrivate);
  const at = (example: Example): Announced => readOnce(formats, example);
  const conceptOf = ({ concept }: Switches): string => concept!;
  return {
    id: "nst/def-implementation",
    isLawAside: true,
    citation: cite("nst", "Definition 3, with Section 2.4"),
    statement:
      "M β-implements F in (strictly) dominant strategies if for any (strictly) dominant tuple W, in undominated strategies if for any tuple of strategies that are not dominated, and in an ex-post Nash equilibrium if for some equilibrium W, E_{M(W(t))}[F(t, s)] ≥ max_s F(t, s) − β for all t. Asked here, for the exponential, commitment, mixture and random dictator mechanisms, two-price, optimal-price, LOC1 and LOC2 (Example 1 has six types, too many strategies): is there such a tuple? Where there is none, “any” is met by every β, and “some” by none.",
    hypotheses: made.length > 0 ? [...made] : ["one of the mechanisms listed, over a finite environment"],
    readings: readingsOf({ concept: ["strictly-dominant", "dominant", "undominated", againstAll, "ex-post-nash"] }),
    switchMeanings: {
      "strictly-dominant": "a tuple of strictly dominant strategies exists",
      dominant: "a tuple of dominant strategies exists",
      undominated:
        "a tuple of strategies exists none of which is dominated; a dominating one is better somewhere, at some type vector against some strategies",
      [againstAll]:
        "the same, where a dominating strategy is better at some type vector against each tuple of strategies of the others",
      "ex-post-nash": "an ex-post Nash equilibrium exists",
    },
    corners: [
      ...Object.keys(formats),
      "one player",
      "two players",
      "private reactions",
      "interdependent reactions",
      "q·p̃·γ ≥ 2ε",
    ],
    domain: (budget) => ({
      description: describeSolutionCases(budget),
      argument:
        "Undominated, all finite games: for each type “never worse, and somewhere better” is transitive and irreflexive on finitely many announcements, so some announcement is not dominated, and a strategy of such announcements is not; who dominates against all dominates somewhere. With q·p̃·γ ≥ 2ε and γ > 0 over the support of P: Theorem 1 with S̃ the support, so that the truth is an equilibrium, and strictly dominant where reactions are private.",
      cases: solutionCases(budget),
      exhaustive: true,
      draws: 0,
    }),
    decide(_R, example, switches) {
      const announced = at(example);
      if (!isMeant(announced)) return { hypotheses: "outside", conclusion: "holds", witness: {} };
      return {
        hypotheses: "inside",
        conclusion: exists(announced, conceptOf(switches)) ? "holds" : "fails",
        witness: {},
      };
    },
    cornersOf(example) {
      const { mechanism, environment, isCommitted, isPrivate } = at(example);
      return [
        mechanism,
        environment.types.length === 1 ? "one player" : "two players",
        isPrivate ? "private reactions" : "interdependent reactions",
        ...(isCommitted ? ["q·p̃·γ ≥ 2ε"] : []),
      ];
    },
    exhibit: (example) => example,
    check(example, switches) {
      const announced = read(formats, example);
      const { environment } = announced;
      const found = hasSolutionByTable(
        environment.types,
        conceptIn(conceptOf(switches)),
        (player, types, profile) => utilityAt(announced, player, types, profile),
        strictnessIn(conceptOf(switches)),
      );
      return {
        hypotheses: isMeant(announced) ? "inside" : "outside",
        holds: found,
        inequality: `the number of tuples (${switches.concept}), 1 or more >= 1`,
        left: found ? Q.one : Q.zero,
        right: Q.one,
        larger: "left",
        choices: example.choices,
        explanation: `${announced.mechanism}, types ${environment.types.join(", ")}`,
        corners: [],
      };
    },
    completed: [],
    evidence: (budget, switches) => {
      const told = new Map<string, [exists: number, all: number]>();
      for (const example of solutionCases(budget)) {
        const announced = at(example);
        const [some, all] = told.get(announced.mechanism) ?? [0, 0];
        told.set(announced.mechanism, [some + (exists(announced, conceptOf(switches)) ? 1 : 0), all + 1]);
      }
      return {
        instancesWithATuple: Object.fromEntries([...told].map(([name, [some, all]]) => [name, `${some} of ${all}`])),
        quantifiers:
          "without a strictly dominant tuple every mechanism implements every F in strictly dominant strategies, with every β: the exponential mechanism does so wherever some announcement changes nothing",
      };
    },
    ...(made.length === 0 && {
      repair: (reading) =>
        isUndominated(reading.switches.concept!)
          ? undefined
          : repairOf(reading, {
              statement: `Where ${changesFor(reading.switches.concept!).join(", and ")}, such a tuple exists: the truth.`,
              changes: changesFor(reading.switches.concept!),
              claim: (changes) => implementationDefined(formats, changes.length > 0 ? changes : ["nothing changed"]),
            }),
    }),
  };
};
