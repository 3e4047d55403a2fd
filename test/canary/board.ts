// Who stands on the board: the hub's own children who are away, as far as the caller may be shown them, and nobody besides.
// All of them were reported at one time with one risk, so their order says nothing here.
import type { SelectionSetNode } from 'graphql'
import { AREA, type Canary } from './callers.js'
import { CHILDREN, type ChildSpec } from './children.js'
import type { Entitlement } from './entitled.js'
import { hubKnowsWhere, inHub } from './facts.js'
import type { Problem } from './judge.js'
import type { CanaryOperation, Cursors } from './operations.js'
import { argumentsOf, cursorOf, selectedOf, setsOf } from './select.js'
import type { Document, Selected } from './select.js'
import { canariesPlainIn } from './sinks.js'
import type { World } from './world.js'

type Json = Readonly<Record<string, unknown>>

export const BOARD_EPISODE = 'BoardEntry.episode'
export const boardOfCaller = (name: string): string => `board of ${name}`

/** Of whom the caller's board would have rows, were all shown. */
export function boardOf({ caller: { person } }: Canary): number[] {
  const all = CHILDREN.filter(child => inHub(child) && child.episode === 'OPEN')
  if (['HUB_PRACTITIONER', 'HUB_MANAGER'].includes(person?.role ?? '')) return all.map(({ index }) => index)
  const posted = person?.role === 'POLICE_COORDINATOR' && person.posts.some(({ value }) => value === AREA)
  return posted ? all.filter(hubKnowsWhere).map(({ index }) => index) : []
}

export interface BoardJudging {
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

export function judgeBoard(board: Selected, value: Json | null, judging: BoardJudging): void {
  const { op, document, world, cursors, say } = judging
  const may = boardOf(op.canary)
  const all = world.children.filter(({ index }) => may.includes(index)).map(judging.entitled)
  const rows = all.filter(of => of.shown && of.level('MISSING_EPISODES', 'HUB') > 1)
  const [use, after] = [boardOfCaller(op.canary.name), cursorOf(board, document)]
  if (after !== null && cursors.get(`given ${after}`) !== use) say('CURSOR', 'a board went on from a cursor that is not its own') // prettier-ignore
  judging.keep('Board', board, value, use)
  const [field] = board.nodes
  const first = Number((field && argumentsOf(field, document.variables)['first']) ?? 25)
  const full = Math.min(first, rows.length)
  for (const [key, edges] of selectedOf('Board', setsOf(board), document)) {
    if (edges.name !== 'edges') continue
    const page: readonly Json[] = Array.isArray(value?.[key]) ? value[key] : []
    if (page.length > full) say('EXISTENCE', `${page.length} rows of a board, of ${full} that may be shown`)
    if (page.length < full && after === null && value) say('MISSING', `${page.length} rows of a board, of ${full}`)
    for (const [inner, node] of selectedOf('BoardEdge', setsOf(edges), document)) {
      if (node.name !== 'node') continue
      const fields = [...selectedOf('BoardEntry', setsOf(node), document)]
      const child = fields.find(([, { name }]) => name === 'child')
      const sets = child ? setsOf(child[1]) : []
      const more = fields.some(([, { name }]) => name === 'episode') ? [BOARD_EPISODE] : []
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
