// A caseload as it is shown: who is away first, longest first; then what is due, soonest first; then those of whom it cannot be
// said; then the others as the agency's own list has them.
import { awayOf, tellsLess, type Away } from '../away.js'
import type { CaseloadQuery } from './generated/query.js'

type Node = CaseloadQuery['viewer']['caseload']['edges'][number]['node']
type Child = Extract<Node, { readonly __typename: 'Child' }>
type HubAnswer = Child['hub'][number]

export interface Due {
  readonly kind: 'MIRAF' | 'MEETING' | 'ACTION' | 'REFERRAL' | 'SERAF'
  readonly dueAt: string
  readonly overdue: boolean
  /** Of the meeting whose plan it is, or of the referral; null where it is of the child. */
  readonly reference: string | null
}

export interface Row {
  readonly child: Node
  /** Changes with whatever is worth saying aloud. */
  readonly rowKey: string
  /** Null of a child who is not shown. */
  readonly away: Away | null
  readonly due: readonly Due[]
  /** What the hub did not say of what is due, or did not say for sure. */
  readonly unsaid: readonly HubAnswer[]
}

/** A date alone is over when its day is. */
const over = (dueAt: string, now: Date): boolean =>
  dueAt.includes('T') ? Date.parse(dueAt) <= now.getTime() : dueAt < now.toISOString().slice(0, 10)

function dueOf(answers: readonly HubAnswer[], now: Date): readonly Due[] {
  const due = (kind: Due['kind'], dueAt: string | null | undefined, reference: string | null = null): Due[] =>
    dueAt == null ? [] : [{ kind, dueAt, overdue: over(dueAt, now), reference }]
  return answers
    .flatMap(({ record }) => [
      ...due('MIRAF', record?.miraf?.review?.dueAt),
      ...due('MEETING', record?.meetings?.due?.dueAt),
      ...(record?.meetings?.held ?? []).flatMap(({ reference, nextActionDue }) =>
        due('ACTION', nextActionDue, reference),
      ),
      ...(record?.referrals ?? []).flatMap(({ reference, chaseAt }) => due('REFERRAL', chaseAt, reference)),
      ...(record?.serafs ?? []).flatMap(({ againBy }) => due('SERAF', againBy)),
    ])
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
}

function rowOf(child: Node, place: number, now: Date): Row {
  if (child.__typename !== 'Child')
    return { child, rowKey: `${place}:${child.__typename}`, away: null, due: [], unsaid: [] }
  const away = awayOf(child.missingEpisodes)
  const due = dueOf(child.hub, now)
  const changes = [child.id, away.open.map(({ risk }) => risk).join(), due.map(({ kind, overdue }) => kind + overdue)]
  return { child, away, due, unsaid: child.hub.filter(tellsLess), rowKey: changes.join(':') }
}

/** Lower comes first. */
function rank({ away, due }: Row): number {
  if (away !== null && away.open.length > 0) return 0
  if (due.length > 0) return 1
  return away === null || away.unsaid.length > 0 ? 2 : 3
}
const moment = ({ away, due }: Row): number => Date.parse(away?.since ?? due[0]?.dueAt ?? '') || 0

export function rowsOf(nodes: readonly Node[], now: Date): readonly Row[] {
  return nodes
    .map((node, place) => rowOf(node, place, now))
    .toSorted((a, b) => rank(a) - rank(b) || moment(a) - moment(b))
}
