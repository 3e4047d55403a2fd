// The records of one child as the rules make them and the store seals them: episodes with every step, versions of the risk
// assessment, a referral, a meeting with its plan, a SERAF. Every eleventh child is away now, every tenth waits for a service.
import { randomUUID } from 'node:crypto'
import { asMeeting, asReferral, asSeraf } from '../../../src/hub/casework/kept.js'
import { changeOf } from '../../../src/hub/episode/kept.js'
import { recordReport, recordStep, type Recorded } from '../../../src/hub/episode/record.js'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import type { Refused } from '../../../src/hub/refusal.js'
import { changeOf as caseworkRows, type CaseworkChange } from '../../../src/store/casework-rows.js'
import { changeOf as stored } from '../../../src/store/episode-rows.js'
import type { Keys } from '../../../src/store/keys.js'
import { sealAt, writtenBy } from '../../../src/store/miraf-rows.js'
import { newKey, sealsOf, type RecordSeals } from '../../../src/store/record-seals.js'
import { AREAS, childIdOf, DAY, daysBefore, END, EPISODES_A_CHILD, VERSIONS_A_CHILD } from './size.js'

const BY = { person: 'HP-1', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HP-1' }
const timeOf = (at: number): string => new Date(at).toISOString()

/** By table. */
export type Rows = Readonly<Record<string, readonly object[]>>

/** `nth` is how many real children are before this one. */
export function rowsOf(child: number, nth: number, keys: Keys): Rows {
  const childId = childIdOf(child)
  const record_key = (['EPISODES', 'MIRAF', 'CASEWORK'] as const).map(kind => newKey(keys, childId, kind, 1))
  const seals = sealsOf(keys, record_key)
  const [ofEpisodes, ofMirafs] = [seals('EPISODES'), seals('MIRAF')]
  const episodes = Array.from({ length: EPISODES_A_CHILD }, (_, at) =>
    episodeOf(ofEpisodes, { child, at, away: nth % 11 === 0 && at === 0, minutes: nth % 720 }),
  )
  const casework = caseworkOf(child, nth % 10 === 0).map(change =>
    caseworkRows(seals('CASEWORK'), { childId, version: 0, change, by: BY, at: new Date(END) }),
  )
  return {
    record_key,
    episode: episodes.map(({ row }) => row),
    episode_event: episodes.flatMap(({ events }) => events),
    miraf: Array.from({ length: VERSIONS_A_CHILD }, (_, at) => versionOf(keys, ofMirafs, childId, at + 1)),
    miraf_request: nth % 4 === 0 ? [requestOf(keys, ofMirafs, childId)] : [],
    casework: casework.map(({ row }) => row),
    casework_event: casework.map(({ event }) => event),
  }
}

function taken(result: Recorded | Refused): Recorded['episode'] {
  if (!result.ok) throw new Error(result.code)
  return result.episode
}

interface Nth {
  readonly child: number
  readonly at: number
  readonly away: boolean
  readonly minutes: number
}

function episodeOf(seals: RecordSeals, { child, at: nth, away, minutes }: Nth): ReturnType<typeof stored> {
  const childId = childIdOf(child)
  const reported = away ? END - minutes * 60_000 : END - daysBefore(child, nth) * DAY
  const at = (after: number): string => timeOf(reported + after * 60_000)
  const deps = { at: at(0), by: BY.staffRef, policy: HUB_POLICY }
  const said = { reporter: 'CARER', reportedAt: at(0), lastSeenAt: null, lastSeenPlace: null, circumstances: 'Went out by the back door after tea and did not answer the phone.' } // prettier-ignore
  const about = { missingFrom: 'HOME', placement: null, area: AREAS[child % AREAS.length], homeAuthority: null }
  let episode = taken(recordReport([], { childId, reference: randomUUID(), said, about }, true, deps))
  const step = (after: number, what: object): void => {
    const held = { ...changeOf(episode), childId, version: episode.history.length, soleWord: null, history: [] }
    const seen = { reference: episode.reference, version: held.version }
    const next = taken(recordStep([held], seen, what, { ...deps, at: at(after) }))
    episode = { ...next, history: [...episode.history, ...next.history] }
  }
  step(20, { type: 'TRIAGE', triage: { category: 'MISSING', risk: { level: nth === 0 ? 'HIGH' : 'MEDIUM', label: null } }, reason: null }) // prettier-ignore
  if (!away) {
    step(300, { type: 'RETURN', foundAt: at(300), foundBy: 'FAMILY', place: null })
    step(400, { type: 'CHECK', check: { done: true, doneAt: at(390), officer: 'PC 4471', harm: ['NONE_KNOWN'], summary: 'Cold and tired.' } }) // prettier-ignore
    step(500, { type: 'OFFER_INTERVIEW', offeredAt: at(490), provider: null })
    step(600, { type: 'ANSWER_INTERVIEW', answeredAt: at(590), answer: { given: 'ACCEPTED' } })
    step(650, { type: 'HOLD_INTERVIEW', heldAt: at(640), push: [], pull: [], childsWords: 'I wanted to see my friends.', agreedAudience: [] }) // prettier-ignore
    step(700, { type: 'CLOSE' })
  }
  const change = changeOf(episode)
  const who = { ageBand: null, sex: null }
  return stored(seals, { childId, before: null, change, by: BY, at: new Date(at(720)), who })
}

/** As long as an assessment of some paragraphs. */
const BODY = {
  paragraphs: Array.from({ length: 10 }, () => 'What is known of places, companions and hazards. '.repeat(4)),
}

function versionOf(keys: Keys, seals: RecordSeals, childId: string, version: number): object {
  const sealed = sealAt(seals, BODY, 'version', childId, version)
  const at = timeOf(END - (60 - version) * 30 * DAY)
  const review_on = timeOf(END - (59 - version) * 30 * DAY).slice(0, 10)
  return { child_id: childId, version, made_at: at, ...writtenBy(keys, BY), level: 'MEDIUM', review_on, sealed }
}

function requestOf(keys: Keys, seals: RecordSeals, childId: string): object {
  const id = randomUUID()
  const sealed_reason = sealAt(seals, 'New companions.', 'request', childId, id)
  return { id, child_id: childId, requested_at: timeOf(END - 3 * DAY), ...writtenBy(keys, BY), sealed_reason }
}

function caseworkOf(child: number, waits: boolean): readonly CaseworkChange[] {
  const heldAt = timeOf(END - daysBefore(child, 0) * DAY)
  const sentAt = waits ? timeOf(END - (20 + (child % 40)) * DAY) : heldAt
  const step = (kind: string): Pick<CaseworkChange, 'step'> => ({ step: { kind, happenedAt: heldAt, body: { type: kind, when: heldAt } } }) // prettier-ignore
  const send = { type: 'SEND', reference: randomUUID(), childId: childIdOf(child), episode: null, service: 'MEDIATION', to: 'Mediation service', when: sentAt } as const // prettier-ignore
  const { type: _type, when: _when, ...sent } = send
  const standing = { ...sent, state: waits ? 'SENT' : 'ACCEPTED', sentAt, lastAt: sentAt, sessions: 0, history: [] } as const // prettier-ignore
  const plan = { what: 'Ring the school each morning', measure: 'No morning is missed for four weeks', owner: 'School lead', due: heldAt.slice(0, 10) } // prettier-ignore
  const action = { ...plan, id: 'A1', state: waits ? 'OPEN' : 'DONE', doneOn: waits ? null : plan.due, note: null } as const // prettier-ignore
  const meeting = { kind: 'STRATEGY', heldAt, tookPart: [{ party: 'POLICE', who: null }], decision: 'Carry on.', actions: [action] } as const // prettier-ignore
  const seraf = { ok: true, assessedOn: heldAt.slice(0, 10), components: [], total: 3, category: 2 } as const
  return [
    { ...asReferral(standing, send), reference: send.reference, ...step('SEND') },
    { ...asMeeting({ ...meeting, tookPart: [...meeting.tookPart], actions: [action] }), reference: randomUUID(), ...step('HOLD') },
    { ...asSeraf(seraf), reference: randomUUID(), ...step('ASSESS') },
  ] // prettier-ignore
}
