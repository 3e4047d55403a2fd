// Referrals that no service has answered, of children whom the caller may be shown: a row of anybody else is left out, and a page
// is filled with the next, so that no gap tells of one.
import { mayAct } from '../../policies/decide/index.js'
import { HafanError } from '../../errors.js'
import { ageOf } from '../../hub/due/ageing.js'
import { SERVICES } from '../../hub/referrals/services.js'
import { chaseAt } from '../../hub/referrals/referral.js'
import type { AdmittedChild, CaseloadArgs, ChasePage } from '../../resolvers/context.js'
import type { SilentPlace, SilentReferral } from '../../store/casework.js'
import type { Purpose, Records } from '../../types/index.js'
import type { Admitting } from '../operation/admitting.js'
import { cursorOf, record, type RegisterDeps } from './register.js'

const ACT = 'readReferrals'
const DAY_MS = 86_400_000
/** Pages looked through for one: more that may not be shown lie between, and the next page goes on from there. */
const MOST_LOOKS = 4
const MOST_ROWS = 50
const SUMMARY = 2

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')

export function createReferralsToChase(
  { admit }: Pick<Admitting, 'admit'>,
  deps: RegisterDeps,
): (args: CaseloadArgs, place: readonly string[]) => Promise<ChasePage> {
  const { operation, protocol, store, keys, now, shownAmong, policy } = deps
  return async ({ purpose, first, after }, place) => {
    const { person } = operation.caller
    if (!person || mayAct(protocol, ACT, person.role).outcome !== 'YES') throw REFUSED
    const cursor = cursorOf('referrals', operation.caller, deps)
    const at = now()
    const { shown, last, more } = await shownFrom(placeOf(cursor.open(after)), first, purpose, at)
    const ids = shown.map(({ childId }) => ({ id: keys.childId.encode(childId) }))
    const children = ids.length === 0 ? [] : await admit(ids, purpose, place)
    record(operation, null, [`act.${ACT}`])
    const edges = shown.map((row, index) => ({
      cursor: cursor.seal(textOf(row)),
      node: entryOf(row, seen(children[index]), at.toISOString()),
    }))
    return { edges, pageInfo: { hasNextPage: more, endCursor: last && cursor.seal(textOf(last)) } }
  }

  async function shownFrom(from: SilentPlace | null, first: number, purpose: Purpose, at: Date) {
    const shown: SilentReferral[] = []
    let last = from
    const since = new Date(at.getTime() - policy.due.referralSilentAfterDays * DAY_MS)
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const rows = await store.casework.silent(since, MOST_ROWS, last)
      const ids = [...new Set(rows.map(({ childId }) => childId))]
      const may = ids.length === 0 ? new Set<string>() : await shownAmong(ids, purpose)
      for (const row of rows) {
        // A day is over at midnight, and the list is in order of silence: whoever is not due now, nobody after them is.
        if (dueAt(row) > at.toISOString()) return { shown, last: shown.at(-1) ?? null, more: false }
        if (!may.has(row.childId)) continue
        if (shown.length === first) return { shown, last: shown.at(-1) ?? null, more: true }
        shown.push(row)
      }
      last = rows.at(-1) ?? last
      if (rows.length < MOST_ROWS) return { shown, last: shown.at(-1) ?? null, more: false }
    }
    return { shown, last, more: true }
  }

  function dueAt({ lastAt }: SilentReferral): string {
    return chaseAt({ state: 'SENT', lastAt }, policy) ?? lastAt
  }

  function entryOf(row: SilentReferral, child: AdmittedChild, at: string): ChasePage['edges'][number]['node'] {
    const { reference, version, service, sentAt, lastAt } = row
    if (!isService(service)) throw new Error('a referral to a service that is not in the list')
    const due = dueAt(row)
    return { child, referral: reference, version, service, sentAt, lastAt, chaseAt: due, age: ageOf(due, at) }
  }
}

const isService = (code: string): code is Records.ReferralService => Object.hasOwn(SERVICES, code)

/** The row tells what the child's own record would: to whom that is not given, nothing of it is. */
function seen(child: AdmittedChild | undefined): AdmittedChild {
  if (!child || !('rights' in child) || child.rights.grants.REFERRALS.strength < SUMMARY) throw REFUSED
  return child
}

const textOf = ({ lastAt, childId, reference }: SilentPlace): string => [lastAt, childId, reference].join(' ')

function placeOf(text: string | null): SilentPlace | null {
  const [lastAt, childId, reference] = text?.split(' ') ?? []
  return lastAt === undefined || childId === undefined || reference === undefined
    ? null
    : { lastAt, childId, reference }
}
