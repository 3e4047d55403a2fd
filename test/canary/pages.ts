// The pages of the console before the canary house: as each person, every page that can be opened, and what stands in it. Pages
// come from the console's own list, so that one that is added is looked at from then on.
import { setTimeout as wait } from 'node:timers/promises'
import { openConsole } from '../../console/server/app.js'
import type { Page } from '../../console/server/page.js'
import { pages, publicPages } from '../../console/pages/index.js'
import { openDatabase } from '../../console/sessions/database.js'
import { createSealing } from '../../console/sessions/seal.js'
import { createSessions } from '../../console/sessions/sessions.js'
import { CALLERS, tokenOf } from './callers.js'
import type { Canary } from './callers.js'
import { entitlementOf } from './entitled.js'
import { openHouse, prime } from './house.js'
import type { House } from './house.js'
import { describe } from './places.js'
import { purposesOf } from './protocol.js'
import { canariesIn } from './sinks.js'
import { createWorld } from './world.js'
import type { World } from './world.js'

export interface PagesRun {
  readonly leaks: readonly string[]
  /** Pages that answered with anything but a page, a refusal in words, or a way on; and what the console logged. */
  readonly faults: readonly string[]
  /** How many pages were opened, and how many canaries stood where they may. */
  readonly opened: number
  readonly shown: number
  /** Addresses, as the console has them. */
  readonly paths: ReadonlySet<string>
}

const SECRET = Buffer.alloc(32, 'canary')
const HOUR_MS = 3_600_000
const AT_ONCE = 4
const UNAVAILABLE = 503
const MOST_TRIES = 5
const AGAIN_MS = 500
const CHILD = '/children/:id'

/** Those that need nothing, and those of a child. */
export const canBeOpened = ({ path }: Pick<Page, 'path'>): boolean => !path.replace(CHILD, '').includes(':')

/**
 * What of a page its reader may not have, whatever they say they read it for. A page does not say what it asked for, so this finds
 * what is nobody's of the role; which purpose gives what is the API's own run's to find.
 */
export function leaksIn(html: string, { caller, name }: Canary, world: World): { leaks: string[]; shown: number } {
  const found = [...canariesIn(html, world.mint)].map(token => ({ token, origin: world.mint.known.get(token) }))
  const may = ({ origin }: (typeof found)[number]): boolean => {
    const child = world.children.find(({ index }) => index === origin?.child)
    if (origin === undefined || child === undefined) return false
    return purposesOf(caller).some(purpose => entitlementOf(caller, child, purpose, new Map(), new Map()).has(origin))
  }
  const leaks = found.filter(one => !may(one))
  return {
    shown: found.length - leaks.length,
    leaks: leaks.map(({ token, origin }) => `${name}: ${origin === undefined ? token : describe(token, origin)}`),
  }
}

/**
 * `more`: a page that shows what it must not, to see that it is noticed. Each reader opens each page of one child in `oneOf`, the
 * next reader and the next page of the next child.
 */
export async function runPages(more: readonly Page[] = [], oneOf = 1): Promise<PagesRun> {
  const all = [...pages, ...more]
  const world = createWorld()
  const now = new Date()
  const house = await openHouse({ world, now })
  const logged: string[] = []
  const pool = await openDatabase(house.databaseUrl)
  const running = await openConsole({
    settings: {
      ...{ host: '127.0.0.1', port: 0, publicUrl: null, api: house.url },
      ...{ databaseUrl: house.databaseUrl, secret: SECRET, providers: [] },
    },
    ...{ pages: all, publicPages, now: () => new Date() },
    log: { error: (fields, sentence) => void logged.push(`${sentence} ${JSON.stringify(fields)}`) },
  })
  try {
    await prime(house, world)
    const ids = all.some(({ path }) => path.startsWith(CHILD)) ? await idsOf(house, world) : []
    const sessions = createSessions(pool, createSealing(SECRET), () => new Date())
    const run = { leaks: [] as string[], faults: [] as string[], opened: 0, shown: 0, paths: new Set<string>() }
    const open = async (canary: Canary, reader: number): Promise<void> => {
      const cookie = `hafan-session=${await sessions.begin(sessionOf(canary))}`
      for (const [page, { path }] of [...all, ...publicPages].filter(canBeOpened).entries()) {
        const theirs = ids.filter((_, child) => (child + reader + page) % oneOf === 0)
        for (const address of path.includes(CHILD) ? theirs.map(id => path.replace(':id', id)) : [path]) {
          const { status, text, signsIn } = await got(new URL(address, running.url), cookie)
          const { leaks, shown } = leaksIn(text, canary, world)
          run.leaks.push(...leaks.map(leak => `${path} of ${leak}`))
          if (status >= 500 || signsIn) run.faults.push(`${path} of ${canary.name}: ${status}`)
          run.opened += 1
          run.shown += shown
          run.paths.add(path)
        }
      }
    }
    const readers = CALLERS.filter(({ caller }) => caller.person !== null).entries()
    const lane = async (): Promise<void> => {
      for (const [nth, canary] of readers) await open(canary, nth)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    const written = [...canariesIn(logged.join('\n'), world.mint)].map(token => `the console's log: ${token}`)
    return { ...run, leaks: [...run.leaks, ...written], faults: [...run.faults, ...logged] }
  } finally {
    await running.close()
    await pool.end()
    await house.close()
  }
}

/** What a page says, headers and all; of one that a busy machine kept from answering, each try. */
async function got(url: URL, cookie: string): Promise<{ status: number; text: string; signsIn: boolean }> {
  const tries: string[] = []
  for (;;) {
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
    tries.push([...response.headers].flat().join('\n'), await response.text())
    const signsIn = response.headers.get('location')?.includes('/sign-in') === true
    if (response.status !== UNAVAILABLE || tries.length >= 2 * MOST_TRIES)
      return { status: response.status, text: tries.join('\n'), signsIn }
    await wait(AGAIN_MS)
  }
}

type Begun = Parameters<ReturnType<typeof createSessions>['begin']>[0]

/** As it is after sign-in: the canary house has no identity provider, and sign-in has tests of its own. */
function sessionOf(canary: Canary): Begun {
  const { issuer, subject, person } = canary.caller
  if (person === null) throw new Error('an application reads no pages')
  const { role, agency, organisation } = person
  return {
    person: { issuer, subject, name: 'Somebody', role, agency, organisation },
    ...{ provider: 'canary', access: tokenOf(canary), accessUntil: Date.now() + HOUR_MS, refresh: null },
  }
}

/** The ids of all children that anybody is shown, as answers give them: whoever has one may try it. */
async function idsOf(house: House, world: World): Promise<string[]> {
  const query = `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { ... on Child { id } } }`
  const by = world.children.map(({ nhsNumber }) => ({ nhsNumber }))
  const ids = new Set<string>()
  for (const canary of CALLERS.filter(({ name }) => ['hm-cleared', 'pm-cleared', 'sw-glass'].includes(name))) {
    const { text } = await house.ask(canary, query, { by })
    const { data } = JSON.parse(text) as { data?: { children: readonly { id?: string }[] } }
    for (const { id } of data?.children ?? []) if (id !== undefined) ids.add(id)
  }
  return [...ids]
}
