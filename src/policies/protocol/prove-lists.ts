// The never-clauses that are about lists and lengths of time, not about a level at a point.
import { isAmong, mayReceive } from './audience.js'
import { carriedStrength, mayPreFill } from './carried.js'
import type { CompiledProtocol } from './compile.js'
import { stillCounts } from './grace.js'
import type { Conditions } from './member.js'
import type { NeverClause } from './schema.js'
import { AGENCIES, CHILD_CATEGORIES, RELATIONSHIPS, levelOf } from './words.js'

type Note = (clause: NeverClause, sentence: () => string) => void
const HOUR = 3_600_000

/** Checks the lengths of grace and the facts carried into hub records; answers how many points that were. */
export function carriedAndGrace(protocol: CompiledProtocol, note: Note): number {
  let points = 0
  for (const clause of protocol.edition.never) {
    if (clause.kind !== 'relational') continue
    for (const relationship of clause.graceAtMost === undefined ? [] : RELATIONSHIPS) {
      const most = clause.graceAtMost?.[relationship] ?? clause.graceAtMost?.default ?? 0
      points += 1
      if (!stillCounts(protocol, relationship, 0, most + 1)) continue
      const grace = protocol.edition.relationships[relationship].grace
      note(
        clause,
        () =>
          `${relationship}, ended or undecided, still opens ${grace / HOUR} h after it was last confirmed; the clause allows ${most / HOUR} h`,
      )
    }
    if (clause.same !== 'CARRIED_FACT') continue
    for (const category of clause.neverPreFilled ?? []) {
      points += 1
      if (mayPreFill(protocol, category)) note(clause, () => `${category} may be filled into a hub record`)
    }
    for (const carrier of protocol.edition.carried.into) {
      for (const source of CHILD_CATEGORIES) {
        for (let both = 0; both < 16; both += 1) {
          const [reading, refused] = [both >> 2, both & 3]
          points += 1
          const level = carriedStrength(protocol, reading, refused)
          if (level <= refused) continue
          note(
            clause,
            () =>
              `a reader with ${levelOf(reading)} on ${carrier} and ${levelOf(refused)} on ${source} reads a fact of ${source} carried in it at ${levelOf(level)}`,
          )
        }
      }
    }
  }
  return points
}

/** Checks that each audience lies within what its clause allows, for every role and everything a token can say. */
export function audiences(protocol: CompiledProtocol, every: readonly Conditions[], note: Note): number {
  let points = 0
  for (const clause of protocol.edition.never) {
    if (clause.kind !== 'audience') continue
    for (const role of protocol.columns) {
      for (const conditions of every) {
        points += 1
        // The widest list a record of its own could carry: every agency.
        if (!mayReceive(protocol, clause.handling, role.code, conditions, AGENCIES)) continue
        if (isAmong(protocol, clause.within, role, conditions)) continue
        const seconded = conditions.secondedFrom === null ? 'not seconded' : `seconded from ${conditions.secondedFrom}`
        const vetted = conditions.vetting === null ? 'without vetting' : `${conditions.vetting} vetting`
        note(
          clause,
          () =>
            `${role.name} (${role.code}; ${seconded}; ${vetted}) receives ${clause.handling}; the clause allows only ${clause.within.join(', ')}`,
        )
      }
    }
  }
  return points
}
