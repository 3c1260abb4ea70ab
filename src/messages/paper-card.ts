import type { Paper } from '../papers/paper.ts';
import type { Button, PaperBlock, Text } from './message.ts';

/** How a paper is called in a sentence: its short name, else its title. */
export function paperLabel(paper: Paper): string {
  return paper.name ?? paper.reading.title;
}

/** A paper as one entry of a list, with the buttons that every list offers. */
export function paperCard(
  paper: Paper,
  details: { readonly number?: number; readonly why?: readonly string[]; readonly passage?: Text },
): PaperBlock {
  return {
    kind: 'paper',
    ...(details.number === undefined ? {} : { number: details.number }),
    title: paper.reading.title,
    ...(paper.name === undefined ? {} : { name: paper.name }),
    ...(paper.arxivId === undefined ? {} : { url: `https://arxiv.org/abs/${paper.arxivId}` }),
    why: details.why ?? [],
    ...(details.passage === undefined ? {} : { passage: details.passage }),
    links: paper.links,
    buttons: [abstractButton(paper), similarButton(paper)],
  };
}

export function abstractButton(paper: Paper): Button {
  return { label: 'Abstract', invocation: { command: 'show', args: { paper: paper.id } } };
}

export function similarButton(paper: Paper): Button {
  return { label: 'Similar', invocation: { command: 'similar', args: { paper: paper.id } } };
}
