// What is due of all children, on the board or not, as far as the caller may know of each: a row of anybody else, or of a part that the
// caller is not given, is left out, and a page is filled with the next, so that no gap tells of one.
import { BadArgument, HafanError } from '../../errors.js'
import { ageOf } from '../../hub/due/ageing.js'
import { DUE_KINDS, type DueKind } from '../../hub/due/kinds.js'
import type { Admission } from '../../policies/admission/admit.js'
import { mayAct } from '../../policies/decide/index.js'
import type { AdmittedChild, DueWorkArgs, DueWorkPage } from '../../resolvers/context.js'
import type { DuePage, DuePlace, DueRow } from '../../store/due-page.js'
import type { Category, Purpose } from '../../types/index.js'
import type { Admitting } from '../operation/admitting.js'
import { whose } from './board.js'
import { tellsOf } from './board-due.js'
import { becauseOf } from './due-because.js'
import { workOutDue } from './due-worked-out.js'
import { cursorOf, record, type RegisterDeps } from './register.js'

const ACT = 'readDueWork'
/** Pages looked through for one: more that may not be shown lie between, and the next page goes on from there. */
const MOST_LOOKS = 4
const MOST_ROWS = 50
/** Batches of children that are worked out within one reading. */
const MOST_BATCHES = 5
const MOST_AREAS = 25
const SUMMARY = 2

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

export function createDueWorkList(
  { admit, decidedAmong }: Pick<Admitting, 'admit' | 'decidedAmong'>,
  deps: RegisterDeps,
): (args: DueWorkArgs, place: readonly string[]) => Promise<DueWorkPage> {
  const { operation, protocol, store, keys, now } = deps
  return async (args, place) => {
    const { purpose, first, after } = args
    const { person } = operation.caller
    if (!person || mayAct(protocol, ACT, person.role).outcome !== 'YES') throw REFUSED
    const cursor = cursorOf('dueWork', operation.caller, deps)
    const from = placeOf(cursor.open(after))
    const at = now()
    const which = { ...narrowed(args), of: whose(args.of, person, at) }
    const complete = await workOutDue(deps, MOST_BATCHES)
    const { shown, last, more } = await shownFrom(from, first, purpose, which)
    const ids = shown.map(({ childId }) => ({ id: keys.childId.encode(childId) }))
    const children = ids.length === 0 ? [] : await admit(ids, purpose, place)
    record(operation, null, [`act.${ACT}`])
    const edges = shown.map((row, index) => ({
      cursor: cursor.seal(textOf(row)),
      node: entryOf(row, seen(children[index], row), at.toISOString()),
    }))
    return { edges, pageInfo: { hasNextPage: more, endCursor: last && cursor.seal(textOf(last)) }, complete }
  }

  async function shownFrom(from: DuePlace | null, first: number, purpose: Purpose, which: Narrowed) {
    const shown: DueRow[] = []
    let last = from
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const rows = await store.dueWork.page({ ...which, first: MOST_ROWS, after: last })
      const ids = [...new Set(rows.map(({ childId }) => childId))]
      const decided = ids.length === 0 ? new Map<string, Admission>() : await decidedAmong(ids, purpose)
      for (const row of rows) {
        if (!isGiven(decided.get(row.childId), row, which)) continue
        if (shown.length === first) return { shown, last: shown.at(-1) ?? null, more: true }
        shown.push(row)
      }
      last = rows.at(-1) ?? last
      if (rows.length < MOST_ROWS) return { shown, last: shown.at(-1) ?? null, more: false }
    }
    return { shown, last, more: true }
  }
}

type Narrowed = Pick<DuePage, 'kinds' | 'areas' | 'before' | 'of'>

const isKind = (kind: string): kind is DueKind => Object.hasOwn(DUE_KINDS, kind)
const ALL_KINDS = Object.keys(DUE_KINDS)

function narrowed({ kinds, areas, dueBefore }: DueWorkArgs): Omit<Narrowed, 'of'> {
  if ((areas?.length ?? 0) > MOST_AREAS)
    throw new BadArgument('areas', `"areas" has at most ${MOST_AREAS} authorities: leave it out for all of them.`)
  return { kinds: [...new Set(kinds ?? ALL_KINDS)], areas: areas ?? null, before: dueBefore ?? null }
}

const givenOf = (child: AdmittedChild | Admission | undefined, category: Category | null): number =>
  category !== null && child && 'rights' in child ? child.rights.grants[category].strength : 0

const categoryOf = ({ kind }: DueRow): Category | null => (isKind(kind) ? tellsOf(kind) : null)

/** A list that is narrowed by what an episode says tells of the episode, and by where it was, of where the child was. */
function isGiven(admission: Admission | undefined, row: DueRow, { areas, of }: Narrowed): boolean {
  if (admission?.kind !== 'SHOWN' || givenOf(admission, categoryOf(row)) < SUMMARY) return false
  const { rights, child } = admission
  if ((areas !== null || of !== null) && givenOf(admission, 'MISSING_EPISODES') < SUMMARY) return false
  return areas === null || rights.mayLocate || !child.links.some(({ protectedRecord }) => protectedRecord)
}

/** The row tells what the child's own record would: to whom that is not given, nothing of it is. */
function seen(child: AdmittedChild | undefined, row: DueRow): AdmittedChild {
  if (!child || givenOf(child, categoryOf(row)) < SUMMARY) throw REFUSED
  return child
}

function entryOf(row: DueRow, child: AdmittedChild, at: string): DueWorkPage['edges'][number]['node'] {
  const { kind, reference, dueAt, because } = row
  if (!isKind(kind)) throw new Error('something is due of a kind that is not in the list')
  // Who works on an episode is of the episode.
  const ofEpisode = givenOf(child, 'MISSING_EPISODES') >= SUMMARY
  return {
    ...{ child, kind, dueAt },
    assignedPerson: ofEpisode ? row.assignedPerson : null,
    assignedTeam: ofEpisode ? row.assignedTeam : null,
    reference: reference === '' ? null : reference,
    ...{ overdue: dueAt < at, age: ageOf(dueAt, at), because: becauseOf(kind, because) },
  }
}

const textOf = ({ dueAt, kind, childId, nth, reference }: DuePlace): string =>
  [dueAt, kind, childId, nth, reference].join(' ')

function placeOf(text: string | null): DuePlace | null {
  const [dueAt, kind, childId, nth, ...reference] = text?.split(' ') ?? []
  if (dueAt === undefined || kind === undefined || childId === undefined || nth === undefined) return null
  return { dueAt, kind, childId, nth: Number(nth), reference: reference.join(' ') }
}
