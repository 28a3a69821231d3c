import { describe, expect, it } from "vitest";
import { junitReport } from "../../src/report/junit.js";
import { literal, results } from "./sample.js";

const xml = junitReport(results);

/** The attributes of every element of a name, entities resolved; throws where the text is no well-formed XML. */
function elements(text: string, name: string): readonly Readonly<Record<string, string>>[] {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  const open: string[] = [];
  const found: Record<string, string>[] = [];
  for (const [token, slash, tag, rest, content] of body.matchAll(
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)\/?>|([^<]+)|</g,
  )) {
    if (tag === undefined) {
      if (content === undefined || /&(?!(amp|lt|gt|quot|#\d+);)/.test(content)) throw new Error(`stray ${token}`);
      continue;
    }
    if (slash) {
      if (open.pop() !== tag) throw new Error(`${token} closes something else`);
      continue;
    }
    if (!token.endsWith("/>")) open.push(tag);
    const pairs = [...rest!.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(
      ([, key, value]) => [key!, resolved(value!)] as const,
    );
    if (tag === name) found.push(Object.fromEntries(pairs));
  }
  if (open.length > 0) throw new Error(`open: ${open}`);
  return found;
}

const resolved = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");

describe("junit.xml", () => {
  it("is the same bytes for the same results, and holds no times", () => {
    expect(junitReport(structuredClone(results))).toBe(xml);
    expect(xml).not.toMatch(/\btime(stamp)?=/);
  });

  it("has a suite for each paper and a case for each reading of each claim", () => {
    expect(elements(xml, "testsuite").map(({ name }) => name)).toEqual(["cckmv", "toy"]);
    const cases = results.claims.flatMap(({ id, readings }) => readings.map(({ name }) => ({ classname: id, name })));
    expect(elements(xml, "testcase")).toEqual(cases);
  });

  it("fails what is not as recorded and nothing else, skips what is undecided, and counts them", () => {
    expect(elements(xml, "failure")).toEqual([{ message: 'recorded "supported", found "refuted"', type: "refuted" }]);
    expect(elements(xml, "skipped")).toEqual([{ message: "undecided: not built" }]);
    const counts = { errors: "0", tests: "4", failures: "1", skipped: "1" };
    expect(elements(xml, "testsuites")).toEqual([{ name: "mechproof", ...counts }]);
    expect(elements(xml, "testsuite")[0]).toEqual({ name: "cckmv", ...counts, tests: "3", skipped: "0" });
    const surprise = {
      ...literal,
      verdict: "undecided",
      reason: "budget",
      asExpected: false,
      unexpected: "lost",
    } as const;
    const wrong = junitReport({ ...results, claims: [{ ...results.claims[0]!, readings: [surprise] }] });
    expect(elements(wrong, "failure")).toEqual([{ message: "lost", type: "undecided" }]);
    expect(elements(wrong, "skipped")).toEqual([]);
  });

  it("gives verdict, violation and replay line with each case", () => {
    expect(xml).toContain(
      `<system-out>refuted: 631/90 &lt; 220825/5184 (≈ 7.01111 &lt; 42.5974) at ε = ln 3/2 with 3 voters; ${literal.replay}</system-out>`,
    );
  });

  it("replaces what XML cannot hold", () => {
    const name = "a\u0000\u001b\ud800\uffff\n\u{1d4b0}";
    const odd = junitReport({ ...results, claims: [{ ...results.claims[0]!, readings: [{ ...literal, name }] }] });
    expect(elements(odd, "testcase")[0]!.name).toBe("a\ufffd\ufffd\ufffd\ufffd\n\u{1d4b0}");
  });

  it("is a document without claims too", () => {
    expect(elements(junitReport({ ...results, claims: [] }), "testsuites")[0]).toMatchObject({ tests: "0" });
  });
});
