const SUPERSCRIPT: Record<string, string> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  n: 'ⁿ',
  '+': '⁺',
  '-': '⁻',
};

const SYMBOL: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  Omega: 'Ω',
  Sigma: 'Σ',
  ell: 'ℓ',
  times: '×',
  cdot: '·',
  pm: '±',
  leq: '≤',
  le: '≤',
  geq: '≥',
  ge: '≥',
  approx: '≈',
  sim: '~',
  infty: '∞',
  rightarrow: '→',
  to: '→',
  ldots: '…',
  dots: '…',
};

/**
 * A source's text as a person reads it: LaTeX commands, braces, ties, quotes and exponents resolved,
 * white space folded. Knows what occurs in titles and abstracts, not LaTeX.
 */
export function readingForm(text: string): string {
  if (!/[\\$~^`{}]|''|--|\s\s|[\n\t]|rightarrow/.test(text)) return text.trim();
  return (
    text
      // a URL printed twice by a footnote macro: "https://x{https://x}" and "https://x{{small https://x}}"
      .replace(/(https?:\/\/[^\s{}]+)\{+[^{}]*\1\/?\}+/g, '$1')
      .replace(/\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}/g, '$1')
      .replace(
        /\\(?:url|text\w*|emph|mathrm|mathbf|mathcal|mathbb|mathit|underline|small|footnote)\s*\{([^{}]*)\}/g,
        '$1',
      )
      .replace(/\{\\(?:bf|it|em|sc|tt|rm|small)\s+([^{}]*)\}/g, '$1')
      .replace(/\\(?:bf|it|em|sc|tt|rm|small)\b\s*/g, '')
      .replace(/\\([a-zA-Z]+)(?:\{\})?/g, (whole, command: string) => SYMBOL[command] ?? whole)
      .replace(/\\([%&_#$~{} ])/g, '$1')
      // an arrow between two figures that lost its backslash on the way
      .replace(/(?<=[\d%])\s*rightarrow\s*(?=\d)/g, ' → ')
      .replace(/\$([^$]{1,80})\$/g, '$1')
      .replace(/\^\{?([0-9n+-]+)\}?/g, (_, digits: string) => [...digits].map((c) => SUPERSCRIPT[c] ?? c).join(''))
      .replace(/``/g, '“')
      .replace(/''/g, '”')
      // a tie joins two words ("thought~(CoT)"); before a number it means "about" and stays
      .replace(/(?<=\S)~(?=[^\d\s])/g, ' ')
      .replace(/(?<=[\w)])\s*---\s*(?=\S)/g, ' — ')
      .replace(/\s--\s/g, ' – ')
      .replace(/(?<!https?:\/\/\S*)[{}]/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
