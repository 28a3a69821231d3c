import { type Dice, oddKeys, oddValue, Raw, textOf } from "./fuzz-values.js";

/** The value with one to three random changes, each at a random place. */
export function mutated(dice: Dice, value: unknown): unknown {
  let result = value;
  for (let left = dice.pick([1, 1, 1, 2, 3]); left > 0; left--) result = changedAt(dice, result);
  return result;
}

/** Goes down at random, and changes what is there. */
function changedAt(dice: Dice, value: unknown): unknown {
  const isBranch = typeof value === "object" && value !== null && !(value instanceof Raw);
  if (!isBranch || Object.keys(value).length === 0) return changedLeaf(dice, value);
  if (dice.chance(0.3)) return Array.isArray(value) ? changedList(dice, value) : changedObject(dice, value);
  const key = dice.pick(Object.keys(value));
  return withChild(value, key, changedAt(dice, (value as Record<string, unknown>)[key]));
}

/** Values of the kinds that stand in instances: what replaces one of them is often still an instance. */
const kinds: readonly (readonly unknown[])[] = [
  ["A", "B", null],
  ["0", "1", "1/2", "1/3", "2/3", "2/4", "0.125", "3/2", "5", "1000001/1000000", "-1/2", "infinity"],
  [0, 1, 2, 3, 7, 40],
  ["ln 2", "2 ln 3/2", "3 ln 5/4", "1/2 ln 4", "1/2 ln 9/4", "40 ln 2", "ln 1000001/1000000", "500 ln 10"],
  ["linear", "log", "square", "capped", "step", "knots"],
  ["coupled", "neededGap"],
  ["constant", "infinity"],
];

/** The value with one to three of its leaves replaced by others of their kind. */
export function varied(dice: Dice, value: unknown): unknown {
  let result = value;
  for (let left = dice.pick([1, 2, 3]); left > 0; left--) result = variedAt(dice, result);
  return result;
}

function variedAt(dice: Dice, value: unknown): unknown {
  if (typeof value === "object" && value !== null && Object.keys(value).length > 0) {
    const key = dice.pick(Object.keys(value));
    return withChild(value, key, variedAt(dice, (value as Record<string, unknown>)[key]));
  }
  const alike = kinds.find((kind) => kind.includes(value));
  return alike ? dice.pick(alike) : value;
}

function withChild(value: object, key: string, child: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? child : item));
  return Object.fromEntries(Object.entries(value).map(([name, old]) => [name, name === key ? child : old]));
}

function changedLeaf(dice: Dice, value: unknown): unknown {
  if (typeof value === "number" && dice.chance(0.3)) return value + dice.pick([-1, 1, 0.5, 2 ** 40]);
  if (typeof value === "string" && dice.chance(0.3)) return changedText(dice, value);
  return dice.pick([() => oddValue(dice), () => oddValue(dice), () => [value], () => ({ value })])();
}

function changedList(dice: Dice, list: readonly unknown[]): unknown {
  const at = dice.below(list.length);
  return dice.pick<() => unknown>([
    () => list.filter((_, i) => i !== at),
    () => [...list, list[at]],
    () => [...list.slice(0, at), oddValue(dice), ...list.slice(at)],
    () => list.toReversed(),
    () => Array.from({ length: dice.pick([60, 300]) }, () => list[at]),
    () => [list],
    () => [],
    () => Object.fromEntries(list.entries()),
    () => oddValue(dice),
  ])();
}

function changedObject(dice: Dice, object: object): unknown {
  const members = Object.entries(object);
  const at = dice.below(members.length);
  const [key, value] = members[at]!;
  const others = members.filter((_, i) => i !== at);
  const withMember = (name: string, content: unknown) => Object.fromEntries([...others, [name, content]]);
  return dice.pick<() => unknown>([
    () => Object.fromEntries(others),
    () => withMember(dice.pick(oddKeys), value),
    () => withMember(changedText(dice, key), value),
    () => Object.fromEntries([...members, [dice.pick(oddKeys), oddValue(dice)]]),
    () => new Raw(`${textOf(object).slice(0, -1)}, ${JSON.stringify(key)}: ${textOf(value)}}`),
    () => withMember(key, dice.pick(members)[1]),
    () => members.map(([, content]) => content),
    () => members,
    () => ({}),
    () => ({ [key]: object }),
    () => oddValue(dice),
  ])();
}

/** One character lost, doubled, in the other case, or a strange one put in. */
function changedText(dice: Dice, text: string): string {
  const at = dice.below(text.length + 1);
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
  return dice.pick([
    before + after,
    before + here + here + after,
    before + (here === here.toUpperCase() ? here.toLowerCase() : here.toUpperCase()) + after,
    before +
      dice.pick([" ", "/", "-", ".", "0", "9", "\n", "\u0000", "\ud800", "٣", "😀", '"', "\u2028"]) +
      here +
      after,
  ]);
}

/** The bytes of a text, sometimes damaged. */
export function damagedBytes(dice: Dice, text: string): Buffer {
  const bytes = Buffer.from(text);
  const at = dice.below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const put = (...middle: readonly number[]) => Buffer.concat([before, Buffer.from(middle), after]);
  return dice.pick([
    () => before,
    () => after,
    () => Buffer.concat([before, after.subarray(1)]),
    () => put(dice.below(256)),
    () => put(0xff),
    () => put(0xc0, 0x80),
    () => put(0xed, 0xa0, 0x80),
    () => put(0xf4, 0x90, 0x80, 0x80),
    () => put(0),
    () => put(0xe2, 0x80, 0xa8),
    () => put(0xc2, 0xa0),
    () => Buffer.concat([Buffer.from("\ufeff"), bytes]),
    () => Buffer.concat([bytes, bytes]),
    () => Buffer.from(text, "utf16le"),
    () => Buffer.from(`// a comment\n${text}`),
    () => Buffer.from(`${text}\n# a comment`),
    () => Buffer.from(text.replace("{", "{/* a comment */")),
    () => Buffer.from(text.replace(/([}\]])/, ",$1")),
    () => Buffer.from(text.replaceAll('"', "'")),
    () => Buffer.from(text.replaceAll(" ", "\r\n\t")),
    () => Buffer.from(" ".repeat(100_000) + text),
  ])();
}
