// The police records system as a source: one nominal at a time, or fifty.
import type { AgencySource, Ask, Call, Reading } from '../../agency.js'
import { batches, createGate, inBatches } from '../../batches.js'
import type { SourceConfig } from '../../config.js'
import { describe } from '../../describe.js'
import { reading, reasonOf } from '../../reading.js'
import type { Candidates, SoughtPerson } from '../../search.js'
import { SourceFault, type Transport } from '../../transport.js'
import { parsed } from '../../wire.js'
import { BATCH, createClient, type PersonAnswer, type RmsClient } from './client.js'
import { subjectOf } from './map.js'
import { EPISODES, factsOnly, includesFor, OFFERS, settle, wantsEpisodes, type Settled } from './parts.js'
import { person as personShape, RECORD_ID } from './upstream.js'

/** Answers also for a record id that no nominal could have, without asking. */
const NOTHING: Reading = { kind: 'nothing' }

/** Calls for one nominal at a time that one request for many may have under way. */
const AT_ONCE = 6
type Gate = ReturnType<typeof createGate>

type Attempt = Reading | { readonly kind: 'merged'; readonly into: string }

/** A force's records system. Record ids are nominal numbers; there is nothing to `find` by, as the police hold neither
 * NHS numbers nor pupil numbers. */
export function createPoliceRms(config: SourceConfig, transport: Transport): AgencySource {
  const client = createClient(transport)

  async function lookup(ask: Ask, call: Call): Promise<Reading> {
    const first = await attempt(client, ask, call)
    return first.kind === 'merged' ? survivor(client, { ...ask, recordId: first.into }, call) : first
  }

  return {
    description: describe(config),
    offers: OFFERS,
    lookup: async (ask, call) => (RECORD_ID.test(ask.recordId) ? reading(() => lookup(ask, call)) : NOTHING),
    async lookupMany(asks, call) {
      const gate = createGate(AT_ONCE)
      const possible = asks.filter(ask => RECORD_ID.test(ask.recordId))
      const answers = await inBatches(batches(possible, BATCH), group => together(client, group, call, gate))
      return asks.map(ask => answers.get(ask) ?? NOTHING)
    },
    search: (person, call) => search(client, person, call),
  }
}

async function search(client: RmsClient, sought: SoughtPerson, call: Call): Promise<Candidates> {
  try {
    const rows = await client.search(sought, call)
    if (rows === null) return { kind: 'many' }
    const records = rows.map(({ id, attributes }) => {
      const person = parsed(personShape, attributes)
      return { recordId: id, subject: subjectOf(person), protectedRecord: person.protected }
    })
    return { kind: 'records', records }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

async function attempt(client: RmsClient, { recordId, parts }: Ask, call: Call): Promise<Attempt> {
  const answer = client.person(recordId, includesFor(parts), call)
  const settled = settle(answer, parts, list => client.history(recordId, list, call, factsOnly(parts)))
  const [person, rest] = await Promise.all([answer, settled])
  return person.kind === 'merged' ? person : finished(person, rest)
}

/** One pointer is followed. A chain of them is a record in the middle of being put right. */
async function survivor(client: RmsClient, ask: Ask, call: Call): Promise<Reading> {
  const answer = await attempt(client, ask, call)
  if (answer.kind === 'merged') throw new SourceFault('SOURCE_ERROR')
  return answer
}

/** Questions for the same parts, answered in their order. What the system can batch is batched; the rest is asked one
 * nominal at a time. */
async function together(client: RmsClient, asks: readonly Ask[], call: Call, gate: Gate): Promise<readonly Reading[]> {
  const parts = asks[0]?.parts ?? new Set()
  const ids = [...new Set(asks.map(ask => ask.recordId))]
  const episodes = wantsEpisodes(parts) ? client.episodesOf(ids, call, factsOnly(parts)) : null
  // Its failure belongs to the parts that wait for it, and is nobody's where no person was found.
  episodes?.catch(() => undefined)
  const persons = await client.persons(ids, includesFor(parts), call)

  async function one(recordId: string): Promise<Reading> {
    const answer = persons.get(recordId)
    if (answer === undefined) throw new SourceFault('MALFORMED')
    if (answer.kind === 'none') return NOTHING
    if (answer.kind === 'merged') return survivor(client, { recordId: answer.into, parts }, call)
    const settled = await settle(Promise.resolve(answer), parts, async list =>
      list === EPISODES && episodes !== null
        ? ((await episodes).get(recordId) ?? [])
        : gate(() => client.history(recordId, list, call)),
    )
    return finished(answer, settled)
  }

  const byId = new Map(await Promise.all(ids.map(async id => [id, await reading(() => one(id))] as const)))
  return asks.map(ask => byId.get(ask.recordId) ?? NOTHING)
}

function finished(answer: Exclude<PersonAnswer, { kind: 'merged' }>, settled: Settled): Reading {
  if (answer.kind === 'none') return NOTHING
  const { data } = answer.document
  const person = parsed(personShape, data.attributes)
  return {
    kind: 'read',
    recordId: data.id,
    subject: subjectOf(person),
    asOf: null,
    stale: false,
    protectedRecord: person.protected,
    ...settled,
  }
}
