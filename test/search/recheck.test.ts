import { describe, expect, it } from "vitest";
import { proposition762 } from "../../properties/cckmv/proposition-7.6-2.js";
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

describe("a certificate with logarithms on cells that begin at algebraic numbers", () => {
  const claim = proposition762();
  const quarter = claim.readings.find(({ name }) => name === "quarter")!;

  async function withLogarithms(): Promise<Certificate> {
    const domain = claim.domain("gate", quarter.switches);
    const { signs, cases } = await enumerate(claim, quarter, domain, unpaced);
    const about = { claim: claim.id, reading: quarter.name, budget: "gate", times: "12", cases };
    return JSON.parse(JSON.stringify(certificateOf(signs!, about)));
  }

  type Row = NonNullable<Certificate["cells"][number]["logSigns"]>[number];

  /** The certificate with other rows of log signs on the first cell that has some and begins beyond 1. */
  function forged(whole: Certificate, rows: (row: Row) => Row[]): Certificate {
    const at = whole.cells.findIndex(({ cell, logSigns }) => logSigns && "from" in cell && cell.from !== "1");
    expect(at).toBeGreaterThan(0);
    const cells = whole.cells.map((cell, i) => (i === at ? { ...cell, logSigns: cell.logSigns!.flatMap(rows) } : cell));
    return { ...whole, cells };
  }

  it("is re-checked", async () => {
    expect(
      recheckCertificate(
        claim,
        quarter,
        forged(await withLogarithms(), (row) => [row]),
      ),
    ).toBeUndefined();
  });

  it("is refused with a sign turned, left out, or of polynomials that exchange their parts", async () => {
    const whole = await withLogarithms();
    const turned = forged(whole, ([p, q, sign, why]) => [[p, q, -sign as 1 | -1, why]]);
    expect(recheckCertificate(claim, quarter, turned)).toMatch(/the sign of ln b.*other side of 0/);
    expect(
      recheckCertificate(
        claim,
        quarter,
        forged(whole, () => []),
      ),
    ).toMatch(/asks for the sign of ln b/);
    const exchanged = forged(whole, ([p, q, sign, why]) => [[q, p, sign, why]]);
    expect(recheckCertificate(claim, quarter, exchanged)).toMatch(/the sign of ln b/);
  });

  it("is refused with a logarithm that is too large where the cell begins", async () => {
    // With half as much again of the logarithm the sign is 1 at the beginning, and −1 beyond a zero.
    const whole = await withLogarithms();
    const polynomials = [...whole.polynomials];
    const wrong = forged({ ...whole, polynomials }, (row) => {
      const [p, q, sign, why] = row;
      polynomials.push(polynomials[p]!.map(([c, e]) => [`${3n * BigInt(c)}`, e] as const));
      polynomials.push(polynomials[q]!.map(([c, e]) => [`${2n * BigInt(c)}`, e] as const));
      return [row, [polynomials.length - 2, polynomials.length - 1, sign, why]];
    });
    expect(recheckCertificate(claim, quarter, wrong)).toMatch(/the sign of ln b.*the sign at an end of the cell is 1/);
  });
});
