import { describe, expect, it } from "vitest";
import type { ElectionCase, Subject } from "../../properties/cckmv/elections.js";
import { majorityTruthful } from "../../properties/cckmv/fact-2-majority-truthful.js";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import { proposition431 } from "../../properties/cckmv/proposition-4.3.js";
import { dropout, proposition44 } from "../../properties/cckmv/proposition-4.4.js";
import { smallEpsilon } from "../../properties/cckmv/remark-4.2-small-eps.js";
import { constantTruthful, majorityOptimal } from "../../properties/cckmv/remark-4.js";
import { pivotalVote, theorem42 } from "../../properties/cckmv/theorem-4.2.js";
import type { Claim } from "../../src/claim/claim.js";
import type { RecordedClaim } from "../../src/claim/recorded.js";
import { rational } from "../../src/number/rational.js";
import {
  alwaysA,
  deterministicMinority,
  dictatorForConstant,
  independentCoins,
  marginOneMore,
  minorityWins,
  noiseOfRate,
  noiseRemoved,
  strictComparison,
  tiesToB,
} from "./broken-elections.js";
import { gate, honestly, readingOf, under, upTo } from "./gate.js";

type Factory = (under?: Subject) => Claim<ElectionCase>;

const halfRate = noiseOfRate(rational(1n, 2n));
const doubleRate = noiseOfRate(rational(2n));

const literal = "universal+two-signed+any+limit+extended+open";
const privacyCost = "universal+cost+any+limit+extended+open";
const absentN2 = "N2+coin+two-signed+any+limit+extended+open";
const absentN1 = "N1+expectation+two-signed+any+limit+extended+open";

const theorem: Factory = (subject) => upTo(3, under(theorem42(subject), literal, privacyCost));
const rationality: Factory = (subject) => upTo(3, under(proposition44(subject), absentN2, absentN1));
const smallEps: Factory = (subject) => under(smallEpsilon(subject), "two-signed+any+limit+extended+open");

/** The record of each honest claim, decided once. */
const records = new Map<Factory, Promise<RecordedClaim>>();
function recordedFor(claim: Factory): Promise<RecordedClaim> {
  const known = records.get(claim) ?? honestly(claim());
  records.set(claim, known);
  return known;
}

const fallen = /^recorded "proved .*", found "refuted"$/;
const vanished = /^recorded "refuted", found "proved for all epsilon"$/;
const repairFallen = /^its repair was recorded "proved for all epsilon", found "refuted"$/;
const counterexampleGone = /^the recorded counterexample no longer violates the claim$/;
const otherSides = /^the recorded counterexample had .*sides .+, now .+$/;

/** What the gate says of a broken mechanism, reading by reading; "as recorded" where it rightly sees no difference. */
type Expected = Readonly<Record<string, RegExp | "as recorded">>;

function rejects(name: string, claim: Factory, subject: Subject, expected: Expected): void {
  it(name, async () => {
    const result = await gate(claim(subject), await recordedFor(claim));
    for (const [reading, message] of Object.entries(expected)) {
      const { asExpected, unexpected } = readingOf(result, reading);
      expect(asExpected).toBe(message === "as recorded");
      if (message !== "as recorded") expect(unexpected).toMatch(message);
    }
    const red = Object.values(expected).some((message) => message !== "as recorded");
    expect(result.asExpected).toBe(!red);
  });
}

const accepts = (name: string, claim: Factory, subject: Subject): void => {
  it(name, async () => {
    expect((await gate(claim(subject), await recordedFor(claim))).asExpected).toBe(true);
  });
};

describe("the honest mechanisms", () => {
  it("are as recorded", async () => {
    const claims = [
      majorityTruthful,
      electionPrivate,
      theorem,
      pivotalVote,
      smallEps,
      constantTruthful,
      majorityOptimal,
      proposition431,
      rationality,
      dropout,
    ];
    for (const claim of claims) expect((await gate(claim(), await recordedFor(claim))).asExpected).toBe(true);
  });

  it("are red without a record", async () => {
    const result = await gate(pivotalVote());
    expect([result.asExpected, readingOf(result, "literal").unexpected]).toEqual([
      false,
      "no verdict is recorded for it",
    ]);
  });
});

describe("majority voting is truthful", () => {
  rejects("and not when the minority wins", majorityTruthful, deterministicMinority, { literal: fallen });
  accepts("also when ties go to B", majorityTruthful, tiesToB);
});

describe("Mechanism 4.1 is ε-differentially private", () => {
  rejects("falls without noise: the ratio becomes infinite", electionPrivate, noiseRemoved, {
    replace: otherSides,
    "add-remove": fallen,
  });
  rejects("is true of noise at half the rate: the known refutation vanishes", electionPrivate, halfRate, {
    replace: vanished,
    "add-remove": "as recorded",
  });
  rejects("falls further at twice the rate", electionPrivate, doubleRate, {
    replace: otherSides,
    "add-remove": fallen,
  });
  rejects("has another ratio when A needs #A − #B > r", electionPrivate, strictComparison, {
    replace: otherSides,
    "add-remove": "as recorded",
  });
  rejects("loses its counterexample when the minority wins", electionPrivate, minorityWins, {
    replace: counterexampleGone,
  });
  accepts("is about the laws, whatever the coins", electionPrivate, independentCoins);

  it("at twice the rate e^{2ε} is too little as well", async () => {
    const recorded = await recordedFor(electionPrivate);
    const only = (subject?: Subject) => under(electionPrivate(subject), "replace");
    expect(recorded.readings.replace!.repair!.verdict).toBe("proved for all epsilon");
    expect(readingOf(await gate(only(doubleRate)), "replace").repair!.verdict).toBe("refuted");
  });
});

describe("Theorem 4.2", () => {
  rejects("loses its counterexample at half the rate", theorem, halfRate, {
    [literal]: counterexampleGone,
    [privacyCost]: counterexampleGone,
  });
  rejects("has other sides at twice the rate", theorem, doubleRate, {
    [literal]: otherSides,
    [privacyCost]: otherSides,
  });
  rejects("has an infinite privacy cost without noise", theorem, noiseRemoved, {
    [literal]: otherSides,
    [privacyCost]: otherSides,
  });
  // F(x_A) + F(x_B) is the same when the tie rule turns A and B round; a privacy cost sees F(x_B) alone.
  rejects("notices another tie rule", theorem, strictComparison, {
    [literal]: "as recorded",
    [privacyCost]: counterexampleGone,
  });
  rejects("notices a margin that counts for one more", theorem, marginOneMore, {
    [literal]: otherSides,
    [privacyCost]: "as recorded",
  });
  rejects("has no repair when every report has its own coins", theorem, independentCoins, {
    [literal]: repairFallen,
    [privacyCost]: repairFallen,
  });
  rejects("loses its counterexample when the minority wins", theorem, minorityWins, { [literal]: counterexampleGone });
});

describe("a vote can only turn the outcome to the voter's candidate", () => {
  rejects("not when the minority wins", pivotalVote, minorityWins, { literal: fallen });
  rejects("not with coins of its own for every report", pivotalVote, independentCoins, { literal: fallen });
  accepts("also under another tie rule", pivotalVote, strictComparison);
});

describe("the ε needed for truthfulness does not depend on n", () => {
  const name = "two-signed";
  rejects("falls at twice the rate", smallEps, doubleRate, { [name]: fallen });
  rejects("falls without noise", smallEps, noiseRemoved, { [name]: fallen });
  rejects("falls when the minority wins", smallEps, minorityWins, { [name]: fallen });
});

describe("a constant mechanism is truthful", () => {
  rejects("a dictator in its place is not constant", constantTruthful, dictatorForConstant, {
    universal: fallen,
    expectation: fallen,
  });
});

describe("majority maximises the voters whose candidate wins", () => {
  rejects("not when the minority wins", majorityOptimal, deterministicMinority, { literal: fallen });
  rejects("not when A always wins", majorityOptimal, alwaysA, { literal: fallen });
  accepts("also when ties go to B", majorityOptimal, tiesToB);
});

describe("Proposition 4.3 (1)", () => {
  rejects("falls at half the rate", proposition431, halfRate, { real: counterexampleGone, positive: fallen });
  rejects("falls when a margin counts for one more", proposition431, marginOneMore, {
    real: repairFallen,
    positive: fallen,
  });
  rejects("falls when the minority wins", proposition431, minorityWins, { real: repairFallen, positive: fallen });
  accepts("holds all the more without noise", proposition431, noiseRemoved);
});

describe("Proposition 4.4", () => {
  rejects("loses its counterexample at half the rate", rationality, halfRate, {
    [absentN2]: counterexampleGone,
    [absentN1]: counterexampleGone,
  });
  rejects("has other sides at twice the rate", rationality, doubleRate, {
    [absentN2]: otherSides,
    [absentN1]: otherSides,
  });
  rejects("notices another tie rule in expectation", rationality, strictComparison, {
    [absentN2]: "as recorded",
    [absentN1]: otherSides,
  });
  rejects("has no repair per coin when every report has its own coins", rationality, independentCoins, {
    [absentN2]: repairFallen,
    [absentN1]: "as recorded",
  });
});

describe("dropping out can only make the preferred candidate lose", () => {
  rejects("not when the minority wins", dropout, minorityWins, { literal: fallen });
  rejects("not with coins of its own for every report", dropout, independentCoins, { literal: fallen });
});
