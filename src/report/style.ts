import { pictureStyle } from "./picture-style.js";

/** The style sheet of the page: one column of text, light or dark as the reader's system is, plain on paper. */
export const style = `:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --raised: #f6f3ec; --ink: #211e1a; --soft: #6a645b; --line: #ddd7cb; --link: #27508a;
  --proved: #1d6340; --supported: #7a5710; --refuted: #a3231c; --open: #55606c;
  --proved-tint: #e7f1ea; --refuted-tint: #fbe9e6; --supported-tint: #f8efd9; --open-tint: #edeff1;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Book Antiqua", Georgia, "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181b; --raised: #1f2125; --ink: #e6e2da; --soft: #a09a90; --line: #393b40; --link: #8fb6ee;
    --proved: #83cfa2; --supported: #e2c070; --refuted: #ff9a8f; --open: #aeb9c5;
    --proved-tint: #1d2f26; --refuted-tint: #3a2020; --supported-tint: #33290f; --open-tint: #282c31;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 62rem; padding: 3rem 2rem 5rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 var(--serif); overflow-wrap: break-word; }
h1, h2, h3, h4, h5, p, dl, dd, ul, blockquote { margin: 0; }
dd, .gist, .line { overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
ul { padding: 0; list-style: none; }
a { color: var(--link); text-decoration-thickness: .06em; text-underline-offset: .15em; }
code { font: .8em/1.4 var(--mono); overflow-wrap: anywhere; }
sub, sup { font-size: .72em; line-height: 0; }
sub { vertical-align: -.28em; } sup { vertical-align: .42em; }
table { border-collapse: collapse; font-variant-numeric: lining-nums tabular-nums; }
th { font-weight: inherit; text-align: left; }
details > summary { cursor: pointer; color: var(--soft); font: .82rem/1.6 var(--sans); }
details > summary:hover { color: var(--ink); }
:target { scroll-margin-top: 1rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

.kicker, .facts dt, .run dt, thead th, .sides th, h4, h5, .replay span { font-family: var(--sans); font-size: .75rem; line-height: 1.5; font-weight: 500; letter-spacing: .02em; color: var(--soft); }
.quiet, .citation, .where, .decimal, .none { color: var(--soft); }
.quiet, .citation { font-size: .9rem; }
.exact { overflow-wrap: anywhere; font-variant-numeric: lining-nums; }
.decimal { white-space: nowrap; font-variant-numeric: lining-nums; }
.epsilons { font-variant-numeric: lining-nums; }
.warning { color: var(--refuted); font-weight: 600; white-space: nowrap; }

.badge { display: inline-block; padding: .06em .55em .1em .45em; border: 1px solid currentColor; border-radius: 1em; font: 500 .76rem/1.4 var(--sans); white-space: nowrap; vertical-align: .08em; }
.badge .sign { display: inline-block; min-width: .8em; text-align: center; font-weight: 700; }
.badge.proved { color: var(--proved); background: var(--proved-tint); }
.badge.refuted { color: var(--paper); background: var(--refuted); border-color: var(--refuted); font-weight: 600; }
.badge.supported { color: var(--supported); background: var(--supported-tint); border-style: dashed; }
.badge.open { color: var(--open); background: var(--open-tint); border-style: dotted; }

.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.trail { margin-bottom: 1.6rem; font: .82rem/1.6 var(--sans); color: var(--soft); }
.trail a { color: inherit; }
.masthead { padding-bottom: 1.2rem; }
.masthead h1 { font-size: 2.1rem; font-weight: 600; letter-spacing: -.01em; margin: .15rem 0 .35rem; }
.kicker { text-transform: uppercase; letter-spacing: .09em; }
.by { font-style: italic; color: var(--soft); }
.about { margin-top: 1rem; }
.run { font: .75rem/1.6 var(--sans); color: var(--soft); }
#unfold { float: right; padding: .15rem .7rem; border: 1px solid var(--line); border-radius: 1em; background: none; color: var(--soft); font: .75rem/1.5 var(--sans); cursor: pointer; }
#unfold:hover { color: var(--ink); border-color: currentColor; }

.summary { padding: 1.5rem 0 .5rem; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; }
.counts b { font-size: 1.9rem; font-weight: 500; line-height: 1; font-variant-numeric: lining-nums; margin-right: .15rem; }
.calm { margin-top: 1rem; color: var(--proved); }
.alarm { margin-top: 1.4rem; padding: .9rem 1.1rem 1rem; border: 2px solid var(--refuted); border-radius: 4px; background: var(--refuted-tint); }
.alarm h2 { font-size: 1.1rem; color: var(--refuted); }
.alarm li { margin-top: .35rem; font-size: .95rem; }
.alarm summary { color: inherit; font: inherit; }
.fallen { margin-top: 1.5rem; }
.fallen h2, .index h2, footer h2 { font-size: 1.2rem; font-weight: 600; margin-bottom: .35rem; }
.fallen h2 cite { font-style: italic; }
.fallen li { padding: .45rem 0; border-top: 1px solid var(--line); font-size: .95rem; line-height: 1.45; }
.fallen li > a { font-weight: 600; }
.fallen .gist { color: var(--soft); }
.fallen .line { display: block; }
.violation { font-weight: 600; font-variant-numeric: lining-nums; }
math { font-size: 1.02em; }

.matrix { margin: 1rem 0 1.5rem; }
.matrix table { width: 100%; border-top: 3px double var(--line); border-bottom: 3px double var(--line); }
.matrix th, .matrix td { padding: .5rem .9rem .5rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.matrix thead th { border-top: 0; vertical-align: bottom; }
.matrix tbody th a { font-weight: 600; }
.matrix tbody .by { display: block; font-size: .85rem; }
.matrix td { font-size: 1.25rem; }
.matrix tfoot { font-weight: 600; }
.reading-guide { margin-top: 3rem; padding-top: 1.2rem; border-top: 1px solid var(--line); font-size: .95rem; }
.reading-guide h2, .sources h2, .figures h2 { font-size: 1.2rem; font-weight: 600; margin-bottom: .35rem; }
.reading-guide p { margin-top: .8rem; max-width: 46rem; color: var(--soft); }
.figures { margin: 2rem 0; }
.figures figure { margin: 1rem 0 2rem; }
.figures figcaption { max-width: 46rem; margin-bottom: .6rem; font-size: .95rem; }
.figures svg { background: none; max-width: 100%; height: auto; }
.figures .narrow { display: none; }
.sources { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
.sources dd a { margin-right: .8rem; }
.turning { display: flex; justify-content: space-between; gap: 1rem; margin-top: 2.5rem; font: .9rem/1.5 var(--sans); }
.turning a[rel="next"] { margin-left: auto; text-align: right; }

.index { margin-top: 2rem; }
.claims { width: 100%; font-size: .88rem; line-height: 1.35; }
.claims th, .claims td { padding: .42rem .8rem .42rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.claims thead th { border-top: 0; vertical-align: bottom; }
.claims td[data-label="readings"], .claims td[data-label="verdict"] { white-space: nowrap; }
.claims td[data-label="holds for"] { min-width: 5.6rem; }
.claims tbody th { min-width: 8rem; font-weight: 600; }
.claims .gist { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; color: var(--soft); }

.claim { padding-top: 0; }
.claim > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem .9rem; margin-bottom: .9rem; }
.claim > header h1 { font-size: 1.9rem; font-weight: 600; }
.claim > header .id { flex-basis: 100%; color: var(--soft); }
.claim > .statement { font-size: 1.14rem; line-height: 1.5; padding-left: 1.1rem; border-left: 3px solid var(--line); max-width: 46rem; }
.citation { margin: .5rem 0 1.1rem; padding-left: calc(1.1rem + 3px); }
.surprise { margin: 0 0 1rem; padding: .45rem .8rem; border: 2px solid var(--refuted); border-radius: 4px; background: var(--refuted-tint); font-size: .95rem; }
.surprise b { color: var(--refuted); margin-right: .5rem; }
.surprise b::before { content: "▲ "; }
.standing { margin: 1rem 0; font-size: 1.1rem; }
.standing .epsilons { font-weight: 600; }
.claim h4 { font-size: .82rem; font-weight: 600; letter-spacing: .03em; margin: 1.7rem 0 .5rem; color: var(--ink); }
.claim h5 { margin: .9rem 0 .2rem; font-weight: 600; }

.facts > div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 1rem; padding: .14rem 0; }
.facts dt { padding-top: .2rem; }
.facts dd { max-width: 46rem; }
.corners { display: flex; flex-wrap: wrap; gap: .1rem 1.3rem; }
.corners b { font-weight: 600; font-variant-numeric: lining-nums; }
.never, .never b { color: var(--refuted); }

.counterexample { border-left: 3px solid var(--refuted); padding: .1rem 0 .1rem 1.1rem; margin: 1rem 0; }
.counterexample > h4 { margin: 0 0 .4rem; color: var(--refuted); }
@media (min-width: 56rem) { .situation { columns: 2; column-gap: 2rem; } .situation > div { break-inside: avoid; } }
.sides { margin: 1rem 0; background: var(--refuted-tint); border-radius: 4px; width: 100%; }
.sides th { width: 8.5rem; padding: .3rem .5rem .3rem .9rem; vertical-align: baseline; }
.sides td { padding: .3rem .6rem; vertical-align: baseline; }
.sides td:nth-child(2) { text-align: right; }
.sides td:last-child { padding-right: .9rem; }
.sides td:nth-child(2), .sides td:last-child { width: 42%; }
.sides .relation { text-align: center; padding: .3rem .1rem; }
.sides tr:first-child > * { padding-top: .7rem; }
.sides tr:last-child > * { padding-bottom: .7rem; }
.sides .found td { font-size: 1.35rem; font-weight: 600; line-height: 1.25; }
.sides .found .relation { color: var(--refuted); }
.sides .eyes td { color: var(--soft); }
details.case > summary { color: inherit; font: inherit; }
details.case > summary::marker { color: var(--soft); font-size: .8em; }
details.case[open] { padding-bottom: .6rem; }
.counterexample > .case, .worst { margin-top: .7rem; font-size: .95rem; }
.replay { margin-top: .8rem; display: flex; flex-wrap: wrap; gap: 0 .7rem; align-items: baseline; }
.replay code { user-select: all; background: var(--raised); border: 1px solid var(--line); border-radius: 3px; padding: .1em .45em; }

.repair { border-left: 3px solid var(--proved); padding: .1rem 0 .1rem 1.1rem; margin: 1.3rem 0; }
.repair > h4 { margin: 0 0 .3rem; color: var(--proved); }
.repair .outcome { margin: .3rem 0; }
.changes li { margin: .35rem 0; font-size: .95rem;  }

.scroll { overflow-x: auto; }
.readings { font-size: .86rem; line-height: 1.3; min-width: 100%; }
.readings th, .readings td { padding: .34rem .9rem .34rem 0; border-top: 1px solid var(--line); white-space: nowrap; vertical-align: baseline; }
.readings thead th { border-top: 0; }
.readings .same { color: var(--soft); }
.readings td b { font-weight: 600; }
.readings .number { font-variant-numeric: lining-nums tabular-nums; }
.readings .violation { display: inline-block; max-width: 16rem; white-space: normal; }
.readings + .quiet, .scroll + .quiet { margin: .5rem 0; }
.reading { margin: 1.2rem 0 0; padding: .8rem 0 0 1.1rem; border-top: 1px solid var(--line); }
.claim .reading h4 { margin: 0 0 .5rem; font-size: .9rem; }
.ordinal { display: inline-block; min-width: 1.2em; color: var(--soft); }
.reading .standing { font-size: 1rem; margin: .4rem 0; }
${pictureStyle}
footer { margin-top: 4rem; padding-top: 1.2rem; border-top: 3px double var(--line); font-size: .92rem; }
footer p { margin-top: .8rem; max-width: 46rem; color: var(--soft); }
.legend > div { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: 0 1rem; padding: .25rem 0; }

@media screen and (max-width: 42rem) {
  .figures .wide { display: none; }
  .figures .narrow { display: block; }
  .violation, .decimal { white-space: normal; }
  .long { display: inline-block; max-width: 100%; overflow-x: auto; overflow-y: hidden; vertical-align: middle; }
  body { padding: 1.6rem 1.1rem 3rem; font-size: 1rem; }
  .masthead h1 { font-size: 1.65rem; }
  .facts > div, .legend > div { grid-template-columns: minmax(0, 1fr); padding: .3rem 0; }
  .facts dt { padding: 0; }
  .facts.situation > div { grid-template-columns: 7.2rem minmax(0, 1fr); padding: .1rem 0; }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .matrix table, .matrix tbody, .matrix tfoot, .matrix tr, .matrix th { display: block; }
  .matrix tr { padding: .6rem 0; border-top: 1px solid var(--line); }
  .matrix th, .matrix td { border: 0; padding: .05rem 0; }
  .matrix td { display: inline-block; margin-right: 1.1rem; font-size: 1rem; }
  .matrix td::before { content: attr(data-label) " "; font: .75rem/1.5 var(--sans); color: var(--soft); }
  .counterexample, .repair, .claim > .statement { padding-left: .8rem; }
  .citation { padding-left: calc(.8rem + 3px); }
  .claims thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .claims, .claims tbody, .claims tr, .claims th, .claims td { display: block; }
  .claims tr { padding: .6rem 0; border-top: 1px solid var(--line); }
  .claims th, .claims td { border: 0; padding: .05rem 0; }
  .claims td::before { content: attr(data-label); display: inline-block; min-width: 6.2rem; font: .75rem/1.5 var(--sans); color: var(--soft); }
  .claims td[data-label="claim"]::before { content: none; }
  .sides, .sides tbody { display: block; }
  .sides tr { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); align-items: baseline; padding: 0 .8rem; }
  .sides th { grid-column: 1 / -1; width: auto; padding: .5rem 0 0; }
  .sides td:nth-child(2), .sides td:last-child { width: auto; padding: .1rem 0 .3rem; }
  .sides .relation { padding: .1rem .5rem; }
  .sides tr:first-child > * { padding-top: .3rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --line: #bbb; --link: #000; --proved: #000; --supported: #000; --refuted: #000; --open: #000; --proved-tint: #fff; --refuted-tint: #fff; --supported-tint: #fff; --open-tint: #fff; }
  @page { margin: 20mm 18mm; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  a { text-decoration: none; }
  .trail, .turning, .skip, #unfold, details:not(.case):not([open]) > summary { display: none; }
  summary { list-style: none; }
  .badge.refuted { color: #fff; background: #000; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .sides { border: 1px solid var(--line); }
  .readings { font-size: 7.5pt; }
  .claim { margin-top: 2rem; }
  .readings td, .readings th { padding-right: .5rem; }
  .scroll { overflow: visible; }
  h1, h2, h3, h4, h5 { break-after: avoid; }
  .sides, .situation > div, .claims tr, .fallen li { break-inside: avoid; }
}
`;
