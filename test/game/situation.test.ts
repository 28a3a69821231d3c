import { describe, expect, it } from "vitest";
import type { Mechanism } from "../../src/game/mechanism.js";
import { playersBeside, situationAt } from "../../src/game/situation.js";
import { plainIntegers } from "../../src/number/integer.js";
import { point } from "../../src/probability/law.js";
import { cite } from "../../src/verdict/citation.js";

/** The outcome lists the reports; `asked` counts how often a law was built. */
let asked = 0;
const transcript: Mechanism<{ mark: string }, { reports: readonly string[] }, string | null, string> = {
  id: "test/transcript",
  citation: cite("cckmv", "none"),
  summary: "the reports as they came in",
  outcomes: () => [],
  reports: ({ reports }) => reports,
  law: (R, { mark }, _environment, profile) => {
    asked++;
    return point(R, mark + profile.map(({ report, count }) => `${report ?? "-"}${count}`).join(" "));
  },
  coupled: (R, { mark }, _environment, rest, truth, lie) =>
    point(R, [`${mark}${rest.length}${truth ?? "-"}`, `${mark}${rest.length}${lie ?? "-"}`] as const),
};

const rest = [
  { report: "x", count: 2 },
  { report: null, count: 1 },
];

describe("the situation of one more player", () => {
  const situation = situationAt(plainIntegers, transcript, { mark: "!" }, { reports: ["x", "y"] }, rest);

  it("offers the real reports of the environment, and staying out", () => {
    expect([situation.reports, situation.absent, playersBeside(rest)]).toEqual([["x", "y"], null, 4]);
  });

  it("puts the player's report after those of the others", () => {
    expect(situation.law("y").entries[0]!.outcome).toBe("!x2 -1 y1");
    expect(situation.law(null).entries[0]!.outcome).toBe("!x2 -1 -1");
    expect(situation.coupled!("y", null).entries[0]!.outcome).toEqual(["!2y", "!2-"]);
  });

  it("builds each law once", () => {
    const before = asked;
    const fresh = situationAt(plainIntegers, transcript, { mark: "?" }, { reports: ["x"] }, rest);
    for (let i = 0; i < 3; i++) for (const report of ["x", null]) fresh.law(report);
    expect(asked - before).toBe(2);
    expect(fresh.law("x")).toBe(fresh.law("x"));
  });
});
