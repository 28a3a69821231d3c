import type { Claim, Example } from "../../src/claim/claim.js";
import type { Pivot } from "../../src/mechanisms/acm/vcg.js";
import { type ContextJson, everyContext, type Size } from "./contexts.js";
import { type ContextClaim, contextClaim, contextCorners } from "./naive-claim.js";
import { pivotMeanings, truthfulPlay, type VcgWorld, vcgWorld } from "./vcg-world.js";

/** Sizes with two players, a good and values other than 0. */
const largeSizes: readonly Size[] = [
  [2, 1, 2],
  [2, 1, 5],
  [2, 3, 2],
  [3, 1, 2],
  [3, 2, 3],
  [5, 1, 2],
];
/** Sizes without the one or the other. */
const smallSizes: readonly Size[] = [
  [1, 0, 1],
  [1, 1, 2],
  [2, 0, 2],
  [2, 1, 1],
  [1, 2, 2],
];

const sizeChanges = { players: "n >= 2", goods: "m >= 1", bits: "k >= 2" } as const;
const allChanges = Object.values(sizeChanges);

/** What a claim says for itself of which there is to be one context at every size. */
export interface SizeClaim extends Pick<ContextClaim<VcgWorld>, "id" | "statement" | "evidence"> {
  readonly hypotheses: readonly string[];
  /** A context in which it is so, where there are two players, a good and values other than 0. */
  witness(size: Size, pivot: Pivot): ContextJson;
  /** How much it is so at a context, at least 1: by the mechanism, and by trying. */
  measure(world: VcgWorld): number;
  plainMeasure(world: VcgWorld): number;
  readonly measured: string;
  readonly argument: string;
  readonly made: readonly string[];
  readonly statementRepaired: string;
  again(made: readonly string[]): Claim<Example>;
}

/** Such a claim: the witness at large sizes, every context at small ones. */
export function sizeClaim(parts: SizeClaim): Claim<Example> {
  const { made } = parts;
  const isInside = ([players, goods, bits]: Size, sizes: string | undefined): boolean => {
    const asked = (change: string) => sizes === "large-sizes" || made.includes(change);
    return (
      (players > 1 || !asked(sizeChanges.players)) &&
      (goods > 0 || !asked(sizeChanges.goods)) &&
      (bits > 1 || !asked(sizeChanges.bits))
    );
  };
  const isSmall = ([players, goods, bits]: Size) => players < 2 || goods < 1 || bits < 2;
  const worlds = (world: VcgWorld): readonly VcgWorld[] =>
    isSmall(world.size)
      ? everyContext(world.size).map((context) => vcgWorld(truthfulPlay(world.pivot, context)))
      : [world];
  const readings = [
    { name: "clarke+large-sizes", switches: { pivot: "clarke", sizes: "large-sizes" }, literal: true },
    ...["exchange+large-sizes", "clarke+every-size", "exchange+every-size"].map((name) => {
      const [pivot, sizes] = name.split("+");
      return { name, switches: { pivot: pivot!, sizes: sizes! }, literal: false };
    }),
  ];
  return contextClaim(vcgWorld, {
    id: parts.id,
    place: "Section 2, The VCG mechanism",
    statement: parts.statement,
    hypotheses: [...parts.hypotheses, ...made],
    readings,
    switchMeanings: { ...pivotMeanings, "large-sizes": "for all n >= 2, m >= 1 and k >= 2 there is such a context", "every-size": "for all n, m and k there is one" }, // biome-ignore format: one line
    instances: (budget, { pivot, sizes }) =>
      [
        ...(sizes === "every-size" ? smallSizes : []),
        ...(budget === "gate" ? largeSizes.filter(([, goods]) => goods < 2).slice(0, 3) : largeSizes),
      ].map((size) => truthfulPlay(pivot as Pivot, parts.witness(size, pivot as Pivot))),
    describe: (budget, { sizes }) =>
      `a context at each size (n, m, k) of ${(budget === "gate" ? largeSizes.filter(([, goods]) => goods < 2).slice(0, 3) : largeSizes).map((size) => `(${size.join(", ")})`).join(", ")}${sizes === "every-size" ? `; all contexts at ${smallSizes.map((size) => `(${size.join(", ")})`).join(", ")}` : ""}`,
    argument: ({ sizes }) => (sizes === "large-sizes" || allChanges.every((change) => made.includes(change)) ? parts.argument : undefined), // biome-ignore format: one line
    corners: {
      "two players": contextCorners["two players"]!,
      "more players": ({ context }) => context.players > 2,
      "two goods or more": ({ context }) => context.goods > 1 || context.players === 5,
    },
    decide: (world, { pivot, sizes }) =>
      world.pivot === pivot && isInside(world.size, sizes)
        ? worlds(world).some((one) => parts.measure(one) >= 1)
        : undefined,
    sides(world, { pivot, sizes }) {
      if (world.pivot !== pivot || !isInside(world.size, sizes)) return undefined;
      const found = worlds(world).map(parts.plainMeasure);
      const most = Math.max(...found);
      return {
        left: most,
        right: 1,
        larger: "left",
        holds: most >= 1,
        inequality: `${parts.measured} >= 1`,
        explanation: `n = ${world.size[0]}, m = ${world.size[1]}, k = ${world.size[2]}, ${found.length === 1 ? "at the context given" : `the largest of all ${found.length} contexts`}`,
      };
    },
    ...(parts.evidence && { evidence: parts.evidence }),
    repairs:
      made.length > 0
        ? []
        : [
            {
              statement: parts.statementRepaired,
              changes: allChanges,
              of: ["clarke+every-size", "exchange+every-size"],
              claim: (kept) => parts.again(kept),
            },
          ],
  });
}
