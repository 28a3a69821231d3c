import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import type { ReactionEnvironment } from "../../src/game/reaction-environment.js";
import { readIndex } from "../../src/instance/input.js";
import { loc1Format } from "../../src/instance/nst-facility.js";
import type { FacilityEnvironment } from "../../src/mechanisms/nst/facility.js";
import * as N from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import type { WorstSides } from "../worst-choices.js";
import { byHand } from "./environment-facts.js";
import { type GridValues, gridExample, groups, singles, upTo } from "./grid-cases.js";

const whole = (n: number): Q.Rational => Q.rational(BigInt(n));
const distance = (x: number, y: number): number => (x < y ? y - x : x - y);

/** Corners that all claims on grids have. */
export const gridCorners: Readonly<Record<string, (values: GridValues) => boolean>> = {
  "one facility": ({ environment: { K } }) => K === 1,
  "two locations": ({ environment: { m } }) => m === 1,
  "at least as many facilities as locations": ({ environment: { m, K } }) => K > m,
};

/** The environment in which everybody may matter to everybody, so that nothing is taken for granted. */
const unassuming = (environment: ReactionEnvironment): ReactionEnvironment => ({
  ...environment,
  influences: () => environment.types.map((_, player) => player),
});

const isPrivateBy = (
  facts: Pick<typeof byHand, "hasPrivateReactions" | "hasPrivateValues" | "hasPrivateSelection">,
  { kind }: Switches,
) =>
  kind === "reactions"
    ? facts.hasPrivateReactions
    : kind === "selection"
      ? facts.hasPrivateSelection
      : (environment: ReactionEnvironment, player: number) =>
          facts.hasPrivateValues(environment, player) && facts.hasPrivateReactions(environment, player);

/** Section 4.2: values and reactions are private. */
export const locPrivate = (format = loc1Format): Claim =>
  instanceClaim(format, {
    id: "nst/loc-private",
    citation: cite("nst", "Section 4.2"),
    statement: "In facility location on the grid L(m), values and reactions are private.",
    hypotheses: [],
    readings: readingsOf({ kind: ["values", "reactions", "selection"] }),
    switchMeanings: {
      values: "neither argmax_i(t, s) nor u_i(t, s, r_i) depends on the types of the others",
      reactions: "argmax_i(t, s) does not depend on the types of the others",
      selection: "nor does r_i(t, s), the nearest facility, the left one of two",
    },
    examples: (budget) => groups(budget).map((grid) => gridExample(format, grid)),
    describe: (budget) => `${groups(budget).length} grids (n, m, K), all profiles, alternatives and reactions`,
    argument: () => "All n, m and K: the formula of u_i has t_i, s and r_i in it and nothing else.",
    corners: { ...gridCorners, "more players": ({ environment: { n } }) => n > 1 },
    decide({ environment }, _, switches) {
      const players = environment.types.filter((_type, player) =>
        isPrivateBy(N, switches)(unassuming(environment), player),
      );
      return { left: whole(players.length), right: whole(environment.n), larger: "left" };
    },
    sides({ environment }, _, switches) {
      const players = environment.types.filter((_type, player) => isPrivateBy(byHand, switches)(environment, player));
      return {
        left: whole(players.length),
        right: whole(environment.n),
        larger: "left",
        inequality: "players of whom it is so >= n",
        explanation: `profiles that differ in the types of others only are compared for each of the ${environment.n} players`,
      };
    },
  });

const nearest = "some facility is at a distance below 1 from b_i";
const single = "no two facilities are equally near to b_i";

interface Meeting {
  readonly location: number;
  readonly alternative: number;
}

const meetingOf = ({ types, alternatives }: FacilityEnvironment, choices: JsonObject): Meeting => ({
  location: readIndex(choices.location, "choices.location", types[0]!, "location"),
  alternative: readIndex(choices.alternative, "choices.alternative", alternatives, "alternative"),
});

/** The locations of facilities that are nearest, and how near they are in units of 1/m. */
function nearestTo({ locations }: FacilityEnvironment, { location, alternative }: Meeting) {
  const built = locations(alternative);
  const least = built.map((k) => distance(k, location)).reduce((x, y) => (x < y ? x : y));
  return { least, near: built.filter((k) => distance(k, location) === least) };
}

const isMet = (environment: FacilityEnvironment, meeting: Meeting, made: readonly string[]): boolean => {
  const { least, near } = nearestTo(environment, meeting);
  return !(made.includes(nearest) && least === environment.m) && !(made.includes(single) && near.length > 1);
};

/** What must be at most a number, from the optimal reactions and the nearest facilities. */
const excessOf = ({ reaction }: Switches, best: readonly number[], near: readonly number[]) =>
  reaction === "only"
    ? { left: whole(best.length), right: Q.one }
    : reaction === "some"
      ? { left: whole(near.filter((k) => !best.includes(k)).length), right: Q.zero }
      : { left: whole(best.filter((k) => !near.includes(k)).length), right: Q.zero };

const inequalities: Readonly<Record<string, string>> = {
  every: "optimal reactions that are not nearest facilities <= 0",
  some: "nearest facilities that are not optimal reactions <= 0",
  only: "optimal reactions <= 1",
};

/** Section 4.2: r_i(b_i, s) is the facility of s that is nearest to b_i. */
export const locReaction = (format = loc1Format, made: readonly string[] = []): Claim =>
  instanceClaim(format, {
    id: "nst/loc-reaction",
    citation: cite("nst", "Section 4.2"),
    statement: "r_i(b_i, s) is the facility of s that is closest to b_i.",
    hypotheses: ["r_i(b_i, s) is any element of argmax over R_i = L of u_i(b_i, s, ·)", ...made],
    readings: readingsOf({ reaction: ["every", "some", "only"] }),
    switchMeanings: {
      every: "every optimal reaction is a facility of s nearest to b_i, so that any selection is one",
      some: "every facility of s nearest to b_i is an optimal reaction, so that one may be selected",
      only: "there is but one optimal reaction, so that it is the closest facility",
    },
    examples: (budget) => singles(budget).map((grid) => gridExample(format, grid)),
    describe: (budget) =>
      `one player on ${singles(budget).length} grids (m, K); all locations and alternatives${made.map((change) => `; ${change}`).join("")}`,
    argument: ({ reaction }) =>
      reaction === "some"
        ? "All m and K: no reaction gives more than minus the distance to the nearest facility, as that is at least −1."
        : made.includes(nearest)
          ? "All m and K: then a nearest facility gives more than −1, what every other location gives."
          : undefined,
    corners: gridCorners,
    decide({ environment }, _, switches) {
      let worst: { readonly left: Q.Rational; readonly right: Q.Rational } | undefined;
      for (const location of upTo(environment.types[0]!)) {
        for (const alternative of N.allAlternatives(environment)) {
          const meeting = { location, alternative };
          if (!isMet(environment, meeting, made)) continue;
          const best = N.optimalReactions(environment, [location], 0, alternative);
          const next = excessOf(switches, best, nearestTo(environment, meeting).near);
          if (!worst || Q.compare(next.left, worst.left) > 0) worst = next;
        }
      }
      return { ...(worst ?? { left: Q.zero, right: Q.zero, hypotheses: "outside" }), larger: "right" };
    },
    choices: () => ({
      location: ({ environment }) => upTo(environment.types[0]!),
      alternative: ({ environment }) => N.allAlternatives(environment),
    }),
    completed: ["location", "alternative"],
    sides({ environment }, choices, switches): WorstSides {
      const meeting = meetingOf(environment, choices);
      const { location, alternative } = meeting;
      const utilities = upTo(environment.reactions[0]!).map((r) => environment.utility([location], 0, alternative, r));
      const best = upTo(utilities.length).filter((r) => utilities.every((other) => other <= utilities[r]!));
      const { near } = nearestTo(environment, meeting);
      return {
        ...excessOf(switches, best, near),
        ...(!isMet(environment, meeting, made) && { hypotheses: "outside" }),
        larger: "right",
        inequality: inequalities[switches.reaction!]!,
        explanation: `b_i = ${location}/${environment.m}, facilities at ${environment.locations(alternative).join(", ")} of ${environment.m}: optimal reactions ${best.join(", ")}, nearest facilities ${near.join(", ")}`,
      };
    },
    evidence: (_, { reaction }): JsonObject =>
      reaction === "some"
        ? {}
        : { where: "the only facilities stand at 1 and b_i = 0, or the other way round: u_i = −1 for all of L" },
    repair: repairedBy(
      {
        statement: "Every optimal reaction to s at b_i is a nearest facility if one is nearer than 1.",
        changes: [nearest],
        claim: (changes) => locReaction(format, changes),
        of: ["every"],
      },
      {
        statement: "The optimal reaction to s at b_i is unique if one facility is nearest and nearer than 1.",
        changes: [nearest, single],
        claim: (changes) => locReaction(format, changes),
        of: ["only"],
      },
    ),
  });
