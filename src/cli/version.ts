import { existsSync, readFileSync } from "node:fs";

/** The version in package.json, from the sources as from the compiled program, which lies one folder deeper. */
export function version(): string {
  const places = ["../../package.json", "../../../package.json"].map((path) => new URL(path, import.meta.url));
  const { version } = JSON.parse(readFileSync(places.find((place) => existsSync(place))!, "utf8"));
  return version;
}
