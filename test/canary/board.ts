// Lists of children that the hub makes of its own: who stands on the board, whose service is silent, what is due, of whom the caller's team was
// told. Each has whoever the caller may be shown, as far as the caller may know of it, and nobody besides. What is in one list
// happened at one time, so its order says nothing here.
import type { SelectionSetNode } from 'graphql'
import { AREA, type Canary } from './callers.js'
import { CHILDREN, type ChildSpec } from './children.js'
import type { Entitlement } from './entitled.js'
import { hubKnowsWhere, inHub } from './facts.js'
import type { Problem } from './judge.js'
import type { CanaryOperation, Cursors } from './operations.js'
import { objectType } from './schema.js'
import { argumentsOf, cursorOf, selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'
import { canariesPlainIn } from './sinks.js'
import type { World } from './world.js'

type Json = Readonly<Record<string, unknown>>

export interface Listing {
  readonly page: string
  readonly edge: string
  readonly entry: string
  /** The category whose main facts a row tells of. */
  readonly category: string
  /** The field of an entry that holds a canary, and the coordinate whose it is. */
  readonly names: string
  readonly of: string
  /** Of whom the caller's list would have rows, were all shown. */
  readonly may: (canary: Canary) => readonly ChildSpec[]
}

const isHub = ({ caller: { person } }: Canary): boolean =>
  ['HUB_PRACTITIONER', 'HUB_MANAGER'].includes(person?.role ?? '')

const onBoard = (canary: Canary): readonly ChildSpec[] => {
  const { person } = canary.caller
  const all = CHILDREN.filter(child => inHub(child) && child.episode === 'OPEN')
  if (isHub(canary)) return all
  const posted = person?.role === 'POLICE_COORDINATOR' && person.posts.some(({ value }) => value === AREA)
  return posted ? all.filter(hubKnowsWhere) : []
}

/** By the root that asks for it. */
export const LISTINGS: Readonly<Record<string, Listing>> = {
  board: { page: 'Board', edge: 'BoardEdge', entry: 'BoardEntry', category: 'MISSING_EPISODES', names: 'episode', of: 'MissingEpisode.reference', may: onBoard },
  referralsToChase: { page: 'ReferralsToChase', edge: 'ReferralToChaseEdge', entry: 'ReferralToChase', category: 'REFERRALS', names: 'referral', of: 'Referral.reference', may: canary => (isHub(canary) ? CHILDREN.filter(inHub) : []) },
  dueWork: { page: 'DueWork', edge: 'DueWorkEdge', entry: 'DueWorkEntry', category: 'REFERRALS', names: 'reference', of: 'Referral.reference', may: canary => (isHub(canary) ? CHILDREN.filter(inHub) : []) },
  alerts: { page: 'Alerts', edge: 'AlertEdge', entry: 'Alert', category: 'MISSING_EPISODES', names: 'reference', of: 'MissingEpisode.reference', may: canary => (isHub(canary) ? CHILDREN : []) },
} // prettier-ignore

export const listOfCaller = (root: string, name: string): string => `${root} of ${name}`

/** Whether a canary of this coordinate may stand in an entry of a list. */
export const standsInList = (coordinate: string | undefined, asked: ReadonlySet<string>): boolean =>
  Object.values(LISTINGS).some(({ entry, names, of }) => of === coordinate && asked.has(`${entry}.${names}`))

export interface ListJudging {
  readonly op: CanaryOperation
  readonly document: Document
  readonly world: World
  readonly cursors: Cursors
  readonly say: (kind: Problem['kind'], says: string) => void
  readonly entitled: (child: ChildSpec) => Entitlement
  /** May be on the page; what is asked of them is asked for. */
  readonly ask: (of: Entitlement, sets: readonly SelectionSetNode[], more: readonly string[]) => void
  readonly keep: (type: string, selected: Selected, value: unknown, use: string) => void
  readonly judged: (child: number, value: unknown, sets: readonly SelectionSetNode[]) => void
}

export function judgeListing(root: string, selected: Selected, value: Json | null, judging: ListJudging): void {
  const { op, document, world, cursors, say } = judging
  const list = LISTINGS[root]
  if (list === undefined) return
  const may = list.may(op.canary).map(({ index }) => index)
  const all = world.children.filter(({ index }) => may.includes(index)).map(judging.entitled)
  const rows = all.filter(of => of.shown && of.level(list.category, 'HUB') > 1)
  const [use, after] = [listOfCaller(root, op.canary.name), cursorOf(selected, document)]
  if (after !== null && cursors.get(`given ${after}`) !== use) say('CURSOR', `${root} went on from a cursor that is not its own`) // prettier-ignore
  judging.keep(list.page, selected, value, use)
  const [field] = selected.nodes
  const usual = objectType('Query')
    .getFields()
    [root]?.args.find(({ name }) => name === 'first')?.defaultValue
  const first = Number((field && argumentsOf(field, document.variables)['first']) ?? usual)
  const full = Math.min(first, rows.length)
  for (const [key, edges] of selectedOf(list.page, setsOf(selected), document)) {
    if (edges.name !== 'edges') continue
    const page: readonly Json[] = Array.isArray(value?.[key]) ? value[key] : []
    if (page.length > full) say('EXISTENCE', `${page.length} rows of ${root}, of ${full} that may be shown`)
    if (page.length < full && after === null && value) say('MISSING', `${page.length} rows of ${root}, of ${full}`)
    for (const [inner, node] of selectedOf(list.edge, setsOf(edges), document)) {
      if (node.name !== 'node') continue
      const fields = [...selectedOf(list.entry, setsOf(node), document)]
      const child = fields.find(([, { name }]) => name === 'child')
      const sets = child ? setsOf(child[1]) : []
      const more = fields.some(([, { name }]) => name === list.names) ? [`${list.entry}.${list.names}`] : []
      for (const of of rows) judging.ask(of, sets, more)
      for (const edge of page) {
        const row = edge[inner] as Json
        const [token] = canariesPlainIn(JSON.stringify(row), world.mint)
        const whom = token === undefined ? undefined : world.mint.known.get(token)?.child
        if (child && whom !== undefined) judging.judged(whom, row[child[0]], sets)
      }
    }
  }
}
