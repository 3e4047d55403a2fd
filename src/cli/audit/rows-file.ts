// A file written a batch at a time: an audit is larger than what a program holds.
import { open } from 'node:fs/promises'

/** Writes what comes, in order. A file that is there already is left alone: it may be evidence. */
export async function writeFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of pieces) await file.appendFile(piece)
    await file.sync()
  } finally {
    await file.close()
  }
}
