// How far a backfill is: one line written over at a terminal, a line now and then elsewhere. No system says beforehand how many
// records it has, so the bar moves and does not fill.
import type { PassProgress } from '../../children/identity/linking-pass.js'

const WIDTH = 20
const BLOCK = 5
const EVERY_MS = 10_000

export interface ProgressDeps {
  readonly writeError: (text: string) => void
  readonly terminal: boolean
  /** Milliseconds. */
  readonly monotonic: () => number
}

export interface Progress {
  readonly say: (said: PassProgress) => void
  /** Ends the line that was written over. */
  readonly end: () => void
}

export function createProgress({ writeError, terminal, monotonic }: ProgressDeps): Progress {
  const began = monotonic()
  let [pages, last, open] = [0, began, false]
  return {
    say(said) {
      pages += 1
      const line = lineOf(said, (monotonic() - began) / 1000)
      if (terminal) {
        writeError(`\r\u001b[2K${bar(pages)} ${line}`)
        open = true
      } else if (said.done || said.failed || monotonic() - last >= EVERY_MS) {
        last = monotonic()
        writeError(`${line}\n`)
      }
    },
    end() {
      if (open) writeError('\n')
      open = false
    },
  }
}

/** There and back. */
function bar(pages: number): string {
  const room = WIDTH - BLOCK
  const at = Math.abs(((pages + room) % (2 * room)) - room)
  return `[${' '.repeat(at)}${'#'.repeat(BLOCK)}${' '.repeat(room - at)}]`
}

function lineOf({ sourceId, records, linked, byScore, failed, code }: PassProgress, seconds: number): string {
  const counted = [`${count(records)} read`, `${count(linked)} linked by number`]
  if (byScore !== undefined) counted.push(`${count(byScore.linked)} by score`, `${count(byScore.review)} for review`)
  if (failed) counted.push(`could not be read on (${code ?? 'UNKNOWN'})`)
  return `${sourceId}: ${counted.join(', ')}, ${Math.round(seconds)} s`
}

export const count = (number: number): string => number.toLocaleString('en-GB')
