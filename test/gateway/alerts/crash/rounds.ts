// Alerts go in by one act after the other and out by mail and webhook, to receivers that fail half of the time, while gateways and
// their PostgreSQL are killed at random points; then nothing is killed any more, time passes, and everything is looked through.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { generateRegion } from '../../../../simulators/region/generate.js'
import { startRegion } from '../../../../simulators/start.js'
import { openDatabase } from '../../../../src/verify/read-database.js'
import { verifyLedger } from '../../../../src/verify/verify.js'
import { testKeys, testDatabase } from '../../../support/database.js'
import { randomFrom } from '../../../verify/tamper.js'
import { teamsFile } from '../../../../src/server/alerts/teams.js'
import { canariesOf, differences, leaked, type Caused } from './differences.js'
import { openGateways, type Gateways } from './gateways.js'
import { openKilledServer } from './postgres.js'
import { openReceivers } from './receivers.js'
import { allIds, counts, drained, idle, toldOf } from './tables.js'

export interface Crash {
  /** Of gateways, and as many of PostgreSQL. */
  readonly kills: number
  readonly events: number
  readonly gateways: number
  readonly seed: number
  /** Is told how far it is, once a kill and once a phase. */
  readonly progress?: (says: string) => void
}

export interface Crashed {
  readonly differences: readonly string[]
  readonly leaked: readonly string[]
  /** Whether it is noticed that a team was told, or was not, where that is taken for wrong. */
  readonly notices: boolean
  /** How often PostgreSQL was cut off, by its own log. */
  readonly recoveries: number
  /** Recipients that were told, and messages that came, of which some came oftener. */
  readonly told: number
  readonly sent: number
  readonly came: number
}

/** One for whom many teams come, and one for whom few do. */
const CHILDREN = { many: '9990000018', few: '9990000026' }
/** Events of the first: each of its alerts is three times as many messages, which show nothing that fewer do not. */
const ONE_OF = 5
const SENDERS = 6
const REASON = 'Seen at Penrhiwceiber bus station'
const CALL = `mutation ($input: CallMeetingInput!) { callMeeting(input: $input) { __typename
  ... on CaseworkReceipt { reference } } }`
/** Longer than a gateway waits for a session, and shorter than that it would give anything up. */
const LONGEST_DEAD_MS = 8_000
/** Most that passes between the one kill and the other. */
const APART_MS = 3_000

export async function crash({ kills, events, gateways: count, seed, progress }: Crash): Promise<Crashed> {
  const random = randomFrom(seed)
  const now = new Date().toISOString()
  const region = await startRegion({ region: generateRegion({ seed: 1, size: 200, now }) })
  const receivers = await openReceivers(seed)
  const server = await openKilledServer()
  const database = await testDatabase(server)
  let gateways: Gateways | null = null
  try {
    await database.store.hub.seed(region.seed)
    const hook = (id: string): object => ({ url: `http://127.0.0.1:${receivers.webhookPort}/${id}`, secret: 'HOOK' })
    const withHooks = region.settings.teams.teams.map(team =>
      /^(hub|duty|torfaen-lac)/.test(team.id) ? { ...team, webhook: hook(team.id) } : team,
    )
    const teams = { ...region.settings.teams, teams: withHooks }
    gateways = await openGateways(
      count,
      {
        ...{ settings: { ...region.settings, teams }, seed: region.seed, databaseUrl: database.url },
        secrets: { ...region.secrets, HOOK: `whsec_${Buffer.alloc(32, 'hook').toString('base64')}` },
        smtpPort: receivers.smtpPort,
      },
      region.clock,
    )
    const running = gateways
    const ids = new Map<string, string>()
    for (const child of Object.values(CHILDREN))
      ids.set(child, (await database.store.children.byIdentifier('NHS_NUMBER', [child])).get(child) ?? '')
    const call = async (child: string): Promise<Caused> => {
      const input = { key: randomUUID(), child: { nhsNumber: child }, reason: REASON }
      // Whoever has no answer sends the same again, and what was recorded is not recorded twice.
      for (;;) {
        const reference = await asked(running.url(), await region.tokenFor('hub-police'), { input })
        if (reference !== null) return { childId: ids.get(child) ?? '', reference }
        await wait(30)
      }
    }
    const calm = await Promise.all(Object.values(CHILDREN).map(call))
    await idle(database.url, running)
    const entitled = await toldOf(database.url, calm)

    const caused: Caused[] = [...calm]
    const nth = (): string => (caused.length % ONE_OF === 0 ? CHILDREN.many : CHILDREN.few)
    let begun = calm.length
    let killed = 0
    const senders = Array.from({ length: SENDERS }, async () => {
      while (begun < events) {
        // Not further ahead of the kills than to the next but one, so that there is load at every one.
        if (begun > (events * (killed + 2)) / (kills + 1)) {
          await wait(10)
          continue
        }
        begun += 1
        caused.push(await call(nth()))
      }
    })
    // At once, each a little sooner or later: a gateway is also begun while there is no database.
    const killing = async (): Promise<void> => {
      for (let nth = 1; nth <= kills; nth += 1) {
        while (caused.length < (events * nth) / (kills + 1)) await wait(10)
        const [gateway, postgres] = [random(APART_MS), random(APART_MS)]
        await Promise.all([
          wait(gateway).then(() => running.kill()),
          wait(postgres).then(() => server.kill(random(LONGEST_DEAD_MS))),
        ])
        killed = nth
        progress?.(`killed ${nth} of ${kills} times, ${caused.length} of ${events} events`)
      }
    }
    await Promise.all([...senders, killing()])
    progress?.(`all ${caused.length} events are recorded; time passes`)
    await drained(database.url, running)
    progress?.(`all told; ${receivers.mails.length + receivers.webhooks.length} messages came`)
    const left = [...receivers.mails, ...receivers.webhooks]
    const known = (await allIds(database.url)).flatMap(id => [id, testKeys.childId.encode(id)])
    const canaries = new Set([...canariesOf(region.region), ...known, 'penrhiwceiber'])
    const { told, sent } = await counts(database.url)
    const all = teamsFile.parse(teams).teams
    const against = (teams: (of: ReadonlySet<string>) => ReadonlySet<string>): Promise<readonly string[]> => {
      const others = new Map([...entitled].map(([child, of]) => [child, teams(of)]))
      return differences(database.url, caused, others, all, receivers)
    }
    const fewer = await against(of => new Set([...of].slice(1)))
    const more = await against(of => new Set([...of, 'nobody']))
    return {
      differences: [
        ...(await differences(database.url, caused, entitled, all, receivers)),
        ...(await auditFindings(database.url)),
        ...(running.fallen() > 0 ? [`${running.fallen()} gateways ended that nobody had killed`] : []),
      ],
      recoveries: await server.recoveries(),
      notices: fewer.some(says => says.endsWith('entitled')) && more.some(says => says.startsWith('nobody missed')),
      ...{ leaked: leaked(left, canaries), told, sent, came: left.length },
    }
  } finally {
    gateways?.stop()
    await receivers.close()
    await region.close()
    await database.stop()
    await server.stop()
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

async function auditFindings(url: string): Promise<readonly string[]> {
  const opened = await openDatabase(url)
  try {
    const { findings } = await verifyLedger(() => Promise.resolve(opened), null)
    return findings.map(({ kind, chain, from, to }) => `audit: ${kind} ${chain} ${from}-${to}`)
  } finally {
    await opened.close()
  }
}
