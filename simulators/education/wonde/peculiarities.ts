// What is odd about some schools, so that the gateway meets it: a management system that lacks an include, a school
// whose synchronisation has not run, one that has revoked access.
import type { Gss, School } from '../../region/model.js'

export interface Peculiarities {
  /** Schools that have taken their permission back: 403. */
  readonly revokedSchools: readonly string[]
  /** Includes that a school's own system does not know, by school: 400 invalid_include. */
  readonly unknownIncludes: Readonly<Record<string, readonly string[]>>
  /** Hours by which a school's last synchronisation lags, by school. */
  readonly syncGapHours: Readonly<Record<string, number>>
}

const SYNC_EVERY_MS = 2 * 3_600_000

/** Those given; else one school in Blaenau Gwent lacks `extended_details` and one in Torfaen was last synchronised two days ago. */
export function peculiarities(given: Partial<Peculiarities>, gss: Gss, schools: readonly School[]): Peculiarities {
  const last = schools.length > 2 ? schools.at(-1)?.id : undefined
  const lacking = gss === 'W06000019' && last !== undefined ? { [last]: ['extended_details'] } : {}
  const lagging = gss === 'W06000020' && last !== undefined ? { [last]: 50 } : {}
  return {
    revokedSchools: given.revokedSchools ?? [],
    unknownIncludes: given.unknownIncludes ?? lacking,
    syncGapHours: given.syncGapHours ?? lagging,
  }
}

/** The end of the last run, every two hours, less the gap. ISO, UTC. */
export function lastSynced(now: Date, gapHours: number): string {
  const run = Math.floor(now.getTime() / SYNC_EVERY_MS) * SYNC_EVERY_MS
  return new Date(run - gapHours * 3_600_000).toISOString().replace('.000Z', 'Z')
}
