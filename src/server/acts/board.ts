// Who is missing now, as far as the caller may be shown them: a row of anybody else is left out, and a page is filled with the
// next, so that no gap tells of one.
import { ageOf } from '../../hub/due/ageing.js'
import { byDue } from '../../hub/due/board.js'
import { dueOfEpisode } from '../../hub/due/due.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import { HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { AdmittedChild, BoardPage, CaseloadArgs } from '../../resolvers/context.js'
import type { BoardPlace, BoardRow } from '../../store/episode-board.js'
import type { Person } from '../../types/caller.js'
import type { Purpose, Records } from '../../types/index.js'
import type { Admitting } from '../operation/admitting.js'
import { caseworkDueOf } from './board-casework.js'
import { cursorOf, record, type RegisterDeps } from './register.js'

const ACT = 'readBoard'
/** Pages looked through for one: more that may not be shown lie between, and the next page goes on from there. */
const MOST_LOOKS = 4
const MOST_ROWS = 50

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

export function createBoard(
  { admit }: Pick<Admitting, 'admit'>,
  deps: RegisterDeps,
): (args: CaseloadArgs, place: readonly string[]) => Promise<BoardPage> {
  const { operation, protocol, store, keys, now, shownAmong, policy } = deps
  return async ({ purpose, first, after }, place) => {
    const { person } = operation.caller
    if (!person || mayAct(protocol, ACT, person.role).outcome !== 'YES') throw REFUSED
    const cursor = cursorOf('board', operation.caller, deps)
    const { shown, last, more } = await shownFrom(placeOf(cursor.open(after)), first, purpose, areasOf(person, now()))
    const ids = shown.map(({ childId }) => ({ id: keys.childId.encode(childId) }))
    const children = ids.length === 0 ? [] : await admit(ids, purpose, place)
    record(operation, null, [`act.${ACT}`])
    const of = {
      at: now().toISOString(),
      policy,
      moreDue: await caseworkDueOf(
        shown.map(({ childId }) => childId),
        deps,
      ),
    }
    const edges = shown.map((row, index) => ({
      cursor: cursor.seal(textOf(row)),
      node: entryOf(row, seen(children[index]), of),
    }))
    return { edges, pageInfo: { hasNextPage: more, endCursor: last && cursor.seal(textOf(last)) } }
  }

  async function shownFrom(from: BoardPlace | null, first: number, purpose: Purpose, areas: readonly string[] | null) {
    const shown: BoardRow[] = []
    let last = from
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const rows = await store.episodeBoard.page({ areas, first: MOST_ROWS, after: last })
      const ids = [...new Set(rows.map(({ childId }) => childId))]
      const may = ids.length === 0 ? new Set<string>() : await shownAmong(ids, purpose)
      for (const row of rows) {
        if (!may.has(row.childId)) continue
        if (shown.length === first) return { shown, last: shown.at(-1) ?? null, more: true }
        shown.push(row)
      }
      last = rows.at(-1) ?? last
      if (rows.length < MOST_ROWS) return { shown, last: shown.at(-1) ?? null, more: false }
    }
    return { shown, last, more: true }
  }
}

/** The hub has every area; the coordinator those of their posts today. */
function areasOf({ agency, posts }: Person, at: Date): readonly string[] | null {
  if (agency === 'HUB') return null
  const isNow = ({ from, to }: Person['posts'][number]): boolean =>
    Date.parse(from) <= at.getTime() && (to === null || Date.parse(to) > at.getTime())
  return posts.filter(post => post.kind === 'AREA' && isNow(post)).map(({ value }) => value)
}

/** The row tells what the child's own record would: to whom that is not given, nothing of it is. */
function seen(child: AdmittedChild | undefined): AdmittedChild {
  if (!child || !('rights' in child) || child.rights.grants.MISSING_EPISODES.strength < SUMMARY) throw REFUSED
  return child
}

const SUMMARY = 2

interface EntryDeps {
  readonly at: string
  readonly policy: HubPolicy
  /** What is due of the child besides this episode. */
  readonly moreDue: Awaited<ReturnType<typeof caseworkDueOf>>
}

function entryOf(
  row: BoardRow,
  child: AdmittedChild,
  { at, policy, moreDue }: EntryDeps,
): BoardPage['edges'][number]['node'] {
  const { reference, version, reportedAt, endedAt, category, risk } = row
  const due = [...dueOfEpisode(standingOfRow(row), policy), ...moreDue(row.childId, child)].sort(byDue)
  return {
    ...{ child, episode: reference, version, since: reportedAt, endedAt, category, risk },
    due: due.flatMap(({ kind, dueAt }) => (isOnBoard(kind) ? [{ kind, dueAt, age: ageOf(dueAt, at) }] : [])),
  }
}

const ON_BOARD = [
  ...['TRIAGE', 'ABSENT_REVIEW', 'CHECK', 'INTERVIEW'],
  ...['MEETING', 'ACTION', 'REFERRAL', 'SERAF'],
] as const
const isOnBoard = (kind: string): kind is Records.DueKind => ON_BOARD.some(one => one === kind)

const textOf = ({ rank, reportedAt, childId, reference }: BoardPlace): string =>
  [rank, reportedAt, childId, reference].join(' ')

function placeOf(text: string | null): BoardPlace | null {
  const [rank, reportedAt, childId, reference] = text?.split(' ') ?? []
  if (rank === undefined || reportedAt === undefined || childId === undefined || reference === undefined) return null
  return { rank: Number(rank), reportedAt, childId, reference }
}
