// What a backfill did, for the person who ran it: counts, and nothing of anybody.
import { NOBODY } from '../../children/identity/link-by-score.js'
import type { PassProgress } from '../../children/identity/linking-pass.js'
import type { ExitCode } from '../command.js'
import { count } from './progress.js'

interface ReportOptions {
  readonly dryRun: boolean
  readonly write: (text: string) => void
}

/** Prints it. 1 where a system was not gone through to its end. */
export function report(
  sourceIds: readonly string[],
  last: ReadonlyMap<string, PassProgress>,
  { dryRun, write }: ReportOptions,
): ExitCode {
  if (dryRun) write('A dry run: nothing was written. What follows would have been done.\n')
  for (const id of sourceIds) {
    const said = last.get(id)
    write(`${id}: ${count(said?.records ?? 0)} records read${endOf(said)}\n`)
    for (const [what, number] of said === undefined ? [] : lines(said, dryRun))
      write(`  ${what.padEnd(34)} ${count(number)}\n`)
  }
  return sourceIds.every(id => last.get(id)?.done === true) ? 0 : 1
}

function endOf(said: PassProgress | undefined): string {
  if (said?.done === true) return ''
  const goOn = 'run the same again to go on from there'
  return said?.failed === true ? `; its list could not be read on: ${goOn}` : `; stopped: ${goOn}`
}

function lines({ linked, conflicts, byScore = NOBODY }: PassProgress, dryRun: boolean): (readonly [string, number])[] {
  return [
    ['newly linked by number', linked],
    ['newly linked by score', byScore.linked],
    ['for review by a person', byScore.review],
    ...(dryRun ? [] : ([['  of them new in the queue', byScore.proposed]] as const)),
    ['conflicts, left for a person', conflicts + byScore.conflicts],
    ['not matched with any child', byScore.unmatched],
    ['protected, matched by number alone', byScore.protected],
  ]
}
