import { describe, expect, it } from "vitest";
import { epsilonSquared } from "../../properties/cckmv/remark-1-eps-squared.js";
import { theorem42 } from "../../properties/cckmv/theorem-4.2.js";
import type { Claim } from "../../src/claim/claim.js";
import { enumerate } from "../../src/search/enumerate.js";
import { unpaced } from "../../src/search/pace.js";
import { recheckCertificate } from "../../src/search/recheck.js";
import { type Certificate, certificateOf } from "../../src/verdict/certificate.js";

const printed = theorem42() as Claim;
const reading = printed.readings[0]!;
const repaired = printed.repair!(reading)!.claim();

async function certificate(): Promise<Certificate> {
  const domain = repaired.domain("gate", reading.switches);
  const { signs, cases } = await enumerate(repaired, reading, domain, unpaced);
  return certificateOf(signs!, {
    claim: repaired.id,
    reading: reading.name,
    repaired: true,
    budget: "gate",
    times: "1",
    cases,
  });
}

const changed = (text: string, from: string, to: string): Certificate => {
  expect(text).toContain(from);
  return JSON.parse(text.replace(from, to));
};

describe("a certificate", () => {
  it("survives its JSON and is re-checked", async () => {
    const copy = JSON.parse(JSON.stringify(await certificate()));
    expect(recheckCertificate(repaired, reading, copy)).toBeUndefined();
  });

  it("does not prove the claim as printed, which asks for other signs or fails", async () => {
    expect(recheckCertificate(printed, reading, await certificate())).toMatch(/asks for the sign|fails at/);
  });

  it("is refused with one sign turned", async () => {
    const { cells, ...rest } = await certificate();
    const [first, ...others] = cells[0]!.signs;
    const turned = [[first![0], -first![1] as 1 | -1, first![2]] as const, ...others];
    const wrong = { ...rest, cells: [{ ...cells[0]!, signs: turned }, ...cells.slice(1)] };
    expect(recheckCertificate(repaired, reading, wrong)).toMatch(/the sign of/);
  });

  it("is refused with one sign left out", async () => {
    const { cells, ...rest } = await certificate();
    const wrong = { ...rest, cells: [{ ...cells[0]!, signs: cells[0]!.signs.slice(1) }, ...cells.slice(1)] };
    expect(recheckCertificate(repaired, reading, wrong)).toMatch(/asks for the sign/);
  });

  it("is refused when forged: no cases, another unit, a claim without epsilon", async () => {
    const whole = await certificate();
    const empty = { cell: { from: "1", to: "infinity" }, signs: [], splits: [] };
    const nothing = { ...whole, cases: 0, polynomials: [], cells: [empty] };
    expect(recheckCertificate(printed, reading, { ...nothing, budget: "none" })).toMatch(/budget/);
    expect(recheckCertificate(printed, reading, nothing)).toMatch(/0 cases/);
    expect(recheckCertificate(repaired, reading, { ...whole, times: "1/7" })).toMatch(/times/);
    const plain = epsilonSquared() as Claim;
    const cases = plain.domain("gate", {}).cases.length;
    expect(recheckCertificate(plain, plain.readings[0]!, { ...nothing, cases })).toMatch(/no epsilon/);
  });

  it("is refused when the hypotheses are never met", async () => {
    const whole = await certificate();
    const vacuous: Claim = {
      ...repaired,
      decide: (...at) => ({ ...repaired.decide(...at), hypotheses: "outside" }),
    };
    expect(recheckCertificate(vacuous, reading, whole)).toMatch(/never met/);
  });

  it("is refused when it is about fewer epsilon, or fewer cases", async () => {
    const text = JSON.stringify(await certificate());
    expect(recheckCertificate(repaired, reading, changed(text, '"from":"1"', '"from":"2"'))).toMatch(
      /not all of b > 1/,
    );
    expect(recheckCertificate(repaired, reading, changed(text, '"cases":', '"cases":1'))).toMatch(/cases/);
  });
});
