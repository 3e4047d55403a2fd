// Reports that systems sent of children whom no number names: who waits, and the hub naming them. What comes of it is an
// ordinary report.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { BadArgument, RuleRefused } from '../../errors.js'
import { reportOf, waitingOf } from '../../hub/incident/report.js'
import { refuse } from '../../hub/refusal.js'
import { recordedWith } from '../../hub/thresholds/told.js'
import { linkRights } from '../../policies/admission/rights.js'
import type { SentIncidents } from '../../resolvers/context.js'
import type { PersonAt } from '../../store/incidents.js'
import type { Records } from '../../types/index.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import { byNumber, createActing, taken } from './episode-acting.js'
import { readerOf, record, recordReading, under, type Reader, type RegisterDeps } from './register.js'

const ACT = 'readIncidents'
const SEX: Readonly<Record<string, { readonly en: string; readonly cy: string }>> = {
  GNDR_0001: { en: 'Female', cy: 'Benyw' },
}
const UNRECOGNISED = { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' }

export function createSentIncidents(admitting: Pick<Admitting, 'toAct'>, deps: RegisterDeps): SentIncidents {
  const { operation, store, keys, now, protocol } = deps
  const { caller } = operation
  const acting = createActing(operation, admitting, deps)
  return {
    async waiting({ first, after }) {
      const { person, own } = readerOf(ACT, deps)
      const reader: Reader = { person, own, rights: linkRights(ACT, { protocol, caller, person }) }
      const rows = await store.incidents.waiting({ first, after: after == null ? null : placeOf(after) })
      recordReading(ACT, reader, deps)
      return rows.map(({ incident, seq, receivedAt, body }) => {
        const { givenName, surname, gender, ...rest } = waitingOf(body).person
        const row = {
          ...{ id: `${incident}:${seq}`, receivedAt, givenNames: givenName, familyName: surname },
          ...{ dateOfBirth: rest.dateOfBirth, age: rest.age, description: rest.personDescription },
          gender: gender === null ? null : codedSex(gender),
        }
        return under(row, reader)
      })
    },

    async nameMissing(input) {
      const { person, purpose } = acting.personFor('nameMissing')
      const started = performance.now()
      const at = now()
      const where = placeOf(input.person)
      const identifier = acting.parsed(input.child)
      const admission = await admitting.toAct(identifier, purpose, 'REGISTER')
      const shown = admission.kind === 'SHOWN'
      const { code, words } = refuse('NOBODY_WAITS')
      try {
        const receipt = await store.incidents.name(
          where,
          body => ({
            child: shown ? { childId: admission.child.id } : byNumber(identifier),
            by: acting.recorderOf(person),
            decide: (childId, held) => {
              const which = { waiting: waitingOf(body), incident: where.incident, childId, reference: randomUUID() }
              const told = acting.told(person, at)
              const { episode } = taken(reportOf(held, which, shown, told))
              const receipt = { id: randomUUID(), at: at.toISOString(), episode: episode.reference }
              return { ...recordedWith({ childId, held, episodes: [episode] }, told.at, told.policy), receipt }
            },
          }),
          acting.sentBy('nameMissing', input, at),
          () => new RuleRefused(code, 'person', words),
        )
        record(operation, keys.childId.encode(receipt.childId), ['act.nameMissing'])
        return { id: receipt.id, at: receipt.at, episode: shown ? receipt.episode : null }
      } finally {
        if (!shown) await evenOut(started, deps)
      }
    },
  }
}

/** A code that is not in our list is kept, and said to be unknown. */
const codedSex = (code: string): Records.Coded => {
  const label = SEX[code]
  return { code, system: 'POLE gender', label: label ?? UNRECOGNISED, recognised: label !== undefined }
}

const PLACE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,3})$/

/** Throws BAD_ARGUMENT. */
function placeOf(id: string): PersonAt {
  const [, incident, seq] = PLACE.exec(id) ?? []
  if (incident === undefined || seq === undefined)
    throw new BadArgument('person', 'Somebody who waits is named by the id that `incidents` gave, unchanged.')
  return { incident, seq: Number(seq) }
}
