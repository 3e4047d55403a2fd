// Who stands on the board: the hub's own children who are away, as far as the caller may be shown them, and nobody besides.
// All of them were reported at one time with one risk, so their order says nothing here.
import type { SelectionSetNode } from 'graphql'
import { AREA, type Canary } from './callers.js'
import { CHILDREN } from './children.js'
import type { Entitlement } from './entitled.js'
import { hubKnowsWhere, inHub } from './facts.js'
import type { Problem } from './judge.js'
import { cursorOf, selectedOf, setsOf } from './select.js'
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
  readonly document: Document
  readonly world: World
  /** Whom the board may have for this caller, each with what of them may be given. */
  readonly all: readonly Entitlement[]
  readonly first: number
  readonly say: (kind: Problem['kind'], says: string) => void
  /** May be on the page; what is asked of them is asked for. */
  readonly perhaps: (of: Entitlement, sets: readonly SelectionSetNode[], episode: boolean) => void
  readonly judged: (child: number, value: unknown, sets: readonly SelectionSetNode[]) => void
}

export function judgeBoard(board: Selected, value: Json | null, judging: BoardJudging): void {
  const { document, world, say } = judging
  const rows = judging.all.filter(of => of.shown && of.level('MISSING_EPISODES', 'HUB') > 1)
  const isFirstPage = cursorOf(board, document) === null
  for (const [key, edges] of selectedOf('Board', setsOf(board), document)) {
    if (edges.name !== 'edges') continue
    const page: readonly Json[] = Array.isArray(value?.[key]) ? value[key] : []
    const full = Math.min(judging.first, rows.length)
    if (page.length > full) say('EXISTENCE', `${page.length} rows of a board, of ${full} that may be shown`)
    if (page.length < full && isFirstPage && value) say('MISSING', `${page.length} rows of a board, of ${full}`)
    for (const [inner, node] of selectedOf('BoardEdge', setsOf(edges), document)) {
      if (node.name !== 'node') continue
      const fields = [...selectedOf('BoardEntry', setsOf(node), document)]
      const child = fields.find(([, { name }]) => name === 'child')
      const sets = child ? setsOf(child[1]) : []
      for (const of of rows) judging.perhaps(of, sets, fields.some(([, { name }]) => name === 'episode')) // prettier-ignore
      for (const edge of page) {
        const row = edge[inner] as Json
        const [token] = canariesPlainIn(JSON.stringify(row), world.mint)
        const whom = token === undefined ? undefined : world.mint.known.get(token)?.child
        if (child && whom !== undefined) judging.judged(whom, row[child[0]], sets)
      }
    }
  }
}
