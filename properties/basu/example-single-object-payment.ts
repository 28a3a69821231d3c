import type { Claim } from "../../src/claim/claim.js";
import { readingsOf, type Switches } from "../../src/claim/reading.js";
import * as Q from "../../src/number/rational.js";
import type { JsonObject } from "../../src/verdict/json.js";
import type { Choices, WorstSides } from "../worst-choices.js";
import { type DrawnOutcome, outcomesOf, plainOutcomes } from "./drawn-outcomes.js";
import { isAssignment, isWorthlessToLosers, objectCases, objectCorners } from "./object-cases.js";
import { type Meant, type WorkedClaim, workedClaim } from "./worked-claim.js";
import { indices, presentIn, type WorkedWorld } from "./worked-world.js";

const counted = "the value is counted only where the group obtains the object";
const averaged = "in expectation over the state, given all signals";
const together = "all members of the group together pay it";
const worthless = "not obtaining the object is worth 0";
const elsewhere = "where her group does not obtain the object";

const changes: Readonly<Record<string, string>> = {
  before: counted,
  state: averaged,
  group: together,
  "loser-any": worthless,
  never: elsewhere,
};

const meanings: Readonly<Record<string, string>> = {
  won: "given that N_u obtains the object, what a member is expected to pay is what the object is expected to be worth to her",
  signals: "whenever N_u obtains the object, a member pays what it is expected to be worth to her given all signals",
  before: "before anything is known, what she is expected to pay is what the object is expected to be worth to her",
  state: "whenever N_u obtains the object, a member pays what it is worth to her in the state itself",
  group: "whenever N_u obtains the object, each member pays what it is expected to be worth to all of N_u",
  loser: "whenever N_u does not obtain the object, which is then worth 0 to her, she pays nothing",
  "loser-any": "whenever N_u does not obtain the object she pays nothing, whatever losing is worth",
  "loser-value": "whenever N_u does not obtain the object she pays what losing is expected to be worth",
  never: "if not obtaining the object is worth 0, she does not pay anything in the mechanism",
};

/** Whose payment, at which signals and alternative, in which state; what is left out is averaged. */
interface Place {
  readonly utility: number;
  readonly counts?: readonly number[];
  readonly alternative?: number;
  readonly state?: number;
}

const winner = ["won", "signals", "state", "group"];
const loser = ["loser", "loser-any", "loser-value"];

/** Which outcomes a reading speaks of. */
function concerns({ switches: { says }, made }: Meant, utility: number, { alternative }: DrawnOutcome): boolean {
  if (winner.includes(says!)) return alternative === utility;
  return !(loser.includes(says!) || made.includes(elsewhere)) || alternative !== utility;
}

const isExpected = ({ says }: Switches): boolean => says === "won" || says === "before";

/** Every place that a reading speaks of. */
function placesOf(world: WorkedWorld, meant: Meant, outcomes: readonly DrawnOutcome[]): readonly Place[] {
  const inState = meant.switches.says === "state" && !meant.made.includes(averaged);
  return presentIn(world).flatMap((utility): readonly Place[] => {
    const own = outcomes.filter((outcome) => concerns(meant, utility, outcome));
    if (isExpected(meant.switches)) return own.length > 0 ? [{ utility }] : [];
    const places = own.map(({ counts, alternative }) => ({ utility, counts, alternative }));
    return inState
      ? places.flatMap((place) => indices(world.environment.states).map((state) => ({ ...place, state })))
      : places;
  });
}

const isAt = ({ counts, alternative }: Place, outcome: DrawnOutcome): boolean =>
  (counts === undefined || counts.join() === outcome.counts.join()) &&
  (alternative === undefined || alternative === outcome.alternative);

/** What is paid at a place, and what the claim says it is. */
function compared(
  world: WorkedWorld,
  meant: Meant,
  outcomes: readonly DrawnOutcome[],
  place: Place,
): { readonly paid: Q.Rational; readonly claimed: Q.Rational } {
  const { environment } = world;
  const { says } = meant.switches;
  const { utility, state } = place;
  const table = environment.utilities[utility]!;
  const size = Q.rational(BigInt(world.sizes()[utility]!));
  const worth = ({ posterior }: DrawnOutcome, alternative: number) =>
    posterior.map((chance, w) => Q.multiply(chance, table[alternative]![w]!)).reduce(Q.add);
  const claimedAt = (outcome: DrawnOutcome): Q.Rational => {
    if (says === "never" || says === "loser" || says === "loser-any") return Q.zero;
    if (says === "before") {
      return made(counted) && outcome.alternative !== utility ? Q.zero : worth(outcome, utility);
    }
    if (state !== undefined) return table[utility]![state]!;
    return says === "group" ? Q.multiply(size, worth(outcome, utility)) : worth(outcome, outcome.alternative);
  };
  const made = (change: string) => meant.made.includes(change);
  const paidAt = (outcome: DrawnOutcome) =>
    made(together) ? Q.multiply(size, outcome.paid(utility)) : outcome.paid(utility);
  const own = outcomes.filter((outcome) => concerns(meant, utility, outcome) && isAt(place, outcome));
  const mass = own.map(({ weight }) => weight).reduce(Q.add);
  const mean = (f: (outcome: DrawnOutcome) => Q.Rational) =>
    Q.divide(own.map((outcome) => Q.multiply(outcome.weight, f(outcome))).reduce(Q.add), mass);
  return { paid: mean(paidAt), claimed: mean(claimedAt) };
}

const asChoices = ({ counts, ...place }: Place): JsonObject => ({ ...place, ...(counts && { counts: [...counts] }) });

function choices(meant: Meant): Choices<WorkedWorld> {
  const places = (world: WorkedWorld) => placesOf(world, meant, plainOutcomes(world)).map(asChoices);
  return { place: (world) => places(world) };
}

function sides(world: WorkedWorld, { place }: JsonObject, meant: Meant): WorstSides {
  const { utility, counts, alternative, state } = place as unknown as Place;
  const { paid, claimed } = compared(world, meant, plainOutcomes(world), place as unknown as Place);
  const at = counts ? `signals by counts ${counts.join(", ")}, the object goes to group ${alternative}` : "in expectation"; // biome-ignore format: one line
  return {
    left: paid,
    right: claimed,
    larger: "right",
    holds: Q.equals(paid, claimed),
    inequality: "what a member pays = what she is said to pay",
    explanation: `a member of group ${utility}, ${at}${state === undefined ? "" : `, state ${state}`}`,
  };
}

const asksForWorthless = ({ switches: { says }, made }: Meant): boolean =>
  ["before", "loser", "never"].includes(says!) || made.includes(worthless);

/** The first example after Theorem 1: what winners and losers pay. */
export const singleObjectPayment = (read?: WorkedClaim["read"]): Claim =>
  workedClaim({
    id: "basu/example-single-object-payment",
    statement:
      "Whichever N_u obtains the object, each of its members has an expected payment equal to the expected value of the object; if not obtaining it has no value, an agent does not pay anything.",
    hypotheses: ["π_0 and v positive"],
    readings: readingsOf({ says: Object.keys(meanings) }),
    switchMeanings: meanings,
    examples: (budget) => objectCases(budget),
    describe: (budget) =>
      `${objectCases(budget).length} assignments of an object to one to four groups: all signals, all members`,
    argument: () =>
      "q*_u(s) = Σ_ω π(s)(ω)u(σ*(s), ω) is the posterior value of what is drawn: of the object where her group obtains it, of losing where it does not. Means of equal terms are equal.",
    corners: objectCorners,
    isInside: (world, meant) =>
      isAssignment(world.environment) && (!asksForWorthless(meant) || isWorthlessToLosers(world.environment)),
    holds(world, meant) {
      const outcomes = outcomesOf(world);
      return placesOf(world, meant, outcomes).every((place) => {
        const { paid, claimed } = compared(world, meant, outcomes, place);
        return Q.equals(paid, claimed);
      });
    },
    choices,
    sides,
    changesOf: ({ says }) => (changes[says!] === undefined ? [] : [changes[says!]!]),
    repaired: ({ says }) =>
      says === "loser-any" || says === "never"
        ? `A member of N_u pays nothing ${says === "never" ? elsewhere : `where another group obtains the object, if ${worthless}`}.`
        : `A member of N_u pays what the object is expected to be worth to her: ${changes[says!]}.`,
    evidence: (_, { says }) => (says === "never" ? { winners: "with one group of one player and the value 1, she obtains the object and pays 1" } : {}), // biome-ignore format: one line
    ...(read && { read }),
  });
