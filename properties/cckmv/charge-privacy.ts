import type { Utilities } from "../../src/mechanisms/cckmv/alternatives.js";
import { isSameType } from "../../src/mechanisms/cckmv/expected-externality.js";
import { absolute } from "../../src/number/integer.js";
import * as Q from "../../src/number/rational.js";
import { over } from "../../src/verdict/finding.js";
import type { WorstSides } from "../worst-choices.js";
import {
  type Criterion,
  nothingToCompare,
  type PriorGame,
  playerIn,
  typeIn,
  typeInWords,
  typesIn,
} from "./prior-game.js";
import { tuples } from "./priors.js";

/** Everybody's reports, one player's own among those of the others. */
const withOwn = (others: readonly Utilities[], player: number, own: Utilities): readonly Utilities[] =>
  others.toSpliced(player, 0, own);

const othersIn = ({ reports, players }: PriorGame): readonly (readonly Utilities[])[] =>
  tuples(reports, players.length - 1);

const apart = (x: Q.Rational, y: Q.Rational): Q.Rational => {
  const { numerator, denominator } = Q.subtract(x, y);
  return Q.rational(absolute(numerator), denominator);
};

/** What player i pays is the same whatever the others report: for all θ_i, θ_−i and θ_−i′ at which it is defined. */
export const ownCharge: Criterion = {
  name: "own charge",
  drawn: true,
  choices: {
    player: ({ players }) => players,
    report: ({ reports }) => reports,
    others: othersIn,
    instead: othersIn,
  },

  decide(R, game) {
    const all = othersIn(game);
    let seen = false;
    for (const player of game.players) {
      for (const report of game.reports) {
        const paid = all.map((others) => game.payments(withOwn(others, player, report))[player]!);
        const first = paid.findIndex((payment) => payment !== null);
        if (first < 0) continue;
        seen = true;
        const other = paid.findIndex((payment) => payment !== null && !Q.equals(payment, paid[first]!));
        if (other < 0) continue;
        const { numerator, denominator } = apart(paid[first]!, paid[other]!);
        return {
          hypotheses: "inside",
          conclusion: "fails",
          witness: { player, report, others: all[first]!, instead: all[other]! },
          sides: { left: over(R.integer(numerator), R.integer(denominator)), right: over(R.zero, R.one) },
        };
      }
    }
    return seen ? { hypotheses: "inside", conclusion: "holds", witness: {} } : nothingToCompare;
  },

  sides(game, chosen) {
    const [player, report] = [playerIn(chosen), typeIn(chosen, "report")];
    const lists = ["others", "instead"].map((name) => typesIn(chosen, name)) as [
      readonly Utilities[],
      readonly Utilities[],
    ];
    const [x, y] = lists.map((others) => game.payments(withOwn(others, player, report))[player]!);
    const words = (others: readonly Utilities[]) => others.map(typeInWords).join(", ");
    return compared(
      "|P_i(θ_i, θ_{-i}) - P_i(θ_i, θ_{-i}')| <= 0",
      x!,
      y!,
      (p, q) =>
        `player ${player}, who reports ${typeInWords(report)}, pays ${p} if the others report ${words(lists[0])} and ${q} if they report ${words(lists[1])}`,
    );
  },
};

/**
 * What everybody pays, made public beside o*, tells no more of a player's report than o* does: reports that lead to the
 * same o*, the others fixed, lead to the same list of payments.
 */
export const publicCharges: Criterion = {
  name: "public charges",
  drawn: true,
  choices: {
    player: ({ players }) => players,
    others: othersIn,
    report: ({ reports }) => reports,
    instead: ({ reports, chosen }, at) => {
      const chosenAt = (own: Utilities) => chosen(withOwn(typesIn(at, "others"), playerIn(at), own));
      return reports.filter((own) => chosenAt(own) === chosenAt(typeIn(at, "report")));
    },
    payer: ({ players }) => players,
  },

  decide(R, game) {
    let seen = false;
    for (const player of game.players) {
      for (const others of othersIn(game)) {
        const first = new Map<number, { readonly report: Utilities; readonly paid: readonly (Q.Rational | null)[] }>();
        for (const report of game.reports) {
          const profile = withOwn(others, player, report);
          const paid = game.payments(profile);
          if (paid.includes(null)) continue;
          seen = true;
          const chosen = game.chosen(profile);
          const known = first.get(chosen) ?? { report, paid };
          first.set(chosen, known);
          const payer = paid.findIndex((payment, j) => !Q.equals(payment!, known.paid[j]!));
          if (payer < 0) continue;
          const { numerator, denominator } = apart(paid[payer]!, known.paid[payer]!);
          return {
            hypotheses: "inside",
            conclusion: "fails",
            witness: { player, others, report: known.report, instead: report, payer },
            sides: { left: over(R.integer(numerator), R.integer(denominator)), right: over(R.zero, R.one) },
          };
        }
      }
    }
    return seen ? { hypotheses: "inside", conclusion: "holds", witness: {} } : nothingToCompare;
  },

  sides(game, chosen) {
    const [player, payer, others] = [playerIn(chosen), chosen.payer as number, typesIn(chosen, "others")];
    const reports = ["report", "instead"].map((name) => typeIn(chosen, name)) as [Utilities, Utilities];
    const profiles = reports.map((own) => withOwn(others, player, own));
    const [x, y] = profiles.map((profile) => game.payments(profile)[payer]!);
    const same = isSameType(...reports);
    return compared("|P_j(θ_i, θ_{-i}) - P_j(θ_i', θ_{-i})| <= 0", x!, y!, (p, q) =>
      same
        ? `player ${payer} pays ${p}`
        : `player ${payer} pays ${p} if player ${player} reports ${typeInWords(reports[0])} and ${q} if she reports ` +
          `${typeInWords(reports[1])}; both lead to alternative ${game.chosen(profiles[0]!)}`,
    );
  },
};

/** Payments to be equal; where one of them is undefined there is nothing to compare. */
function compared(
  inequality: string,
  x: Q.Rational | null,
  y: Q.Rational | null,
  explain: (x: string, y: string) => string,
): WorstSides {
  const larger = "right" as const;
  const right = Q.zero;
  if (x === null || y === null) {
    return { hypotheses: "outside", inequality, left: right, right, larger, explanation: "a payment is not defined" };
  }
  return { inequality, left: apart(x, y), right, larger, explanation: explain(Q.printRational(x), Q.printRational(y)) };
}
