// Agencies' own searches, for those who confirm links (ADR 33). What is linked leads to its child and is decided as any child is; of
// every record that is of no child told of it is said that it is there, linked or not: else what is missing would tell who is known.
import { performance } from 'node:perf_hooks'
import type { AgencySource, IdentifiedRecord } from '../../adapters/agency.js'
import type { Candidates } from '../../adapters/search.js'
import type { OutcomeRow } from '../../audit/index.js'
import { likeRecord, soughtElsewhere, type LikeRecord } from '../../children/find/elsewhere.js'
import type { Search } from '../../children/find/search.js'
import { mayAct } from '../../policies/decide/index.js'
import type { IndexCandidate } from '../../store/identity-index.js'
import type { Person } from '../../types/caller.js'
import { recordKey, type Link, type RecordName } from '../../types/child.js'
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
  /** Whether that came back as a protected record just now. */
  readonly isProtected: (record: RecordName) => boolean
  /** Likeliest first. */
  readonly listed: readonly Listed[]
  readonly couldNotAsk: readonly Records.Source[]
  readonly tooManyAt: readonly Records.Source[]
}

interface Listed {
  /** The child it is of; null where it leads to none. */
  readonly childId: string | null
  readonly record: Records.FoundRecord
}

/** Those of no child who is told of: whether a child is hidden or unknown, the records are the same. */
export function recordsBeside(
  { listed }: Elsewhere,
  told: ReadonlySet<string>,
): { readonly records: readonly Records.FoundRecord[]; readonly more: boolean } {
  const others = listed.filter(({ childId }) => childId === null || !told.has(childId)).map(({ record }) => record)
  return { records: others.slice(0, MOST_FOUND), more: others.length > MOST_FOUND }
}

export interface ElsewhereDeps extends AdmissionDeps {
  readonly describe: (source: AgencySource) => Records.Source
}

interface Answered {
  readonly source: AgencySource
  /** One or two: the second asked for the day and month swapped. */
  readonly answers: readonly Candidates[]
  readonly ms: number
}

type Searchable = AgencySource & Required<Pick<AgencySource, 'search'>>
const canBeSearched = (source: AgencySource): source is Searchable => source.search !== undefined

const NOTHING: Elsewhere = { candidates: [], isProtected: () => false, listed: [], couldNotAsk: [], tooManyAt: [] }

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
  if (!wanted || sought.length === 0 || !links || mayAct(deps.protocol, 'confirmLink', person.role).outcome !== 'YES')
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
      const all: Candidates[] = []
      for (const person of sought) {
        const answer = await source.search(person, { ...operation.call, purpose, deadline })
        all.push(answer)
        // No agency is told of a second date where the first has found somebody, or cannot say.
        if (answer.kind !== 'records' || answer.records.length > 0) break
      }
      return { source, answers: all, ms: Math.round(performance.now() - started) }
    }),
  )
  const audited = answers.map(rowOf)
  operation.ledger.push({ handle: null, requested: new Set(), picture: null, clauses: ['act.confirmLink'], audited })
  const of = (kind: Candidates['kind']): readonly Records.Source[] =>
    answers.filter(({ answers: all }) => all.some(one => one.kind === kind)).map(({ source }) => deps.describe(source))
  return { ...(await sorted(answers)), couldNotAsk: of('failed'), tooManyAt: of('many') }

  async function sorted(all: readonly Answered[]): Promise<Pick<Elsewhere, 'candidates' | 'isProtected' | 'listed'>> {
    const given = all.flatMap(({ source, answers: some }) =>
      some.flatMap(answer => (answer.kind === 'records' ? answer.records.map(record => ({ source, record })) : [])),
    )
    const { childOf, linksOf, near } = await known(given, person)
    const candidates: IndexCandidate[] = []
    const listed: (Listed & Pick<LikeRecord, 'bits'>)[] = []
    for (const one of given) {
      const { source, record } = one
      const name = nameOf(one)
      const { nhsNumber, upn, uprns = [] } = record.subject
      const childId = childOf(one)
      const links = childId === null ? [] : linksOf(childId)
      const link = links.find(known => recordKey(known) === recordKey(name))
      // Whose flag the hub remembers is protected until a pass has read otherwise.
      const isProtected = record.protectedRecord || link?.protectedRecord === true
      if (childId !== null) candidates.push(candidateOf(childId, name, record, now))
      const conflictId = near.record({ ...name, nhsNumber, upn, uprns })
      // Of a child who is known, deciding about them tells the overseers.
      if (conflictId !== null && childId === null)
        operation.writes.push(...tellOfTries([{ conflictId, childId: null }], person, now, deps))
      const isNear = conflictId !== null || (childId !== null && near.child({ id: childId, links }) !== null)
      if (isNear || isProtected) continue
      const { bits, likeness, why } = likeRecord(record.subject.demographics, search)
      listed.push({ childId, bits, record: { source: deps.describe(source), likeness, why } })
    }
    const flagged = new Set(given.filter(({ record }) => record.protectedRecord).map(one => recordKey(nameOf(one))))
    const isProtected = (record: RecordName): boolean => flagged.has(recordKey(record))
    return { candidates, isProtected, listed: listed.sort((a, b) => b.bits - a.bits) }
  }

  async function known(given: readonly Given[], by: Person) {
    const subjects = given.map(({ record }) => record.subject)
    const { children, conflicts } = deps.store
    const [byRecord, byNhs, byUpn, near] = await Promise.all([
      children.byRecord(given.map(nameOf)),
      children.byIdentifier(
        'NHS_NUMBER',
        subjects.flatMap(({ nhsNumber }) => nhsNumber ?? []),
      ),
      children.byIdentifier(
        'UPN',
        subjects.flatMap(({ upn }) => upn ?? []),
      ),
      conflicts.near(by, now),
    ])
    // A record with the number of a child is that child's to whoever looks, linked or not: it is no way round the decision.
    const childOf = (one: Given): string | null => {
      const { nhsNumber, upn } = one.record.subject
      return byRecord.get(recordKey(nameOf(one))) ?? byNhs.get(nhsNumber ?? '') ?? byUpn.get(upn ?? '') ?? null
    }
    const links = await children.linksOf([...new Set(given.flatMap(one => childOf(one) ?? []))])
    return { childOf, near, linksOf: (childId: string): readonly Link[] => links.get(childId) ?? [] }
  }
}

interface Given {
  readonly source: AgencySource
  readonly record: IdentifiedRecord
}

const nameOf = ({ source, record: { recordId } }: Given): RecordName => ({
  sourceId: source.description.id,
  recordId,
})

function candidateOf(
  childId: string,
  name: { readonly sourceId: string; readonly recordId: string },
  { subject: { demographics } }: IdentifiedRecord,
  now: Date,
): IndexCandidate {
  return { childId, identities: [{ childId, ...name, seenAt: now.toISOString(), demographics }], shared: 0 }
}

/** By the last: the ones before it found nobody. */
function rowOf({ source, answers, ms }: Answered): OutcomeRow['sources'][number] {
  const said = { sourceId: source.description.id, ms }
  const answer = answers.at(-1)
  if (answer?.kind === 'failed') return { ...said, status: 'UNAVAILABLE', reason: answer.reason }
  if (answer?.kind === 'many') return { ...said, status: 'UNVERIFIED', reason: 'MORE_THAN_ONE' }
  return { ...said, status: answer && answer.records.length > 0 ? 'FOUND' : 'NOTHING_RECORDED', reason: null }
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
