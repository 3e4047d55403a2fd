// The unified timeline: newest first, a page at a time. Cursors are sealed and bound to the child, so that they tell
// nothing and cannot be moved to another's timeline.
import { BadArgument } from '../../errors.js'
import type { Rights } from '../../types/decision.js'
import type { Bilingual, Category, Records } from '../../types/index.js'
import { answeredWhole } from '../completeness.js'
import type { Asked, Picture } from '../picture.js'
import { EXTRACTORS } from './entries.js'

export interface TimelineArgs {
  readonly first: number
  readonly after?: string | null | undefined
  readonly kinds?: readonly Records.TimelineKind[] | null | undefined
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
}

export interface CursorSeal {
  seal(text: string, boundTo: string): string
  /** Null for a cursor that was not sealed here for this use. */
  open(cursor: string, boundTo: string): string | null
}

export interface TimelineDeps {
  /** From `startOf`. */
  readonly start: number
  readonly childId: string
  readonly rights: Rights
  readonly cursors: CursorSeal
  /** Whether something that could have been here was left out because permission for it could not be decided. */
  readonly undecided?: boolean
  readonly view: (asked: Asked) => Records.Source
}

interface Entry {
  readonly at: string
  /** The same in milliseconds: it is compared with every other. */
  readonly time: number
  readonly dayOnly: boolean
  readonly kind: Records.TimelineKind
  readonly title: Bilingual
  readonly detail: string | null
  readonly category: Category
  readonly asked: Asked
}

export const MOST_ENTRIES = 50
const FULL = 3
const DAY = 'YYYY-MM-DD'.length
const DAY_MS = 24 * 3_600_000

/** How many entries come before the page. Throws BAD_ARGUMENT for a page out of bounds or a cursor of another use. */
export function startOf(args: TimelineArgs, childId: string, cursors: CursorSeal): number {
  if (!Number.isInteger(args.first) || args.first < 1 || args.first > MOST_ENTRIES) {
    throw new BadArgument('first', `"first" of a timeline is a whole number from 1 to ${MOST_ENTRIES}`)
  }
  return args.after == null ? 0 : startAfter(args.after, bindingOf(childId), cursors)
}

const bindingOf = (childId: string): string => `timeline:${childId}`

/** One page. Pure: the arguments have been found good by `startOf`. */
export function timelineOf(picture: Picture, args: TimelineArgs, deps: TimelineDeps): Records.TimelineConnection {
  const { start } = deps
  const binding = bindingOf(deps.childId)
  const entries = entriesOf(picture, deps.rights)
    .filter(entry => within(entry, args))
    .sort(newestFirst)
  const page = entries.slice(start, start + args.first)
  const edges = page.map((entry, index) => {
    let sealed: string | undefined
    return {
      // To seal is dearer than the rest of the entry, and most who read a timeline ask for the last cursor at most.
      get cursor() {
        return (sealed ??= deps.cursors.seal(String(start + index), binding))
      },
      node: nodeOf(entry, deps),
    }
  })
  return {
    edges,
    pageInfo: {
      hasNextPage: start + page.length < entries.length,
      get endCursor() {
        return edges.at(-1)?.cursor ?? null
      },
    },
    complete: deps.undecided !== true && picture.asked.every(asked => !mayHoldMore(asked)),
  }
}

/** A source not linked may hold something too. */
function mayHoldMore(asked: Asked): boolean {
  return [...EXTRACTORS.keys()].some(part => asked.source.offers.has(part)) && !answeredWhole(asked)
}

function startAfter(cursor: string, binding: string, cursors: CursorSeal): number {
  const opened = cursors.open(cursor, binding)
  const position = Number(opened)
  if (opened === null || !Number.isSafeInteger(position)) {
    throw new BadArgument('after', '"after" is not a cursor of this timeline: pass an endCursor it gave, unchanged')
  }
  return position + 1
}

function entriesOf({ asked }: Picture, rights: Rights): Entry[] {
  return asked.flatMap(one =>
    [...one.parts].flatMap(([part, { value }]) => {
      const extractor = EXTRACTORS.get(part)
      if (!extractor || value === null) return []
      const { strength } = rights.grants[extractor.category]
      return extractor.entries(value as never).flatMap(({ at, title, detail, fullDetail }) => {
        if (at === null) return []
        const mayRead = fullDetail !== true || strength >= FULL
        const { kind, category } = extractor
        const dayOnly = at.length === DAY
        const moment = dayOnly ? `${at}T00:00:00Z` : at
        return [
          {
            at: moment,
            time: Date.parse(moment),
            dayOnly,
            kind,
            title,
            detail: mayRead ? (detail ?? null) : null,
            category,
            asked: one,
          },
        ]
      })
    }),
  )
}

function within(entry: Entry, { kinds, from, to }: TimelineArgs): boolean {
  const { time: at } = entry
  // Where only the day is known it may have been at any hour of it: left out, it would look as if nothing had happened.
  const latest = entry.dayOnly ? at + DAY_MS - 1 : at
  if (kinds != null && !kinds.includes(entry.kind)) return false
  return (from == null || latest >= Date.parse(from)) && (to == null || at <= Date.parse(to))
}

/** By time, then by what never changes, so that pages do not shuffle. */
function newestFirst(left: Entry, right: Entry): number {
  const byTime = right.time - left.time
  if (byTime !== 0) return byTime
  const key = (entry: Entry): string =>
    `${entry.kind}|${entry.asked.source.description.id}|${entry.title.en ?? ''}|${entry.detail ?? ''}`
  return key(left) < key(right) ? -1 : 1
}

function nodeOf(
  { at, dayOnly, kind, title, detail, category, asked }: Entry,
  deps: TimelineDeps,
): Records.TimelineEntry {
  return { at, dayOnly, kind, title, detail, category, source: deps.view(asked) }
}
