// OneRoster as a source of the gateway: identity, people round the pupil, and enrolments. It has no attendance and no
// learning needs, so it does not offer them.
import type { AgencySource, Ask, Call, IdentifiedRecord, Part, Reading } from '../../agency.js'
import type { SourceConfig } from '../../config.js'
import { reading, reasonOf, settleParts, type PartResults } from '../../reading.js'
import { today } from '../../today.js'
import { SourceFault, type Transport } from '../../transport.js'
import { describe } from '../../describe.js'
import { createDirectory } from '../directory.js'
import { isId } from '../ids.js'
import { createOneRosterClient } from './client.js'
import * as map from './map.js'
import * as wire from './upstream.js'

const OFFERED: ReadonlySet<Part> = new Set<Part>(['identity', 'family', 'education.enrolments', 'fact.enrolments'])

/** The answers of one round of calls, about one pupil or many; each is a promise, and what was not wanted is null. */
interface Round {
  readonly users: Promise<readonly wire.User[]>
  readonly demographics: Promise<readonly wire.Demographics[]>
  readonly enrollments: Promise<readonly wire.Enrollment[]> | null
  readonly people: Promise<readonly wire.User[]> | null
}

/** A OneRoster service. `clock` gives wall-clock milliseconds. */
export function createOneRoster(config: SourceConfig, transport: Transport, clock: () => number): AgencySource {
  const client = createOneRosterClient(transport)
  const directory = createDirectory(client.schools, clock)

  /** Users and demographics always, since the same-child check needs both; the rest where a part needs it. All at once. */
  function begin(ids: readonly string[], parts: ReadonlySet<Part>, call: Call): Round {
    const enrolled = parts.has('education.enrolments') || parts.has('fact.enrolments')
    const users = known('users', 'user', wire.user, ids, call)
    const naming = parts.has('family') ? client.having('users', wire.user, 'agents.sourcedId', ids, call) : null
    const round = {
      users,
      demographics: known('demographics', 'demographics', wire.demographics, ids, call),
      enrollments: enrolled ? client.having('enrollments', wire.enrollment, 'user.sourcedId', ids, call) : null,
      people: naming === null ? null : withUnnamed(users, naming, call),
    }
    // Each is read where its part is built; a reading may end before that.
    for (const answer of Object.values(round)) answer?.catch(() => undefined)
    if (parts.has('education.enrolments')) directory.schools(call).catch(() => undefined)
    return round
  }

  async function known<T>(
    collection: string,
    name: string,
    schema: Parameters<typeof client.one<T>>[2],
    ids: readonly string[],
    call: Call,
  ): Promise<readonly T[]> {
    const [first, ...more] = ids
    if (first === undefined || more.length > 0) return client.having(collection, schema, 'sourcedId', ids, call)
    const row = await client.one(`${collection}/${encodeURIComponent(first)}`, name, schema, call)
    return row === null ? [] : [row]
  }

  /** People who name a pupil, and those a pupil names who do not name the pupil back: asked for by id, only if there are any. */
  async function withUnnamed(
    users: Promise<readonly wire.User[]>,
    naming: Promise<readonly wire.User[]>,
    call: Call,
  ): Promise<readonly wire.User[]> {
    const [pupils, people] = await Promise.all([users, naming])
    const have = new Set(people.map(person => person.sourcedId))
    const named = pupils.flatMap(pupil => pupil.agents ?? []).map(agent => agent.sourcedId)
    const lacking = [...new Set(named)].filter(id => !have.has(id) && isId(id))
    return [...people, ...(await client.having('users', wire.user, 'sourcedId', lacking, call))]
  }

  async function readingOf({ recordId, parts: wanted }: Ask, round: Round, call: Call): Promise<Reading> {
    const user = (await round.users).find(row => row.sourcedId === recordId)
    if (user === undefined || map.isDeleted(user)) return { kind: 'nothing' }
    const day = today(clock())
    const demographics = round.demographics.then(rows => rows.find(row => row.sourcedId === recordId) ?? null)
    const enrollments = async (): Promise<readonly wire.Enrollment[]> => {
      const rows = (await round.enrollments) ?? []
      return rows.filter(row => row.user.sourcedId === recordId)
    }
    const build: { readonly [P in Part]?: () => Promise<unknown> } = {
      identity: async () => map.identityOf(user, await demographics),
      family: async () => map.familyOf(user, (await round.people) ?? []),
      'education.enrolments': async () => {
        const [rows, schools] = await Promise.all([enrollments(), directory.schools(call)])
        return map.enrolmentsOf(user, rows, schools, day)
      },
      'fact.enrolments': async () => map.enrolmentFacts(await enrollments(), day),
    }
    const results = Object.fromEntries(
      [...wanted].map(part => [part, build[part]?.() ?? Promise.reject(new SourceFault('NOT_OFFERED'))]),
    ) as PartResults
    const { parts, failedParts } = await settleParts(results)
    const subject = map.subjectOf(user, await demographics.catch(withoutThem))
    const protectedRecord = map.isProtected(user)
    return {
      kind: 'read',
      recordId: user.sourcedId,
      subject,
      asOf: null,
      stale: false,
      parts,
      failedParts,
      protectedRecord,
    }
  }

  /** Asks that want the same parts go together. */
  async function lookupMany(asks: readonly Ask[], call: Call): Promise<readonly Reading[]> {
    const groups = new Map<string, { readonly parts: ReadonlySet<Part>; readonly ids: Set<string> }>()
    const keyOf = (ask: Ask): string => [...ask.parts].toSorted().join(' ')
    for (const ask of asks.filter(one => isId(one.recordId))) {
      const group = groups.get(keyOf(ask)) ?? { parts: ask.parts, ids: new Set() }
      groups.set(keyOf(ask), group)
      group.ids.add(ask.recordId)
    }
    const rounds = new Map([...groups].map(([key, { parts, ids }]) => [key, begin([...ids], parts, call)]))
    return Promise.all(
      asks.map(async (ask): Promise<Reading> => {
        const round = isId(ask.recordId) ? rounds.get(keyOf(ask)) : undefined
        if (round === undefined) return { kind: 'nothing' }
        return reading(() => readingOf(ask, round, call))
      }),
    )
  }

  /** Pupils with what linking compares. Rows marked for deletion are no records. */
  async function identified(users: readonly wire.User[], call: Call): Promise<readonly IdentifiedRecord[]> {
    const kept = users.filter(user => !map.isDeleted(user))
    const ids = kept.map(user => user.sourcedId)
    const rows = await client.having('demographics', wire.demographics, 'sourcedId', ids, call)
    const byId = new Map(rows.map(row => [row.sourcedId, row]))
    return kept.map(user => ({
      recordId: user.sourcedId,
      subject: map.subjectOf(user, byId.get(user.sourcedId) ?? null),
      protectedRecord: map.isProtected(user),
    }))
  }

  return {
    description: describe(config),
    offers: OFFERED,
    async lookup(ask, call) {
      const [only] = await lookupMany([ask], call)
      return only ?? { kind: 'nothing' }
    },
    lookupMany,
    async find(identifier, call) {
      // Rosters hold no NHS number that could be looked for.
      if (!('upn' in identifier) || !isId(identifier.upn)) return { kind: 'records', records: [] }
      try {
        const users = await client.having('users', wire.user, 'userIds.identifier', [identifier.upn], call)
        const records = await identified(users, call)
        return { kind: 'records', records: records.filter(record => record.subject.upn === identifier.upn) }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    async listFor({ organisation }, call) {
      if (!isId(organisation)) return { kind: 'records', recordIds: [] }
      try {
        const path = `schools/${encodeURIComponent(organisation)}/students`
        const users = (await client.all(path, 'users', wire.user, undefined, call)) ?? []
        return { kind: 'records', recordIds: users.filter(user => !map.isDeleted(user)).map(user => user.sourcedId) }
      } catch (error) {
        return { kind: 'failed', reason: reasonOf(error) }
      }
    },
    /** A hundred at a time; `next` is the offset. Throws SourceFault. */
    async list(page, call) {
      const answer = await client.page('students', 'users', wire.user, { offset: Number(page ?? 0) }, call)
      if (answer === null) throw new SourceFault('SOURCE_ERROR', 404)
      const next = answer.next === null ? null : String(answer.next)
      return { records: await identified(answer.rows, call), next }
    },
  }
}

/** What a source did wrong leaves the subject without these; anything else is a bug and is thrown on. */
function withoutThem(error: unknown): null {
  reasonOf(error)
  return null
}
