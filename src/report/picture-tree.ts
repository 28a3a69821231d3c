import type { Json } from "../verdict/json.js";
import type { PictureEnd, PictureNode, TreePicture } from "../verdict/picture.js";
import { signed } from "./decimal.js";
import { html, type Markup } from "./escape.js";
import { announcedInWords } from "./market-words.js";
import { listInWords } from "./text.js";
import { inWords, isObject } from "./words.js";

const rowHeight = 26;
/** Of a sign of a player, and of a letter, about. */
const sign = 22;
const letter = 7.6;
const margin = 14;

/** A node at its place, x to the right with the depth, y by the ends below it. */
interface Placed {
  readonly node: PictureNode;
  readonly label: string;
  readonly depth: number;
  readonly y: number;
  readonly below: readonly Placed[];
}

/** A game from left to right: who acts as signs by coalition, what rational play may reach in bold, and every end with what it gives. */
export function treeOf({ tree, coalitions, announced, isBest }: TreePicture): Markup {
  const root = placed(tree);
  const all = flatten(root);
  const ends = all.flatMap(({ node, y }) => (node.kind === "end" ? [{ end: node, y }] : []));
  const xs = columnsOf(all);
  const columns = endColumns(ends.map(({ end }) => end));
  const left = xs.at(-1)! + 12;
  const width = columns.reduce((x, { wide }) => x + wide, left) + margin;
  const height = margin + rowHeight * (ends.length + 1) + 4;
  const played = tree.played
    ? "Bold is what rational play may reach."
    : "Some coalition has no strictly dominant strategy: no play is rational for all.";
  const links = all.flatMap((from) => from.below.map((to) => ({ from, to })));
  return html`<figure class="picture">
<figcaption>The game after ${openingInWords(announced, isBest)}. ${played}</figcaption>
${key(coalitions)}<div class="scroll" tabindex="0" role="region" aria-label="The game tree">
<svg class="tree" role="img" aria-label="${aloud(tree)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${heading(columns, left)}${[
  ...links.filter(({ to }) => !to.node.played),
  ...links.filter(({ to }) => to.node.played),
].map(({ from, to }) =>
  link(from, to, xs),
)}${all.map((at) => mark(at, xs, coalitions))}${ends.map(({ end, y }) => endText(end, y, columns, left))}</svg></div></figure>
`;
}

/** What player 1 announced: that of the counterexample, its best one, or the other one of two. */
function openingInWords(announced: Json | undefined, isBest: true | undefined): string {
  if (announced === undefined) return "the announcement";
  const words = announcedInWords(announced) ?? inWords(announced);
  return isBest
    ? `player 1 announces: ${words}; nothing else is as good for her`
    : `the other announcement of player 1: ${words}`;
}

function placed(tree: PictureNode): Placed {
  let rows = 0;
  const place = (node: PictureNode, label: string, depth: number): Placed => {
    if (node.kind === "end") {
      rows++;
      return { node, label, depth, y: margin + rowHeight * rows, below: [] };
    }
    const below =
      node.kind === "chance"
        ? node.branches.map(({ probability, node: next }) => place(next, probability, depth + 1))
        : node.branches.map(({ actions, node: next }) => place(next, actions.join(", "), depth + 1));
    return { node, label, depth, y: (below[0]!.y + below.at(-1)!.y) / 2, below };
  };
  return place(tree, "", 0);
}

const flatten = (at: Placed): readonly Placed[] => [at, ...at.below.flatMap(flatten)];

const signsOf = (node: PictureNode): number => (node.kind === "moves" ? node.players.length : 1);

/** Where the nodes of each depth begin, and at the end where all ends stand. */
function columnsOf(all: readonly Placed[]): readonly number[] {
  const depth = Math.max(...all.map((at) => at.depth));
  const xs = [margin];
  for (let d = 1; d <= depth; d++) {
    const signs = Math.max(
      ...all.filter((at) => at.depth === d - 1 && at.node.kind !== "end").map(({ node }) => signsOf(node)),
    );
    const label = Math.max(...all.filter((at) => at.depth === d).map(({ label: text }) => text.length));
    xs.push(xs.at(-1)! + sign * signs + 20 + letter * label + 18);
  }
  return xs;
}

const xOf = ({ node, depth }: Placed, xs: readonly number[]): number => (node.kind === "end" ? xs.at(-1)! : xs[depth]!);

/** An elbow with its label over the level part. */
function link(from: Placed, to: Placed, xs: readonly number[]): Markup {
  const start = from.node.kind === "chance" ? xOf(from, xs) : xOf(from, xs) + sign * (signsOf(from.node) - 0.5);
  const bend = xOf(from, xs) + sign * (signsOf(from.node) - 0.5) + 10;
  const kind = to.node.played ? "link played" : "link";
  return html`<g class="${kind}"><path d="M${start} ${from.y}H${bend}V${to.y}H${xOf(to, xs)}"/><text x="${bend + 6}" y="${to.y - 5}">${to.label}</text></g>\n`;
}

/** Coalitions are told apart by colour and by shape. */
const shapes: readonly ((x: number, y: number) => Markup)[] = [
  (x, y) => html`<circle cx="${x}" cy="${y}" r="9.5"/>`,
  (x, y) => html`<rect x="${x - 9}" y="${y - 9}" width="18" height="18"/>`,
  (x, y) => html`<path d="M${x} ${y - 12}L${x + 12} ${y}L${x} ${y + 12}L${x - 12} ${y}Z"/>`,
  (x, y) =>
    html`<path d="M${x - 10.5} ${y}L${x - 5.5} ${y - 9.5}H${x + 5.5}L${x + 10.5} ${y}L${x + 5.5} ${y + 9.5}H${x - 5.5}Z"/>`,
];

function playerSign(player: string, coalition: number, x: number, y: number): Markup {
  const kind = coalition % shapes.length;
  return html`<g class="player coalition-${kind + 1}">${shapes[kind]!(x, y)}<text x="${x}" y="${y + 4}" text-anchor="middle">${player}</text></g>`;
}

function mark(at: Placed, xs: readonly number[], coalitions: TreePicture["coalitions"]): Markup {
  const { node, y } = at;
  const x = xOf(at, xs);
  const played = node.played ? " played" : "";
  if (node.kind === "chance") return html`<circle class="draw${played}" cx="${x}" cy="${y}" r="4.5"/>\n`;
  if (node.kind === "end") return html`<circle class="end${played}" cx="${x}" cy="${y}" r="4"/>\n`;
  return html`${node.players.map((player, i) =>
    playerSign(
      `${player}`,
      coalitions.findIndex((block) => block.includes(player)),
      x + sign * i,
      y,
    ),
  )}\n`;
}

const key = (coalitions: TreePicture["coalitions"]): Markup =>
  html`<ul class="key">${coalitions.map(
    (block, i) =>
      html`<li><svg class="tree" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">${playerSign("", i, 12, 12)}</svg> ${
        block.length === 1
          ? `player ${block[0]} alone`
          : `players ${listInWords(block.map((player) => `${player}`))} together`
      }</li>`,
  )}<li><svg class="tree" width="12" height="24" viewBox="0 0 12 24" aria-hidden="true"><circle class="draw" cx="6" cy="12" r="4.5"/></svg> chance</li></ul>\n`;

/** What is told of an end, in columns. */
interface EndColumn {
  readonly heading: string;
  readonly wide: number;
  textOf(end: PictureEnd): string;
}

const facts: readonly Omit<EndColumn, "wide">[] = [
  { heading: "end", textOf: ({ name }) => name },
  { heading: "goods go to", textOf: ({ outcome }) => ownersOf(outcome) },
  {
    heading: "prices",
    textOf: ({ outcome }) => (isObject(outcome) ? inWords(outcome.prices ?? []).replaceAll("-", "−") : ""),
  },
  { heading: "utilities", textOf: ({ utilities }) => utilities.map(signed).join(", ") },
];

/** "2, nobody". */
const ownersOf = (outcome: Json): string =>
  isObject(outcome) && Array.isArray(outcome.allocation)
    ? outcome.allocation.map((owner) => (owner === 0 ? "nobody" : `${owner}`)).join(", ")
    : "";

const endColumns = (ends: readonly PictureEnd[]): readonly EndColumn[] =>
  facts
    .filter(({ textOf }) => ends.some((end) => textOf(end) !== ""))
    .map((column) => {
      const longest = Math.max(column.heading.length, ...ends.map((end) => column.textOf(end).length));
      return { ...column, wide: letter * longest + 16 };
    });

const startsOf = (columns: readonly EndColumn[], left: number): readonly number[] =>
  columns.map((_, i) => columns.slice(0, i).reduce((x, { wide }) => x + wide, left));

const heading = (columns: readonly EndColumn[], left: number): Markup => {
  const xs = startsOf(columns, left);
  return html`<g class="heading">${columns.map((column, i) => html`<text x="${xs[i]}" y="${margin + 4}">${column.heading}</text>`)}</g>\n`;
};

const endText = (end: PictureEnd, y: number, columns: readonly EndColumn[], left: number): Markup => {
  const xs = startsOf(columns, left);
  return html`<g class="${end.played ? "told played" : "told"}">${columns.map((column, i) => html`<text x="${xs[i]}" y="${y + 4}">${column.textOf(end)}</text>`)}</g>\n`;
};

/** Every end with the way to it, for who cannot see the tree. */
function aloud(tree: PictureNode): string {
  const walk = (node: PictureNode, way: readonly string[]): readonly string[] => {
    if (node.kind === "end") {
      const told = facts
        .map(({ heading: name, textOf }) => [name, textOf(node)] as const)
        .filter(([, text]) => text !== "");
      const path = way.length === 0 ? "" : `${way.join(", then ")}: `;
      return [
        `${path}${told.map((part) => part.join(" ")).join("; ")}${node.played ? "; rational play may lead here" : ""}.`,
      ];
    }
    return node.kind === "chance"
      ? node.branches.flatMap(({ probability, node: next }) => walk(next, [...way, `with probability ${probability}`]))
      : node.branches.flatMap(({ actions, node: next }) =>
          walk(next, [...way, actions.map((action, i) => `player ${node.players[i]} says ${action}`).join(", ")]),
        );
  };
  return walk(tree, []).join(" ");
}
