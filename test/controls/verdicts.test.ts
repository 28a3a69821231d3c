import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ElectionCase, electionCases, noisyElectionAt, subject } from "../../properties/cckmv/elections.js";
import { majorityTruthful } from "../../properties/cckmv/fact-2-majority-truthful.js";
import { electionPrivate } from "../../properties/cckmv/fact-4-dp.js";
import { proposition431 } from "../../properties/cckmv/proposition-4.3.js";
import { pivotalVote } from "../../properties/cckmv/theorem-4.2.js";
import { registry } from "../../properties/index.js";
import type { Claim, Domain } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { majorityFormat } from "../../src/instance/cckmv.js";
import { majority } from "../../src/mechanisms/cckmv/majority.js";
import { one } from "../../src/number/rational.js";
import { isAll } from "../../src/number/real-set.js";
import { mixture, point } from "../../src/probability/law.js";
import { type Enumeration, enumerate } from "../../src/search/enumerate.js";
import { unpaced } from "../../src/search/pace.js";
import { violates } from "../../src/search/score.js";
import { loadRecord } from "../../src/store/records.js";
import { undecided } from "../../src/verdict/finding.js";
import { gate, honestly, readingOf, under } from "./gate.js";

describe("a hypothesis that never holds", () => {
  const never: Claim<ElectionCase> = {
    ...pivotalVote(),
    decide: (R, c, switches) => ({ ...pivotalVote().decide(R, c, switches), hypotheses: "outside" }),
    check: (example, switches) => ({ ...pivotalVote().check(example, switches), hypotheses: "outside" }),
  };

  it("makes the claim vacuous, not proved", async () => {
    const result = await gate(never, await honestly(pivotalVote()));
    expect([result.verdict, result.hypothesesMet, result.asExpected]).toEqual(["vacuous", 0, false]);
  });
});

describe("an undecided finding", () => {
  it("makes the claim undecided, never a pass", async () => {
    const silent: Claim<ElectionCase> = { ...pivotalVote(), decide: () => undecided("no coins are told") };
    const result = await gate(silent, await honestly(pivotalVote()));
    expect([result.verdict, result.asExpected, result.epsilons]).toEqual(["undecided", false, undefined]);
  });

  it("of one case among many is enough", async () => {
    const honest = pivotalVote();
    const oneSilent: Claim<ElectionCase> = {
      ...honest,
      decide: (R, c, switches) =>
        c.others.A === 3 && c.others.B === 2 ? undecided("not this one") : honest.decide(R, c, switches),
    };
    expect((await gate(oneSilent, await honestly(honest))).verdict).toBe("undecided");
  });

  it("comes of asking plain truthfulness of a random mechanism", async () => {
    const honest = majorityTruthful();
    const random = majorityTruthful(
      subject(
        {
          ...majorityFormat,
          mechanism: {
            ...majority,
            law: (R) =>
              mixture(
                R,
                (["A", "B"] as const).map((o) => ({ share: R.one, law: point(R, o) })),
              ),
          },
        },
        {},
      ),
    );
    // The random examples ask for a sure winner and refuse; the cases alone are decided.
    const undrawn: Claim<ElectionCase> = { ...random, domain: (...at) => ({ ...random.domain(...at), draws: 0 }) };
    const found = await enumerate(undrawn, honest.readings[0]!, undrawn.domain("gate", {}), unpaced);
    expect(found.undecided).toContain("random");
    expect(found.failing).toBe(0);
  });
});

const properties = join(import.meta.dirname, "../../properties");

describe("a repair", () => {
  /** The gate's domain, for claims about elections up to four voters. */
  const small = (claim: Claim, reading: Reading): Domain<unknown> => {
    const domain = claim.domain("gate", reading.switches);
    const first = domain.cases[0] as object;
    return claim.step && "others" in first ? { ...domain, cases: electionCases(4) } : domain;
  };

  /** Ten of its cases from the first to the last: the gate goes through all of them, and compares with the record. */
  const some = (claim: Claim, reading: Reading): Domain<unknown> => {
    const domain = small(claim, reading);
    const stride = Math.ceil(domain.cases.length / 10);
    return { ...domain, cases: domain.cases.filter((_, i) => i % stride === 0) };
  };

  /** What was found up to the first failure. */
  const failuresOf = (claim: Claim, reading: Reading): Enumeration<unknown> =>
    enumerate(claim, reading, small(claim, reading), unpaced, { untilFailures: 1 });

  const repaired = registry.flatMap((claim) =>
    claim.readings.flatMap((reading) => {
      const fallen = loadRecord(properties, claim.id)?.readings[reading.name]?.verdict === "refuted";
      const repair = fallen ? claim.repair?.(reading) : undefined;
      return repair ? [{ claim, reading, repair }] : [];
    }),
  );

  for (const { claim, reading, repair } of repaired) {
    it(`of ${claim.id} (${reading.name}) holds for all ε with all its changes, and without any one of them does not`, async () => {
      const whole = repair.claim();
      const found = enumerate(whole, repair.reading, some(whole, repair.reading), unpaced);
      expect([found.failing, isAll(found.standing)]).toEqual([0, true]);
      expect(repair.changes.length).toBeGreaterThan(0);
      for (const change of repair.changes) {
        const without = repair.claim(change);
        const left = failuresOf(without, repair.reading);
        expect(left.failing).toBeGreaterThan(0);
        const { situation, base } = left.failures[0]!;
        const example = without.exhibit(situation, base, repair.reading.switches);
        expect(violates(without.check(example, repair.reading.switches))).toBe(true);
      }
    });
  }

  it("with a change left out is refuted at the gate", async () => {
    const wrong: readonly (readonly [Claim<ElectionCase>, string])[] = [
      [electionPrivate(), "replace"],
      [proposition431(), "real"],
    ];
    for (const [claim, reading] of wrong) {
      const repair = claim.repair!(claim.readings.find(({ name }) => name === reading)!)!;
      const result = await gate(under(repair.claim(repair.changes[0]), reading));
      expect(result.verdict).toBe("refuted");
    }
  });

  it("tells in the result why each change is needed", async () => {
    const { repair } = readingOf(await gate(under(electionPrivate(noisyElectionAt(one)), "replace")), "replace");
    expect([repair!.verdict, repair!.necessary.map(({ without }) => without)]).toEqual([
      "proved for all epsilon",
      repair!.changes,
    ]);
  });
});
