// Two gateways on one database, both busy: acts at either, alerts worked off by either, subscriptions at both.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Delivery } from '../../../src/store/alert-deliveries.js'
import type { GatewayBefore } from '../../support/gateway.js'
import { FFION, openKit, type Kit } from './kit.js'

export interface Across {
  /** Seconds from when a team was told until a subscriber has it. */
  readonly seconds: readonly number[]
  /** Sentences: what did not come, came twice, or was done twice. */
  readonly wrong: readonly string[]
  /** Pictures that were read meanwhile. */
  readonly reads: number
}

const CALL = `mutation ($input: CallMeetingInput!) { callMeeting(input: $input) { ... on CaseworkReceipt { reference } } }`
const PICTURE = `query ($by: ChildIdentifier!) { child(by: $by, purpose: ASSESS_RISK) { ... on Child { id police { status }
  socialCare { status } health { status } } } }`

export async function across({ events, readers }: { events: number; readers: number }): Promise<Across> {
  const posted: Delivery[] = []
  const mail = (delivery: Delivery): Promise<'SENT'> => {
    posted.push(delivery)
    return Promise.resolve('SENT')
  }
  const kit = await openKit({ now: new Date().toISOString(), alerts: { post: { mail, webhook: null } } })
  try {
    return await run(kit, posted, events, readers)
  } finally {
    await kit.close()
  }
}

async function run(kit: Kit, posted: readonly Delivery[], events: number, readers: number): Promise<Across> {
  const { first, second } = kit
  const clock = (): number => first.region.clock.now().getTime()
  const subscribers = [await kit.subscribed(first, 'hub-police'), await kit.subscribed(second, 'hub-education')]
  const came = subscribers.map(({ socket }) => {
    const at = new Map<string, number[]>()
    socket.on('message', (data: Buffer) => {
      const { type, payload } = JSON.parse(data.toString('utf8')) as {
        type: string
        payload?: { data?: { alerts: { node: { id: string } } } }
      }
      const id = payload?.data?.alerts.node.id
      if (type === 'next' && id !== undefined) at.set(id, [...(at.get(id) ?? []), clock()])
    })
    return at
  })
  let [reads, over] = [0, false]
  const reading = [first, second].flatMap(gateway =>
    Array.from({ length: readers }, async () => {
      while (!over) {
        await gateway.ask('hub-manager', PICTURE, { by: FFION })
        reads += 1
      }
    }),
  )
  for (let nth = 0; nth < events; nth += 1) await callAt(nth % 2 === 0 ? first : second)
  const hub = (): Promise<readonly { id: string; at: Date }[]> =>
    kit.rows(`select id, created_at as at from hafan.alert_recipient where team = 'hub'`)
  const isThere = async (): Promise<boolean> => {
    const rows = await hub()
    return rows.length >= events && rows.every(({ id }) => came.every(at => at.has(id)))
  }
  while (!(await isThere()) || (await left(kit)) > 0) await wait(50)
  over = true
  await Promise.all(reading)
  const rows = await hub()
  return {
    seconds: rows.flatMap(({ id, at }) => came.flatMap(one => (one.get(id) ?? []).map(t => (t - at.getTime()) / 1000))),
    wrong: [
      ...rows.filter(({ id }) => came.some(at => at.get(id)?.length !== 1)).map(({ id }) => `${id} did not come once`),
      ...twice(posted.map(({ id }) => id)).map(id => `message ${id} was sent twice`),
      ...(await routedTwice(kit)),
    ],
    reads,
  }
}

async function callAt(gateway: GatewayBefore): Promise<void> {
  const input = { key: randomUUID(), child: FFION, reason: 'Seen with adults' }
  const { errors } = await gateway.ask('hub-police', CALL, { input })
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
}

const twice = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index)

const JOBS = `select count(*)::int as left from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks
  on tasks.id = jobs.task_id where tasks.identifier <> 'alert_sweep'`

const left = async (kit: Kit): Promise<number> => (await kit.rows<{ left: number }>(JOBS))[0]?.left ?? 0

/** Whoever routes an alert asks for it once, which the audit has. */
async function routedTwice(kit: Kit): Promise<string[]> {
  const [found] = await kit.rows<{ asked: number; alerts: number }>(
    `select (select count(*) from hafan.audit_row where kind = 'INTENT'
        and record::json -> 'body' -> 'caller' ->> 'role' = 'ALERT_ROUTING')::int as asked,
      (select count(*) from hafan.alert where kind <> 'SCHOOL_DIGEST')::int as alerts`,
  )
  const { asked = 0, alerts = 0 } = found ?? {}
  return asked === alerts && alerts > 0 ? [] : [`${alerts} alerts were routed ${asked} times`]
}
