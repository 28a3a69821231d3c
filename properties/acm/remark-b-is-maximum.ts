import type { Budget, Claim, Example } from "../../src/claim/claim.js";
import type { Reading } from "../../src/claim/reading.js";
import { readContext } from "../../src/instance/acm-context.js";
import { boundOf } from "../../src/mechanisms/acm/context.js";
import { rational } from "../../src/number/rational.js";
import { cite } from "../../src/verdict/citation.js";
import type { JsonObject } from "../../src/verdict/json.js";
import { exampleClaim } from "../instance-claim.js";
import { repairedBy } from "../repairs.js";
import { rootInstance } from "./market-cases.js";
import { marketWorld, stakesAt } from "./market-world.js";
import { isLegal } from "./optimal-play.js";

const lessOne = "B − 1 for B";

const readings: readonly Reading[] = ["maximum", "bound", "bits"].map((says, i) => ({
  name: says,
  switches: { says },
  literal: i === 0,
}));

const mostBits: Readonly<Record<Budget, number>> = { gate: 8, standard: 16, deep: 30 };

/** One player with one good that is worth as much as it may be. */
const exampleOf = (bits: number): Example => ({
  instance: rootInstance(
    {
      players: 1,
      goods: 1,
      bits,
      endowment: [1],
      valuations: [[0, Number(1n << BigInt(bits - 1)) - 1]],
      coalitions: [[1]],
    },
    stakesAt(1, bits, [1, 2], [1, 2]),
  ),
  choices: {},
});

/** What is known of a number of bits: B, and whether an instance with a value is accepted. */
interface Values {
  readonly bits: number;
  readonly B: bigint;
  readonly isLegal: boolean;
  accepts(value: bigint): boolean;
}

function valuesIn(instance: JsonObject): Values {
  const world = marketWorld(instance);
  const { bits } = world.context;
  return {
    bits,
    isLegal: isLegal(world),
    B: boundOf({ bits }),
    accepts(value) {
      try {
        readContext({ players: 1, goods: 1, bits, endowment: [1], valuations: [[0, Number(value)]] });
        return true;
      } catch {
        return false;
      }
    },
  };
}

const whole = (n: bigint) => rational(n);

/** Section 5.2: B = 2^(k−1) is the maximum value that a player may have for a subset of the goods. */
export const boundIsMaximum = (made: readonly string[] = []): Claim =>
  exampleClaim(valuesIn, {
    id: "acm/remark-b-is-maximum",
    citation: cite("acm", "Section 5.2"),
    statement: "B = 2^{k−1} is the maximum value that a player may have for a subset of the goods.",
    hypotheses: made,
    readings,
    switchMeanings: {
      maximum: "some type gives a subset the value B, and none more",
      bound: "B is the least integer above all values",
      bits: "the values are as many as k bits can tell apart, at most: k − 1 bits and a sign (Section 3.3)",
    },
    examples: (budget) => Array.from({ length: mostBits[budget] }, (_, i) => exampleOf(i + 1)),
    describe: (budget) => `k = 1 to ${mostBits[budget]}, one good`,
    argument: () =>
      "All k ≥ 1 and any goods: values are the integers of (−B, B), of which B − 1 is the greatest; they are 2B − 1 = 2^k − 1.",
    corners: {
      "only the value 0 (k = 1)": ({ bits }) => bits === 1,
      "several values": ({ bits }) => bits > 1,
    },
    decide({ B }, _, { says }) {
      // Types are maps into the integers strictly between −B and B.
      const greatest = whole(B - 1n);
      if (says === "bits") return { left: whole(2n * B - 1n), right: whole(2n * B), larger: "right" };
      if (says === "bound") return { left: whole(B), right: whole(B), larger: "right", holds: true };
      const printed = made.includes(lessOne) ? greatest : whole(B);
      return { left: printed, right: greatest, larger: "right", holds: printed.numerator === greatest.numerator };
    },
    sides({ bits, accepts, isLegal: isInside }, _, { says }) {
      // What instances may say, by trying.
      let greatest = 0n;
      let tooMuch = 1n << BigInt(bits + 1);
      while (tooMuch - greatest > 1n) {
        const middle = (greatest + tooMuch) / 2n;
        if (accepts(middle)) greatest = middle;
        else tooMuch = middle;
      }
      const hypotheses = isInside ? "inside" : "outside";
      const count = whole(2n * greatest + 1n);
      const power = rational(1n << BigInt(bits));
      if (says === "bits") {
        const inequality = "number of values <= 2^k";
        return {
          hypotheses,
          left: count,
          right: power,
          larger: "right",
          inequality,
          explanation: `values up to ${greatest}`,
        };
      }
      const printed = (1n << BigInt(bits - 1)) - (made.includes(lessOne) ? 1n : 0n);
      const left = says === "bound" ? whole(printed - 1n) : whole(printed);
      return {
        hypotheses,
        left,
        right: whole(greatest),
        larger: "right",
        holds: left.numerator === greatest,
        inequality:
          says === "bound" ? "B − 1 = greatest value" : `${made.includes(lessOne) ? "B − 1" : "B"} = greatest value`,
        explanation: `k = ${bits}: an instance may give a subset the value ${greatest} and no more`,
      };
    },
    evidence: () => ({
      greatest: "B − 1; for k = 1 only 0",
      harmless: "the proofs use |θ_i(A)| < B alone",
      smallest: "k = 1: B = 1, and all values are 0",
    }),
    ...(made.length === 0 && {
      repair: repairedBy({
        statement: "B − 1 is the maximum value, and B the least integer above all values.",
        changes: [lessOne],
        claim: (changes) => boundIsMaximum(changes),
      }) as never,
    }),
  });
