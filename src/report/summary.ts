import type { ClaimResult, ReadingResult } from "../claim/result.js";
import { type From, linkToClaim } from "./address.js";
import { html, join, type Markup } from "./escape.js";
import { plural } from "./text.js";

interface Surprise {
  readonly claim: ClaimResult;
  readonly readings: readonly ReadingResult[];
}

/** What is not as recorded, grouped by what is wrong, so that one cause is one line. */
export function alarm(from: From, claims: readonly ClaimResult[]): Markup {
  const wrong = claims.filter(({ asExpected }) => !asExpected);
  if (wrong.length === 0)
    return html`<p class="calm">✓ Everything recorded was found again: ${plural(claims.length, "claim")}, nothing unexpected.</p>\n`;
  const causes = new Map<string, Surprise[]>();
  for (const claim of wrong) {
    const readings = claim.readings.filter(({ asExpected }) => !asExpected);
    for (const cause of new Set(readings.map(causeOf))) {
      const list = causes.get(cause) ?? [];
      causes.set(cause, [...list, { claim, readings: readings.filter((reading) => causeOf(reading) === cause) }]);
    }
  }
  return html`<section class="alarm"><h2>▲ ${wrong.length === claims.length ? "No claim is as expected" : `${plural(wrong.length, "claim is", "claims are")} not as expected`}</h2>
<ul>
${[...causes].map(([cause, found]) => causeLine(from, cause, found))}</ul></section>
`;
}

const causeOf = ({ unexpected }: ReadingResult): string => unexpected ?? "differs from its record";

const namedAtOnce = 8;

function causeLine(from: From, cause: string, found: readonly Surprise[]): Markup {
  const size = found.reduce((sum, { readings }) => sum + readings.length, 0);
  const names = join(
    found.map(({ claim, readings }) => {
      const one = linkToClaim(from, claim.id, readings.length === 1 ? readings[0]!.name : undefined);
      const some =
        readings.length < claim.readings.length ? ` (${readings.length} of ${claim.readings.length} readings)` : "";
      return html`<a href="${one}">${claim.id}</a>${some}`;
    }),
    ", ",
  );
  const head = html`<b>${cause}</b> (${plural(found.length, "claim")}, ${plural(size, "reading")})`;
  return found.length <= namedAtOnce
    ? html`<li>${head}: ${names}</li>\n`
    : html`<li><details><summary>${head}</summary>${names}</details></li>\n`;
}
