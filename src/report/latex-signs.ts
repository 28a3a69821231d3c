/** Characters as LaTeX, for a document with no other packages than booktabs and longtable. */

const greek: readonly (readonly [letters: string, names: string])[] = [
  ["αβγδεζηθικλμνξ", "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi"],
  ["πρςστυφχψω", "pi rho varsigma sigma tau upsilon varphi chi psi omega"],
  ["ϑϕϵϖϱ", "vartheta phi epsilon varpi varrho"],
  ["ΓΔΘΛΞΠΣΥΦΨΩ", "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"],
];

/** Greek capitals, and omicron, that look like Latin letters have no commands of their own. */
const latinLookalikes = Object.fromEntries([..."ΑΒΕΖΗΙΚΜΝΟΡΤΧο"].map((letter, i) => [letter, "ABEZHIKMNOPTXo"[i]!]));

const operators: Readonly<Record<string, string>> = {
  "≤": "\\leq",
  "≥": "\\geq",
  "≠": "\\neq",
  "≈": "\\approx",
  "≡": "\\equiv",
  "∼": "\\sim",
  "∝": "\\propto",
  "±": "\\pm",
  "∓": "\\mp",
  "−": "-",
  "·": "\\cdot",
  "⋅": "\\cdot",
  "×": "\\times",
  "÷": "\\div",
  "∘": "\\circ",
  "⊕": "\\oplus",
  "⊗": "\\otimes",
  "∈": "\\in",
  "∉": "\\notin",
  "∋": "\\ni",
  "⊂": "\\subset",
  "⊆": "\\subseteq",
  "⊃": "\\supset",
  "⊇": "\\supseteq",
  "∪": "\\cup",
  "∩": "\\cap",
  "∖": "\\setminus",
  "→": "\\to",
  "←": "\\leftarrow",
  "↔": "\\leftrightarrow",
  "↦": "\\mapsto",
  "⇒": "\\Rightarrow",
  "⇐": "\\Leftarrow",
  "⇔": "\\Leftrightarrow",
  "∧": "\\wedge",
  "∨": "\\vee",
  "≺": "\\prec",
  "≻": "\\succ",
  "≪": "\\ll",
  "≫": "\\gg",
  "∣": "\\mid",
  "‖": "\\Vert",
};

const operands: Readonly<Record<string, string>> = {
  "∞": "\\infty",
  "∅": "\\emptyset",
  "∀": "\\forall",
  "∃": "\\exists",
  "¬": "\\neg",
  "√": "\\surd",
  "∑": "\\sum",
  "∏": "\\prod",
  "∫": "\\int",
  "∂": "\\partial",
  "∇": "\\nabla",
  "⊥": "\\bot",
  "⊤": "\\top",
  ℓ: "\\ell",
  "⌊": "\\lfloor",
  "⌋": "\\rfloor",
  "⌈": "\\lceil",
  "⌉": "\\rceil",
  "⟨": "\\langle",
  "⟩": "\\rangle",
  "°": "^{\\circ}",
};

/** Signs that join what stands on both sides of them: "x ≤ y". */
export const operatorSigns: ReadonlyMap<string, string> = new Map([
  ...Object.entries(operators),
  ...[..."=<>+"].map((sign) => [sign, sign] as const),
]);

/** Signs that are something by themselves: Greek letters, infinity. */
export const operandSigns: ReadonlyMap<string, string> = new Map([
  ...greek.flatMap(([letters, names]) =>
    [...letters].map((letter, i) => [letter, `\\${names.split(" ")[i]!}`] as const),
  ),
  ...Object.entries(latinLookalikes),
  ...Object.entries(operands),
  ["#", "\\#"],
]);

/** What text has beside letters and digits; both in and outside of formulas. */
const punctuation: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "\\": "\\textbackslash{}",
    "{": "\\{",
    "}": "\\}",
    $: "\\$",
    "&": "\\&",
    "#": "\\#",
    "%": "\\%",
    _: "\\_",
    "^": "\\textasciicircum{}",
    "~": "\\textasciitilde{}",
    "<": "$<$",
    ">": "$>$",
    "|": "$|$",
    '"': "''",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "–": "--",
    "—": "---",
    "‐": "-",
    "‑": "-",
    "…": "\\ldots{}",
    "′": "$'$",
    "″": "$''$",
    "‴": "$'''$",
    "\u00a0": "~",
    "\u202f": "\\,",
    "\u2009": "\\,",
    "§": "\\S{}",
    "¶": "\\P{}",
    "✓": "$\\surd$",
    "✗": "$\\times$",
    ß: "\\ss{}",
    æ: "\\ae{}",
    Æ: "\\AE{}",
    œ: "\\oe{}",
    Œ: "\\OE{}",
    ø: "\\o{}",
    Ø: "\\O{}",
    ł: "\\l{}",
    Ł: "\\L{}",
    å: "\\r{a}",
    Å: "\\r{A}",
    ı: "\\i{}",
    "©": "\\copyright{}",
  }),
);

/** Marks that Unicode sets after a letter and LaTeX before it, those that its oldest fonts have. */
const accents: Readonly<Record<string, string>> = {
  "\u0300": "`",
  "\u0301": "'",
  "\u0302": "^",
  "\u0303": "~",
  "\u0308": '"',
  "\u0304": "=",
  "\u0307": ".",
  "\u0306": "u ",
  "\u030c": "v ",
  "\u030b": "H ",
  "\u0327": "c ",
  "\u030a": "r ",
};

/** One character, not a space, in text: itself, an escape, a formula of its own, or its number where nothing else will do. */
export function textSign(character: string): string {
  const known = punctuation.get(character);
  if (known !== undefined) return known;
  const formula = operandSigns.get(character) ?? operatorSigns.get(character);
  if (/^[\x21-\x7e]$/.test(character)) return character;
  if (formula !== undefined) return `$${formula}$`;
  if (numberSets.has(character)) return `$\\mathbf{${numberSets.get(character)}}$`;
  return letterSign(character) ?? `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** One character, not a space, inside a formula. */
export function mathSign(character: string): string {
  const formula = operandSigns.get(character) ?? operatorSigns.get(character);
  if (formula !== undefined) return formula.startsWith("\\") && /[a-z]$/i.test(formula) ? `${formula} ` : formula;
  const script = scriptLetter(character);
  if (script !== undefined) return script;
  const accented = accentedLetter(character);
  if (accented !== undefined) return accented;
  if (numberSets.has(character)) return `\\mathbf{${numberSets.get(character)}}`;
  if ("{}".includes(character)) return `\\${character}`;
  if (/^[A-Za-z0-9()[\]|/,.;:!?*']$/.test(character)) return character;
  if (character === "…") return "\\ldots ";
  return `\\mbox{${textSign(character)}}`;
}

/** "é" as \'{e}, "𝒰" as a calligraphic U, "𝐱" as x; undefined for what is no Latin letter or digit in disguise. */
function letterSign(character: string): string | undefined {
  const script = scriptLetter(character);
  if (script !== undefined) return `$${script}$`;
  const [base, ...marks] = [...character.normalize("NFKD")];
  if (!/^[A-Za-z0-9]$/.test(base!) || marks.some((mark) => accents[mark] === undefined)) return undefined;
  return marks.reduce((letter, mark) => `\\${accents[mark]}{${letter}}`, base!);
}

/** The same marks in formulas. */
const mathAccents: Readonly<Record<string, string>> = {
  "\u0302": "hat",
  "\u0303": "tilde",
  "\u0304": "bar",
  "\u0305": "bar",
  "\u0307": "dot",
  "\u0308": "ddot",
  "\u030c": "check",
  "\u0306": "breve",
};

/** "p̃" as \tilde{p}; undefined for a letter without marks, or with others. */
function accentedLetter(character: string): string | undefined {
  const [base, ...marks] = [...character.normalize("NFD")];
  if (marks.length === 0 || marks.some((mark) => mathAccents[mark] === undefined)) return undefined;
  return marks.reduce((letter, mark) => `\\${mathAccents[mark]}{${letter}}`, mathSign(base!).trim());
}

/** Sets of numbers, whose own letters would need one more package. */
const numberSets: ReadonlyMap<string, string> = new Map([..."ℕℤℚℝ"].map((sign, i) => [sign, "NZQR"[i]!]));

/** The mathematical script capitals, which form one block but for those that Unicode had before. */
function scriptLetter(character: string): string | undefined {
  const point = character.codePointAt(0)!;
  if ((point < 0x1d49c || point > 0x1d4b5) && !"ℬℰℱℋℐℒℳℛ".includes(character)) return undefined;
  return `\\mathcal{${character.normalize("NFKD")}}`;
}
