import Fraction from "fraction.js";
import { describe, expect, it } from "vitest";
import {
  chance,
  decisionKey,
  decisionsOf,
  type GameNode,
  type Moves,
  terminal,
  terminalLaw,
} from "../../src/game/extensive-form.js";
import { printRational, rational } from "../../src/number/rational.js";

const half = rational(1n, 2n);

const moves = (name: string, players: readonly number[], after: Moves<string>["after"]): Moves<string> => ({
  kind: "moves",
  name,
  movers: players.map((player) => ({ player, actions: ["L", "R"] })),
  after,
});

/** A coin, then players 1 and 2 at once, or player 2 alone; and where both say R player 1 once more. */
const game: GameNode<string> = chance([
  {
    probability: rational(1n, 3n),
    node: moves("a", [1, 2], ([x, y]) =>
      x === "R" && y === "R"
        ? moves("b", [1], ([z]) => terminal(`b${z}`, "same"))
        : chance([
            { probability: half, node: terminal("end", "same") },
            { probability: half, node: terminal(`${x}${y}`, "same") },
          ]),
    ),
  },
  { probability: rational(2n, 3n), node: moves("c", [2], ([z]) => terminal(z === "L" ? "end" : "c", "same")) },
  { probability: rational(0n), node: moves("never", [3], () => terminal("never", "same")) },
]);

const profileOf = (says: Readonly<Record<string, string>>) => new Map(Object.entries(says));
const lawAt = (says: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    terminalLaw(game, profileOf(says)).map(({ terminal: { name }, probability }) => [name, printRational(probability)]),
  );
const sum = (...parts: readonly string[]) => parts.reduce((x, y) => x.add(y), new Fraction(0)).toFraction();

describe("game trees", () => {
  it("list every place at which somebody decides, those too that play never enters", () => {
    expect(decisionsOf(game).map(({ node, player }) => decisionKey(node, player))).toEqual(["a 1", "a 2", "b 1", "c 2", "never 3"]); // biome-ignore format: one line
    expect(decisionsOf(terminal("end", "same"))).toEqual([]);
  });

  it("add up what reaches one terminal, and keep terminals of one outcome apart", () => {
    expect(lawAt({ "a 1": "L", "a 2": "R", "c 2": "L" })).toEqual({ end: sum("1/6", "2/3"), LR: "1/6" });
    expect(lawAt({ "a 1": "R", "a 2": "R", "b 1": "L", "c 2": "R" })).toEqual({ bL: "1/3", c: "2/3" });
  });

  it("do not ask what is done where play never comes", () => {
    expect(() => lawAt({ "a 1": "R", "a 2": "R", "c 2": "R" })).toThrow("terminalLaw: no action of player 1 at node b");
    expect(lawAt({ "a 1": "L", "a 2": "L", "c 2": "R" })).toEqual({ end: "1/6", LL: "1/6", c: "2/3" });
  });
});
