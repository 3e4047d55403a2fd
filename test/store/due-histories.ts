// Random children as the store keeps them: the same histories that the rules and their second reading are compared by. And the
// list of what is due of them.
import { randomUUID } from 'node:crypto'
import type { PlainChild } from '../hub/due/random.js'
import type { ChildsWork } from '../../src/hub/due/due.js'
import { asCall, asMeeting, asReferral, asSeraf } from '../../src/hub/casework/kept.js'
import { changeOf } from '../../src/hub/episode/kept.js'
import { DUE_KINDS } from '../../src/hub/due/kinds.js'
import type { DuePage, DuePlace, DueRow } from '../../src/store/due-page.js'
import type { Store } from '../../src/store/open.js'
import { changeOf as caseworkRows, type CaseworkChange } from '../../src/store/casework-rows.js'
import { changeOf as episodeRows } from '../../src/store/episode-rows.js'
import { sealAt, writtenBy } from '../../src/store/miraf-rows.js'
import { newKey, sealsOf } from '../../src/store/record-seals.js'
import { testKeys } from '../support/database.js'
import { recorder } from './recorded.js'

/** By table, in the order in which they can be written. */
export type Rows = Readonly<Record<string, readonly object[]>>

const BY = recorder()
const reviewOf = (childId: string, seals: ReturnType<ReturnType<typeof sealsOf>>, at: string): object => {
  const id = randomUUID()
  return { id, child_id: childId, requested_at: at, ...writtenBy(testKeys, BY), sealed_reason: sealAt(seals, 'Why', 'request', childId, id) } // prettier-ignore
}

/** `where` is who works on each episode and where it was. */
export function rowsOf(
  childId: string,
  { child, work }: { readonly child: PlainChild; readonly work: ChildsWork },
  where: (
    episode: number,
  ) => Readonly<Record<'area' | 'home_authority' | 'assigned_person' | 'assigned_team', string | null>>,
): Rows {
  const record_key = (['EPISODES', 'MIRAF', 'CASEWORK'] as const).map(kind => newKey(testKeys, childId, kind, 1))
  const seals = sealsOf(testKeys, record_key)
  const episodes = work.episodes.map((episode, nth) => {
    const change = changeOf({ ...episode, childId })
    const written = episodeRows(seals('EPISODES'), {
      ...{ childId, before: null, change, by: BY, at: new Date(0), who: { ageBand: null, sex: null } },
    })
    const events = written.events.map((event, index) => ({ ...event, recorded_at: episode.history[index]?.at }))
    return { row: { ...written.row, version: Math.max(1, events.length), ...where(nth) }, events }
  })
  const { miraf } = work
  const version = miraf && {
    ...{ child_id: childId, version: 1, made_at: miraf.at, level: miraf.level, review_on: miraf.reviewOn },
    ...{ ...writtenBy(testKeys, BY), sealed: sealAt(seals('MIRAF'), {}, 'version', childId, 1) },
  }
  const casework = caseworkOf(childId, child).map(change =>
    caseworkRows(seals('CASEWORK'), { childId, version: 0, change, by: BY, at: new Date(0) }),
  )
  return {
    record_key,
    episode: episodes.map(({ row }) => row),
    episode_event: episodes.flatMap(({ events }) => events),
    miraf: version ? [version] : [],
    miraf_request: work.mirafRequests.map(at => reviewOf(childId, seals('MIRAF'), at)),
    casework: casework.map(({ row }) => row),
    casework_event: casework.map(({ event }) => event),
  }
}

function caseworkOf(childId: string, child: PlainChild): readonly CaseworkChange[] {
  const step = (kind: string, happenedAt: string) => ({ step: { kind, happenedAt, body: {} } })
  const plan = {
    what: 'Visit',
    measure: 'Seen',
    owner: 'Youth worker',
    state: 'OPEN',
    doneOn: null,
    note: null,
  } as const
  // The plans hang on the first meeting: where there is none, nothing was planned.
  const actions = child.actions.map((due, nth) => ({ ...plan, id: `A${nth}`, due }))
  const calls = child.calls.map(at => ({
    ...asCall({ calledAt: at, reason: 'Worried' }),
    ...{ reference: randomUUID(), ...step('CALL', at) },
  }))
  const meetings = child.meetings.map((heldAt, nth) => {
    const tookPart = [{ party: 'POLICE' as const, who: null }]
    const meeting = {
      kind: 'STRATEGY' as const,
      heldAt,
      tookPart,
      decision: 'Go on',
      actions: nth === 0 ? actions : [],
    }
    return { ...asMeeting(meeting), reference: `M-${nth}`, ...step('HOLD', heldAt) }
  })
  const referrals = child.referrals.map(({ lastAt, state }, nth) => {
    const of = { reference: `R-${nth}`, childId, episode: null, service: 'MEDIATION', to: 'Mediation' } as const
    const standing = { ...of, state, sentAt: lastAt, lastAt, sessions: 0, history: [] }
    return { ...asReferral(standing, { ...of, type: 'SEND', when: lastAt }), ...of, ...step('SEND', lastAt) }
  })
  const serafs = [child.serafOn]
    .flatMap(on => (on === null ? [] : [on]))
    .map(assessedOn => ({
      ...asSeraf({ assessedOn, components: [], total: 3, category: 2 }),
      ...{ reference: randomUUID(), ...step('ASSESS', `${assessedOn}T00:00:00Z`) },
    }))
  return [...calls, ...meetings, ...referrals, ...serafs]
}

export const EVERYTHING: Omit<DuePage, 'first' | 'after'> = {
  ...{ kinds: Object.keys(DUE_KINDS), areas: null, of: null, before: null },
}

/** Page by page. */
export async function pagesOf(
  { dueWork }: Pick<Store, 'dueWork'>,
  asked = EVERYTHING,
  first = 7,
): Promise<readonly DueRow[]> {
  const found: DueRow[] = []
  for (let after: DuePlace | null = null; ;) {
    const page: readonly DueRow[] = await dueWork.page({ ...asked, first, after })
    found.push(...page)
    if (page.length < first) return found
    after = page.at(-1) ?? null
  }
}
