import type { Results } from "../store/results.js";
import { type From, firstPage, linkTo, script, styleSheet } from "./address.js";
import { escapeHtml, html, type Markup } from "./escape.js";

/** What stands around the text of every page. */
export interface Frame {
  readonly from: From;
  readonly title: string;
  /** Where the page stands: links from the first page on, the page itself last. */
  readonly trail: readonly { readonly name: string; readonly link?: string }[];
  readonly body: Markup;
}

/** A whole page: the same results give the same bytes. It needs the style sheet beside it and nothing from a network. */
export function page({ mechproof, seed, budget }: Results, { from, title, trail, body }: Frame): string {
  const run = html`<p class="run">mechproof ${mechproof} · budget ${budget} · seed ${seed} · the same three give this page again, byte for byte</p>`;
  const frame = html`<a class="skip" href="#content">To the text</a>
<nav class="trail" aria-label="Where you are">${trail.length === 0 ? html`<span>Mechproof</span>` : html`<a href="${linkTo(from, firstPage)}">Mechproof</a>`}${trail.map(
    ({ name, link }) =>
      html` <span aria-hidden="true">›</span> ${link === undefined ? html`<span aria-current="page">${name}</span>` : html`<a href="${link}">${name}</a>`}`,
  )}</nav>
<main id="content">
${body}</main>
<footer>${run}</footer>
`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(`${title} · Mechproof`)}</title>
<link rel="stylesheet" href="${escapeHtml(linkTo(from, styleSheet))}">
</head>
<body>
${frame.markup}<script src="${escapeHtml(linkTo(from, script))}"></script>
</body>
</html>
`;
}

/** Opens what a link leads into, and everything at a press of the button; without it the page reads as well. */
export const pageScript = `const show = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  for (let e = document.getElementById(id); e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  document.getElementById(id)?.scrollIntoView();
};
addEventListener("hashchange", show);
if (location.hash) show();
const button = document.getElementById("unfold");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => document.querySelectorAll("details").forEach((e) => { e.open = true; }));
}
`;
