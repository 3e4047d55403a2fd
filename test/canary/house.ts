// A real gateway over HTTP before the canary systems, with a store of its own; and everything it writes anywhere, kept.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createAudit } from '../../src/audit/index.js'
import { HafanError } from '../../src/errors.js'
import { HUB_POLICY } from '../../src/hub/policy.js'
import { projectRoot } from '../../src/paths.js'
import type { CompiledProtocol } from '../../src/policies/protocol/index.js'
import { always, readProtocol } from '../../src/policies/protocol/index.js'
import { openGateway } from '../../src/server/gateway.js'
import type { Keys } from '../../src/store/keys.js'
import type { Store } from '../../src/store/open.js'
import type { Relationship } from '../../src/types/index.js'
import { asOwner, testDatabase, testKeys } from '../support/database.js'
import { UNHINDERED, withoutBudgets } from '../support/gateway.js'
import { BROKEN_FOR, CALLERS, GLASS, tokenOf } from './callers.js'
import type { Canary } from './callers.js'
import type { SourceId } from './children.js'
import { hubSeed } from './facts.js'
import { opensBy } from './protocol.js'
import { createSources, subjectOf } from './sources.js'
import type { CanarySources } from './sources.js'
import { openPostOffice, type PostOffice } from './post-office.js'
import { watchStreams } from './streams.js'
import type { World } from './world.js'
import { tellingIn, writeWork } from './written.js'

const UNAVAILABLE = 503
const MOST_TRIES = 5
const AGAIN_MS = 300
const SELDOM_MS = 3_600_000

export interface House {
  readonly systems: CanarySources
  /** What was written to the process's streams and logged since the last look. */
  written(): string
  metrics(): Promise<string>
  /** Every row of every table, as text, by table. */
  rows(): Promise<ReadonlyMap<string, string>>
  ask(canary: Canary, text: string, variables: object): Promise<{ status: number; headers: string; text: string }>
  readonly url: string
  readonly databaseUrl: string
  /** Where its alerts go; null where it has no way out. */
  readonly office: PostOffice | null
  /** The place of the last that was told so far, and the caller's own cursor of a place. */
  lastTold(): Promise<string>
  cursorAt(canary: Canary, place: string): string
  /** Queues an alert of each child of the world, as an act would; answers how many. */
  tellAll(): Promise<number>
  /** How many are not told, and how many messages have not left. */
  outstanding(): Promise<number>
  close(): Promise<void>
}

export interface HouseOptions {
  readonly world: World
  readonly now: Date
  readonly notShownMs?: number
  /** SAME: the gateway's keys seal a cursor the same way every time, so that two answers can be held side by side. */
  readonly cursors?: 'SAME'
  /** Alerts are worked off, and leave by mail and webhook. */
  readonly waysOut?: true
}

export async function openHouse({ world, now, notShownMs = 4, cursors, waysOut }: HouseOptions): Promise<House> {
  const database = await testDatabase()
  await database.store.hub.seed({ children: seedOf(world, now) })
  await rememberLongAgo(database.store, world, now)
  await writeWork(database, world, now)
  const systems = createSources(world, now)
  const streams = watchStreams()
  const logged: string[] = []
  const note = (fields: object, sentence: string): void => void logged.push(`${sentence} ${JSON.stringify(fields)}`)
  const clock = (): Date => now
  const audit = createAudit({ pool: database.store.auditPool, chainId: randomUUID(), keys: testKeys, clock, withinMs: 15_000 }) // prettier-ignore
  const callers = new Map(CALLERS.map(one => [`Bearer ${tokenOf(one)}`, one.caller]))
  const office = waysOut === true ? await openPostOffice(clock) : null
  async function close(): Promise<void> {
    streams.stop()
    await office?.close()
    await audit.stop()
    await database.stop()
  }
  try {
    const gateway = await openGateway({
      // Budgets have tests of their own; here they would end a long run's questions one caller after the other.
      editions: withoutBudgets(),
      sources: systems.sources.map(source => ({ source, state: () => 'UP' as const })),
      store: database.store,
      audit,
      keys: cursors === 'SAME' ? withSameCursors(testKeys) : testKeys,
      policy: HUB_POLICY,
      signIn: async header => {
        const found = callers.get(header ?? '')
        if (!found) throw new HafanError('UNAUTHENTICATED', 'Nobody of this world.')
        return found
      },
      now: clock,
      log: { warn: note, error: note },
      traffic: UNHINDERED,
      host: '127.0.0.1',
      port: 0,
      gateThree: 'ALWAYS',
      ...(office && { teams: office.teams, alerts: { post: office.post, sweepEveryMs: SELDOM_MS } }),
      deadlineMs: 10_000,
      notShownMs,
    })
    return {
      ...{ systems, office, url: gateway.url, databaseUrl: database.url, ...tellingIn(database, now) },
      metrics: () => gateway.metrics(),
      written: () => [...streams.take(), ...logged.splice(0)].join('\n'),
      rows: () => asOwner(database.url, async client => {
        const tables = await client.query<{ name: string }>(`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')`)
        const found = new Map<string, string>()
        for (const { name } of tables.rows) {
          const { rows } = await client.query<{ row: string }>(`select held::text as row from ${name} held`)
          found.set(name, rows.map(({ row }) => row).join('\n'))
        }
        return found
      }),
      async ask(canary, text, variables) {
        const tries: string[] = []
        for (;;) {
        const response = await fetch(gateway.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(canary)}` },
          body: JSON.stringify({ query: text, variables }),
        })
        const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
        const answer = await response.text()
        // A store that a busy machine keeps from answering: the caller is told to try again, and does.
        if (response.status !== UNAVAILABLE || tries.length === MOST_TRIES)
          return { status: response.status, headers: [...tries, headers].join('\n'), text: answer }
        tries.push(`${headers}\n${answer}`)
        await wait(AGAIN_MS)
        }
      },
      async close() {
        await gateway.close()
        await close()
      },
    } // prettier-ignore
  } catch (error) {
    await close()
    throw error
  }
}

/** Once about each child, so that of every source it is known whether it last had an open episode. */
export async function prime({ ask }: House, world: World): Promise<void> {
  const coordinator = CALLERS.find(({ name }) => name === 'pm')
  if (!coordinator) throw new Error('nobody to ask first')
  for (const { nhsNumber } of world.children) {
    const query = `query ($n: String) { child(by: { nhsNumber: $n }, purpose: ASSESS_RISK) { ... on Child { education { record { attendance { presentPercent } } } } } }`
    await ask(coordinator, query, { n: nhsNumber })
  }
  for (const canary of CALLERS.filter(({ name }) => GLASS.includes(name)))
    for (const { index, nhsNumber } of world.children.filter(one => BROKEN_FOR.includes(one.index))) {
      const act = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { __typename } }`
      const input = { key: `canary-glass-${index}`, child: { nhsNumber }, reason: 'A canary has to be seen behind it.' }
      const { text } = await ask(canary, act, { input })
      if (!text.includes('BreakGlassReceipt')) throw new Error(`the glass was not broken: ${text}`)
    }
}

function readTheProtocol(): CompiledProtocol {
  const read = readProtocol(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8'))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.protocol
}

/** Starts the gateway and stops it again, for faults with which it must not start: nobody is asked anything, and there is no store. */
export async function startOnly(): Promise<void> {
  const nothing = { hub: {}, ping: () => Promise.resolve() } as Store
  const silent = { intent: done, outcome: done, refusal: done, stop: done }
  const gateway = await openGateway({
    ...{
      editions: always(readTheProtocol()),
      sources: [],
      store: nothing,
      audit: silent,
      keys: testKeys,
      policy: HUB_POLICY,
    },
    signIn: () => Promise.reject(new HafanError('UNAUTHENTICATED', 'Nobody of this world.')),
    now: () => new Date(),
    log: { warn: () => undefined, error: () => undefined },
    traffic: UNHINDERED,
    ...{ host: '127.0.0.1', port: 0, deadlineMs: 1_000, notShownMs: 4, gateThree: 'ALWAYS' as const },
  })
  await gateway.close()
}

const done = (): Promise<void> => Promise.resolve()

export function seedOf(world: World, now: Date): object[] {
  return world.children.map(child => ({
    identifiers: { nhsNumber: child.nhsNumber, upn: child.upn },
    links: (child.linked as readonly SourceId[]).flatMap(sourceId => {
      const held = world.held.get(sourceId)?.get(child.index)
      if (!held) return []
      const anchor = subjectOf(held, child).demographics
      return [{ sourceId, recordId: held.recordId, how: 'CONFIRMED_BY_PERSON', confirmedAt: now.toISOString(), protectedRecord: child.flagged.includes(sourceId), anchor }] // prettier-ignore
    }),
    hub: hubSeed(child, world.hub.get(child.index) ?? missing(), now),
  }))
}

/** What is sealed for answers: the first seal of a text and a binding is given again, at its own length. */
export function withSameCursors(keys: Keys): Keys {
  const { cursor, miraf } = keys
  return {
    ...keys,
    cursor: { seal: sameAgain((plain, boundTo) => cursor.seal(plain, boundTo)), open: (one, boundTo) => cursor.open(one, boundTo) },
    miraf: { seal: sameAgain((plain, boundTo) => miraf.seal(plain, boundTo)), open: (one, boundTo) => miraf.open(one, boundTo) },
  }
} // prettier-ignore

function sameAgain<Sealed>(seal: (plain: string, boundTo: string) => Sealed): typeof seal {
  const given = new Map<string, Sealed>()
  return (plain, boundTo) => {
    const key = JSON.stringify([plain, boundTo])
    const sealed = given.get(key) ?? seal(plain, boundTo)
    given.set(key, sealed)
    return sealed
  }
}

const HOUR = 3_600_000
/** Relationships that were confirmed once, and longer ago than any grace: with them a silent source decides nothing. */
export async function rememberLongAgo({ children, confirmations }: Store, world: World, now: Date): Promise<void> {
  const ended = world.children.filter(({ related }) => related !== 'NOW')
  const ids = await children.byIdentifier('NHS_NUMBER', ended.map(({ nhsNumber }) => nhsNumber)) // prettier-ignore
  for (const { caller } of CALLERS) {
    const { issuer, subject, person } = caller
    const needed = opensBy(caller)
    if (person === null || typeof needed === 'string') continue
    const posts = person.posts.map(({ kind, value }) => `${kind} ${value}`).sort()
    const name = [issuer, subject, person.role, person.organisation, ...posts].join('\n')
    const hours = needed.includes('ENROLLED') ? 8 * 24 : 13
    const related = [...ids.values()].flatMap(childId => needed.map(one => ({ childId, relationship: one as Relationship }))) // prettier-ignore
    await confirmations.remember(name, related, new Date(now.getTime() - hours * HOUR))
  }
}

function missing(): never {
  throw new Error('a child of the world is not in the hub')
}
