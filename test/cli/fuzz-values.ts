import seedrandom from "seedrandom";

/** Random choices that are the same in every run with the same seed. */
export interface Dice {
  /** A whole number from 0 to n − 1. */
  below(n: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

export function diceOf(seed: string): Dice {
  const random = seedrandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  return { below, pick: (list) => list[below(list.length)]!, chance: (probability) => random() < probability };
}

/** Text that stands in the JSON as it is, whether or not it is JSON. */
export class Raw {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** JSON text of a value that may hold raw text. */
export function textOf(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(textOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value).map(memberOf).join(", ")}}`;
}

const memberOf = ([key, value]: readonly [string, unknown]): string => `${JSON.stringify(key)}: ${textOf(value)}`;

const digits = "1234567890".repeat(99);
const nested = (open: string, close: string, depth: number): Raw =>
  new Raw(open.repeat(depth) + (close === "" ? "" : `1${close.repeat(depth)}`));

/** Tokens that are no JSON, or that JavaScript reads as another number. */
const rawTokens = [
  ...["NaN", "Infinity", "-Infinity", "undefined", "1e400", "-1e400", "1e9999", "1e-400", "0x10", "01", "-01", "+1"],
  ...[".5", "1.", "1.5", "-0", "-0.0", "1.0", "1e3", "1E2", "0e0", "5e-324", "9007199254740993", "-9007199254740993"],
  ...[digits, `-${digits}`, `0.${digits}`, "1_000", "1n", "1/2", "'A'", "True", "nul", '"\\x41"', '"\\ud800"'],
  ...['"\\', '"\t"', '"\\u0000"', "/* x */ 1", "1 // x", "[1,]", "{,}", "{1: 2}", "{a: 1}", "", "\u0000", "\ufeff1"],
].map((text) => new Raw(text));

const oddNumbers: readonly unknown[] = [
  ...[0, 1, 2, 3, 5, -1, -2, 49, 51, 100, 1000, 99_999, 100_001, 10 ** 9, 2 ** 31, 2 ** 32, 2 ** 53 - 1, 2 ** 53],
  ...[-(2 ** 53), 1e21, 1e300, 0.5, 1.5, -0.5, 1e-7],
];

const oddStrings: readonly string[] = [
  ...["", " ", "0", "-0", "1", "-1", "+1", "1/2", "2/4", "-1/2", "1/-2", "1/0", "0/0", "0/1", "1/2/3", "/2", "1/"],
  ...["0.5", ".5", "5.", "1e9", "1e9999", "1/1e9", "NaN", "Infinity", "-Infinity", "infinity", "-infinity", "0x10"],
  ...["0b1", "1_000", "1,5", "½", "١", "२", "１", "∞", "−1", "1 / 2", " 1/2", "1/2 ", "1\n", "1\u00002", "null"],
  ...["true", "A", "B", "C", "a", "А", "A ", "\ud800", "\udc00x", "😀", "e\u0301", "\u2028", "\u202eA", "\u001b[31mA"],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "$x", "%s%n", "../../etc/passwd", "<b>"],
  ...[
    digits,
    `-${digits}`,
    `1/${digits}`,
    `${digits}/1${digits}`,
    `0.${digits}`,
    `0.${"0".repeat(980)}1`,
    "0".repeat(999),
  ],
  ...[
    "9".repeat(1000),
    "9".repeat(1001),
    "9".repeat(20_000),
    `1/1${"0".repeat(999)}`,
    `1${"0".repeat(400)}`,
    "x".repeat(70_000),
  ],
  ...["9007199254740992", "18446744073709551616", "1000001/1000000", "340282366920938463463374607431768211297/3"],
];

/** What somebody may write for ε, most of it wrong. */
export const oddEpsilons: readonly unknown[] = [
  ...["ln", "ln ", " ln 2", "ln 2 ", "ln2", "2ln 2", "2 ln", "2 ln2", "2  ln   2", "ln 1", "ln 0", "ln -2", "ln 1/0"],
  ...["ln 1/2", "0 ln 2", "-1 ln 2", "1/2 ln 2", "1/2 ln 4", "1/3 ln 27/8", "2/3 ln 27/8", "ln ln 2", "2 ln ln 2"],
  ...["LN 2", "log 2", "ln(2)", "2*ln 2", "2·ln 2", "ln 2 3", "ln 2 ln 3", "1e9 ln 2", "ln 1e9", "10000000000 ln 2"],
  ...["1/10000000000 ln 2", "1000 ln 2", "ln 1.0000000001", "ln 10000000001/10000000000"],
  ...[
    `ln ${digits}`,
    `${digits} ln 2`,
    `1/${digits} ln 2`,
    `ln 1.${digits}`,
    `ln ${"1".padEnd(999, "0")}`,
    "1/997 ln 2",
  ],
  ...[`1/3 ln ${digits}`, `2/7 ln 1${digits}/${digits}`, `1/${digits} ln ${digits}`, `ln ${digits}/${digits.slice(1)}`],
  ...[
    "ln ٢",
    "ln 2\u0000",
    "ln\t2",
    "ln\n2",
    "∞ ln 2",
    "ln ∞",
    "ln NaN",
    "ln e",
    "infinity",
    "ln infinity",
    "0.5",
    "1",
  ],
  ...[1, 0, 0.5, -1, null, true, [], ["1", "2"], {}, { times: "1" }, { log: "2" }, { times: "1", log: "2", base: "e" }],
  ...[
    { times: 1, log: 2 },
    { times: "0", log: "2" },
    { times: "1", log: "1" },
    { times: "-1", log: "1/2" },
  ],
  ...[
    { times: "1/2", log: "2" },
    { times: "1", log: 1.5 },
    { times: { times: "1" }, log: "2" },
    { times: [1], log: [2] },
  ],
  ...[
    { times: "1/9007199254740993", log: "2" },
    { times: 2 ** 53 - 1, log: "2" },
    { times: "1", log: "1/0" },
  ],
  ...[
    { times: `1/${"9".repeat(900)}`, log: "4" },
    { times: "300", log: "9".repeat(900) },
    { time: "1", logs: "2" },
  ],
];

export const oddKeys: readonly string[] = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "prototype",
    "",
    " ",
    "0",
    "-1",
    "1e3",
    "null",
    "null ",
  ],
  ...[
    "A",
    "B",
    "a",
    "\u0000",
    "\n",
    "\ud800",
    "\u2028",
    "é",
    "x".repeat(5000),
    '"',
    "[0]",
    "a.b",
    "0,0",
    "0,2",
    "0,0,0",
  ],
  ...[
    "mechanism",
    "parameters",
    "environment",
    "reports",
    "question",
    "counts",
    "epsilon",
    "player",
    "truth",
    "lie",
    "F",
  ],
  ...["kind", "times", "log", "coupled", "neededGap", "[".repeat(4000), '{"a":1}', "[1]", "1/2", "9".repeat(400)],
];

/** A value that is mostly wrong wherever it stands. */
export function oddValue(dice: Dice): unknown {
  switch (dice.below(8)) {
    case 0:
      return dice.pick(rawTokens);
    case 1:
      return dice.pick(oddNumbers);
    case 2:
    case 3:
      return dice.pick(oddStrings);
    case 4:
      return dice.pick(oddEpsilons);
    case 5:
      return dice.pick([null, true, false, [], {}, [[]], [{}], [null], { counts: {} }, { counts: [] }, [[[[[1]]]]]]);
    case 6:
      return Object.fromEntries([[dice.pick(oddKeys), dice.pick([...oddNumbers, ...oddStrings])]]);
    default:
      return dice.chance(0.03)
        ? dice.pick([nested("[", "]", 100_000), nested('{"a":', "}", 100_000), nested("[", "", 100_000)])
        : dice.pick([nested("[", "]", 99), nested("[", "]", 101), nested('{"a":', "}", 50)]);
  }
}
