import { anchorOf } from "./text.js";

/** Where the pages of the site stand below the folder of the reports, and how they lead to one another. */

/** The first page stands at the top, all others side by side in one folder. */
export type From = "first" | "page";

const folder = "pages";

export const firstPage = "index.html";
export const styleSheet = `${folder}/style.css`;
export const script = `${folder}/page.js`;
export const paperPage = (paper: string): string => `${folder}/${anchorOf(paper)}.html`;
export const claimPage = (id: string): string => `${folder}/${anchorOf(id)}.html`;

/** A plot, or the data that it draws. */
export const plotFile = (figure: string, ending: "svg" | "csv" | "tex"): string =>
  `plots/${anchorOf(figure)}.${ending}`;

/** A file below the folder of the reports, as a link on a page. */
export const linkTo = (from: From, path: string): string => {
  if (from === "first") return encodeURI(path);
  return encodeURI(path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : `../${path}`);
};

/** The page of a claim, or a reading on it. */
export const linkToClaim = (from: From, id: string, reading?: string): string =>
  linkTo(from, claimPage(id)) + (reading === undefined ? "" : `#${encodeURIComponent(anchorOf(id, reading))}`);

/** A file of the repository, for reports that stand in its folder `reports`. */
export const linkToSource = (from: From, path: string): string =>
  encodeURI(`${from === "first" ? "" : "../"}../${path}`);
