import { validInstances } from "../instance/valid-instances.js";
import { damagedBytes, mutated, varied } from "./fuzz-mutations.js";
import { type Dice, oddEpsilons, oddKeys, oddValue, textOf } from "./fuzz-values.js";

/** A command line and the file `input.json` beside it. */
export interface FuzzCase {
  readonly argv: readonly string[];
  readonly input?: Uint8Array;
  /** The fields that a complaint about the input may name first; left out where the input may be no object at all. */
  readonly fields?: readonly string[];
}

/** A stored counterexample or certificate. */
export type Stored = Readonly<Record<string, unknown>>;

export const inputFile = "input.json";

const parts = ["mechanism", "parameters", "environment", "reports"];

/** An instance of a random mechanism, with a question in one of its two spellings or without. */
function randomInstance(dice: Dice): { readonly valid: Stored; readonly fields: readonly string[] } {
  const { instance, questions = {} } = dice.pick(validInstances);
  const names = Object.keys(questions);
  if (names.length === 0 || dice.chance(0.5)) return { valid: instance, fields: [...parts, "question"] };
  const name = dice.pick(names);
  const question = questions[name]!;
  const valid = dice.chance(0.7) ? { ...instance, question: name, ...question } : { ...instance, [name]: question };
  return {
    valid,
    fields: [...parts, "question", ...names, ...names.flatMap((known) => Object.keys(questions[known]!))],
  };
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];

const askFor = (dice: Dice, valid: Stored): readonly string[] => {
  const asks = Object.keys(valid).some((key) => !parts.includes(key));
  const law = ["law", inputFile];
  const lawOptions = dice.pick([
    [],
    [],
    ["--symbolic"],
    ["--decimals", "5"],
    ["--json"],
    ["--symbolic", "--decimals", "3"],
  ]);
  const measureOptions = dice.pick([[], [], ["--decimals", "7"], ["--only", "privacyRatio"], ["--only", "joint,SD"]]);
  return dice.chance(asks ? 0.05 : 0.5) ? [...law, ...lawOptions] : ["measure", inputFile, ...measureOptions];
};

/** The instance with another ε; a mechanism without ε must refuse it. */
const withOddEpsilon = (dice: Dice, valid: Stored): Stored => ({
  ...valid,
  parameters: { ...(valid.parameters as object | undefined), epsilon: dice.pick(oddEpsilons) },
});

/** One mutated instance, or an array of instances some of which are mutated. */
export function instanceCase(dice: Dice): FuzzCase {
  const { valid, fields } = randomInstance(dice);
  const argv = askFor(dice, valid);
  if (dice.chance(0.05)) {
    const items = Array.from({ length: dice.below(5) }, () => {
      const item = randomInstance(dice).valid;
      return dice.chance(0.5) ? mutated(dice, item) : item;
    });
    return { argv, input: Buffer.from(textOf(items)) };
  }
  const change = dice.pick([mutated, mutated, mutated, varied, withOddEpsilon]);
  const mutant = change(dice, valid);
  return { argv, input: Buffer.from(textOf(mutant)), fields: [...fields, ...keysOf(mutant), "--only", "--symbolic"] };
}

/** An instance whose text is damaged byte by byte. */
export function textCase(dice: Dice): FuzzCase {
  const { valid } = randomInstance(dice);
  return { argv: askFor(dice, valid), input: damagedBytes(dice, textOf(valid)) };
}

/** A mutated counterexample or certificate: all of one kind stand in one list. */
export function replayCase(dice: Dice, stored: readonly (readonly Stored[])[]): FuzzCase {
  const valid = dice.pick(dice.pick(stored));
  const argv = ["replay", inputFile, ...(dice.chance(0.5) ? ["--json"] : [])];
  if (dice.chance(0.1)) return { argv, input: damagedBytes(dice, textOf(valid)) };
  // A certificate of a larger budget is checked against a larger domain, which is slow and no mistake.
  const mutant = mutated(dice, valid);
  return { argv, input: Buffer.from(textOf(mutant).replace(/"(standard|deep)"/g, '"gate"')) };
}

const oddNames = [
  ...[
    "",
    " ",
    "-",
    "--",
    "---",
    "-x",
    "--x",
    "--=",
    "-1",
    "cckmv/fact-4-pd",
    "ckcmv",
    "cckmv/",
    "/",
    "/cckmv",
    "../cckmv",
  ],
  ...[
    "CCKMV",
    "*",
    "?",
    "__proto__",
    "constructor",
    "toString",
    "\n",
    "\r",
    "\u2028",
    "\u0000",
    "\u001b[31m",
    "é",
    "😀",
  ],
  ...["\ud800", "x".repeat(300), "x".repeat(20_000), "'", '"', "a\nb", "null", "0", "1e9"],
];

const oddFiles = [
  ...[
    inputFile,
    "missing.json",
    "",
    ".",
    "..",
    "/",
    "folder",
    "locked.json",
    "input.json/",
    "input.json/x",
    "folder/x",
  ],
  ...[
    "/dev/null",
    "/proc/self/mem",
    "\u0000",
    "a\u0000b",
    "x\ny",
    "x".repeat(300),
    "x/".repeat(3000),
    "é.json",
    "\ud800",
  ],
  ...[
    "/dev/zero",
    "file:///etc/passwd",
    "http://localhost/",
    "~",
    "$HOME",
    "%2e",
    "\u2028",
    "\u001b]0;x\u0007",
    "-x.json",
  ],
];

/** Options with the number of values that they take. None of them makes `verify`, `search` or `record` start work. */
const options: readonly (readonly [name: string, values: number])[] = [
  ...(["--symbolic", "--json", "--weaker", "--help", "-h", "--version", "-V"] as const).map(
    (name) => [name, 0] as const,
  ),
  ...(["--decimals", "--only", "--budget", "--seed", "--out", "--runs", "--time"] as const).map(
    (name) => [name, 1] as const,
  ),
  ...(["--reading", "--jobs", "--from", "--format", "--unknown", "--decimal", "-d"] as const).map(
    (name) => [name, 1] as const,
  ),
];

const oddOptionValues = [
  ...["0", "1", "12", "1000", "1001", "-1", "-0", "1.5", "1e3", "0x10", "", " ", "١", "Infinity", "9".repeat(30)],
  ...[
    "gate",
    "Gate",
    "deep",
    "privacyRatio",
    "privacyRatios,privacyRatio",
    "a,,b",
    ",",
    "optimun",
    "__proto__",
    "toString",
  ],
  ...["x".repeat(20_000), "\n", "\u0000", "\ud800", "😀", "--", "--json", "html", "html,", "reports", "folder"],
];

function randomOptions(dice: Dice): readonly string[] {
  return Array.from({ length: dice.below(4) }, () => {
    const [name, values] = dice.pick(options);
    const value = () => (dice.chance(0.9) ? dice.pick(oddOptionValues) : dice.pick(oddKeys));
    if (dice.chance(0.15)) return [`${name}=${value()}`];
    if (dice.chance(0.1)) return [name];
    return [name, ...Array.from({ length: values }, value)];
  }).flat();
}

/**
 * A command line. What would work for long or write gets a name that there is not, in front, where no option takes it
 * for its value.
 */
export function commandCase(dice: Dice): FuzzCase {
  const { valid } = randomInstance(dice);
  const input = Buffer.from(textOf(dice.chance(0.9) ? valid : oddValue(dice)));
  const rest = randomOptions(dice);
  switch (dice.below(4)) {
    case 0: {
      const command = dice.pick(["verify", "search", "record"]);
      return { argv: [command, "no-such/claim", ...(dice.chance(0.3) ? [dice.pick(oddNames)] : []), ...rest], input };
    }
    case 1: {
      const command = dice.pick(["law", "measure", "replay"]);
      const files = dice.chance(0.9) ? [dice.pick(oddFiles)] : [dice.pick(oddFiles), dice.pick(oddFiles)];
      return { argv: dice.chance(0.5) ? [command, ...files, ...rest] : [command, ...rest, ...files], input };
    }
    case 2: {
      const command = dice.pick(["law", "measure"]);
      return { argv: dice.chance(0.5) ? [command, inputFile, ...rest] : [...rest, command, inputFile], input };
    }
    default: {
      const command = dice.chance(0.3) ? "list" : dice.pick([...oddNames, "laws", "Law", "help", "schema", "law "]);
      return { argv: [command, ...(dice.chance(0.3) ? [dice.pick(oddNames)] : []), ...rest], input };
    }
  }
}
