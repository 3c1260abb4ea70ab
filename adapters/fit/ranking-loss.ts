import type { Objective } from './lbfgs.ts';
import type { RankingExample } from './ranking-examples.ts';
import { floatRows, intRows, rowStarts } from './rows.ts';

/** How many columns there are of each. The point has the features' weights first, then a row of signs a phrase. */
interface Shape {
  readonly features: number;
  readonly signs: number;
}

/**
 * The loss of a ranking: over the questions, weight · -log(the share of the right sentences), where shares are the
 * softmax over a question's sentences of score = Σ w[feature] · value + Σ u[phrase][sign] / √(phrases).
 *
 * @param rowOfPhrase by the phrase's column in the examples, -1 where no hints are kept for it
 */
export function rankingLoss(examples: readonly RankingExample[], rowOfPhrase: Int32Array, shape: Shape): Objective {
  const sentences = examples.flatMap((example) => example.sentences);
  const sentencesOf = rowStarts(examples.map((example) => example.sentences));
  const { start: valuesOf, values: column } = intRows(sentences.map((sentence) => sentence.columns));
  const { values } = floatRows(sentences.map((sentence) => sentence.values));
  const { start: signsOf, values: sign } = intRows(sentences.map((sentence) => sentence.signs));
  const { start: phrasesOf, values: phrase } = intRows(
    examples.map((example) => example.phrases.map((phrase) => rowOfPhrase[phrase]!).filter((row) => row >= 0)),
  );
  const right = Uint8Array.from(sentences, (sentence) => (sentence.right ? 1 : 0));
  const most = Math.max(0, ...examples.map((example) => example.sentences.length));
  const powers = new Float64Array(most);
  const hints = new Float64Array(shape.signs);
  const hintsGradient = new Float64Array(shape.signs);

  function score(point: Float64Array, row: number): number {
    let sum = 0;
    for (let k = valuesOf[row]!; k < valuesOf[row + 1]!; k++) sum += point[column[k]!]! * values[k]!;
    for (let k = signsOf[row]!; k < signsOf[row + 1]!; k++) sum += hints[sign[k]!]!;
    return sum;
  }

  function spread(gradient: Float64Array, row: number, slope: number): void {
    for (let k = valuesOf[row]!; k < valuesOf[row + 1]!; k++) gradient[column[k]!]! += slope * values[k]!;
    for (let k = signsOf[row]!; k < signsOf[row + 1]!; k++) hintsGradient[sign[k]!]! += slope;
  }

  return (point, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let q = 0; q < examples.length; q++) {
      const [from, to] = [sentencesOf[q]!, sentencesOf[q + 1]!];
      const [first, last] = [phrasesOf[q]!, phrasesOf[q + 1]!];
      const perPhrase = 1 / Math.sqrt(Math.max(1, last - first));
      hints.fill(0);
      hintsGradient.fill(0);
      for (let k = first; k < last; k++) {
        const at = shape.features + phrase[k]! * shape.signs;
        for (let z = 0; z < shape.signs; z++) hints[z]! += perPhrase * point[at + z]!;
      }
      let top = Number.NEGATIVE_INFINITY;
      for (let row = from; row < to; row++) {
        powers[row - from] = score(point, row);
        top = Math.max(top, powers[row - from]!);
      }
      let all = 0;
      let good = 0;
      for (let row = from; row < to; row++) {
        const power = Math.exp(powers[row - from]! - top);
        powers[row - from] = power;
        all += power;
        if (right[row] === 1) good += power;
      }
      const { weight } = examples[q]!;
      loss -= weight * Math.log(good / all);
      for (let row = from; row < to; row++)
        spread(gradient, row, weight * powers[row - from]! * (1 / all - right[row]! / good));
      for (let k = first; k < last; k++) {
        const at = shape.features + phrase[k]! * shape.signs;
        for (let z = 0; z < shape.signs; z++) gradient[at + z]! += perPhrase * hintsGradient[z]!;
      }
    }
    return loss;
  };
}
