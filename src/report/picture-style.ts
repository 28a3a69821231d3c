/** The style of pictures of counterexamples: colours that are told apart by pattern or shape too. */
export const pictureStyle = `
:root { --tone-1: #27508a; --tone-2: #b4521d; --tone-3: #1d6340; --tone-4: #7a3b8f; }
@media (prefers-color-scheme: dark) { :root { --tone-1: #8fb6ee; --tone-2: #f0a36c; --tone-3: #83cfa2; --tone-4: #cfa3e0; } }
.story { max-width: 46rem; margin-bottom: .7rem; }
.picture { margin: 1.1rem 0; max-width: 46rem; }
.picture:has(svg) { max-width: none; }
.picture figcaption { margin-bottom: .45rem; font-size: .9rem; color: var(--soft); }
.picture .key { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; margin-bottom: .5rem; font-size: .9rem; }
.picture .key li { display: flex; align-items: center; gap: .45rem; }
.picture .bar { display: block; height: .85rem; border: 1.5px solid var(--tone-1); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.picture .key .bar { flex: none; width: 1.5rem; }
.picture .bar-1 { background: var(--tone-1); }
.picture .bar-2 { border-color: var(--tone-2); background: repeating-linear-gradient(45deg, var(--tone-2) 0 2px, transparent 2px 5px); }
.picture .track .bar { border-left-width: 0; border-right-width: 0; }
.bars .row { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr) 11rem; gap: .1rem .8rem; align-items: center; padding: .3rem 0; }
.bars .name { grid-row: span 2; align-self: center; font-weight: 600; overflow-wrap: anywhere; }
.bars .track { grid-column: 2; border-left: 1px solid var(--soft); }
.bars .chance { grid-column: 3; font-size: .9rem; line-height: 1.25; overflow-wrap: anywhere; }
.bars .axis { padding: 0; font: .72rem/1.4 var(--sans); color: var(--soft); }
.bars .axis .track { display: flex; justify-content: space-between; border-left: 0; border-top: 1px solid var(--line); }
.sides-drawn .name { grid-row: auto; }
.sides-drawn .formula { font-weight: 400; color: var(--soft); white-space: nowrap; }
.sides-drawn .track { position: relative; }
.sides-drawn.below .track { border-left-color: transparent; }
.sides-drawn .zero { position: absolute; top: -.1rem; bottom: -.1rem; border-left: 1px solid var(--soft); }
.lines th, .lines td { padding: .28rem 1.1rem .28rem 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.lines td { white-space: nowrap; }
.lines thead th { font-size: .85rem; color: var(--soft); font-weight: 400; border-top: 0; }
.lines .changed { color: var(--refuted); font-weight: 600; }
.bars .here .name { color: var(--refuted); }
.coupled thead th { font-size: .9rem; color: inherit; font-weight: 600; }
.bars .note, .coupled .note { display: block; font: .72rem/1.5 var(--sans); color: var(--refuted); }
.coupled th, .coupled td { padding: .35rem .9rem; border: 1px solid var(--line); vertical-align: baseline; }
.coupled thead td { border: 0; }
.coupled tbody th { font-weight: 600; }
.coupled .changed { background: var(--refuted-tint); }
.coupled .here { outline: 2px solid var(--refuted); outline-offset: -2px; }
svg.tree { display: block; flex: none; font: 12px var(--sans); fill: currentColor; }
.tree .link path { fill: none; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
.tree .link text, .tree .told, .tree .heading { fill: var(--soft); }
.tree .heading { font-size: 11px; }
.tree .link.played path { stroke: var(--ink); stroke-width: 2.5; stroke-dasharray: none; }
.tree .link.played text, .tree .told.played { fill: var(--ink); font-weight: 600; }
.tree .draw { fill: var(--soft); }
.tree .draw.played { fill: var(--ink); }
.tree .end { fill: var(--paper); stroke: var(--soft); stroke-width: 1.5; }
.tree .end.played { fill: var(--ink); stroke: var(--ink); }
.tree .player text { fill: var(--paper); font-weight: 600; }
.tree .coalition-1 { fill: var(--tone-1); }
.tree .coalition-2 { fill: var(--tone-2); }
.tree .coalition-3 { fill: var(--tone-3); }
.tree .coalition-4 { fill: var(--tone-4); }
@media screen and (max-width: 42rem) {
  .bars .row { grid-template-columns: minmax(0, 1fr) 8.6rem; }
  .bars .name { grid-row: auto; grid-column: 1 / -1; }
  .bars .track { grid-column: 1; }
  .bars .chance { grid-column: 2; }
  .coupled th, .coupled td { padding: .3rem .5rem; }
}
@media print {
  :root { --tone-1: #000; --tone-2: #000; --tone-3: #000; --tone-4: #000; }
  .picture { break-inside: avoid; }
}
`;
