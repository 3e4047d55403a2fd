// What the records say now whose links an unlinking took away, before it is taken back: while nobody read them they may have come
// to be protected, or of somebody whom the caller is too near to.
import { linkRights } from '../../policies/admission/rights.js'
import { HafanError } from '../../errors.js'
import type { HeldIn, SaidSince } from '../../store/link-image.js'
import type { Decided } from '../../store/link-undo.js'
import type { Person } from '../../types/caller.js'
import { recordKey, type Link, type RecordName } from '../../types/child.js'
import { linkReadings, readRecord } from './link-record.js'
import { withinSight } from './link-sight.js'
import { record, type RegisterDeps } from './register.js'

export const nothingOfThisId = (): HafanError =>
  new HafanError('LINK_NOT_FOUND', 'No unlinking or rejection of this id is known: take the id from its receipt.')

export const unavailable = (): HafanError =>
  new HafanError(
    'RECORD_UNAVAILABLE',
    'The system that holds the record does not say now who it is of, so nothing is decided. Try again shortly, or ring its contact.',
  )

/** Throws LINK_NOT_FOUND for what the caller may not decide of, RECORD_UNAVAILABLE where a system does not answer. */
export async function readAgain(
  decided: Decided,
  person: Person,
  deps: RegisterDeps,
): Promise<(name: RecordName) => SaidSince | null> {
  const sight = await withinSight([decided.childId], person, deps)
  if (!sight.seesDecided(decided)) throw nothingOfThisId()
  const readings = linkReadings(deps)
  const rights = linkRights('confirmLink', { protocol: deps.protocol, caller: deps.operation.caller, person })
  const read = await Promise.all(
    decided.comesBack.map(async held => {
      const now = await readRecord(linkAgain(held, decided.childId), sight, readings, deps)
      if (now) record(deps.operation, null, ['act.confirmLink'], [], undefined, { picture: now.picture, rights })
      return { held, now }
    }),
  )
  const since = new Map<string, SaidSince>()
  for (const { held, now } of read) {
    // A system that says of nobody who they are, or is no longer connected, is in no search.
    if (now === null) since.set(recordKey(held), { protectedRecord: held.protectedRecord, isFound: false })
    else {
      if (now.verdict === 'UNREADABLE') throw unavailable()
      const { kind } = now.reading
      const protectedRecord = held.protectedRecord || (now.reading.kind === 'read' && now.reading.protectedRecord)
      const isSeen = sight.seesRecord(held, now.subject, false)
      // What is locked now is kept back as a protected one is.
      const asSaid = { ...decided, ...held, protectedRecord: protectedRecord || kind === 'locked' }
      if (!isSeen || !sight.seesDecided(asSaid)) throw nothingOfThisId()
      since.set(recordKey(held), { protectedRecord, isFound: kind === 'read' && !protectedRecord })
    }
  }
  return name => since.get(recordKey(name)) ?? null
}

const linkAgain = ({ sourceId, recordId, protectedRecord }: HeldIn, childId: string): Link => ({
  ...{ childId, sourceId, recordId, how: 'PERSON', confirmedAt: '', confirmedBy: null, protectedRecord, anchor: null },
})
