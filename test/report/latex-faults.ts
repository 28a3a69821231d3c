/** What LaTeX would stumble over, read from the source by other rules than those it was written by. */
export function latexFaults(tex: string): readonly string[] {
  const body = tex.replace(/(?<!\\)%.*$/gm, "");
  return [
    ...[...tex.matchAll(/[^\x20-\x7e\n]/g)].map(([character]) => `not ASCII: ${JSON.stringify(character)}`),
    ...braceFaults(body),
    ...environmentFaults(body),
    ...dollarFaults(body),
    ...[...body.matchAll(/\\([a-zA-Z@]+)/g)]
      .map(([, name]) => name!)
      .filter((name) => !kernel.has(name) && !name.startsWith("mechproof"))
      .map((name) => `unknown command \\${name}`),
  ];
}

function braceFaults(body: string): readonly string[] {
  let depth = 0;
  for (const [token] of body.matchAll(/\\.|[{}]/gs)) {
    if (token === "{") depth++;
    if (token === "}" && --depth < 0) return ["a brace closes nothing"];
  }
  return depth === 0 ? [] : [`${depth} open braces`];
}

function environmentFaults(body: string): readonly string[] {
  const open: string[] = [];
  for (const [, command, name] of body.matchAll(/\\(begin|end)\{([^}]*)\}/g)) {
    if (command === "begin") open.push(name!);
    else if (open.pop() !== name) return [`\\end{${name}} ends something else`];
  }
  return open;
}

/** Scripts outside of formulas, specials inside of them, empty and open formulas; line by line. */
function dollarFaults(body: string): readonly string[] {
  return body.split("\n").flatMap((line) => {
    const parts = line.replace(/\\[^a-zA-Z]/g, "x").split("$");
    if (parts.length % 2 === 0) return [`an open formula: ${line}`];
    return parts.flatMap((part, i) => {
      if (i % 2 === 0) return /[_^<>|]/.test(part) ? [`not in a formula: ${part}`] : [];
      if (part.trim() === "") return [`an empty formula: ${line}`];
      return /[&#%~"]/.test(part) || (/_\{[^}]*\}_|\^\{[^{}]*\}\^/.test(part) && !/\}\}/.test(part))
        ? [`special in a formula: ${part}`]
        : [];
    });
  });
}

/** Commands of the LaTeX kernel, and of booktabs and longtable. */
const kernel = new Set(
  `makeatletter makeatother DeclareRobustCommand def gdef expandafter csname endcsname detokenize ifx fi relax endinput
  @ifundefined @nodocument PackageWarning input usepackage begin end begingroup endgroup setlength tabcolsep LTcapwidth addlinespace linewidth
  footnotesize scriptsize raggedright newline tabularnewline caption label emph textbf texttt allowbreak toprule midrule
  bottomrule endfirsthead endhead endfoot textbackslash textasciicircum textasciitilde ldots S P ss ae AE oe OE o O l L r
  i c u v H hat tilde bar dot ddot check breve mathbf copyright sqrt surd times mathrm mathcal mbox prime infty emptyset forall exists neg sum prod int partial nabla
  bot top ell lfloor rfloor lceil rceil langle rangle circ alpha beta gamma delta varepsilon zeta eta theta iota kappa
  lambda mu nu xi pi rho varsigma sigma tau upsilon varphi chi psi omega vartheta phi epsilon varpi varrho Gamma Delta
  Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega leq geq neq approx equiv sim propto pm mp cdot div oplus otimes in notin
  ni subset subseteq supset supseteq cup cap setminus to leftarrow leftrightarrow mapsto Rightarrow Leftarrow
  documentclass renewcommand topfraction textfraction floatpagefraction title author date maketitle noindent tableofcontents clearpage raggedbottom emergencystretch sloppy section
  subsection paragraph par normalfont small pgfplotsset figure centering addplot addlegendentry
  Leftrightarrow wedge vee prec succ ll gg mid Vert ln log exp max min Pr`.split(/\s+/),
);
