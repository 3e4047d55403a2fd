// viewer.caseload: the children that the caller's own systems list for them, each shown as Query.children would.
import type { Call, ListFor } from '../../adapters/agency.js'
import type { CursorSeal } from '../../children/timeline/connection.js'
import { describeSource } from '../../children/source-view.js'
import type { SourceView } from '../../children/source-view.js'
import { BadArgument, HafanError } from '../../errors.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Records } from '../../types/index.js'
import type { Admit, CaseloadArgs, CaseloadPage } from '../../resolvers/context.js'
import { MOST_CHILDREN } from '../limits.js'

export interface CaseloadDeps {
  readonly caller: Caller
  readonly call: Call
  readonly sources: readonly SourceView[]
  readonly admit: Admit
  /** The list without children of whom the caller is to know nothing. */
  readonly withoutTooNear: (listed: readonly RecordAt[]) => Promise<readonly RecordAt[]>
  readonly cursors: CursorSeal
  readonly now: () => Date
}

export function createCaseload(
  deps: CaseloadDeps,
): (args: CaseloadArgs, place: readonly string[]) => Promise<CaseloadPage> {
  return async ({ purpose, first, after }, place) => {
    const { person } = deps.caller
    if (!person) throw new HafanError('PERSON_REQUIRED', 'Only a signed-in person has a caseload.')
    if (!Number.isInteger(first) || first < 1 || first > MOST_CHILDREN) {
      throw new BadArgument('first', `"first" of a caseload is a whole number from 1 to ${MOST_CHILDREN}.`)
    }
    const listed = await Promise.all(ownSystems(person, deps.sources).map(view => list(view, person, deps)))
    const all = await deps.withoutTooNear(listed.flatMap(({ children }) => children))
    const shown = new Set(all)
    const start = after == null ? 0 : startAfter(after, deps)
    const page = all.slice(start, start + first)
    const nodes =
      page.length === 0
        ? []
        : await deps.admit(
            page.map(local => ({ local })),
            purpose,
            place,
          )
    const edges = nodes.map((node, index) => ({
      cursor: deps.cursors.seal(String(start + index), bindingOf(deps)),
      node,
    }))
    return {
      edges,
      pageInfo: { hasNextPage: start + page.length < all.length, endCursor: edges.at(-1)?.cursor ?? null },
      lists: listed.map(({ children, outcome }) => {
        const none = outcome.status === 'FOUND' && !children.some(one => shown.has(one))
        return none ? { ...outcome, status: 'NOTHING_RECORDED' as const } : outcome
      }),
    }
  }
}

/** A cursor is the caller's own. */
const bindingOf = ({ caller }: CaseloadDeps): string => `caseload:${caller.issuer}\n${caller.subject}`

function startAfter(cursor: string, deps: CaseloadDeps): number {
  const opened = deps.cursors.open(cursor, bindingOf(deps))
  const position = Number(opened)
  if (opened === null || !Number.isSafeInteger(position)) {
    throw new BadArgument('after', '"after" is not a cursor of this caseload: pass an endCursor it gave, unchanged.')
  }
  return position + 1
}

/** The systems the caller's organisation keeps its records in. */
function ownSystems({ agency, organisation }: Person, sources: readonly SourceView[]): readonly SourceView[] {
  return sources.filter(({ source: { description } }) => {
    const own = description.organisation === organisation || description.serves.includes(organisation)
    return description.agency === agency && own
  })
}

interface RecordAt {
  readonly source: string
  readonly value: string
}

interface ListedChildren {
  readonly children: readonly RecordAt[]
  readonly outcome: Records.CaseloadList
}

async function list({ source, state }: SourceView, person: Person, deps: CaseloadDeps): Promise<ListedChildren> {
  const view = describeSource(source, state())
  const say = (status: Records.AnswerStatus, reason: Records.AnswerReason | null): ListedChildren => ({
    children: [],
    outcome: { source: view, status, reason },
  })
  // A system that keeps no such list says so: an empty caseload would look like nothing to do.
  if (!source.listFor) return say('UNAVAILABLE', 'NOT_OFFERED')
  const listed = await source.listFor(whose(person, deps.now()), deps.call)
  if (listed.kind === 'failed') return say('UNAVAILABLE', listed.reason)
  const children = [...listed.recordIds].sort().map(value => ({ source: source.description.id, value }))
  return { ...say(children.length > 0 ? 'FOUND' : 'NOTHING_RECORDED', null), children }
}

function whose({ staffRef, organisation, posts }: Person, now: Date): ListFor {
  const at = now.getTime()
  const current = posts.filter(({ from, to }) => Date.parse(from) <= at && (to === null || Date.parse(to) > at))
  return { staffRef, organisation, teams: current.filter(({ kind }) => kind === 'TEAM').map(({ value }) => value) }
}
