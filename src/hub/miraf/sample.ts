// Which assessments a second person looks at: at random, so that nobody chooses, and by a seed, so that anybody can check it.
import { createHash } from 'node:crypto'

const order = (seed: string, reference: string): string =>
  createHash('sha256')
    .update(JSON.stringify([seed, reference]))
    .digest('hex')

/** `size` of the references, each once, whatever order they come in; all of them where there are no more. */
export function dipSample(references: readonly string[], size: number, seed: string): readonly string[] {
  const drawn = [...new Set(references)].map(reference => ({ reference, key: order(seed, reference) }))
  drawn.sort((a, b) => (a.key < b.key ? -1 : 1))
  return drawn.slice(0, Math.max(0, size)).map(({ reference }) => reference)
}
