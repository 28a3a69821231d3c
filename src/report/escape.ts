/** Text that is HTML already. Only `html` and `raw` make it, so that everything else is escaped. */
export interface Markup {
  readonly markup: string;
}

type Part = Markup | string | number | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text as HTML, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => entities[c]!);

/** A template whose values are escaped unless they are markup; a list is its parts in a row, undefined is nothing. */
export const html = (texts: TemplateStringsArray, ...values: readonly Part[]): Markup =>
  raw(texts.map((text, i) => text + print(values[i])).join(""));

/** Trusts a text to be HTML: for constants of this program. */
export const raw = (markup: string): Markup => ({ markup });

function print(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "object") return "markup" in part ? part.markup : part.map(print).join("");
  return escapeHtml(`${part}`);
}

export const join = (parts: readonly Part[], separator: string | Markup): Markup =>
  html`${parts.map((part, i) => (i === 0 ? part : [separator, part]))}`;
