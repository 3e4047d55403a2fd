// Reporting a child missing, and every step that follows. What is recorded is decided by the hub's rules, from what is held
// under the child's lock.
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { RuleRefused } from '../../errors.js'
import { recordMerge, recordReport, recordStep } from '../../hub/episode/record.js'
import { recordedWith } from '../../hub/thresholds/told.js'
import type { Act } from '../../policies/protocol/index.js'
import type { EpisodeActs, EpisodeAnswer } from '../../resolvers/context.js'
import type { AdmissionDeps } from '../operation/admission.js'
import type { Admitting } from '../operation/admitting.js'
import { evenOut } from '../operation/even-out.js'
import type { Operation } from '../operation/state.js'
import { byNumber, createActing, taken } from './episode-acting.js'
import * as words from './episode-words.js'
import { createIncidentAct } from './incidents.js'
import { record } from './register.js'

export function createEpisodeActs(
  operation: Operation,
  admitting: Pick<Admitting, 'toAct'>,
  deps: AdmissionDeps,
): EpisodeActs {
  const acting = createActing(operation, admitting, deps)
  const { store, keys, now, notShownMs } = deps

  const stepOf = (act: Act, input: words.StepInput, step: object): Promise<EpisodeAnswer> =>
    acting.onShown(act, input, (held, told) => {
      const seen = { reference: input.episode, version: input.version }
      const { episode } = taken(recordStep(held, seen, step, told))
      return { episode: episode.reference, episodes: [episode] }
    })

  return {
    async reportMissing(input) {
      const started = performance.now()
      const { person, purpose } = acting.personFor('reportMissing')
      const identifier = acting.parsed(input.child)
      const admission = await admitting.toAct(identifier, purpose, 'REGISTER')
      const shown = admission.kind === 'SHOWN'
      const at = now()
      const { said, about } = words.reportOf(input, at)
      try {
        const receipt = await store.episodes.record(
          {
            child: shown ? { childId: admission.child.id } : byNumber(identifier),
            by: acting.recorderOf(person),
            decide: (childId, held) => {
              const report = { childId, reference: randomUUID(), said, about }
              const told = acting.told(person, at)
              const { episode } = taken(recordReport(held, report, shown, told))
              const receipt = { id: randomUUID(), at: at.toISOString(), episode: episode.reference }
              return { ...recordedWith({ childId, held, episodes: [episode] }, told.at, told.policy), receipt }
            },
          },
          acting.sentBy('reportMissing', input, at),
        )
        record(operation, keys.childId.encode(receipt.childId), ['act.reportMissing'])
        return { id: receipt.id, at: receipt.at, episode: shown ? receipt.episode : null }
      } finally {
        if (!shown) await evenOut(started, { notShownMs })
      }
    },
    reportIncident: createIncidentAct(operation, admitting, acting, deps),
    triage: input => stepOf('triage', input, words.triageOf(input)),
    recordReturn: input => stepOf('recordReturn', input, words.returnOf(input)),
    recordSafeAndWell: input => stepOf('recordSafeAndWell', input, words.checkOf(input)),
    offerDebrief: input => stepOf('offerDebrief', input, words.offerOf(input, now())),
    answerDebrief: input => stepOf('answerDebrief', input, words.answerOf(input, now())),
    recordDebrief: input => stepOf('recordDebrief', input, words.debriefOf(input)),
    gradeRisk: input => stepOf('gradeRisk', input, words.gradeOf(input)),
    closeEpisode: input => stepOf('closeEpisode', input, words.CLOSING),
    assignEpisode: input => stepOf('assignEpisode', input, words.assignOf(input, operation.caller.person)),
    mergeReports: input => acting.onShown('mergeReports', input, mergeOf(input), true),
  }
}

const mergeOf =
  (input: Parameters<EpisodeActs['mergeReports']>[0]): Parameters<ReturnType<typeof createActing>['onShown']>[2] =>
  (held, told) => {
    const kept = { reference: input.keep, version: input.keepVersion }
    const merged = recordMerge(held, kept, { reference: input.merge, version: input.mergeVersion }, told)
    if (!merged.ok) {
      const field = { KEPT: { episode: 'keep', version: 'keepVersion' }, GONE: { episode: 'merge', version: 'mergeVersion' } } // prettier-ignore
      const at = merged.field === 'episode' || merged.field === 'version' ? merged.field : null
      throw new RuleRefused(merged.code, merged.of && at ? field[merged.of][at] : null, merged.words)
    }
    return { episode: merged.kept.reference, episodes: [merged.kept, merged.gone] }
  }
