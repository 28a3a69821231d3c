import type { Claim } from "../../src/claim/claim.js";
import { readingsOf } from "../../src/claim/reading.js";
import { profilesOf, type Types } from "../../src/game/reaction-environment.js";
import { loc1Format } from "../../src/instance/nst-facility.js";
import { sensitivity } from "../../src/notions/gap.js";
import * as N from "../../src/notions/reactions.js";
import * as Q from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { instanceClaim } from "../instance-claim.js";
import type { WorstSides } from "../worst-choices.js";
import { gridCorners } from "./facility-model.js";
import { type GridValues, gridExample, groups, upTo } from "./grid-cases.js";

/** n·|F(t, s) − F((b_i, t_{−i}), s)| by distances to nearest facilities. */
function changeByHand({ environment }: GridValues, { player, profile, lie, alternative }: JsonObject): Q.Rational {
  const types = profile as Types;
  const total = (all: Types): bigint =>
    all.reduce((sum, _, i) => {
      const utilities = upTo(environment.m + 1).map((r) => environment.utility(all, i, alternative as number, r));
      return sum + utilities.reduce((x, y) => (x > y ? x : y));
    }, 0n);
  const change = total(types) - total(types.map((type, i) => (i === player ? (lie as number) : type)));
  return Q.rational(change < 0n ? -change : change, environment.utilityGrid);
}

/** Section 4.2: the average utility is 1-sensitive. */
export const locSensitivity = (format = loc1Format, d = Q.one): Claim =>
  instanceClaim(format, {
    id: "nst/loc-sensitivity",
    citation: cite("nst", "Section 4.2"),
    statement: "F(t, s) = (1/n)·Σ_i u_i(t_i, s, r_i(t_i, s)) is 1-sensitive: |F(t, s) − F((b_i, t_{−i}), s)| ≤ 1/n.",
    hypotheses: [],
    readings: readingsOf({ d: ["at-most", "least"] }),
    switchMeanings: { "at-most": "d = 1 is enough", least: "and no smaller d is" },
    examples: (budget) => groups(budget).map((grid) => gridExample(format, grid)),
    describe: (budget) => `${groups(budget).length} grids (n, m, K), all profiles, lies and alternatives`,
    argument: () =>
      "All n, m and K: the distance to the nearest facility changes by at most |t_i − b_i| ≤ 1; by 1 for t_i = 0, b_i = 1 and all facilities at 0.",
    corners: { ...gridCorners, "more players": ({ environment: { n } }) => n > 1 },
    decide({ environment }, _, switches) {
      const { value } = sensitivity(environment);
      return { left: value, right: d, larger: switches.d === "least" ? "left" : "right" };
    },
    choices: (switches): Readonly<Record<string, (values: GridValues) => readonly (number | number[])[]>> =>
      switches.d === "least"
        ? {}
        : {
            player: ({ environment }) => upTo(environment.n),
            profile: ({ environment }) => [...profilesOf(environment.types)].map((types) => [...types]),
            lie: ({ environment }) => upTo(environment.m + 1),
            alternative: ({ environment }) => N.allAlternatives(environment),
          },
    completed: ["player", "profile", "lie", "alternative"],
    sides(values, choices, switches): WorstSides {
      const { environment } = values;
      const { n, m } = environment;
      const inequality =
        switches.d === "least"
          ? "max n·|F(t, s) − F((b_i, t_{−i}), s)| >= 1"
          : "n·|F(t, s) − F((b_i, t_{−i}), s)| <= 1";
      if (switches.d === "least") {
        const ends = [0, m].flatMap((lie) =>
          N.allAlternatives(environment).map((alternative) =>
            changeByHand(values, { player: 0, profile: upTo(n).map(() => m - lie), lie, alternative }),
          ),
        );
        const explanation = "everybody at one end, a player announces the other one";
        return { left: ends.reduce(Q.maximum), right: d, larger: "left", inequality, explanation };
      }
      return {
        left: changeByHand(values, choices),
        right: d,
        larger: "right",
        inequality,
        explanation: `player ${choices.player} of ${n}, facilities at ${environment.locations(choices.alternative as number).join(", ")} of ${m}`,
      };
    },
  });
