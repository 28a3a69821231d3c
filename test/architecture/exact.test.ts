import { describe, expect, it } from "vitest";
import { inexact } from "./exact.js";
import { type Exceptions, example, faults, repository } from "./sources.js";

const half = "half of a length or of a count of bits: these stay below 2^31, because a bigint has at most 2^30 bits";
const parity = "the remainder of a count, which is a safe integer, is exact";
const residue = "residues below 2^15, so that the product plus a residue is below 2^31 and the remainder exact";

const exceptions: Exceptions = [
  {
    file: "src/mechanisms/acm/context.ts",
    what: ["1 << good", "1 << (goods - begun.length)", "own << begun.length"],
    why: "sets of at most 8 goods as bit masks",
  },
  { file: "src/number/coprime-factors.ts", what: ["(from + to) >> 1"], why: half },
  { file: "src/number/enclosure.ts", what: ["1 << 20"], why: "a bound on a count of bits" },
  { file: "src/number/fixed-point.ts", what: ["h >>= 1", "(h + 1) >> 1"], why: "halves of an integer below 2^11" },
  { file: "src/number/fixed-point.ts", what: ["n % d"], why: "trial division of a small integer by an index" },
  { file: "src/number/half-gcd.ts", what: ["n >> 1"], why: half },
  { file: "src/number/integer.ts", what: ["Math.clz32"], why: "counts the leading zeros of one hexadecimal digit" },
  { file: "src/number/kronecker.ts", what: ["(start + end) >> 1", "length >> 1"], why: half },
  { file: "src/number/log-polynomial-sign.ts", what: ["k % 2"], why: parity },
  { file: "src/number/polynomial-gcd.ts", what: ["odd % d"], why: "trial division of an integer below 2^15" },
  {
    file: "src/number/polynomial-gcd.ts",
    what: [
      "(a[i - top + j]! + factor * monic[j]!) % prime",
      "(a[i]! * inverse) % prime",
      "(result * square) % prime",
      "(square * square) % prime",
    ],
    why: residue,
  },
  { file: "src/number/polynomial-gcd.ts", what: ["k >>= 1"], why: "the bits of an exponent below 2^15" },
  { file: "src/number/quotient-sum.ts", what: ["(from + to) >> 1"], why: half },
  { file: "src/probability/multinomial.ts", what: ["n >> 1"], why: half },
  { file: "src/mechanisms/basu/affinity-tail.ts", what: ["(high - low) >> 1"], why: half },
  { file: "src/probability/sampler.ts", what: ["word >>> left"], why: "one bit of a word of 32 bits" },
  { file: "src/search/recheck.ts", what: ["j % 2", "parts.length % 2"], why: parity },
  { file: "properties/cckmv/beliefs.ts", what: ["x % y"], why: "the gcd of weights that are counts" },
  { file: "properties/cckmv/election-family.ts", what: ["votersOf(c) % 2"], why: parity },
  { file: "properties/cckmv/elections.ts", what: ["n % 2"], why: parity },
  { file: "properties/cckmv/expected-loss.ts", what: ["1 << 14"], why: "a count of bits" },
  {
    file: "properties/cckmv/fact-8-strategy-independent.ts",
    what: ["draws[first + t]! % prior.length"],
    why: "a drawn count made an index",
  },
  { file: "properties/cckmv/utility-orders.ts", what: ["(4 * type + o) % 12"], why: "an index into drawn values" },
  { file: "properties/nst/deviation-claim.ts", what: ["place % all.length"], why: "a drawn count made an index" },
  {
    file: "properties/nst/environment-facts.ts",
    what: ["1 << alternatives.length", "(bits + 1) >> place"],
    why: "sets of a few alternatives as bit masks",
  },
  {
    file: "properties/nst/gain-cases.ts",
    what: ["types.reduce((sum, type) => sum + type, s) % best.length"],
    why: "a sum of indices made an index",
  },
  { file: "properties/nst/lemma-4.ts", what: ["i % 3"], why: "every third of a list" },
  { file: "properties/nst/mixture-cases.ts", what: ["i % 3"], why: "every third of a list" },
  { file: "properties/cckmv/table-claim.ts", what: ["report % c.types"], why: "a drawn count made an index" },
];

describe("no floating point in the exact rooms", () => {
  it("in the repository, apart from counts and indices", () => {
    expect(faults(inexact(repository("src", "properties", "generators")), exceptions)).toEqual([]);
  });

  it.each([
    ["a fraction", "x * 0.5", ["0.5"]],
    ["a fraction by its exponent", "5e-1 + x", ["5e-1"]],
    ["a whole number written as a fraction", "x + 1.0", ["1.0"]],
    ["a number that is not a safe integer", "9007199254740993 - x", ["9007199254740993"]],
    ["division", "x / y", ["x / y"]],
    ["division by a number in an array", "1 / [x][0]!", ["1 / [x][0]!"]],
    ["a remainder", "x % 2", ["x % 2"]],
    ["a power", "2 ** y", ["2 ** y"]],
    ["an assignment", "(x /= y, x %= y, x **= y, x >>= 1)", ["x /= y", "x %= y", "x **= y", "x >>= 1"]],
    ["shifts", "[x << 1, x >> 1, x >>> 1]", ["x << 1", "x >> 1", "x >>> 1"]],
    ["what may be a number", "z / z", ["z / z"]],
    ["what is not typed", "a / a", ["a / a"]],
    ["a generic number", "((t: typeof g) => t / t)", ["t / t"]],
    ["logarithms and roots", "Math.log(x) + Math.sqrt(y)", ["Math.log", "Math.sqrt"]],
    ["constants", "Math.PI + Number.EPSILON", ["Math.PI", "Number.EPSILON"]],
    ["Math under another name", "((m = Math) => m.exp(x))()", ["Math"]],
    ["Math by a computed name", 'Math["exp"](x)', ["Math"]],
    ["parsing", 'parseFloat("1") + Number.parseFloat("1")', ["parseFloat", "Number.parseFloat"]],
    ["decimals", "x.toFixed(2)", ["x.toFixed"]],
  ])("flags %s", (_, expression, found) => {
    const text = `export const f = <N extends number>(x: number, y: number, z: number | bigint, a: any, g: N) => ${expression};`;
    const project = example({ "src/claim/a.ts": text, "src/report/a.ts": text });
    expect(inexact(project).map(({ file, what }) => `${file} ${what}`)).toEqual(
      found.map((what) => `src/claim/a.ts ${what}`),
    );
  });

  it("passes bigints, whole numbers and what is only text", () => {
    const text = `
      type Small = 1n | 2n;
      export const f = <B extends bigint>(x: bigint, y: Small, z: B, n: number) =>
        [x / y, x % 2n, y ** x, x >> 1n, z / z, (x /= y), n + 1, n * 0x2e - 1e3, Math.max(n, Math.min(0, 1)), n & 1];
      // 0.5, Math.log(x) / 2
      export const g = "0.5 / Math.log";`;
    expect(faults(inexact(example({ "src/number/a.ts": text, "properties/p/a.ts": text })))).toEqual([]);
  });
});
