// What a backfill did, for the person who ran it: counts, and nothing of anybody.
import { NOBODY } from '../../children/identity/link-by-score.js'
import type { PassProgress } from '../../children/identity/linking-pass.js'
import type { ExitCode } from '../command.js'
import { count } from './progress.js'

interface ReportOptions {
  readonly dryRun: boolean
  readonly write: (text: string) => void
}

/** What was heard last of each system: of its pass by number, if it needed one, and of the whole. */
export interface Heard {
  readonly byNumber: ReadonlyMap<string, PassProgress>
  readonly whole: ReadonlyMap<string, PassProgress>
}

/** Prints it. 1 where a system was not gone through to its end. */
export function report(sourceIds: readonly string[], { byNumber, whole }: Heard, options: ReportOptions): ExitCode {
  const { dryRun, write } = options
  if (dryRun) write('A dry run: nothing was written. What follows would have been done.\n')
  for (const id of sourceIds) {
    const [first, said] = [byNumber.get(id), whole.get(id)]
    write(`${id}: ${count((said ?? first)?.records ?? 0)} records read${endOf(first, said)}\n`)
    const rows = said === undefined ? [] : lines({ ...said, linked: said.linked + (first?.linked ?? 0) }, dryRun)
    for (const [what, number] of rows) write(`  ${what.padEnd(39)} ${count(number)}\n`)
  }
  return sourceIds.every(id => whole.get(id)?.done === true) ? 0 : 1
}

function endOf(byNumber: PassProgress | undefined, whole: PassProgress | undefined): string {
  if (whole?.done === true) return ''
  const goOn = 'run the same again to go on from there'
  const { failed, code = 'UNKNOWN' } = whole ?? byNumber ?? {}
  return failed === true ? `; its list could not be read on (${code}): ${goOn}` : `; stopped: ${goOn}`
}

function lines(
  { linked, standing, conflicts, byScore = NOBODY }: PassProgress,
  dryRun: boolean,
): (readonly [string, number])[] {
  return [
    ['linked to their child', standing + byScore.linked],
    ['  of them by score, newly', byScore.linked],
    ['for review though linked or in conflict', byScore.inQuestion],
    ['for review by a person', byScore.review],
    ...(dryRun ? [] : ([['  of both new in the queue', byScore.proposed]] as const)),
    ['conflicts, left for a person', conflicts + byScore.conflicts],
    ['not matched with any child', byScore.unmatched],
    ['protected, matched by number alone', byScore.protected],
    ['links made by number', linked],
  ]
}
