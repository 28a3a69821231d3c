import { type EnvironmentNumbers, symmetric } from "./environments.js";
import type { ProbeRow } from "./probe-claim.js";

/** Environments of the claims that leave out a hypothesis of Theorem 1, or speak of the influence of one report. */

/** Even odds. */
export const half = ["1/2", "1/2"] as const;
const third = ["1/3", "1/3", "1/3"] as const;

/** State 0 is equally likely to look like either of the others, and in it the players have nothing to choose. */
const between = [half, ["9/10", "1/10"], ["1/10", "9/10"]] as const;

/** One utility with a tie in state 0 that the other states break. */
export const tiedBetween: EnvironmentNumbers = {
  prior: third,
  likelihood: between,
  utilities: [
    [
      ["0", "1", "0"],
      ["0", "0", "1"],
    ],
  ],
};

/** Two utilities that are opposed in state 0 and agree in the others: (1) holds for each alone. */
export const opposedBetween: EnvironmentNumbers = {
  prior: third,
  likelihood: between,
  utilities: [
    [
      ["1", "1", "0"],
      ["0", "0", "1"],
    ],
    [
      ["-1", "1", "0"],
      ["0", "0", "1"],
    ],
  ],
};

/**
 * Under (1) two states that look the same: in the first both utilities want alternative 0, in the second 1, and with as many
 * players of either utility these cancel.
 */
export const alikeBetween: EnvironmentNumbers = {
  prior: ["1/4", "1/4", "1/4", "1/4"],
  likelihood: [half, ...between],
  utilities: [
    [
      ["2", "0", "1", "0"],
      ["0", "1", "0", "1"],
    ],
    [
      ["1", "0", "1", "0"],
      ["0", "2", "0", "1"],
    ],
  ],
};

/** Two of three states look the same. */
export const twoAlike: EnvironmentNumbers = {
  prior: third,
  likelihood: [["2/3", "1/3"], ["2/3", "1/3"], half],
  utilities: [
    [
      ["1", "0", "0"],
      ["0", "1", "0"],
      ["0", "0", "1"],
    ],
  ],
};

/** Alternative 0 is worth `lead` in state 0, alternative 1 is worth `loss` in state 1: e = loss/(lead + loss). */
export const leading = (lead: string, loss: string): EnvironmentNumbers => ({
  prior: half,
  likelihood: symmetric("9/10", "1/10"),
  utilities: [
    [
      [lead, "0"],
      ["0", loss],
    ],
  ],
});

/** What every row has unless told otherwise. */
const plainly = { slack: "1/4", delta: "1/2" } as const;

/** A row of a probe. */
export const row = (
  numbers: EnvironmentNumbers,
  groups: readonly number[],
  more: Partial<ProbeRow> = {},
): ProbeRow => ({
  ...plainly,
  numbers,
  groups,
  ...more,
});
