// Agencies' own searches, for those who confirm links (ADR 33). What is linked leads to its child and is decided as any child is; of
// what nobody has linked it is said that it is there.
import { performance } from 'node:perf_hooks'
import type { AgencySource, IdentifiedRecord } from '../../adapters/agency.js'
import type { Candidates } from '../../adapters/search.js'
import type { OutcomeRow } from '../../audit/index.js'
import { likeRecord, soughtElsewhere, type LikeRecord } from '../../children/find/elsewhere.js'
import type { Search } from '../../children/find/search.js'
import { mayAct } from '../../policies/decide/index.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Person } from '../../types/caller.js'
import { recordKey } from '../../types/child.js'
import type { Purpose, Records } from '../../types/index.js'
import { mayKnowOf } from '../acts/link-sight.js'
import { mayEverDo } from '../acts/whole.js'
import { MOST_FOUND } from '../limits.js'
import type { AdmissionDeps } from './admission.js'
import { isSpent } from './budget.js'
import type { Operation } from './state.js'
import { tellOfTries } from './tries.js'

/** Asking tells agencies whom somebody looks for: only a query that wants to know of it does. */
const FIELDS = ['records', 'couldNotAsk', 'tooManyAt'].map(field => `FindChildrenResult.${field}`)

export interface Elsewhere {
  /** Children whom records are linked to, by what these say now. */
  readonly candidates: readonly IndexCandidate[]
  readonly records: readonly Records.FoundRecord[]
  readonly more: boolean
  readonly couldNotAsk: readonly Records.Source[]
  readonly tooManyAt: readonly Records.Source[]
}

export interface ElsewhereDeps extends AdmissionDeps {
  readonly describe: (source: AgencySource) => Records.Source
}

interface Answered {
  readonly source: AgencySource
  readonly answer: Candidates
  readonly ms: number
}

type Searchable = AgencySource & Required<Pick<AgencySource, 'search'>>
const canBeSearched = (source: AgencySource): source is Searchable => source.search !== undefined

const NOTHING: Elsewhere = { candidates: [], records: [], more: false, couldNotAsk: [], tooManyAt: [] }

export async function findElsewhere(
  search: Search,
  purpose: Purpose,
  person: Person,
  operation: Operation,
  deps: ElsewhereDeps,
): Promise<Elsewhere> {
  const { caller, passed, intent } = operation
  const now = deps.now()
  const sought = soughtElsewhere(search, now)
  const wanted = FIELDS.some(field => passed?.requested.coordinates.has(field))
  const links = mayEverDo(caller, 'confirmLink', deps.protocol)
  if (!wanted || !sought || !links || mayAct(deps.protocol, 'confirmLink', person.role).outcome !== 'YES')
    return NOTHING
  const knows = mayKnowOf(person, { ...deps, operation })
  const sources = deps.sources.filter(canBeSearched).filter(({ description }) => knows(description.id))
  // Whoever has used their budget up is answered of their own children at most: nobody is asked for them.
  const [spent] = await Promise.all([isSpent(caller, person, now, deps), intent])
  if (spent) return { ...NOTHING, couldNotAsk: sources.map(deps.describe) }
  const started = performance.now()
  // Half of the time is left to decide on whom they come upon: a slow search must not cost the children of the index.
  const deadline = started + (operation.call.deadline - started) / 2
  const answers = await Promise.all(
    sources.map(async (source): Promise<Answered> => {
      const answer = await source.search(sought, { ...operation.call, purpose, deadline })
      return { source, answer, ms: Math.round(performance.now() - started) }
    }),
  )
  const audited = answers.map(rowOf)
  operation.ledger.push({ handle: null, requested: new Set(), picture: null, clauses: ['act.confirmLink'], audited })
  const of = (kind: Candidates['kind']): readonly Records.Source[] =>
    answers.filter(({ answer }) => answer.kind === kind).map(({ source }) => deps.describe(source))
  return { ...(await sorted(answers)), couldNotAsk: of('failed'), tooManyAt: of('many') }

  async function sorted(all: readonly Answered[]): Promise<Pick<Elsewhere, 'candidates' | 'records' | 'more'>> {
    const given = all.flatMap(({ source, answer }) =>
      answer.kind === 'records' ? answer.records.map(record => ({ source, record })) : [],
    )
    const nameOf = ({ source, record: { recordId } }: (typeof given)[number]) => {
      return { sourceId: source.description.id, recordId }
    }
    const subjects = given.map(({ record }) => record.subject)
    const { children, conflicts } = deps.store
    const [childOf, byNhs, byUpn, near] = await Promise.all([
      children.byRecord(given.map(nameOf)),
      children.byIdentifier(
        'NHS_NUMBER',
        subjects.flatMap(({ nhsNumber }) => nhsNumber ?? []),
      ),
      children.byIdentifier(
        'UPN',
        subjects.flatMap(({ upn }) => upn ?? []),
      ),
      conflicts.near(person, now),
    ])
    const candidates: IndexCandidate[] = []
    const unlinked: { readonly source: AgencySource; readonly like: LikeRecord }[] = []
    for (const one of given) {
      const { source, record } = one
      const name = nameOf(one)
      const { nhsNumber, upn, uprns = [] } = record.subject
      // A record with the number of a child is that child's to whoever looks, linked or not: it is no way round the decision.
      const childId = childOf.get(recordKey(name)) ?? byNhs.get(nhsNumber ?? '') ?? byUpn.get(upn ?? '')
      if (childId !== undefined) {
        candidates.push(candidateOf(childId, name, record, now))
        continue
      }
      const conflictId = near.record({ ...name, nhsNumber, upn, uprns })
      if (conflictId !== null) operation.writes.push(...tellOfTries([{ conflictId, childId: null }], person, now, deps))
      else if (!record.protectedRecord) unlinked.push({ source, like: likeRecord(record.subject.demographics, search) })
    }
    const listed = unlinked.sort((a, b) => b.like.bits - a.like.bits)
    return {
      candidates,
      records: listed
        .slice(0, MOST_FOUND)
        .map(({ source, like: { likeness, why } }) => ({ source: deps.describe(source), likeness, why })),
      more: listed.length > MOST_FOUND,
    }
  }
}

function candidateOf(
  childId: string,
  name: { readonly sourceId: string; readonly recordId: string },
  { subject: { demographics } }: IdentifiedRecord,
  now: Date,
): IndexCandidate {
  return { childId, identities: [{ childId, ...name, seenAt: now.toISOString(), demographics }], shared: 0 }
}

function rowOf({ source, answer, ms }: Answered): OutcomeRow['sources'][number] {
  const said = { sourceId: source.description.id, ms }
  if (answer.kind === 'failed') return { ...said, status: 'UNAVAILABLE', reason: answer.reason }
  if (answer.kind === 'many') return { ...said, status: 'UNVERIFIED', reason: 'MORE_THAN_ONE' }
  return { ...said, status: answer.records.length > 0 ? 'FOUND' : 'NOTHING_RECORDED', reason: null }
}

/** One entry a child, with all that was come upon of them. */
export function joined(candidates: readonly IndexCandidate[]): readonly IndexCandidate[] {
  const byChild = new Map<string, IndexCandidate>()
  for (const one of candidates) {
    const known = byChild.get(one.childId)
    byChild.set(one.childId, known ? { ...known, identities: [...known.identities, ...one.identities] } : one)
  }
  return [...byChild.values()]
}
