// Several children of one incident: each who is missing is reported as any other is, all of them or none.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { whyMisnamed } from '../../hub/episode/incident.js'
import { recordReport } from '../../hub/episode/record.js'
import { recordedWith } from '../../hub/thresholds/told.js'
import type { EpisodeActs } from '../../resolvers/context.js'
import type { WhichChild } from '../../store/episodes.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import type { Operation } from '../operation/state.js'
import { byNumber, taken, type Acting } from './episode-acting.js'
import { reportOf } from './episode-words.js'
import { record } from './register.js'

interface Named {
  readonly which: WhichChild
  readonly shown: boolean
  readonly missing: boolean
  /** Tells two who are named apart. */
  readonly name: string
}

export function createIncidentAct(
  operation: Operation,
  { toAct }: Pick<Admitting, 'toAct'>,
  acting: Acting,
  { store, keys, now, notShownMs }: AdmissionDeps,
): EpisodeActs['reportIncident'] {
  return async input => {
    const started = performance.now()
    const { person, purpose } = acting.personFor('reportIncident')
    // Before anybody is looked up: a list that is too long is refused for its length.
    const shapes = input.children.map(({ missing }, index) => ({ childId: String(index), missing }))
    const tooMany = whyMisnamed(shapes)
    if (tooMany) taken(tooMany)
    const named = await Promise.all(
      input.children.map(async ({ child, missing }): Promise<Named> => {
        const identifier = acting.parsed(child)
        const admission = await toAct(identifier, purpose, 'REGISTER')
        if (admission.kind === 'SHOWN')
          return { which: { childId: admission.child.id }, shown: true, missing, name: admission.child.id }
        const which = byNumber(identifier)
        return { which, shown: false, missing, name: `${which.scheme}:${which.value}` }
      }),
    )
    const at = now()
    const { said, about } = reportOf(input, at)
    const incident = randomUUID()
    const missing = named.filter(one => one.missing)
    try {
      const misnamed = whyMisnamed(named.map(({ name, missing }) => ({ childId: name, missing })))
      if (misnamed) taken(misnamed)
      const receipt = await store.episodes.recordOfSeveral(
        {
          children: missing.map(({ which }) => which),
          by: acting.recorderOf(person),
          decide: children => {
            const first = (childId: string): number => children.findIndex(one => one.childId === childId)
            const written = children.map(({ childId, held }, index) => {
              // Two numbers may be of one child, of which whoever is not shown the child learns nothing.
              if (first(childId) !== index) return null
              const report = { childId, reference: randomUUID(), said, about: { ...about, incident } }
              const shown = missing[index]?.shown === true
              const told = acting.told(person, at)
              const { episode } = taken(recordReport(held, report, shown, told))
              return recordedWith({ childId, held, episodes: [episode] }, told.at, told.policy)
            })
            const changes = written.map(one => one?.changes[0] ?? null)
            const episodes = changes.map((change, index) => (missing[index]?.shown && change ? change.reference : '-'))
            const alerts = written.flatMap(one => one?.alerts ?? [])
            return { changes, alerts, receipt: { id: incident, at: at.toISOString(), episodes: episodes.join(' ') } }
          },
        },
        acting.sentBy('reportIncident', input, at),
      )
      for (const childId of receipt.childIds.split(' '))
        record(operation, keys.childId.encode(childId), ['act.reportIncident'])
      const children = receipt.episodes.split(' ').map(one => ({ episode: one === '-' ? null : one }))
      return { id: receipt.id, at: receipt.at, children }
    } finally {
      if (named.some(({ shown }) => !shown)) await evenOut(started, { notShownMs })
    }
  }
}
