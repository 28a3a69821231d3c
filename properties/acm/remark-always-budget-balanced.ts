import type { Claim } from "../../src/claim/claim.js";
import type { Reading, Switches } from "../../src/claim/reading.js";
import { market } from "../../src/mechanisms/acm/market.js";
import { allLegalStakes } from "../../src/mechanisms/acm/market-for-all.js";
import { signOfRational, zero } from "../../src/number/rational.js";
import { byReading } from "../by-reading.js";
import { repairedBy } from "../repairs.js";
import { extreme, printedTotals, totalsOf } from "./every-terminal.js";
import { marketCorners } from "./market-claim.js";
import { isLegal, playClaim } from "./optimal-play.js";
import { priceCases, priceCasesSaid } from "./price-cases.js";
import { balancedPlay } from "./remark-budget-onpath.js";
import { announceable, rootClaim } from "./root-claim.js";

const rational = "rational plays";

const readings: readonly Reading[] = [
  ["every", "exact"],
  ["rational", "exact"],
  ["every", "no-deficit"],
].map(([plays, balance], i) => ({
  name: `${plays}+${balance}`,
  switches: { plays: plays!, balance: balance! },
  literal: i === 0,
}));

const hypotheses = ["0 < ε < 1/(5n), 0 < δ < ε/B"];

const shared = {
  id: "acm/remark-always-budget-balanced",
  place: "Section 1.3",
  statement: "M is always budget-balanced: Σ_i P_i = 0.",
  readings,
  switchMeanings: {
    every: "at every terminal, whatever is announced and voted",
    rational: "at every terminal that a root-profile reaches",
    exact: "Σ_i P_i = 0",
    "no-deficit": "Σ_i P_i ≥ 0, as budget balance is read where money may be left over",
  },
};

/** Section 1.3: actually M is always budget-balanced. */
export const alwaysBalanced = (tree = market, made: readonly string[] = []): Claim => {
  const whole = rootClaim(
    {
      ...shared,
      hypotheses,
      structures: () => "independent",
      corners: marketCorners,
      examples: (budget) => priceCases[budget](),
      describe: priceCasesSaid,
      argument: ({ balance }) =>
        balance === "no-deficit"
          ? "All contexts: by the printed prices Σ_i P_i is 1 at a, 0 at b, d, f, g, i and j, 2n(n − Y)B at e and n²B/δ at k."
          : undefined,
      decide({ context }, switches) {
        const { sign } = allLegalStakes(context);
        const bad = announceable(context).find((announced) =>
          printedTotals(context, announced).some(({ total }) => {
            const found = sign(total);
            return found !== 0 && (switches.balance === "exact" || found !== 1);
          }),
        );
        return bad ? { holds: false, at: bad } : { holds: true };
      },
      sides(world, announced, { balance }) {
        const totals = totalsOf(tree(world.stakes, world.context, announced));
        const { terminal, total } = extreme(totals, balance === "exact" ? "greatest" : "least")!;
        const sign = signOfRational(total);
        return {
          hypotheses: isLegal(world) ? "inside" : "outside",
          left: total,
          right: zero,
          larger: balance === "exact" ? "right" : "left",
          holds: balance === "exact" ? sign === 0 : sign >= 0,
          inequality: balance === "exact" ? "Σ_i P_i = 0" : "Σ_i P_i >= 0",
          explanation: `player 1 announces [${announced.allocation.join(", ")}]; terminal ${terminal}`,
        };
      },
    },
    tree,
  );
  const onPath = playClaim({ ...balancedPlay, ...shared, hypotheses, corners: marketCorners }, tree);
  const { id, citation, statement, switchMeanings } = whole;
  return byReading(
    {
      id,
      citation,
      statement,
      hypotheses: [...hypotheses, ...made],
      ...(switchMeanings && { switchMeanings }),
      readings,
      ...(made.length === 0 && {
        repair: repairedBy({
          statement: "Σ_i P_i = 0 at every terminal that a root-profile reaches; off the path M never loses money.",
          changes: [rational],
          claim: (changes) => alwaysBalanced(tree, changes),
        }),
      }),
    },
    ({ plays }: Switches) => (plays === "rational" || made.includes(rational) ? onPath : whole),
  );
};
