// The risk matrix as the API explains it.
import type { Records } from '../../types/index.js'
import { IMPACTS, LIKELIHOODS, MATRIX, type Impact, type Likelihood } from './matrix.js'

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] =>
  Object.keys(table).filter((key): key is K => Object.hasOwn(table, key))

const wordsOf = (table: typeof LIKELIHOODS | typeof IMPACTS): readonly Records.MirafWord[] =>
  Object.entries(table).map(([code, { word, means }]) => ({ code, word, means }))

export const MIRAF_WORDS: Records.MirafWords = {
  likelihoods: wordsOf(LIKELIHOODS),
  impacts: wordsOf(IMPACTS),
  matrix: keysOf<Impact>(IMPACTS).flatMap(impact =>
    keysOf<Likelihood>(LIKELIHOODS).map(likelihood => ({ impact, likelihood, level: MATRIX[impact][likelihood] })),
  ),
}
