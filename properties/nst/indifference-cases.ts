import type { Budget } from "../../src/claim/claim.js";
import type { Types } from "../../src/game/reaction-environment.js";
import type { LawCase } from "../law-setting.js";
import { caseOf, everyTwoRows, parityVotes, scoreTable, votes } from "./score-tables.js";

/** The worst ε-private mechanism: two alternatives, e^ε : 1 against 1 : e^ε, and utility 1 at the first. */
const worst: LawCase = caseOf(
  scoreTable(
    [
      [1, 0],
      [0, 1],
    ],
    (_player, _types, s) => (s === 0 ? "1" : "0"),
  ),
  "1/2",
);

const first = (_player: number, _types: Types, s: number): string => (s === 0 ? "1" : "0");
const hers = (_player: number, [type]: Types, s: number): string => (s === type ? "1" : "1/2");
/** Two reactions, the best of which tells her type. */
const reacting = (_player: number, [type]: Types, s: number, r: number): string =>
  r === type ? "1" : s === 0 ? "0" : "1/3";

const tablesOf = (alternatives: number, most: number): readonly LawCase[] =>
  everyTwoRows(alternatives, most).flatMap((scores) => ["1", "2"].map((d) => caseOf(scoreTable(scores, first), d)));

/** The cases of the gate. */
export const small: readonly LawCase[] = [
  caseOf(scoreTable([[0]], first)),
  ...tablesOf(1, 0),
  worst,
  caseOf(worst.environment!),
  // Not ε-private: d is a quarter of the sensitivity.
  caseOf(worst.environment!, "1/4"),
  caseOf(
    scoreTable(
      [
        [0, 1],
        [1, 0],
      ],
      hers,
    ),
  ),
  caseOf(
    scoreTable(
      [
        [1, 1],
        [1, 1],
      ],
      hers,
    ),
  ),
  caseOf(
    scoreTable(
      [
        [1, 0],
        [0, 1],
      ],
      reacting,
      2,
    ),
  ),
  caseOf(votes(2, 2)),
  caseOf(parityVotes(2)),
];
const more: readonly LawCase[] = [
  ...tablesOf(2, 1),
  ...tablesOf(3, 1).filter((_, i) => BigInt(i) % 8n === 0n),
  caseOf(votes(2, 3)),
  caseOf(votes(3, 2)),
  caseOf(parityVotes(3)),
];
/** The cases of each budget. */
export const cases: Readonly<Record<Budget, readonly LawCase[]>> = {
  gate: small,
  standard: [...small, ...more],
  deep: [...small, ...more, ...tablesOf(3, 1), ...tablesOf(2, 2), caseOf(votes(3, 3)), caseOf(parityVotes(4))],
};

/** The same in words. */
export const described: Readonly<Record<Budget, string>> = {
  gate: "the two laws e^ε : 1 and 1 : e^ε with utility 1 at the first alternative, which is the worst case; the same at half and twice the rate; one alternative; F against and along her wishes, constant F, two reactions; votes of 2 players, utilities private and interdependent",
  standard:
    "those of the gate; one player with two types and every nF with |S| = 2 and values 0 and 1, an eighth of those with |S| = 3, d = 1 and 2; votes of 2 and 3 players",
  deep: "those of the standard budget; |S| = 3 with values 0 and 1, |S| = 2 with values 0 to 2; votes of 3 players for 3, of 4 for 2 alternatives",
};
