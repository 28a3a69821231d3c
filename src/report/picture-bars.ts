import { parseRational, type Rational } from "../number/rational.js";
import { canonical, type Json } from "../verdict/json.js";
import type { NamedLaw } from "../verdict/picture.js";
import { decimalOf, signed } from "./decimal.js";
import { html, type Markup } from "./escape.js";
import { exactAndDecimal } from "./parts.js";
import { listInWords } from "./text.js";
import { inWords } from "./words.js";

/** Laws as bars on one axis, outcome by outcome, with the exact probabilities beside; the claim fails at the outcome `here`. */
export function barsOf(laws: readonly NamedLaw[], here?: Json): Markup {
  const end = axisEnd(laws);
  const outcomes = laws[0]?.distribution ?? [];
  const isHere = (outcome: Json): boolean =>
    outcomes.length > 1 && here !== undefined && canonical(here) === canonical(outcome);
  return html`<figure class="picture">
<figcaption>${captionOf(laws)}</figcaption>
${laws.length > 1 ? legend(laws) : ""}<div class="bars" role="img" aria-label="${aloud(laws)}">
${outcomes.map(
  ({ outcome }, row) =>
    html`<div class="row${isHere(outcome) ? " here" : ""}"><span class="name">${inWords(outcome)}${isHere(outcome) ? html`<span class="note">of this the claim speaks</span>` : ""}</span>${laws.map(
      ({ distribution }, i) => {
        const { probability } = distribution[row]!;
        return html`<span class="track"><span class="bar bar-${i + 1}" style="width:${percent(probability, end)}%"></span></span><span class="chance">${exactAndDecimal(probability)}</span>`;
      },
    )}</div>\n`,
)}<div class="row axis"><span class="track"><span>0</span><span>${`1/${2n * end}`}</span><span>${end === 1n ? "1" : `1/${end}`}</span></span></div>
</div></figure>
`;
}

const captionOf = (laws: readonly NamedLaw[]): string =>
  laws.length > 1 ? "What comes out, and how likely it is" : `What comes out, and how likely it is: ${laws[0]!.name}`;

const legend = (laws: readonly NamedLaw[]): Markup =>
  html`<ul class="key">${laws.map(({ name }, i) => html`<li><span class="bar bar-${i + 1}" aria-hidden="true"></span> ${name}</li>`)}</ul>\n`;

/** All numbers, for who cannot see them. */
const aloud = (laws: readonly NamedLaw[]): string =>
  laws
    .map(({ name, distribution }) => {
      const chances = distribution.map(({ outcome, probability }) =>
        [inWords(outcome), "with probability", signed(probability), decimalOf(probability)].filter(Boolean).join(" "),
      );
      return `${name}: ${listInWords(chances)}.`;
    })
    .join(" ");

/** The axis goes to the least 1/2^k that no probability passes: its denominator. */
function axisEnd(laws: readonly NamedLaw[]): bigint {
  const all = laws.flatMap(({ distribution }) => distribution.map(({ probability }) => rationalOf(probability)));
  let end = 1n;
  while (end < 1n << 20n && all.every((p) => 2n * end * p.numerator <= p.denominator)) end *= 2n;
  return end;
}

const rationalOf = (text: string): Rational => parseRational(text) ?? { numerator: 0n, denominator: 1n };

/** The part of the axis, in hundredths of a percent cut off: for eyes only. */
function percent(probability: string, end: bigint): string {
  const { numerator, denominator } = rationalOf(probability);
  const hundredths = (10_000n * numerator * end) / denominator;
  return `${hundredths / 100n}.${`${hundredths % 100n}`.padStart(2, "0")}`;
}
