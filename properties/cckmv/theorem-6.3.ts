import type { Claim } from "../../src/claim/claim.js";
import { type Reading, readingsOf, type Switches } from "../../src/claim/reading.js";
import { noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { cite } from "../../src/verdict/citation.js";
import { repairOf } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import type { ReachByBudget } from "./facilities.js";
import { type Change, changeMeanings, type FacilityReading, readFacility } from "./facility-player.js";
import { facilityClaim, type NoisyMedianFormat } from "./facility-player-claim.js";
import { switchMeanings as boundMeanings, boundSwitches } from "./private-voter.js";

/** What a control changes: the mechanism, the hypotheses, or the 2 of 2F(e^ε). */
export interface Theorem63 {
  readonly format?: NoisyMedianFormat;
  readonly changes?: readonly Change[];
  readonly constant?: bigint;
}

const two = [["0", "1"]];
const three = [
  ["0", "1/2", "1"],
  ["0", "1/100", "1"],
];
const four = [
  ["0", "1/3", "2/3", "1"],
  ["0", "1/100", "2/3", "1"],
];

/** Where the locations lie matters to R3 and −|θ_i − o| only; others see their order. */
const placesFor = ({ condition, utility }: Switches, all: readonly (readonly string[])[]) =>
  condition === undefined || condition === "R3" || utility === "standard"
    ? all
    : all.filter(([, second]) => second !== "1/2" && second !== "1/3");

/** Lies: nothing to tell where there is one location. */
const lies = (switches: Switches): ReachByBudget => ({
  gate: { places: placesFor(switches, [...two, ...three]), players: [0, 2, 1] },
  standard: { places: placesFor(switches, [...two, ...three, ...four]), players: [0, 4, 2, 1] },
  deep: { places: [...two, ...three, ...four], players: [0, 6, 5, 4] },
});

/** Staying out: one location too. */
const dropouts = (switches: Switches): ReachByBudget => ({
  gate: { places: placesFor(switches, [["0"], ...two, ...three]), players: [1, 2, 1] },
  standard: { places: placesFor(switches, [["0"], ...two, ...three, ...four]), players: [2, 3, 2, 1] },
  deep: { places: [["0"], ...two, ...three, ...four], players: [3, 5, 5, 4] },
});

const switchMeanings = {
  ...boundMeanings,
  R0: "condition (2) as printed: θ_i < o < o' < θ_i, which no pair meets, or o' > o > θ_i",
  R1: "condition (2) for o' < o < θ_i or θ_i < o < o'",
  R2: "condition (2) for o' < o ≤ θ_i or θ_i ≤ o < o'",
  R3: "condition (2) for every pair with o strictly closer to θ_i than o'",
  arbitrary: "nothing else is asked of U^out",
  "single-peaked": "U^out(θ_i, ·) nowhere rises away from θ_i, on either side",
  standard: "U^out(θ_i, o) = −|θ_i − o|",
  N1: "staying out is one more report: x_o is maximised over it too, and the same U^priv applies",
  N2: "x_o over real reports; an absentee has the same U^priv",
  N3: "an absentee has privacy utility 0",
  N4: "an absentee has total utility 0",
} as const;

const assumption = "|U_i^priv(θ_i, o)| ≤ F_i(x_o), F_i(x) → 0 as x → 1";
const conditionTwo = "U_i^out(θ_i, o) − U_i^out(θ_i, o') ≥ 2F_i(e^ε) for the pairs of condition (2)";

/** Why the cases stand for every number of players and locations, once condition (2) is R2 or R3 and F nondecreasing. */
const everyLine =
  "More players and locations: the pairs reached under one r have θ_i ≤ o < o' or o' < o ≤ θ_i, at which (2) as R2 or R3 asks for the gap " +
  "2F(e^ε), and x_o ≤ e^ε by Lemma 6.2, so that F(x_o) + F(x_{o'}) ≤ 2F(e^ε) for a nondecreasing F. Least utilities: −2F(e^ε) times the " +
  "number of steps to o that (2) counts. Where the locations lie matters to R3 and −|θ_i − o| only.";

const printed =
  "provided that, for some function F_i: (1) U_i^priv satisfies Assumption 3.1 with privacy bound function F_i, and (2) for all o, o' ∈ Θ such " +
  "that θ_i < o < o' < θ_i or o' > o > θ_i, we have U_i^out(θ_i, o) − U_i^out(θ_i, o') ≥ 2F_i(e^ε).";

const conditions = ["R0", "R1", "R2", "R3"] as const;
const utilities = ["arbitrary", "single-peaked", "standard"] as const;
const { bound, ...otherBounds } = boundSwitches;

/** The 2 is the best constant where the privacy utility may have either sign: see the test at one player and two locations. */
const bestConstant = (_budget: unknown, { sign, condition = "gap" }: Readonly<Record<string, string>>) => {
  if (condition === "R0" || condition === "R1") return {};
  const least = sign === "cost" ? "1" : "2";
  return {
    bestConstant: {
      "least c with c·F(e^ε) in the place of 2F(e^ε), F nondecreasing, per coin": least,
      proved:
        "F ≤ F(e^ε) up to e^ε, so c is enough; F(x) = min(x − 1, δ) with δ ≤ min x_o − 1 has F(x_o) = F(e^ε) at every ε, so less is not",
    },
  };
};

function playerRepair(
  reading: Reading,
  made: readonly Change[],
  changes: readonly Change[],
  claim: (changes: readonly Change[]) => Claim<SituationCase>,
) {
  if (made.length > 0) return undefined;
  return repairOf(reading, {
    statement: `As printed, except: ${changes.map((change) => changeMeanings[change]).join("; and ")}.`,
    changes,
    claim,
  });
}

/** The pairs with o = θ_i, which the printed condition lacks, and that F is not larger below e^ε than at it. */
const neededForLies = ({ switches }: Reading): readonly Change[] => [
  ...(switches.condition === "R0" || switches.condition === "R1" ? (["o = θ_i in condition (2)"] as const) : []),
  ...(switches.bound === "monotone" ? [] : (["F nondecreasing"] as const)),
];

/**
 * Under N3 a participant pays for privacy even where her report changes nothing, so that only privacy utilities that are
 * never negative help; under N4 the outcome itself must be worth F, and condition (2) does not matter any more.
 */
function neededFor(reading: Reading): readonly Change[] {
  const { absence, utility } = reading.switches;
  const all = neededForLies(reading);
  if (absence === "N3")
    return [...all.filter((change) => change !== "F nondecreasing" && utility === "arbitrary"), "U^priv ≥ 0"];
  if (absence === "N4") return [...all.filter((change) => change === "F nondecreasing"), "U^out ≥ F"];
  return all;
}

/** Theorem 6.3, universal truthfulness [CCKMV, Section 6]. */
export const facilityTruthful = ({
  format = noisyMedianFormat,
  changes = [],
  constant = 2n,
}: Theorem63 = {}): Claim<SituationCase> => {
  const reading = (switches: Reading["switches"]): FacilityReading =>
    readFacility({ ...switches, per: switches.truthfulness! }, changes, { lies: true, constant });
  return facilityClaim(
    {
      id: "cckmv/theorem-6.3-universal",
      citation: cite("cckmv", "Theorem 6.3"),
      statement: `Mechanism 6.1 is universally truthful for player i ${printed}`,
      hypotheses: [assumption, conditionTwo, ...changes.map((change) => changeMeanings[change])],
      readings: readingsOf(
        { condition: conditions, sign: ["two-signed", "cost"], bound },
        { truthfulness: ["universal", "expectation"], utility: utilities, ...otherBounds },
      ),
      switchMeanings,
      argument: everyLine,
      reach: lies,
      corners: cornersOfLies,
      reading,
      evidence: bestConstant,
      repair: (fallen) =>
        playerRepair(fallen, changes, neededForLies(fallen), (next) =>
          facilityTruthful({ format, changes: next, constant }),
        ),
    },
    format,
  );
};

/** Theorem 6.3, individual rationality [CCKMV, Section 6]: the text does not say what an absentee's privacy utility is. */
export const facilityRational = ({
  format = noisyMedianFormat,
  changes = [],
  constant = 2n,
}: Theorem63 = {}): Claim<SituationCase> => {
  const reading = (switches: Reading["switches"]): FacilityReading =>
    readFacility(switches, changes, { lies: false, constant });
  return facilityClaim(
    {
      id: "cckmv/theorem-6.3-ir",
      citation: cite("cckmv", "Theorem 6.3"),
      statement: `Mechanism 6.1 is individually rational for player i ${printed}`,
      hypotheses: [assumption, conditionTwo, ...changes.map((change) => changeMeanings[change])],
      readings: readingsOf(
        { condition: conditions, absence: ["N2", "N1", "N3", "N4"], bound },
        { sign: ["two-signed", "cost"], per: ["coin", "expectation"], utility: utilities, ...otherBounds },
      ),
      switchMeanings,
      argument: `${everyLine} Staying out moves the outcome away from θ_i too.`,
      reach: dropouts,
      corners: [...cornersOfLies, "one location"],
      reading,
      repair: (fallen) =>
        playerRepair(fallen, changes, neededFor(fallen), (next) =>
          facilityRational({ format, changes: next, constant }),
        ),
    },
    format,
  );
};

/** Theorem 6.3, "in particular": with U^out = −|θ_i − o| and one F for all, min |ℓ_j − ℓ_k| ≥ 2F(e^ε) is enough for both. */
export const facilityStandard = ({
  format = noisyMedianFormat,
  changes = [],
  constant = 2n,
}: Theorem63 = {}): Claim<SituationCase> => {
  const reading = (switches: Reading["switches"]): FacilityReading =>
    readFacility({ ...switches, condition: "gap", utility: "standard" }, changes, { lies: true, constant });
  return facilityClaim(
    {
      id: "cckmv/theorem-6.3-standard",
      citation: cite("cckmv", "Theorem 6.3"),
      statement:
        "If all players share the standard outcome utility function U_i^out(θ_i, o) = −|θ_i − o| and have the same privacy bound function F_i = F, " +
        "then Mechanism 6.1 is universally truthful and individually rational provided that min_{j ≠ k} |ℓ_j − ℓ_k| ≥ 2F(e^ε).",
      hypotheses: [
        "|U_i^priv(θ_i, o)| ≤ F(x_o), F(x) → 0 as x → 1",
        "U_i^out(θ_i, o) = −|θ_i − o|",
        "min_{j ≠ k} |ℓ_j − ℓ_k| ≥ 2F(e^ε)",
        ...changes.map((change) => changeMeanings[change]),
      ],
      readings: readingsOf(
        { absence: ["N2", "N1", "N3", "N4"], bound, sign: ["two-signed", "cost"] },
        { per: ["coin", "expectation"], ...otherBounds },
      ),
      switchMeanings,
      argument: everyLine,
      reach: dropouts,
      corners: [...cornersOfLies, "one location"],
      reading,
      evidence: bestConstant,
      repair: (fallen) => {
        const monotone: readonly Change[] = fallen.switches.bound === "monotone" ? [] : ["F nondecreasing"];
        const { absence } = fallen.switches;
        const more: readonly Change[] = absence === "N3" ? ["U^priv ≥ 0"] : absence === "N4" ? ["U^out ≥ F"] : [];
        return playerRepair(fallen, changes, [...monotone, ...more], (next) =>
          facilityStandard({ format, changes: next, constant }),
        );
      },
    },
    format,
  );
};

const cornersOfLies = [
  "one player",
  "everybody at one location",
  "empty location between occupied ones",
  "locations not at equal distances",
  "locations 0 and 1",
  "a player at an end",
  "a player between locations",
  "a player alone at her location",
];
