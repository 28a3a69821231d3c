import { describe, expect, it } from "vitest";
import { privateDefinition, publicDefinition } from "../../../properties/hk/payment-dp-definitions.js";
import { honest } from "../../../properties/hk/scheme-cases.js";
import type { Claim } from "../../../src/claim/claim.js";
import { fromRational } from "../../../src/number/log-form.js";
import { rational } from "../../../src/number/rational.js";
import { decided, words } from "../cckmv/decided.js";
import { checkAt, D, evaluated, instanceOf, moves, near, printed, total } from "./payment-decimals.js";
import { centred } from "./scaled-noise.js";

describe("the definitions of private payments", () => {
  it("say what Definition 1 says for sets, not for points", async () => {
    const readings = await decided(publicDefinition());
    expect(words(readings)).toEqual({
      points: "refuted",
      densities: "proved on the domain",
      sets: "proved on the domain",
    });
    expect(readings.get("points")!.repair?.verdict).toBe("proved on the domain");
    const others = await decided(privateDefinition());
    expect(words(others)).toEqual({
      "public+points": "refuted",
      "public+densities": "refuted",
      "public+sets": "refuted",
      "private+points": "refuted",
      "private+densities": "proved on the domain",
      "private+sets": "proved on the domain",
    });
    for (const { verdict, repair } of others.values()) {
      if (verdict === "refuted") expect(repair?.verdict).toBe("proved on the domain");
    }
  });

  it("accept by points noise that is too small, by sets they reject it", () => {
    const claim = publicDefinition() as Claim;
    const instance = instanceOf("hk/exponential", "8", "2", [["0", "1"]]);
    const move = moves([["0", "1"]], ["0", "0"], new D(16))[0]!;
    expect(move.gt(new D(1).div(8)) && move.lt(1)).toBe(true);
    const [small, enough] = ["1/8", "1"].map((noise) => ({ player: 0, noise, other: ["0", "0"] }));
    expect(checkAt(claim, "points", instance, small!).holds).toBe(false);
    expect(checkAt(claim, "points", instance, enough!).holds).toBe(true);
    const { left, right } = checkAt(claim, "sets", instance, small!);
    near(evaluated(printed(left), new D(1)).div(evaluated(printed(right), new D(1))), move.mul(8));
    expect(checkAt(claim, "sets", instance, small!).holds).toBe(true);
  });

  it("are of the payments that the mechanism tells", () => {
    const flat = honest.map((scheme) => (scheme.noise ? centred(scheme, () => fromRational(rational(5n))) : scheme));
    const reports = [
      ["0", "1/2"],
      ["3/4", "0"],
    ];
    const instance = instanceOf("hk/private-payments", "8", "16", reports);
    const choices = { player: 0, other: ["0", "1"] };
    expect(checkAt(privateDefinition() as Claim, "public+densities", instance, choices).holds).toBe(false);
    expect(checkAt(privateDefinition([], flat) as Claim, "public+densities", instance, choices).holds).toBe(true);
    const at = checkAt(publicDefinition([], flat) as Claim, "sets", instance, choices);
    expect(evaluated(printed(at.left), new D(1)).isZero()).toBe(true);
  });

  it("say where one formula is compared with itself", () => {
    const argument = (claim: Claim, name: string) =>
      claim.domain("gate", claim.readings.find((reading) => reading.name === name)!.switches).argument;
    const itself = "compared with itself";
    const [all, each] = [publicDefinition() as Claim, privateDefinition() as Claim];
    expect(argument(all, "sets")).toContain(itself);
    expect(argument(each, "private+sets")).toContain(itself);
    expect(argument(each, "public+sets")).not.toContain(itself);
    expect(argument(all, "points")).not.toContain(itself);
  });

  it("of one payment each are none of all payments", () => {
    const claim = privateDefinition() as Claim;
    const reports = [
      ["0", "1/2"],
      ["3/4", "0"],
    ];
    const instance = instanceOf("hk/private-payments", "8", "16", reports);
    const choices = { player: 0, other: ["0", "1"] };
    const moved = moves(reports, ["0", "1"], new D(16).pow(4));
    expect(moved[1]!.lt(1) && total(moved).gt(1)).toBe(true);
    expect(checkAt(claim, "public+densities", instance, choices).holds).toBe(false);
    expect(checkAt(claim, "private+densities", instance, choices).holds).toBe(true);
  });
});
