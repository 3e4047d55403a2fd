// Who is missing now, as far as the caller may be shown them: a row of anybody else is left out, and a page is filled with the
// next, so that no gap tells of one.
import { ageOf } from '../../hub/due/ageing.js'
import { byDue } from '../../hub/due/board.js'
import { dueOfEpisode, type Due } from '../../hub/due/due.js'
import { standingOfRow } from '../../hub/episode/kept.js'
import type { HubPolicy } from '../../hub/policy.js'
import { BadArgument, HafanError } from '../../errors.js'
import { mayAct } from '../../policies/decide/index.js'
import type { AdmittedChild, BoardArgs, BoardPage } from '../../resolvers/context.js'
import type { BoardAsked, BoardOf, BoardPlace, BoardRow } from '../../store/episode-board.js'
import type { Person } from '../../types/caller.js'
import type { Purpose, Records } from '../../types/index.js'
import type { Admitting } from '../operation/admitting.js'
import { dueBesidesOf } from './board-due.js'
import { cursorOf, record, type RegisterDeps } from './register.js'

const ACT = 'readBoard'
/** Pages looked through for one: more that may not be shown lie between, and the next page goes on from there. */
const MOST_LOOKS = 4
const MOST_ROWS = 50

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

export function createBoard(
  { admit }: Pick<Admitting, 'admit'>,
  deps: RegisterDeps,
): (args: BoardArgs, place: readonly string[]) => Promise<BoardPage> {
  const { operation, protocol, store, keys, now, shownAmong, policy } = deps
  return async ({ purpose, first, after, of }, place) => {
    const { person } = operation.caller
    if (!person || mayAct(protocol, ACT, person.role).outcome !== 'YES') throw REFUSED
    const cursor = cursorOf('board', operation.caller, deps)
    const { shown, last, more } = await shownFrom(placeOf(cursor.open(after)), first, purpose, {
      ...{ areas: areasOf(person, now()), of: whose(of, person, now()) },
    })
    const ids = shown.map(({ childId }) => ({ id: keys.childId.encode(childId) }))
    const theirs = shown.map(({ childId }) => childId)
    const children = ids.length === 0 ? [] : await admit(ids, purpose, place)
    record(operation, null, [`act.${ACT}`])
    const at = now().toISOString()
    const besidesOf = await dueBesidesOf(theirs, deps)
    const edges = shown.map((row, index) => {
      const child = seen(children[index])
      // Of a child the review is said once, with the first of their episodes.
      const first = theirs.indexOf(row.childId) === index
      const besides = besidesOf(row.childId, child).filter(({ kind }) => first || kind !== 'MIRAF')
      return { cursor: cursor.seal(textOf(row)), node: entryOf(row, child, besides, { at, policy }) }
    })
    return { edges, pageInfo: { hasNextPage: more, endCursor: last && cursor.seal(textOf(last)) } }
  }

  async function shownFrom(
    from: BoardPlace | null,
    first: number,
    purpose: Purpose,
    which: Pick<BoardAsked, 'areas' | 'of'>,
  ) {
    const shown: BoardRow[] = []
    let last = from
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const rows = await store.episodeBoard.page({ ...which, first: MOST_ROWS, after: last })
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

/** Posts that count now, of one kind. */
const postsOf = ({ posts }: Person, kind: 'AREA' | 'TEAM', at: Date): readonly string[] =>
  posts
    .filter(post => post.kind === kind && Date.parse(post.from) <= at.getTime())
    .filter(({ to }) => to === null || Date.parse(to) > at.getTime())
    .map(({ value }) => value)

/** The hub has every area; the coordinator those of their posts today. */
const areasOf = (person: Person, at: Date): readonly string[] | null =>
  person.agency === 'HUB' ? null : postsOf(person, 'AREA', at)

/** Whom the list is narrowed to. Throws BAD_ARGUMENT. */
export function whose(of: BoardArgs['of'], person: Person, at: Date): BoardOf | null {
  if (of == null) return null
  if (of.mine === false || of.nobody === false)
    throw new BadArgument(of.mine === false ? 'of.mine' : 'of.nobody', '"mine" and "nobody" are true, or left out.')
  if (of.nobody) return 'NOBODY'
  if (of.mine) return { persons: [person.staffRef], teams: postsOf(person, 'TEAM', at) }
  return { persons: of.staffRef == null ? [] : [of.staffRef], teams: of.team == null ? [] : [of.team] }
}

/** The row tells what the child's own record would: to whom that is not given, nothing of it is. */
function seen(child: AdmittedChild | undefined): AdmittedChild {
  if (!child || !('rights' in child) || child.rights.grants.MISSING_EPISODES.strength < SUMMARY) throw REFUSED
  return child
}

const SUMMARY = 2

function entryOf(
  row: BoardRow,
  child: AdmittedChild,
  besides: readonly Due[],
  { at, policy }: { readonly at: string; readonly policy: HubPolicy },
): BoardPage['edges'][number]['node'] {
  const { reference, version, reportedAt, endedAt, category, risk, assignedPerson, assignedTeam } = row
  const due = [...dueOfEpisode(standingOfRow(row), policy), ...besides].sort(byDue)
  return {
    ...{ child, episode: reference, version, since: reportedAt, endedAt, category, risk },
    ...{ assignedPerson, assignedTeam },
    due: due.flatMap(({ kind, dueAt }) => (isOnBoard(kind) ? [{ kind, dueAt, age: ageOf(dueAt, at) }] : [])),
  }
}

const ON_BOARD = [
  ...['TRIAGE', 'ABSENT_REVIEW', 'CHECK', 'INTERVIEW', 'MIRAF'],
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
