// The versions of one child's assessment, as far as their reader has them: a page of them, and what differs between two.
import { rightsOf, RIGHTS } from '../../children/rights.js'
import type { CursorSeal } from '../../children/timeline/connection.js'
import { BadArgument } from '../../errors.js'
import type { Records } from '../../types/index.js'
import { difference, type Compared } from './difference.js'

interface Page {
  readonly first: number
  readonly after?: string | null | undefined
}

export type History = Pick<Records.MirafHistory, 'versions'>
const childOf = (history: object): string => ('childId' in history ? String(history.childId) : '')
const bindingOf = (history: object): string => `miraf versions\n${childOf(history)}`
const edgesOf = ({ versions }: History): readonly Records.MirafEdge[] => versions?.edges ?? []

/** Newest first, as they are kept. Throws BAD_ARGUMENT for a cursor of another list. */
export function versionsOf(history: History, { first, after }: Page, cursors: CursorSeal): Records.MirafConnection {
  const rights = rightsOf(history)
  const all = edgesOf(history)
  const start = after == null ? 0 : placeAfter(after, history, cursors)
  const edges = all.slice(start, start + first).map((edge, index) => ({
    ...edge,
    cursor: cursors.seal(String(edge.node?.version ?? start + index), bindingOf(history)),
  }))
  const pageInfo = { hasNextPage: start + edges.length < all.length, endCursor: edges.at(-1)?.cursor ?? null }
  return Object.freeze({ edges, pageInfo, [RIGHTS]: rights })
}

/** A cursor names a version: one that is written meanwhile moves nothing. */
function placeAfter(after: string, history: History, cursors: CursorSeal): number {
  const version = cursors.open(after, bindingOf(history))
  const place = edgesOf(history).findIndex(({ node }) => String(node?.version) === version)
  if (place >= 0) return place + 1
  throw new BadArgument('after', '"after" is not a cursor of this list: pass an endCursor it gave, unchanged.')
}

interface Between {
  readonly from?: number | null | undefined
  readonly to?: number | null | undefined
}

/** Of the two as the reader has them, so that nothing kept back shows as a change. Null where there is no such version. */
export function differenceIn(history: History, { from, to }: Between): Records.MirafDifference | null {
  const all = edgesOf(history).flatMap(({ node }) => node ?? [])
  const after = to == null ? all[0] : all.find(({ version }) => version === to)
  const before =
    from == null
      ? all.find(({ version }) => (version ?? 0) < (after?.version ?? 0))
      : all.find(one => one.version === from)
  if (!before || !after) return null
  const rights = rightsOf(history)
  const changes = difference(comparedOf(before), comparedOf(after)).map(change =>
    Object.freeze({
      ...{ field: change.field, before: textsOf(change.before), after: textsOf(change.after) },
      [RIGHTS]: rights,
    }),
  )
  return Object.freeze({ from: before.version, to: after.version, changes, [RIGHTS]: rights })
}

/** What was written by the rules has every field; only what is kept back is null or empty. */
const comparedOf = (node: Records.Miraf): Compared => node as unknown as Compared

const textsOf = (value: unknown): readonly string[] | null => {
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.map(String) : [typeof value === 'string' ? value : JSON.stringify(value)]
}
