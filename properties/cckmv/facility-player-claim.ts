import fc from "fast-check";
import { sample } from "../../generators/elections.js";
import { type PrivatePlayer, privatePlayers } from "../../generators/private-players.js";
import { bases } from "../../generators/rationals.js";
import type { Claim, Example } from "../../src/claim/claim.js";
import type { Switches } from "../../src/claim/reading.js";
import { type BinFormat, noisyMedianFormat } from "../../src/instance/cckmv-median.js";
import { printPrivacyBound, readPrivacyBound } from "../../src/instance/privacy-bound.js";
import type { NoisyMedianParameters } from "../../src/mechanisms/cckmv/noisy-median.js";
import { boundAt, type PrivacyBound } from "../../src/notions/privacy-bound.js";
import * as Q from "../../src/number/rational.js";
import { canonical, type JsonObject } from "../../src/verdict/json.js";
import { placesOf, type SituationCase } from "../setting.js";
import { type SituationClaim, situationClaim } from "../situation-claim.js";
import { describeReach, everyProfileOf, type FacilityPlace, playerCorners, type ReachByBudget } from "./facilities.js";
import { type FacilitySetting, typeOf } from "./facility-choices.js";
import { decideFacility, type FacilityReading, standardHeight, worstUtilities } from "./facility-player.js";
import { checkFacility, choiceCorners, choiceCornersOf } from "./facility-player-check.js";

export type NoisyMedianFormat = BinFormat<NoisyMedianParameters, number>;

const half = Q.rational(1n, 2n);
const draws = { gate: 3, standard: 24, deep: 600 } as const;

/** What one claim of Theorem 6.3 has to say for itself. */
export interface FacilityClaim
  extends Pick<
    SituationClaim<NoisyMedianParameters, FacilityPlace["environment"], number, number>,
    "id" | "citation" | "statement" | "hypotheses" | "readings" | "switchMeanings" | "argument" | "evidence" | "repair"
  > {
  reach(switches: Switches): ReachByBudget;
  readonly corners: readonly (keyof typeof playerCorners)[];
  reading(switches: Switches): FacilityReading;
}

/** A claim about one player of Mechanism 6.1 who values privacy; see `decideFacility` and `checkFacility`. */
export function facilityClaim(
  parts: FacilityClaim,
  format: NoisyMedianFormat = noisyMedianFormat,
): Claim<SituationCase> {
  const casesAt = (budget: keyof typeof draws, switches: Switches) => everyProfileOf(parts.reach(switches)[budget]);
  const base = situationClaim(format, {
    ...parts,
    step: half,
    cases: casesAt,
    describe: (budget, switches) => describeReach(parts.reach(switches)[budget]),
    corners: Object.fromEntries(parts.corners.map((name) => [name, playerCorners[name]!])),
    decide: (R, setting, switches) => decideFacility(R, setting, parts.reading(switches)),
    sides: (setting, choices, switches) => checkFacility(setting, choices, parts.reading(switches)),
    draws,
  });
  const places = placesOf(format, { step: half, reports: undefined, gate: () => [] });
  const settingOf = (example: Example) => kept(format, example, () => places.ofExample(example));
  return {
    ...base,
    corners: [...base.corners, ...choiceCorners],
    completed: ["truth", "lie", "F", "outcomeUtility", "pair", "privacySigns"],
    check(example, switches) {
      const setting = settingOf(example);
      const check = checkFacility(setting, example.choices, parts.reading(switches));
      const corners = parts.corners.filter((name) => playerCorners[name]!(setting));
      return { ...check, corners: [...corners, ...choiceCornersOf(setting, check.choices, check.hypotheses)] };
    },
    draw: (switches) => ({
      sample(seed, count) {
        const cases = casesAt("standard", switches);
        const sizes = cases.map(({ environment }) => (environment!.locations as readonly string[]).length);
        const widest = cases[sizes.indexOf(Math.max(...sizes))]!;
        const drawn = fc.record({
          c: fc.constantFrom(...cases),
          base: bases,
          who: privatePlayers,
        });
        return sample(drawn, seed, count).map(({ c, base: b, who: drawnWho }, i) => {
          const { base: fixed = b, ...edge } = edges[i] ?? {};
          // Condition (2) speaks of some pair there, under every reading.
          const example = base.exhibit(i < edges.length ? widest : c, fixed, switches);
          const who = { ...drawnWho, ...edge };
          const choices = drawnChoices(settingOf(example), who, parts.reading(switches));
          return { ...example, choices: { ...example.choices, ...choices } };
        });
      },
    }),
  };
}

/** Readings and repairs look at the same instances again and again; their laws are computed once. */
const settings = new WeakMap<NoisyMedianFormat, Map<string, NoisySetting>>();
type NoisySetting = FacilitySetting<NoisyMedianParameters>;
const mostKept = 500;

function kept(format: NoisyMedianFormat, { instance, choices }: Example, compute: () => NoisySetting): NoisySetting {
  const known = settings.get(format) ?? new Map<string, NoisySetting>();
  settings.set(format, known);
  const key = canonical([instance, choices.player ?? null]);
  const found = known.get(key) ?? compute();
  if (known.size >= mostKept) known.clear();
  known.set(key, found);
  return found;
}

const other = Q.rational(2n);
const linear = { kind: "linear", slope: "1" } as const;

/** The corners of ε, F and condition (2), by hand: the first of the random examples have them. */
const edges: readonly (Partial<PrivatePlayer> & { readonly base?: Q.Rational })[] = [
  { base: Q.rational(100n, 99n) },
  { base: Q.rational(10n) },
  {
    F: {
      kind: "knots",
      points: [
        ["1", "0"],
        ["2", "1"],
        ["3", "0"],
      ],
      after: "constant",
    },
    share: other,
  },
  {
    F: {
      kind: "knots",
      points: [
        ["1", "0"],
        ["100", "infinity"],
      ],
      after: "constant",
    },
    share: other,
  },
  { F: { kind: "linear", slope: "0", atOne: "1" }, share: other },
  { F: { kind: "linear", slope: "0" }, share: other },
  { F: linear, share: Q.one, factor: Q.one, surplus: Q.zero },
  { F: linear, share: Q.one, factor: Q.rational(1n, 2n), surplus: Q.zero },
];

/** A random F, and utilities that stand to 2F(e^ε) as drawn; beside −|θ_i − o| it is F that is scaled. */
function drawnChoices<P>(
  setting: FacilitySetting<P>,
  { F, factor, surplus, share }: PrivatePlayer,
  reading: FacilityReading,
): JsonObject {
  const [truth, at] = [typeOf(setting), setting.power(Q.one)];
  const known = readPrivacyBound(F, "F");
  if (reading.utility === "standard") {
    const most = standardHeight(reading, setting.environment, truth);
    // The gap is 2F(e^ε)·factor; 0 stands for half.
    const height = factor.numerator === 0n ? other : Q.divide(Q.one, factor);
    const slope = most === "unlimited" ? surplus : Q.divide(Q.multiply(most, height), Q.subtract(at, Q.one));
    const steep: PrivacyBound = { kind: "linear", slope };
    return { F: Q.equals(share, Q.one) ? printPrivacyBound(steep) : F };
  }
  const height = boundAt(known, at);
  const least = height === "infinity" ? Q.one : Q.add(Q.multiply(height, factor), surplus);
  const [utility] = worstUtilities(reading, setting.environment, truth, least);
  return { F, outcomeUtility: utility!.map(Q.printRational) };
}
