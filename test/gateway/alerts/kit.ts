// A gateway that works alerts off, before a region whose sources a test takes away and whose clock it moves.
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Delivery } from '../../../src/store/alert-deliveries.js'
import type { NewAlert } from '../../../src/store/alert-queue.js'
import type { Posted } from '../../../src/server/alerts/post.js'
import type { Answer } from '../../support/gateway.js'
import { openGlassKit, type GlassKit } from '../break-glass/kit.js'

export const FFION = '9990000018'
export const MINUTE = 60_000

const LIST = `query ($purpose: Purpose!, $first: Int, $after: String, $unacknowledged: Boolean!) {
  alerts(purpose: $purpose, first: $first, after: $after, unacknowledged: $unacknowledged) { edges { node {
    id kind title { en cy } child { __typename ... on Child { id } ... on ChildNotShown { reason } } pupils reference at team { id } standsAs
    recipientConfirmed escalatedFrom { id } acknowledgedAt acknowledgedRole } } pageInfo { hasNextPage endCursor } } }`
const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { id acknowledgedAt } }`

export interface Listed {
  readonly id: string
  readonly kind: string
  readonly child: { readonly __typename: string; readonly id?: string; readonly reason?: string } | null
  readonly pupils: readonly string[]
  readonly reference: string | null
  readonly team: { readonly id: string }
  readonly standsAs: string
  readonly recipientConfirmed: boolean
  readonly escalatedFrom: { readonly id: string } | null
  readonly acknowledgedAt: string | null
}

export interface Told {
  readonly team: string
  readonly stands_as: string
  readonly confirmed: boolean
  readonly escalated_from: string | null
}

export interface AlertKit extends GlassKit {
  /** What the post was given, in order; `answer` is what it says to the next. */
  readonly posted: Delivery[]
  answer(posted: Posted): void
  childId(nhsNumber: string): Promise<string>
  /** Queues alerts as a cause does; every one of its own. */
  queue(nhsNumber: string, kind: NewAlert['kind'], reference?: string): Promise<void>
  /** Until nothing waits for a job. */
  settled(): Promise<void>
  told(kind: NewAlert['kind'] | 'SCHOOL_DIGEST', nhsNumber?: string): Promise<readonly Told[]>
  list(
    persona: string,
    more?: { purpose?: string; first?: number; after?: string; unacknowledged?: boolean },
  ): Promise<Answer>
  alerts(persona: string, purpose?: string): Promise<readonly Listed[]>
  acknowledge(persona: string, alert: string, key?: string): Promise<Answer>
  down(...sources: string[]): void
}

export async function openAlertKit(): Promise<AlertKit> {
  const posted: Delivery[] = []
  let answer: Posted = 'SENT'
  const mail = (delivery: Delivery): Promise<Posted> => {
    posted.push(delivery)
    return Promise.resolve(answer)
  }
  const kit = await openGlassKit({ alerts: { post: { mail, webhook: null }, sweepEveryMs: 100 } })
  const { store } = kit.gateway.database
  const childId = async (nhsNumber: string): Promise<string> => {
    const id = (await store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber)
    if (id === undefined) throw new Error('nobody has this number')
    return id
  }
  /** What waits to be done, by the gateway's clock. */
  const waiting = async (): Promise<number> => {
    const now = `'${kit.at().toISOString()}'::timestamptz`
    const [found] = await kit.rows<{ left: number }>(
      `select (select count(*) from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks
          on tasks.id = jobs.task_id where tasks.identifier <> 'alert_sweep')::int
        + (select count(*) from hafan.alert where resolve_at <= ${now})::int
        + (select count(*) from hafan.alert_recipient where escalate_at <= ${now})::int
        + (select count(*) from hafan.alert_delivery where next_at <= ${now})::int as left`,
    )
    return found?.left ?? 0
  }
  const sweeps = async (): Promise<readonly string[]> =>
    (
      await kit.rows<{ id: string }>(
        `select jobs.id::text as id from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks
         on tasks.id = jobs.task_id where tasks.identifier = 'alert_sweep'`,
      )
    ).map(({ id }) => id)
  const list: AlertKit['list'] = (persona, { purpose = 'ASSESS_RISK', unacknowledged = false, ...more } = {}) =>
    kit.gateway.ask(persona, LIST, { purpose, unacknowledged, ...more })
  return {
    ...kit,
    posted,
    answer: next => void (answer = next),
    childId,
    async queue(nhsNumber, kind, reference = randomUUID()) {
      const at = kit.at()
      const id = await childId(nhsNumber)
      await store.episodes.record(
        {
          child: { childId: id },
          by: { person: 'one', role: 'HUB_PRACTITIONER', organisation: 'hub', staffRef: 'HUB-1' },
          decide: () => ({ changes: [], receipt: {}, alerts: [{ kind, childId: id, reference, cause: [], at }] }),
        },
        { caller: 'one', act: 'reportMissing', key: randomUUID(), input: {}, at },
      )
    },
    async settled() {
      // A sweep that begins after this looks also for what no row says beforehand.
      await store.queueSweep()
      const due = new Set(await sweeps())
      for (let left = due.size; left > 0; left = (await sweeps()).filter(id => due.has(id)).length) await wait(20)
      for (let left = await waiting(); left > 0; left = await waiting()) await wait(50)
    },
    async told(kind, nhsNumber = FFION) {
      const about = kind === 'SCHOOL_DIGEST' ? '' : `and child_id = '${await childId(nhsNumber)}'`
      return kit.rows<Told>(
        `select team, stands_as, confirmed, escalated_from from hafan.alert_recipient recipient
         join hafan.alert on alert.id = recipient.alert_id where kind = '${kind}' ${about} order by recipient.seq`,
      )
    },
    list,
    async alerts(persona, purpose) {
      const { data, errors } = await list(persona, purpose === undefined ? {} : { purpose })
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      const { alerts } = data as { alerts: { edges: { node: Listed }[] } }
      return alerts.edges.map(({ node }) => node)
    },
    acknowledge: (persona, alert, key = randomUUID()) =>
      kit.gateway.ask(persona, ACKNOWLEDGE, { input: { key, alert } }),
    down(...sources) {
      for (const [id, system] of kit.region.systems)
        system.setFault(sources.includes(id) ? { kind: 'status', status: 503 } : null)
    },
  }
}
