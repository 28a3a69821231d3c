import { worthOf } from "../../src/mechanisms/acm/context.js";
import * as Q from "../../src/number/rational.js";
import { affines } from "../../src/number/triangle.js";
import { isEndowmentBestPlainly } from "./claimed-best.js";
import {
  displayedD,
  displayedFirst,
  displayedOther,
  everyOther,
  gainInWelfare,
  isPriced,
  isTruthful,
  isTruthfulPlainly,
  printedFirst,
  truthfulIn,
  utilitiesOf,
} from "./lemma-4-formulas.js";
import type { MarketWorld } from "./market-world.js";
import { chainSides, inStakes, type ProofPart, plainUtilities } from "./proof-part.js";
import { isAllYes, product, termsOf, total, whole } from "./proof-terms.js";

const admits = (world: MarketWorld): boolean => !isEndowmentBestPlainly(world);

const explanation = "by the game tree; formulas as printed, D = max SW − SW(E)";

/** The displayed steps of the proof, independent players, SW(E) < max SW. */
export const lemma4Steps: Readonly<Record<string, ProofPart>> = {
  "formula-1": {
    meaning: "x truthful: u_1(s^x) = (1 − δ)(D − 2(n − 1)ε) + δ(D/n − (n − 1)θ_1(E_1)/n − (n² − 1)ε/n)",
    admits,
    decide(facts) {
      if (!isTruthful(facts)) return undefined;
      const displayed = displayedFirst(facts, gainInWelfare(facts.world), facts.kept);
      return affines.equals(affines.add(facts.heads, facts.tails), displayed);
    },
    sides(world, announced) {
      if (!isTruthfulPlainly(world, announced)) return undefined;
      return chainSides(
        [
          [plainUtilities(world, announced, 1)?.whole, "u_1(s^x)", "="],
          [printedFirst(world), "(1 − δ)(D − 2(n − 1)ε) + δ(D/n − (n − 1)θ_1(E_1)/n − (n² − 1)ε/n)"],
        ],
        explanation,
      );
    },
  },
  "formula-others": {
    meaning: "x truthful, i ≠ 1: u_i(s^x) = (1 − δ)2ε + δ(−(n − 1)θ_i(E_i)/n + (n + 1)ε/n)",
    admits,
    decide(facts) {
      const { context } = facts.world;
      if (!isTruthful(facts) || context.players === 1) return undefined;
      const utilities = utilitiesOf(facts);
      return utilities?.slice(1).every((utility, i) => {
        return affines.equals(utility, displayedOther(facts, worthOf(context, context.endowment, i + 2)));
      });
    },
    sides(world, announced) {
      if (!isTruthfulPlainly(world, announced)) return undefined;
      const { n, others, rest, discount, delta, kept } = termsOf(world);
      return everyOther(world, announced, (player, utility) =>
        chainSides(
          [
            [utility, `u_${player}(s^x)`, "="],
            [
              total(
                product(whole(2n), rest, discount),
                product(
                  delta,
                  Q.divide(total(product(whole(-1n), others, kept(player)), product(Q.add(n, Q.one), discount)), n),
                ),
              ),
              `(1 − δ)2ε + δ(−(n − 1)θ_${player}(E_${player})/n + (n + 1)ε/n)`,
            ],
          ],
          explanation,
        ),
      );
    },
  },
  "bounds-1": {
    meaning:
      "x truthful: u_1(s^x) > (1 − δ)(1 − 2(n − 1)ε) − δ((n − 1)θ_1(E_1)/n + (n² − 1)ε/n) > (1 − δ)(1 − 2(n − 1)ε) − (ε/B)(B + (n + 1)ε) > 1 − δ − 2(n − 1)ε − 2ε > 1 − (2n + 1)ε > 0",
    admits,
    decide(facts) {
      if (!isTruthful(facts)) return undefined;
      const { n, B, kept, less } = facts;
      const unit = n * B;
      const discounted = 2n * (n - 1n) * unit;
      const start: readonly (readonly [bigint, number, 0 | 1])[] = [
        [unit, 0, 0],
        [-discounted, 1, 0],
        [-unit, 0, 1],
        [discounted, 1, 1],
      ];
      const chain = [
        affines.add(facts.heads, facts.tails),
        inStakes([...start, [-B * (n - 1n) * kept, 0, 1], [-B * (n * n - 1n), 1, 1]]),
        inStakes([...start, [-unit, 1, 0], [-n * (n + 1n), 2, 0]]),
        inStakes([
          [unit, 0, 0],
          [-unit, 0, 1],
          [-discounted - 2n * unit, 1, 0],
        ]),
        inStakes([
          [unit, 0, 0],
          [-(2n * n + 1n) * unit, 1, 0],
        ]),
        affines.zero,
      ];
      return chain.slice(1).every((next, i) => less(next, chain[i]!));
    },
    sides(world, announced) {
      if (!isTruthfulPlainly(world, announced)) return undefined;
      const { n, others, B, discount, delta, rest, kept } = termsOf(world);
      const minus = (x: Q.Rational) => Q.subtract(Q.zero, x);
      const start = product(rest, Q.subtract(Q.one, product(whole(2n), others, discount)));
      const square = product(others, Q.add(n, Q.one), discount);
      return chainSides(
        [
          [plainUtilities(world, announced, 1)?.whole, "u_1(s^x)", ">"],
          [
            Q.subtract(start, product(delta, Q.divide(total(product(others, kept(1)), square), n))),
            "(1 − δ)(1 − 2(n − 1)ε) − δ((n − 1)θ_1(E_1)/n + (n² − 1)ε/n)",
            ">",
          ],
          [
            Q.subtract(start, product(Q.divide(discount, B), total(B, product(Q.add(n, Q.one), discount)))),
            "(1 − δ)(1 − 2(n − 1)ε) − (ε/B)(B + (n + 1)ε)",
            ">",
          ],
          [total(rest, minus(product(whole(2n), n, discount))), "1 − δ − 2(n − 1)ε − 2ε", ">"],
          [Q.subtract(Q.one, product(total(n, n, Q.one), discount)), "1 − (2n + 1)ε", ">"],
          [Q.zero, "0"],
        ],
        explanation,
      );
    },
  },
  "bounds-others": {
    meaning: "x truthful, i ≠ 1: u_i(s^x) > 2(1 − δ)ε − (ε/B)·((n − 1)/n)·B = (1 − 2δ + 1/n)ε > 0",
    admits,
    decide(facts) {
      if (!isTruthful(facts) || facts.n === 1n) return undefined;
      const { n, B, less } = facts;
      const bound = inStakes([
        [(n + 1n) * B, 1, 0],
        [-2n * n * B, 1, 1],
      ]);
      return (
        utilitiesOf(facts)
          ?.slice(1)
          .every((utility) => less(bound, utility)) && less(affines.zero, bound)
      );
    },
    sides(world, announced) {
      if (!isTruthfulPlainly(world, announced)) return undefined;
      const { n, others, discount, delta, rest } = termsOf(world);
      return everyOther(world, announced, (player, utility) =>
        chainSides(
          [
            [utility, `u_${player}(s^x)`, ">"],
            [
              Q.subtract(product(whole(2n), rest, discount), product(discount, Q.divide(others, n))),
              "2(1 − δ)ε − (ε/B)·((n − 1)/n)·B",
              "=",
            ],
            [product(total(Q.one, product(whole(-2n), delta), Q.divide(Q.one, n)), discount), "(1 − 2δ + 1/n)ε", ">"],
            [Q.zero, "0"],
          ],
          explanation,
        ),
      );
    },
  },
  "case-1": {
    meaning: "Case 1, x' regular with some d_i < P_i: u_1(s^x') < 0",
    admits,
    decide(facts) {
      if (facts.least >= 0) return undefined;
      return facts.less(affines.add(facts.heads, facts.tails), affines.zero);
    },
    sides(world, announced) {
      if (isAllYes(world, announced)) return undefined;
      return chainSides(
        [
          [plainUtilities(world, announced, 1)?.whole, "u_1(s^x')"],
          [Q.zero, "0"],
        ],
        explanation,
      );
    },
  },
  "case-2": {
    meaning:
      "Case 2, x' regular with all d_i ≥ P_i and one strict: u_1(s^x' | Heads) < u_1(s^x | Heads) and u_1(s^x' | Tails) < u_1(s^x | Tails), x truthful",
    admits,
    decide(facts) {
      if (facts.least < 0 || facts.most <= 0) return undefined;
      const { world, less } = facts;
      const { first } = truthfulIn(world);
      return less(facts.heads, first.heads) && less(facts.tails, first.tails);
    },
    sides(world, announced) {
      const { n, others, discount, kept } = termsOf(world);
      const slack = isAllYes(world, announced) && !isPriced(world, announced);
      if (!slack) return undefined;
      const D = displayedD(world);
      const u = plainUtilities(world, announced, 1);
      const heads = Q.subtract(D, product(whole(2n), others, discount));
      const tails = Q.divide(
        total(D, product(whole(-1n), others, kept(1)), product(whole(-1n), others, Q.add(n, Q.one), discount)),
        n,
      );
      const [first, second] = [
        chainSides(
          [
            [u?.heads, "u_1(s^x' | Heads)"],
            [heads, "D − 2(n − 1)ε"],
          ],
          explanation,
        ),
        chainSides(
          [
            [u?.tails, "u_1(s^x' | Tails)"],
            [tails, "D/n − (n − 1)θ_1(E_1)/n − (n² − 1)ε/n"],
          ],
          explanation,
        ),
      ];
      return first.holds ? second : first;
    },
  },
};
