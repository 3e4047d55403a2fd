// The linking pass in a line now and then: a page every few milliseconds would bury everything else.
import type { PassProgress } from '../../children/identity/linking-pass.js'

const EVERY_MS = 10_000

/** Says each source's end at once, and how far things are every ten seconds. */
export function sayProgress(line: (text: string) => void, monotonic: () => number): (said: PassProgress) => void {
  let last = monotonic()
  return ({ sourceId, records, linked, conflicts, done, failed, code = 'UNKNOWN' }) => {
    const counted = `${records.toLocaleString('en')} records read, ${linked.toLocaleString('en')} newly linked`
    const doubtful = conflicts === 0 ? '' : `, ${conflicts.toLocaleString('en')} left for a person to decide`
    if (failed)
      return line(
        `  ${sourceId}: ${counted}; its list could not be read on (${code}), the next start goes on from here`,
      )
    if (done) return line(`  ${sourceId}: ${counted}${doubtful}`)
    if (monotonic() - last < EVERY_MS) return
    last = monotonic()
    line(`  … ${sourceId}: ${counted}`)
  }
}
