import type { Claim, Repair } from "../../src/claim/claim.js";
import { type Reading, readingsOf } from "../../src/claim/reading.js";
import { noisyVcgFormat } from "../../src/instance/cckmv-vcg.js";
import { cite } from "../../src/verdict/citation.js";
import { byReading } from "../by-reading.js";
import { repairOf } from "../repairs.js";
import type { SituationCase } from "../setting.js";
import { situationClaim } from "../situation-claim.js";
import { bidderDomain } from "./bidder-cases.js";
import { outcomeOnly } from "./outcome-only.js";
import { bidderChanges, decidePrivateBidder, type PrivateBidder, readPrivateBidder } from "./private-bidder.js";
import { bidderChoices, bidderSides } from "./private-bidder-check.js";
import { boundSwitches, switchMeanings } from "./private-voter.js";
import { remembering } from "./remembered-laws.js";
import { inOwnSteps, shiftArgument, vcgStep } from "./vcg-cases.js";

/** The mechanism that a claim is about; a control takes a broken one. */
export type BidderFormat = typeof noisyVcgFormat;

/** What claims about the player of Theorem 7.5 say for themselves. */
export type BidderClaim = Pick<Claim, "id" | "citation" | "statement" | "hypotheses" | "evidence"> & {
  readonly argument: string;
};

/** The claim about the player of Theorem 7.5 under one reading. */
export const bidderClaim = (
  format: BidderFormat,
  { argument, ...parts }: BidderClaim,
  reading: PrivateBidder,
): Claim<SituationCase> =>
  inOwnSteps((step) =>
    situationClaim(remembering(format), {
      ...parts,
      argument: `${argument} ${shiftArgument}`,
      step,
      ...bidderDomain,
      ...(reading.sharp && { hypothesesAt: ({ environment }) => (environment.outcomes === 2 ? "inside" : "outside") }),
      decide: (R, setting) => decidePrivateBidder(R, setting, reading),
      choices: bidderChoices(reading),
      sides: (setting, choices) => bidderSides(setting, choices, reading),
    }),
  );

const monotoneArgument =
  "Every |O|, M and θ_{-i}, F nondecreasing: by Lemma 7.2 all ratios are at most e^ε, so the privacy utilities differ by at most Σ F(x)·|p − p'| ≤ 2F(e^ε)·SD in expectation, " +
  "half of that for a cost, and by Lemmas 7.3 and 7.4 SD ≤ |O|·(1 + 2M·e^{ε/|O|}) times what the truth gains.";

const hypotheses = [
  "|U_i^priv(θ_i, (o*, π))| ≤ F_i(x), x the ratio of (o*, π), F_i(x) → 0 as x → 1",
  "2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1",
];

/** The printed hypotheses and those of a repair. */
export const bidderHypotheses = (made: readonly string[]): readonly string[] => [
  ...hypotheses,
  ...made.map((change) => bidderChanges[change]!),
];

const repairStatement = (changes: readonly string[]): string =>
  `As printed, except that ${changes.map((change) => bidderChanges[change]).join(", and ")}.`;

/** The repair of a claim about this player that makes exactly these changes. */
export const bidderRepair = (
  reading: Reading,
  changes: readonly string[],
  claim: (made: readonly string[]) => Claim,
): Repair<never> | undefined => repairOf(reading, { statement: repairStatement(changes), changes, claim });

const truthfulReadings: readonly Reading[] = [
  ...readingsOf({}, { sign: ["two-signed", "cost"], ...boundSwitches, condition: ["printed", "sharp"] }).filter(
    ({ switches }) => switches.condition === "printed",
  ),
  ...readingsOf(
    {},
    {
      sign: ["two-signed"],
      bound: ["monotone"],
      atOne: ["limit"],
      values: ["extended"],
      atInfinity: ["open"],
      condition: ["sharp"],
    },
  ).map((reading) => ({ ...reading, literal: false })),
];

/**
 * Theorem 7.5: Mechanism 7.1 is truthful in expectation for player i provided that, for some F_i, (1) U_i^priv satisfies
 * Assumption 3.1 with F_i, and (2) 2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1.
 *
 * Where F is nondecreasing this is the display before it, Lemmas 7.3 and 7.4 together. Condition (2) says nothing of F at
 * the ratios below e^ε, and no outcome has the ratio e^ε itself.
 */
export const theorem75 = (made: readonly string[] = [], format: BidderFormat = noisyVcgFormat): Claim =>
  byReading(
    {
      id: "cckmv/theorem-7.5-truthful",
      citation: cite("cckmv", "Theorem 7.5"),
      statement:
        "Mechanism 7.1 is truthful in expectation for player i provided that, for some function F_i: (1) U_i^priv satisfies Assumption 3.1 with " +
        "privacy bound function F_i, and (2) 2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1.",
      hypotheses: bidderHypotheses(made),
      readings: truthfulReadings,
      switchMeanings: {
        ...switchMeanings,
        printed: "condition (2) as printed",
        sharp: "for |O| = 2, with 2F_i(e^ε)·|O|·e^{ε/|O|} ≤ 1 in the place of condition (2), which is weaker",
      },
      step: vcgStep,
      repair: (reading) =>
        made.length > 0 || reading.switches.bound === "monotone"
          ? undefined
          : bidderRepair(reading, ["F nondecreasing"], (next) =>
              next.length > 0 ? theorem75(next, format) : withoutRepair(theorem75([], format)),
            ),
    },
    (switches) => {
      const reading = readPrivateBidder(switches, made);
      return bidderClaim(
        format,
        {
          id: "cckmv/theorem-7.5-truthful",
          citation: cite("cckmv", "Theorem 7.5"),
          statement: "",
          hypotheses: [],
          argument: reading.sharp
            ? "|O| = 2, every M and θ_{-i}: as for the printed condition, with SD ≤ |O|·e^{ε/|O|} times the gain, the sharp form of the display before the theorem."
            : monotoneArgument,
          ...(reading.sharp && { evidence: () => sharpEvidence }),
        },
        reading,
      );
    },
  );

/** A repair's claim is not repaired again. */
export const withoutRepair = ({ repair: _repair, ...claim }: Claim): Claim => claim;

const sharpEvidence = {
  bestConstant:
    "For |O| = 2 and F nondecreasing with F > 0 beyond 1, 2F(e^ε)·|O|·e^{ε/|O|} ≤ 1 is enough for every M, and no smaller constant than |O|·e^{ε/|O|} is: F may be constant from the least " +
    "ratio above 1 on, and then the theorem says 2F(e^ε)·SD ≤ gain, where SD/gain tends to |O|·e^{ε/|O|} as the sums of the others move apart. For a cost F(e^ε) may be twice as large.",
};

/** The expectation, as the theorem says of truthfulness, or each coin. */
const perMeanings = { expectation: "in expectation over the coins", coin: "for every coin r" };

/**
 * Theorem 7.5: under the same conditions Mechanism 7.1 is individually rational for player i. A player who stays out is the type ⊥ of
 * all zeros, who is in Θ and pays nothing; the text does not say what her privacy utility is.
 */
export const rational75 = (made: readonly string[] = [], format: BidderFormat = noisyVcgFormat): Claim =>
  byReading(
    {
      id: "cckmv/theorem-7.5-ir",
      citation: cite("cckmv", "Theorem 7.5"),
      statement:
        "Mechanism 7.1 is individually rational for player i provided that, for some function F_i: (1) U_i^priv satisfies Assumption 3.1 with " +
        "privacy bound function F_i, and (2) 2F_i(e^ε)·|O|·(1 + 2M·e^{ε/|O|}) ≤ 1.",
      hypotheses: bidderHypotheses(made),
      readings: readingsOf(
        { absence: ["N2", "N1", "N3", "N4"], per: ["expectation", "coin"] },
        { sign: ["two-signed", "cost"], ...boundSwitches },
      ),
      switchMeanings: {
        ...switchMeanings,
        ...perMeanings,
        N1: "staying out is one more report, which is the type ⊥ of all zeros: x is maximised over it too, and the same U^priv applies",
        N2: "x over the types of the text; an absentee has the same U^priv. As ⊥ is a type, this is N1",
        N3: "an absentee has privacy utility 0",
        N4: "an absentee has total utility 0",
      },
      step: vcgStep,
      repair(reading) {
        const changes = neededFor(reading);
        if (made.length > 0 || changes.length === 0) return undefined;
        return bidderRepair(reading, changes, (next) => withoutRepair(rational75(next, format)));
      },
    },
    (switches) => {
      const reading = readPrivateBidder(switches, made);
      const parts = {
        id: "cckmv/theorem-7.5-ir",
        citation: cite("cckmv", "Theorem 7.5"),
        statement: "",
        hypotheses: [],
        argument: irArgument(reading),
      };
      return made.includes("only o* is public")
        ? outcomeOnly(parts, reading, "theorem")
        : bidderClaim(format, parts, reading);
    },
  );

/** ⊥ loses nothing by participating but privacy, so that N3 and N4 need privacy utilities that are not negative. */
function neededFor({ switches }: Reading): readonly string[] {
  if (switches.absence === "N3" || switches.absence === "N4") return ["U^priv ≥ 0"];
  return [
    ...(switches.bound === "monotone" ? [] : ["F nondecreasing"]),
    ...(switches.per === "coin" ? ["only o* is public"] : []),
  ];
}

const irArgument = ({ sign, per }: PrivateBidder): string =>
  sign === "benefit"
    ? "Every |O|, M, θ_{-i} and F: coin by coin VCG with the noise as a report is truthful, so U^out − P is at least what ⊥ gets, and at least 0."
    : per === "coin"
      ? "Every |O|, M and θ_{-i}, F nondecreasing: if two reports lead to different o*, the truth gains 1/|O| at least, by the proof of Lemma 7.3."
      : monotoneArgument;
