/** What an arXiv id names: a paper, and perhaps one version of it. */
export interface ArxivId {
  readonly id: string;
  readonly version?: number;
}

const SINCE_APRIL_2007 = /^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v([1-9]\d{0,3}))?$/;
const BEFORE = /^([a-z]+(?:-[a-z]+)?)(?:\.[A-Z]{2})?(\/\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v([1-9]\d{0,3}))?$/;

/**
 * Reads "2508.13426v1" or "hep-th/9901001" (https://info.arxiv.org/help/arxiv_identifier.html). The subject class of an
 * old one ("math.GT/0309136") is no part of it.
 *
 * @returns undefined where it is none
 */
export function readArxivId(text: string): ArxivId | undefined {
  const modern = SINCE_APRIL_2007.exec(text);
  if (modern) return withVersion(modern[1] ?? '', modern[2]);
  const old = BEFORE.exec(text);
  return old ? withVersion(`${old[1]}${old[2]}`, old[3]) : undefined;
}

function withVersion(id: string, version: string | undefined): ArxivId {
  return version === undefined ? { id } : { id, version: Number(version) };
}
