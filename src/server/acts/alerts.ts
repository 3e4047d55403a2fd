// What the caller's own teams are told. An alert of a child who may not be shown to this caller is left out, and a page is filled
// with the next, so that no gap tells of one; of whom it cannot be checked just now the alert stands, without the child.
import { BadArgument, HafanError } from '../../errors.js'
import { ALERT_TITLES, TOLD_OF } from '../../hub/alerts/kinds.js'
import { mayReachConcealed } from '../../policies/admission/rights.js'
import type { Admission } from '../../policies/admission/admit.js'
import { mayAct } from '../../policies/decide/index.js'
import type { AdmittedChild, AlertArgs, AlertPage, Alerts } from '../../resolvers/context.js'
import type { TeamAlert } from '../../store/alert-inbox.js'
import type { Person } from '../../types/caller.js'
import { LEVELS, type Purpose, type Records } from '../../types/index.js'
import { isConcealed } from '../alerts/entitled.js'
import { ownTeamsOf } from '../alerts/own-teams.js'
import type { Team } from '../alerts/teams.js'
import type { Admitting } from '../operation/admitting.js'
import { personOf } from '../operation/glass.js'
import { cursorOf, record, type RegisterDeps } from './register.js'

export interface AlertActDeps extends RegisterDeps {
  readonly teams: readonly Team[]
}

type Deciding = Pick<Admitting, 'ofCaseload' | 'decidedAmong'>
type Row = TeamAlert & { readonly shown: Admission | null; readonly named: readonly string[] }

const REFUSED = new HafanError('OPERATION_REFUSED', 'This operation is not open to this caller.')
const NOT_FOUND = new HafanError('ALERT_NOT_FOUND', 'No alert of your teams has this id. Read your alerts again.')
const [SUMMARY, FULL] = [LEVELS.indexOf('SUMMARY'), LEVELS.indexOf('FULL')]
const MOST_LOOKS = 4
const MOST_ROWS = 50
const MOST_REPORTED_MS = 400 * 24 * 3_600_000

export function createAlerts({ ofCaseload, decidedAmong }: Deciding, deps: AlertActDeps): Alerts {
  const { operation, protocol, store, keys, now, teams } = deps
  const nameOf = new Map(teams.map(({ id, name }) => [id, name]))
  const teamOf = (id: string): Records.AlertTeam => ({ id, name: nameOf.get(id) ?? { en: id, cy: id } })

  function readerFor(act: 'acknowledgeAlert' | 'readAlertReport'): Person {
    const { person } = operation.caller
    if (!person || mayAct(protocol, act, person.role, { inAlertedTeam: true }).outcome !== 'YES') throw REFUSED
    return person
  }

  const ownTeams = (person: Person): readonly string[] => ownTeamsOf(person, teams, now())

  /** Without children whom nobody knows for this caller: those they are too near to, and those who are concealed from them. */
  async function known(childIds: readonly string[], person: Person): Promise<ReadonlySet<string>> {
    const [links, near] = await Promise.all([
      store.children.linksOf(childIds),
      store.conflicts.near({ ...person }, now()),
    ])
    const reaches = mayReachConcealed(protocol, person)
    return new Set(
      childIds.filter(id => {
        const child = { id, links: links.get(id) ?? [] }
        return near.child(child) === null && (reaches || !isConcealed(child))
      }),
    )
  }

  async function kept(rows: readonly TeamAlert[], person: Person, purpose: Purpose): Promise<readonly Row[]> {
    const all = rows.flatMap(({ childId, pupils }) => [childId ?? [], pupils.map(one => one.childId)].flat())
    const may = await known([...new Set(all)], person)
    const decided = may.size === 0 ? new Map<string, Admission>() : await decidedAmong([...may], purpose)
    return rows.flatMap((row): Row[] => {
      if (row.kind === 'SCHOOL_DIGEST') {
        const named = row.pupils
          .map(one => one.childId)
          .filter(id => givesOf(decided.get(id), 'NEW_EPISODE') >= SUMMARY)
        return named.length === 0 ? [] : [{ ...row, shown: null, named: [...new Set(named)] }]
      }
      const admission = row.childId === null ? undefined : decided.get(row.childId)
      if (admission?.kind === 'COULD_NOT_CHECK') return [{ ...row, shown: admission, named: [] }]
      return admission && givesOf(admission, row.kind) >= SUMMARY ? [{ ...row, shown: admission, named: [] }] : []
    })
  }

  async function pageFrom({ purpose, first, unacknowledged }: AlertArgs, from: string | null, person: Person) {
    const shown: Row[] = []
    let last = from
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const asked = { teams: ownTeams(person), unacknowledged, first: MOST_ROWS, before: last }
      const rows = await store.alertInbox.of(asked)
      for (const row of await kept(rows, person, purpose)) {
        if (shown.length === first) return { shown, last: shown.at(-1)?.seq ?? null, more: true }
        shown.push(row)
      }
      last = rows.at(-1)?.seq ?? last
      if (rows.length < MOST_ROWS) return { shown, last: shown.at(-1)?.seq ?? null, more: false }
    }
    return { shown, last, more: true }
  }

  const nodeOf = (row: Row, child: AdmittedChild | null | undefined): AlertPage['edges'][number]['node'] => ({
    ...{ id: row.id, kind: row.kind, title: ALERT_TITLES[row.kind], child: child ?? null, at: row.at },
    pupils: row.named.map(id => keys.childId.encode(id)),
    reference: row.kind !== 'SCHOOL_DIGEST' && givesOf(row.shown, row.kind) >= FULL ? row.reference : null,
    ...{ team: teamOf(row.team), standsAs: row.standsAs, recipientConfirmed: row.confirmed },
    escalatedFrom: row.escalatedFrom === null ? null : teamOf(row.escalatedFrom),
    ...{ acknowledgedAt: row.acknowledgedAt, acknowledgedRole: row.acknowledgedRole },
  })

  /** In the order of the page, one entry of the ledger each: an answer's children are told by where they stand. */
  async function childrenOf(rows: readonly Row[], purpose: Purpose, place: readonly string[]) {
    const children: (AdmittedChild | null)[] = []
    for (const { childId, kind } of rows) {
      if (kind === 'SCHOOL_DIGEST' || childId === null) {
        operation.ledger.push({ handle: null, requested: new Set(), place: place.join('.'), picture: null })
        children.push(null)
      } else children.push((await ofCaseload([{ id: keys.childId.encode(childId) }], purpose, place))[0] ?? null)
    }
    return children
  }

  return {
    async list(args, place) {
      const person = readerFor('acknowledgeAlert')
      const cursor = cursorOf('alerts', operation.caller, deps)
      const from = cursor.open(args.after)
      if (from !== null && !/^\d+$/.test(from)) throw new BadArgument('after', '"after" is of another list.')
      const { shown, last, more } = await pageFrom(args, from, person)
      const children = await childrenOf(shown, args.purpose, place)
      record(operation, null, ['act.acknowledgeAlert'])
      const edges = shown.map((row, index) => ({ cursor: cursor.seal(row.seq), node: nodeOf(row, children[index]) }))
      return { edges, pageInfo: { hasNextPage: more, endCursor: last === null ? null : cursor.seal(last) } }
    },

    async event({ purpose }, place) {
      const person = readerFor('acknowledgeAlert')
      if (operation.event === null) throw REFUSED
      const row = await store.alertInbox.bySeq(operation.event, ownTeams(person))
      const shown = row === null ? [] : await kept([row], person, purpose)
      const [child] = await childrenOf(shown, purpose, place)
      record(operation, null, ['act.acknowledgeAlert'])
      const [one] = shown
      const cursor = cursorOf('alerts', operation.caller, deps)
      return one ? { cursor: cursor.seal(one.seq), node: nodeOf(one, child) } : null
    },

    async acknowledge(input) {
      const person = readerFor('acknowledgeAlert')
      if (!operation.intent) throw REFUSED
      await operation.intent
      const own = ownTeams(person)
      const alert = await store.alertInbox.one(input.alert)
      if (alert === null || !own.includes(alert.team)) throw NOT_FOUND
      const about = alert.childId === null ? alert.pupils.map(({ childId }) => childId) : [alert.childId]
      if ((await known(about, person)).size === 0) throw NOT_FOUND
      const receipt = await store.alertInbox.acknowledge(
        { id: input.alert, teams: own, person: personOf(operation.caller), role: person.role },
        { caller: personOf(operation.caller), act: 'acknowledgeAlert', key: input.key, input, at: now() },
      )
      record(operation, alert.childId === null ? null : keys.childId.encode(alert.childId), ['act.acknowledgeAlert'])
      return receipt
    },

    async report({ from, until }) {
      readerFor('readAlertReport')
      const [since, before] = [new Date(from), new Date(until)]
      const length = before.getTime() - since.getTime()
      if (!(length > 0 && length <= MOST_REPORTED_MS))
        throw new BadArgument('until', '"until" is after "from", by 400 days at most.')
      const rows = await store.alertInbox.report(since, before)
      record(operation, null, ['act.readAlertReport'])
      const order = new Map(teams.map(({ id }, index) => [id, index]))
      const placeOf = ({ team }: { readonly team: string }): number => order.get(team) ?? teams.length
      return {
        teams: [...rows]
          .sort((one, other) => placeOf(one) - placeOf(other))
          .map(({ team, ...counts }) => ({ team: teamOf(team), ...counts })),
      }
    },
  }
}

/** How much of what the alert tells of the caller may have of this child. */
function givesOf(admission: Admission | null | undefined, kind: keyof typeof TOLD_OF): number {
  return admission?.kind === 'SHOWN' ? admission.rights.grants[TOLD_OF[kind].category].strength : 0
}
