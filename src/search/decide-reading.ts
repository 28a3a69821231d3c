import type { Budget, Claim, Domain, Example } from "../claim/claim.js";
import type { Reading } from "../claim/reading.js";
import type { ReadingResult } from "../claim/result.js";
import { atMost, divide, type Extended, one, printExtended, printRational } from "../number/rational.js";
import { printRealSet } from "../number/real-set.js";
import { type Certificate, certificateOf, type SignedCell } from "../verdict/certificate.js";
import type { Counterexample } from "../verdict/counterexample.js";
import { canonical, type Json, type JsonObject } from "../verdict/json.js";
import { reasonOf, type VerdictWord } from "../verdict/verdict.js";
import { type Enumeration, enumerate } from "./enumerate.js";
import { compareExamples, fewestPlayers, minimise, movesOf } from "./minimise.js";
import { type Pace, unpaced } from "./pace.js";
import { type RandomSearch, searchAtRandom } from "./random.js";
import { counterexampleOf, violates } from "./score.js";
import { tryCheck } from "./try-check.js";

/** How much is decided, the seed of the random search, and who is told of progress. */
export interface DecideOptions {
  readonly budget: Budget;
  readonly seed: number;
  readonly pace?: Pace;
}

/** What deciding one reading of one claim gave, its repairs apart. */
export interface Decided {
  readonly verdict: VerdictWord;
  readonly reason?: ReadingResult["reason"] & string;
  readonly summary: Pick<
    ReadingResult,
    "domain" | "argument" | "instances" | "hypothesesMet" | "corners" | "exhaustive" | "epsilons"
  >;
  readonly evidence: JsonObject;
  readonly certificate?: Certificate;
  readonly counterexample?: Counterexample;
  readonly mostViolating?: Counterexample;
  readonly tightness?: NonNullable<ReadingResult["tightness"]>;
}

/** Decides one reading of one claim, its repairs apart. */
export function decideReadingOf(
  claim: Claim,
  reading: Reading,
  { budget, seed, pace = unpaced }: DecideOptions,
  recorded?: Counterexample,
): Decided {
  const domain = claim.domain(budget, reading.switches);
  const found = enumerate(claim, reading, domain, pace);
  const random = searchAtRandom(claim, reading, seed, domain.draws, pace);
  // The gate asks whether a known refutation still stands; a smaller one is looked for at larger budgets.
  const known = budget === "gate" && recorded ? refuting(claim, reading, recorded) : undefined;
  const counterexample = known ?? smallestCounterexample(claim, reading, found, random, recorded);
  const times = claim.step && printRational(divide(one, claim.step));
  const verdict = verdictOf(claim, domain, found, counterexample);
  const hypothesesMet = found.hypothesesMet + random.inside + random.boundary;
  const { tightest } = random;
  const worst = tightest && violates(tightest.check) ? tightest : undefined;
  return {
    verdict,
    ...(verdict === "undecided" && { reason: reasonOf(found.undecided ?? "precision") }),
    summary: {
      domain: domain.description,
      ...(domain.argument !== undefined && { argument: domain.argument }),
      instances: found.cases + random.drawn,
      hypothesesMet,
      corners: countCorners(claim, found, random),
      exhaustive: domain.exhaustive,
      // Where a case was left undecided somewhere the set is not known.
      ...(times !== undefined &&
        verdict !== "undecided" &&
        found.undecided === undefined && { epsilons: printRealSet(found.standing, times) }),
    },
    evidence: { ...evidenceOf(found, random), ...claim.evidence?.(budget, reading.switches) },
    ...(found.signs &&
      times !== undefined && {
        certificate: certificateOf(found.signs, {
          claim: claim.id,
          reading: reading.name,
          budget,
          times,
          cases: found.cases,
        }),
      }),
    ...(counterexample && { counterexample }),
    ...(counterexample && {
      mostViolating: worst
        ? counterexampleOf(claim.id, reading.name, worst.example.instance, worst.check)
        : counterexample,
    }),
    ...tightnessOf(claim, found, random),
  };
}

/** The largest score that enumeration or random search saw, and where. */
function tightnessOf(claim: Claim, found: Enumeration<unknown>, random: RandomSearch): Pick<Decided, "tightness"> {
  const seen: { score: Extended; at: JsonObject }[] = [];
  if (found.tightest) {
    const epsilon = claim.step && { epsilon: { times: printRational(divide(one, claim.step)), log: "2" } };
    seen.push({ score: found.tightest.score, at: { case: found.tightest.situation as Json, ...epsilon } });
  }
  if (random.tightest) seen.push({ score: random.tightest.score, at: { ...random.tightest.example } });
  if (seen.length === 0) return {};
  const { score, at } = seen.reduce((most, next) => (atMost(next.score, most.score) ? most : next));
  return { tightness: { ratio: printExtended(score), at } };
}

function verdictOf(
  claim: Claim,
  domain: Domain<unknown>,
  found: Enumeration<unknown>,
  counterexample: Counterexample | undefined,
): VerdictWord {
  if (counterexample) return "refuted";
  if (found.undecided !== undefined || found.failing > 0) return "undecided";
  if (found.hypothesesMet === 0) return "vacuous";
  if (!domain.exhaustive) return "supported";
  return claim.step ? "proved for all epsilon" : "proved on the domain";
}

function countCorners(claim: Claim, found: Enumeration<unknown>, random: RandomSearch): Record<string, number> {
  return Object.fromEntries(
    claim.corners.map((corner) => [corner, (found.corners.get(corner) ?? 0) + (random.corners.get(corner) ?? 0)]),
  );
}

function evidenceOf({ cases, failing, signs, undecided }: Enumeration<unknown>, random: RandomSearch): JsonObject {
  return {
    enumerated: { cases, failing },
    ...(undecided !== undefined && { undecided }),
    ...(random.drawn > 0 && {
      drawn: {
        examples: random.drawn,
        inside: random.inside,
        boundary: random.boundary,
        outside: random.outside,
        failingOutside: random.failingOutside,
      },
    }),
    ...(signs && { signs: countSigns(signs) }),
  };
}

function countSigns(root: SignedCell): JsonObject {
  const nodes: SignedCell[] = [root];
  let signs = 0;
  for (let i = 0; i < nodes.length; i++) {
    signs += nodes[i]!.signs.size;
    for (const { pieces } of nodes[i]!.splits.values()) nodes.push(...pieces);
  }
  return { cells: nodes.length, polynomials: signs };
}

/** The recorded counterexample, decided again from its values; undefined where it does not refute the claim. */
function refuting(claim: Claim, reading: Reading, recorded: Counterexample): Counterexample | undefined {
  const check = tryCheck(claim, recorded, reading.switches);
  return check && violates(check) ? counterexampleOf(claim.id, reading.name, recorded.instance, check) : undefined;
}

/** The smallest of what enumeration and random search found, each minimised, and what is recorded. */
export function smallestCounterexample(
  claim: Claim,
  reading: Reading,
  { failures }: Enumeration<unknown>,
  { smallest }: RandomSearch,
  recorded?: Counterexample,
  shrink: typeof minimise = minimise,
): Counterexample | undefined {
  const check = (example: Example) => tryCheck(claim, example, reading.switches);
  const candidates = failures.map(({ situation, base }) => {
    const shown = claim.exhibit(situation, base, reading.switches);
    const checked = check(shown);
    // decide works for the worst case in any ring, check at values in the rationals: they must agree.
    if (!checked || !violates(checked)) {
      throw new Error(
        `${claim.id} (${reading.name}): decided to fail at ${canonical(shown.instance)}, but its check holds there`,
      );
    }
    return shown;
  });
  // What enumeration found is already smallest in players and found whatever the seed.
  const starts = candidates.length > 0 ? fewestPlayers(candidates) : smallest ? [smallest] : [];
  const minimal = starts.map((example) => shrink(example, check, movesOf(claim, reading)));
  if (recorded && check(recorded) && violates(check(recorded)!)) minimal.push(recorded);
  if (minimal.length === 0) return undefined;
  const best = minimal.reduce((least, next) => (compareExamples(next, least) < 0 ? next : least));
  return counterexampleOf(claim.id, reading.name, best.instance, check(best)!);
}
