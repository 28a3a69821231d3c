import type { Json, JsonObject } from "../verdict/json.js";

/** The types of all players where nobody reports and the prior of the environment leaves no doubt of them. */
export function onlyProfile({ environment, reports }: JsonObject): Json | undefined {
  if (Array.isArray(reports) && reports.length > 0) return undefined;
  if (!isObject(environment) || !Array.isArray(environment.prior) || environment.prior.length !== 1) return undefined;
  const [only] = environment.prior;
  return isObject(only) ? only.profile : undefined;
}

const isObject = (json: Json | undefined): json is JsonObject =>
  typeof json === "object" && json !== null && !Array.isArray(json);
