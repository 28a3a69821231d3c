import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { statusQuo } from "../../src/mechanisms/acm/market-optima.js";
import { one, signOfRational, zero } from "../../src/number/rational.js";
import { repairedBy } from "../repairs.js";
import { expectedAfterNo, extreme, printedTotals, type Total, totalsAfterNo, totalsOf } from "./every-terminal.js";
import { marketCorners } from "./market-claim.js";
import { isLegal } from "./optimal-play.js";
import { priceCases, priceCasesSaid } from "./price-cases.js";
import { announceable, rootClaim } from "./root-claim.js";

const onAverage = "in expectation over the coins c_1 and c_2";

const readings: readonly Reading[] = ["may-gain", "never-loses", "gains-after-no", "always-gains-after-no"].map(
  (says, i) => ({ name: says, switches: { says }, literal: i === 0 }),
);

/** Section 5.2, Remarks: M may a priori gain money, for example from player 1 after Heads and a NO. */
export const gainsOffPath = (tree = market, made: readonly string[] = []): Claim =>
  rootClaim(
    {
      id: "acm/remark-budget-offpath",
      place: "Section 5.2, Remarks",
      statement:
        "A priori M may gain money: there are an announcement and votes after which Σ_i P_i > 0, for example after c_0 = Heads and a NO; Σ_i P_i is never negative.",
      hypotheses: ["0 < ε < 1/(5n), 0 < δ < ε/B", ...made],
      readings,
      switchMeanings: {
        "may-gain": "in every context some announcement and votes lead to a terminal with Σ_i P_i > 0",
        "never-loses": "Σ_i P_i ≥ 0 at every terminal, whatever is announced and voted",
        "gains-after-no": "after Heads and a NO the expectation of Σ_i P_i over the coins is positive",
        "always-gains-after-no": "after Heads and a NO Σ_i P_i > 0 at every terminal",
      },
      structures: () => "independent",
      corners: marketCorners,
      examples: (budget) => priceCases[budget](),
      describe: priceCasesSaid,
      argument: () =>
        "All contexts and announcements: types do not enter prices, and by the printed prices Σ_i P_i is 1 at a, 0 at b, d, f, g, i and j, 2n(n − Y)B at e and n²B/δ at k.",
      decide({ context }, { says }) {
        const { sign } = allLegalStakes(context);
        if (says === "may-gain") {
          const some = announceable(context).some((announced) =>
            printedTotals(context, announced).some(({ total }) => sign(total) === 1),
          );
          return some ? { holds: true } : { holds: false };
        }
        const bad = announceable(context).find((announced) => {
          const totals = printedTotals(context, announced);
          if (says === "never-loses") return totals.some(({ total }) => sign(total) !== 0 && sign(total) !== 1);
          const afterNo = totals.filter(({ terminal }) => /^[efg]/.test(terminal));
          if (afterNo.length === 0) return false;
          // Terminal e has probability 1 − ε > 0 after any NO, and f and g never cost M anything.
          if (says === "gains-after-no" || made.includes(onAverage)) {
            return afterNo.some(({ terminal, total }) => sign(total) !== (terminal === "e" ? 1 : 0));
          }
          return afterNo.some(({ total }) => sign(total) !== 1);
        });
        return bad ? { holds: false, at: bad } : { holds: true };
      },
      sides(world, announced, switches) {
        const { context, stakes } = world;
        const root = tree(stakes, context, announced);
        const away = tree(stakes, context, { ...statusQuo(context), prices: context.values.map(() => one) });
        const meant = totalsMeant(switches, made);
        const totals =
          meant === "all" ? totalsOf(root) : meant === "may" ? [...totalsOf(root), ...totalsOf(away)] : meant(root);
        const found = extreme(totals, meant === "may" ? "greatest" : "least");
        const total = found?.total ?? zero;
        const sign = signOfRational(total);
        return {
          hypotheses: isLegal(world) && found !== undefined ? "inside" : "outside",
          left: total,
          right: zero,
          larger: "left",
          holds: meant === "all" ? sign >= 0 : sign > 0,
          inequality: meant === "all" ? "Σ_i P_i >= 0" : "Σ_i P_i > 0",
          explanation: `player 1 announces [${announced.allocation.join(", ")}]; ${meant === "may" ? "the greatest" : "the least"} total is after ${found?.terminal}`,
        };
      },
      evidence: () => ({
        totals: { "b, d, f, g, i, j": "0", a: "1", e: "2n(n − Y)B, from 4nB to 2n²B", k: "n²B/δ" },
        negative: "nowhere",
      }),
      ...(made.length === 0 && {
        repair: repairedBy({
          statement: "After Heads and a NO M gains money in expectation: (1 − ε)·2n(n − Y)B.",
          changes: [onAverage],
          of: ["always-gains-after-no"],
          claim: (changes) => gainsOffPath(tree, changes),
        }),
      }),
    },
    tree,
  );

const totalsMeant = (
  { says }: Switches,
  made: readonly string[],
): "all" | "may" | ((root: ReturnType<typeof market>) => readonly Total<typeof one>[]) => {
  if (says === "may-gain") return "may";
  if (says === "never-loses") return "all";
  return says === "gains-after-no" || made.includes(onAverage) ? expectedAfterNo : totalsAfterNo;
};
