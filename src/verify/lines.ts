// A file's lines, a piece of the file at a time.
import { createReadStream } from 'node:fs'

const PIECE_BYTES = 1 << 20

/** Whole lines in their order; of the last, what there is. */
export async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  let rest = ''
  const pieces = createReadStream(file, { encoding: 'utf8', highWaterMark: PIECE_BYTES })
  for await (const piece of pieces as AsyncIterable<string>) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield lines
  }
  if (rest !== '') yield [rest]
}

export async function* eachLine(file: string): AsyncGenerator<string> {
  for await (const lines of linesOf(file)) yield* lines
}
