import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { countBalanced } from "../../src/mechanisms/acm/announcements.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { add, multiply, type Rational, rational, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { isEndowmentBest } from "./claimed-set.js";
import { collusiveCorners } from "./market-claim.js";
import { countPlainly, isShort, toldApart } from "./naive-1-messages.js";
import { type Bounded, massOf, playClaim } from "./optimal-play.js";

const notQuiet = "E does not maximise social welfare";
const underHeads = "after c_0 = Heads";

const readings: readonly Reading[] = ["exact", "maximum", "expected", "per-player", "naive-1"].map((bits, i) => ({
  name: bits,
  switches: { bits },
  literal: i === 0,
}));

const falls = ({ bits }: Switches): boolean => bits === "exact" || bits === "expected";

/** Votes cast on the way to a terminal: n − 1 in step 2, one in step 3. */
const votesAt = (name: string, players: number): number =>
  /^[defg]/.test(name) ? players - 1 : /^[jk]/.test(name) ? 1 : 0;

const whole = (n: number): Rational => rational(BigInt(n));

/** Sections 1.4 and 5.3: the communication overhead, bits exchanged in a rational execution less those of an outcome. */
export const communicationOverhead = (tree = market, made: readonly string[] = []): Claim =>
  playClaim(
    {
      id: "acm/remark-communication",
      place: "Sections 1.4, 5.1 and 5.3",
      statement:
        "In a rational play n − 1 bits are exchanged beside the outcome that player 1 announces, less than one a player; in Naive-1 n times the bits of an outcome are.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        exact: "n − 1 votes are cast in every rational play",
        maximum: "at most n − 1 votes are cast in every rational play",
        expected: "the expected number of votes is n − 1",
        "per-player": "fewer than n votes are cast in every rational play",
        "naive-1":
          "n outcomes are sent in Naive-1: of each of the n players all announcements are told apart, as many as there are outcomes to announce (at contexts with at most 40)",
      },
      structures: () => "any",
      corners: collusiveCorners,
      argument: ({ bits }) =>
        bits === "naive-1"
          ? "All contexts, n ≥ 2: of two announcements of a player at least one, x, is not (E, 0); where all others announce x it leads to x, and the other one to (E, 0). For n = 1 the outcome is what is announced."
          : "All contexts: n − 1 votes are cast in step 2, one in step 3 unless w = 1, none before.",
      isInside: (world, { bits }) =>
        bits === "naive-1" ? isShort(world.context) : !made.includes(notQuiet) || !isEndowmentBest(world),
      holdsFor({ context }, play, { bits }) {
        if (bits === "naive-1") return toldApart(context) === countBalanced(context);
        const { players } = context;
        if (play === "status quo") return !falls({ bits: bits! }) || players === 1;
        // Heads has n − 1 votes, each of the n − 1 other players' nodes in step 3 one, and w = 1 none.
        if (!falls({ bits: bits! }) || made.includes(underHeads)) return true;
        return players === 1;
      },
      bounds({ context }, reached, { bits }): readonly Bounded[] {
        const { players } = context;
        const printed = whole(players - 1);
        if (bits === "naive-1") {
          const value = rational(toldApart(context));
          const listed = rational(countPlainly(context));
          return [{ value, low: listed, high: listed, of: "announcements of a player" }];
        }
        const meant = made.includes(underHeads)
          ? reached.filter(({ terminal: { name } }) => !/^[ijk]/.test(name))
          : reached;
        if (bits === "expected") {
          const value = meant
            .map(({ terminal: { name }, probability }) => multiply(probability, whole(votesAt(name, players))))
            .reduce(add, zero);
          const mass = massOf(meant, () => true);
          const high = multiply(printed, mass);
          return [{ value, low: high, high, of: "the expected number of votes" }];
        }
        const high = bits === "per-player" ? whole(players - 1) : printed;
        return meant.map(({ terminal: { name } }) => ({
          value: whole(votesAt(name, players)),
          ...(bits === "exact" && { low: printed }),
          high,
          of: `votes at terminal ${name}`,
        }));
      },
      formula: ({ bits }) => formulas[bits!]!,
      evidence: (_, { bits }) => ({
        expected: "(n − 1)(1 − δ(n − 1)/n) where E is not optimal, 0 where it is",
        ...(bits === "exact" && {
          at: { "a, b, i": "0", "d, e, f, g": "n − 1", "j, k": "1" },
          notCounted: "the coins and the player w who is drawn, which the mechanism tells",
        }),
      }),
      ...(made.length === 0 && {
        repair: repairedBy({
          statement: "Where E does not maximise social welfare n − 1 votes are cast with probability 1 − δ.",
          changes: [notQuiet, underHeads],
          of: readings.filter(({ switches }) => falls(switches)).map(({ name }) => name),
          claim: (changes) => communicationOverhead(tree, changes),
        }),
      }),
    },
    tree,
  );

const formulas: Readonly<Record<string, string>> = {
  exact: "votes = n − 1",
  maximum: "votes <= n − 1",
  expected: "E[votes] = n − 1",
  "per-player": "votes < n",
  "naive-1": "announcements of a player that are told apart = outcomes with prices in (−B, B) and sum 0",
};
