import { type Budget, budgets, type Claim } from "../claim/claim.js";
import { didYouMean, show } from "../instance/input.js";
import { InputError } from "../instance/input-error.js";

/** The claims that arguments name: ids, or papers for all of their claims; all claims without arguments. */
export function selectClaims(registry: readonly Claim[], names: readonly string[]): readonly Claim[] {
  if (names.length === 0) return registry;
  for (const name of names) {
    if (registry.some((claim) => isNamed(claim, name))) continue;
    const known = [...new Set(registry.flatMap(({ id, citation }) => [id, citation.paper]))];
    throw new InputError(`no claim or paper ${show(name)}${didYouMean(name, known)}; see mechproof list`);
  }
  return registry.filter((claim) => names.some((name) => isNamed(claim, name)));
}

const isNamed = ({ id, citation }: Claim, name: string): boolean => id === name || citation.paper === name;

/** The claim of a stored file. */
export function findClaim(registry: readonly Claim[], id: unknown, field: string): Claim {
  const claim = registry.find((candidate) => candidate.id === id);
  if (claim) return claim;
  const hint =
    typeof id === "string"
      ? didYouMean(
          id,
          registry.map((candidate) => candidate.id),
        )
      : "";
  throw new InputError(`${field}: expected the id of a claim, got ${show(id)}${hint}; see mechproof list`);
}

export function readBudget(text: string): Budget {
  const budget = budgets.find((candidate) => candidate === text);
  if (budget) return budget;
  throw new InputError(`--budget: expected ${budgets.join(", ")}, got ${show(text)}`);
}

export function readSeed(text: string): number {
  const seed = Number(text);
  if (/^-?\d{1,15}$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new InputError(`--seed: expected an integer of up to 15 digits, got ${show(text)}`);
}
