// Alerts go in by one act after the other and out by mail and webhook, to receivers that fail half of the time, while gateways are
// killed at random points; then nobody is killed any more, time passes, and everything is looked through.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { generateRegion } from '../../../../simulators/region/generate.js'
import { startRegion } from '../../../../simulators/start.js'
import { testKeys, asOwner, testDatabase } from '../../../support/database.js'
import { randomFrom } from '../../../verify/tamper.js'
import { teamsFile } from '../../../../src/server/alerts/teams.js'
import { canariesOf, differences, leaked, type Caused } from './differences.js'
import { openGateways, type Gateways } from './gateways.js'
import { openReceivers } from './receivers.js'

export interface Crash {
  readonly kills: number
  readonly events: number
  readonly gateways: number
  readonly seed: number
}

export interface Crashed {
  readonly differences: readonly string[]
  readonly leaked: readonly string[]
  /** Whether it is noticed that a team was told, or was not, where that is taken for wrong. */
  readonly notices: boolean
  /** Recipients that were told, and messages that came, of which some came oftener. */
  readonly told: number
  readonly sent: number
  readonly came: number
}

/** One of whom many come for an alert, and one of whom few do. */
const CHILDREN = ['9990000018', '9990000026']
const SENDERS = 6
const REASON = 'Seen at Penrhiwceiber bus station'
const CALL = `mutation ($input: CallMeetingInput!) { callMeeting(input: $input) { __typename
  ... on CaseworkReceipt { reference } } }`
const MINUTE = 60_000

export async function crash({ kills, events, gateways: count, seed }: Crash): Promise<Crashed> {
  const random = randomFrom(seed)
  const now = new Date().toISOString()
  const region = await startRegion({ region: generateRegion({ seed: 1, size: 200, now }) })
  const receivers = await openReceivers(seed)
  const database = await testDatabase()
  let gateways: Gateways | null = null
  try {
    await database.store.hub.seed(region.seed)
    const hook = (id: string): object => ({ url: `http://127.0.0.1:${receivers.webhookPort}/${id}`, secret: 'HOOK' })
    const withHooks = region.settings.teams.teams.map(team =>
      /^(hub|duty|torfaen-lac)/.test(team.id) ? { ...team, webhook: hook(team.id) } : team,
    )
    const teams = { ...region.settings.teams, teams: withHooks }
    gateways = await openGateways(count, {
      ...{ settings: { ...region.settings, teams }, seed: region.seed, databaseUrl: database.url },
      secrets: { ...region.secrets, HOOK: `whsec_${Buffer.alloc(32, 'hook').toString('base64')}` },
      smtpPort: receivers.smtpPort,
    })
    const running = gateways
    const call = async (child: string): Promise<Caused> => {
      const input = { key: randomUUID(), child: { nhsNumber: child }, reason: REASON }
      // Whoever has no answer sends the same again, and what was recorded is not recorded twice.
      for (;;) {
        const reference = await asked(running.url(), await region.tokenFor('hub-police'), { input })
        if (reference !== null) {
          const id = (await database.store.children.byIdentifier('NHS_NUMBER', [child])).get(child)
          return { childId: id ?? '', reference }
        }
        await wait(30)
      }
    }
    const calm = await Promise.all(CHILDREN.map(call))
    await idle(database.url, running)
    const entitled = await toldOf(database.url, calm)

    const caused: Caused[] = [...calm]
    const nth = (): string => CHILDREN[caused.length % CHILDREN.length] ?? ''
    let begun = calm.length
    const senders = Array.from({ length: SENDERS }, async () => {
      while (begun < events) {
        begun += 1
        caused.push(await call(nth()))
      }
    })
    for (let kill = 1; kill <= kills; kill += 1) {
      while (caused.length < (events * kill) / (kills + 1)) await wait(10)
      await wait(random(200))
      await running.kill()
    }
    await Promise.all(senders)
    await drained(database.url, running)
    const left = [...receivers.mails, ...receivers.webhooks]
    const ids = (await allIds(database.url)).flatMap(id => [id, testKeys.childId.encode(id)])
    const canaries = new Set([...canariesOf(region.region), ...ids, 'penrhiwceiber'])
    const { told, sent } = await counts(database.url)
    const all = teamsFile.parse(teams).teams
    const against = (teams: (of: ReadonlySet<string>) => ReadonlySet<string>): Promise<readonly string[]> => {
      const others = new Map([...entitled].map(([child, of]) => [child, teams(of)]))
      return differences(database.url, caused, others, all, receivers)
    }
    const fewer = await against(of => new Set([...of].slice(1)))
    const more = await against(of => new Set([...of, 'nobody']))
    return {
      differences: await differences(database.url, caused, entitled, all, receivers),
      notices: fewer.some(says => says.endsWith('entitled')) && more.some(says => says.startsWith('nobody missed')),
      ...{ leaked: leaked(left, canaries), told, sent, came: left.length },
    }
  } finally {
    gateways?.stop()
    await receivers.close()
    await region.close()
    await database.stop()
  }
}

/** The reference of what was recorded; null where there was no answer, or none that says it was. */
async function asked(url: string, token: string, variables: object): Promise<string | null> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  try {
    const body = JSON.stringify({ query: CALL, variables })
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
    const { data } = (await response.json()) as { data?: { callMeeting?: { reference?: string } } }
    return data?.callMeeting?.reference ?? null
  } catch {
    return null
  }
}

const one = async <T extends object>(url: string, query: string): Promise<readonly T[]> =>
  asOwner(url, async client => (await client.query<T>(query)).rows)

/** What is due by the gateways' clock, or was never told at all. */
async function due(url: string, at: Date): Promise<number> {
  const moment = `'${at.toISOString()}'::timestamptz`
  const [found] = await one<{ due: number }>(
    url,
    `select (select count(*) from hafan.alert where routed_at is null or resolve_at <= ${moment})::int
      + (select count(*) from hafan.alert_recipient where escalate_at <= ${moment})::int
      + (select count(*) from hafan.alert_delivery where next_at <= ${moment})::int as due`,
  )
  return found?.due ?? 0
}

async function idle(url: string, gateways: Gateways): Promise<void> {
  while ((await due(url, gateways.now())) > 0) await wait(50)
}

/** Time passes until nothing is left to be told, escalated or sent. */
async function drained(url: string, gateways: Gateways): Promise<void> {
  for (;;) {
    // What a killed gateway was at is taken up after five minutes.
    gateways.pass(6 * MINUTE)
    while ((await due(url, new Date(gateways.now().getTime() - MINUTE))) > 0) await wait(50)
    const [left] = await one<{ left: number; next: string | null }>(
      url,
      `select count(*)::int as left, max(next) as next from (
         select resolve_at as next from hafan.alert union all select escalate_at from hafan.alert_recipient
         union all select next_at from hafan.alert_delivery) waiting where next is not null`,
    )
    if (left === undefined || left.left === 0 || left.next === null) return
    const until = new Date(left.next).getTime() - gateways.now().getTime()
    if (until > 0) gateways.pass(until)
  }
}

async function toldOf(url: string, calm: readonly Caused[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await one<{ child: string; team: string }>(
    url,
    `select child_id as child, team from hafan.alert_recipient told join hafan.alert on alert.id = told.alert_id
     where kind = 'THRESHOLD' and step = 0`,
  )
  return new Map(
    calm.map(({ childId }) => [childId, new Set(rows.filter(row => row.child === childId).map(({ team }) => team))]),
  )
}

const allIds = async (url: string): Promise<readonly string[]> =>
  (await one<{ id: string }>(url, 'select id from hafan.child')).map(({ id }) => id)

async function counts(url: string): Promise<{ readonly told: number; readonly sent: number }> {
  const [found] = await one<{ told: number; sent: number }>(
    url,
    `select (select count(*) from hafan.alert_recipient)::int as told,
      (select count(*) from hafan.alert_delivery)::int as sent`,
  )
  return found ?? { told: 0, sent: 0 }
}
