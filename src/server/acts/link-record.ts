// What the record in doubt says now of who it is about. It is read whenever anything of it is shown or decided, whatever was
// selected: that somebody is too near to its child, or that it is protected, may be known by nothing else.
import { performance } from 'node:perf_hooks'
import type { Part, Reading, Subject } from '../../adapters/agency.js'
import type { Picture } from '../../children/picture.js'
import { holdsPart } from '../../children/outcome.js'
import type { LinkReview } from '../../store/link-review-rows.js'
import type { Link, RecordName } from '../../types/child.js'
import { createReadings, type Readings } from '../operation/loaders.js'
import type { Sight } from './link-sight.js'
import { SAY_WHO } from './link-sight.js'
import type { RegisterDeps } from './register.js'

export interface RecordNow {
  /** HIDDEN: not in the caller's list. NOTHING: no such record any more. UNREADABLE: nothing can be decided about it now. */
  readonly verdict: 'SEEN' | 'HIDDEN' | 'NOTHING' | 'UNREADABLE'
  readonly reading: Reading
  readonly subject: Subject | null
  /** For the audit. */
  readonly picture: Picture
}

/** A record that nobody is linked to has no child's id. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** As if it were linked. What it says now is what somebody decides about, whatever it said before. */
export const linkOf = ({ sourceId, recordId, madeAt, protectedRecord }: LinkReview): Link => ({
  ...{ childId: NOBODY, sourceId, recordId, how: 'MODEL', confirmedAt: madeAt, confirmedBy: null },
  ...{ protectedRecord, anchor: null },
})

export const linkReadings = ({ operation, onFault }: RegisterDeps): Readings =>
  createReadings({ ...operation.call, purpose: 'LINKING' }, onFault)

/** Null where no system of that id is known, or it says of nobody who they are. */
export async function readRecord(
  link: Link,
  sight: Sight,
  readings: Readings,
  { sources, now }: RegisterDeps,
): Promise<RecordNow | null> {
  const source = sources.find(({ description }) => description.id === link.sourceId)
  const part = source && SAY_WHO.find(one => source.offers.has(one))
  if (!source || !part) return null
  const started = performance.now()
  const reading = await readings.ask(source, link.recordId, new Set<Part>([part]))
  const subject = reading.kind === 'read' ? reading.subject : null
  const recorded = reading.kind === 'read' && holdsPart(part, reading.parts[part])
  const asked = {
    ...{ source, link, reading, notOffered: new Set<Part>(), sameChild: true },
    ...{ parts: new Map([[part, { value: null, recorded, removed: false }]]), asOf: now().toISOString() },
    ms: Math.round(performance.now() - started),
  }
  const picture = { asked: [asked], hideLocation: true }
  return { verdict: verdictOn(link, reading, sight), reading, subject, picture }
}

function verdictOn(name: RecordName, reading: Reading, { seesRecord }: Sight): RecordNow['verdict'] {
  switch (reading.kind) {
    case 'nothing':
      return 'NOTHING'
    case 'locked':
      return 'HIDDEN'
    case 'many':
    case 'failed':
      return 'UNREADABLE'
    case 'read':
      if (reading.protectedRecord && !seesRecord(name, null, true)) return 'HIDDEN'
      if (reading.subject === null) return 'UNREADABLE'
      return seesRecord(name, reading.subject, reading.protectedRecord) ? 'SEEN' : 'HIDDEN'
  }
}
