// What people ask of the hub's record, as the gateway asks it of the store: each list with all that is worked out from it.
import { dueOfEpisode } from '../../../src/hub/due/due.js'
import { DUE_KINDS } from '../../../src/hub/due/kinds.js'
import { standingOfRow } from '../../../src/hub/episode/kept.js'
import { HUB_POLICY } from '../../../src/hub/policy.js'
import { dueOfChildren } from '../../../src/server/acts/due-of-children.js'
import { markOf } from '../../../src/server/acts/due-worked-out.js'
import type { Store } from '../../../src/store/open.js'
import { DAY, END } from './size.js'

/** One asking; answers with how much was found. */
export type Ask = (random: { readonly below: (limit: number) => number }) => Promise<number>

const PAGE = 50
const AT = new Date(END)

export function lists(store: Store, childIds: readonly string[]): Readonly<Record<string, Ask>> {
  async function board(areas: readonly string[] | null): Promise<number> {
    const rows = await store.episodeBoard.page({ areas, of: null, first: PAGE, after: null })
    const ids = [...new Set(rows.map(({ childId }) => childId))]
    const besides = [...(await dueOfChildren(ids, { store, now: () => AT, policy: HUB_POLICY })).values()]
    const due = rows.flatMap(row => dueOfEpisode(standingOfRow(row), HUB_POLICY))
    const more = besides.flatMap(({ review, casework }) => [...(review ? [review] : []), ...casework])
    return rows.length < PAGE ? 0 : due.length + more.length
  }
  const ofOne =
    (ask: (childId: string) => Promise<ReadonlyMap<string, readonly unknown[]>>): Ask =>
    async random => {
      const childId = childIds[random.below(childIds.length)] ?? ''
      return (await ask(childId)).get(childId)?.length ?? 0
    }
  const caseload: Ask = async random => {
    const from = random.below(childIds.length - PAGE)
    const ids = childIds.slice(from, from + PAGE)
    const [facts] = await Promise.all([store.hub.factsOf(ids), store.children.linksOf(ids)])
    return facts.size
  }
  const silentSince = new Date(END - HUB_POLICY.due.referralSilentAfterDays * DAY)
  /** As the gateway reads it: whether all of it is worked out, then the page. */
  const due =
    (areas: readonly string[] | null): Ask =>
    async () => {
      if (await store.dueWork.isBehind(markOf(HUB_POLICY), AT)) throw new Error('what is due is not worked out')
      const kinds = Object.keys(DUE_KINDS)
      const rows = await store.dueWork.page({ kinds, areas, of: null, before: null, first: PAGE, after: null })
      return rows.length < PAGE ? 0 : rows.length
    }
  const inbox =
    (teams: number, unacknowledged: boolean): Ask =>
    async random => {
      const first = random.below(20)
      const own = Array.from({ length: teams }, (_, nth) => `team-${(first + nth) % 20}`)
      return (await store.alertInbox.of({ teams: own, unacknowledged, first: PAGE, before: null })).length
    }
  return {
    'the board and all that is due': () => board(null),
    'the board of one area': () => board(['W06000018']),
    'referrals to chase': async () => (await store.casework.silent(silentSince, PAGE, null)).length,
    'what is due, of all children': due(null),
    'what is due, of all children of one area': due(['W06000018']),
    'alerts of one team': inbox(1, false),
    'alerts of three teams': inbox(3, false),
    'alerts that nobody acknowledged': inbox(3, true),
    'alerts of somebody whom nothing was told': async () =>
      1 +
      (await store.alertInbox.of({ teams: ['team-none'], unacknowledged: false, first: PAGE, before: null })).length,
    'one child’s episodes, every step': ofOne(id => store.episodes.of([id])),
    'one child’s risk assessments, every version': ofOne(id => store.mirafs.of([id], 'ALL')),
    'one child’s casework, every step': ofOne(id => store.casework.of([id])),
    'who looked at one child': ofOne(id => store.accesses.of([id], 25)),
    'what decisions need of fifty children': caseload,
  }
}
