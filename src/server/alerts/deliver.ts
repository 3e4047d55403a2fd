// The job that sends one message by one way, and writes down what became of it. Sent again after a crash it has the same id.
import { sendAgainAt } from '../../hub/alerts/again.js'
import type { Settling } from '../../store/alert-deliveries.js'
import type { AlertDeps } from './route.js'
import type { Posted } from './post.js'

type DeliverDeps = Pick<AlertDeps, 'store' | 'teams' | 'post' | 'now' | 'onFault'>

const NOT_CONFIGURED: Settling = { state: 'NOT_CONFIGURED', nextAt: null, errorCode: null }

export async function deliver(id: string, { store, teams, post, now, onFault }: DeliverDeps): Promise<void> {
  const delivery = await store.alertDeliveries.open(id)
  if (delivery === null) return
  const team = teams.find(one => one.id === delivery.team)
  const send = delivery.channel === 'EMAIL' ? post.mail : post.webhook
  const address = delivery.channel === 'EMAIL' ? team?.email : team?.webhook
  if (team === undefined || send === null || address === null) {
    await store.alertDeliveries.settle(id, NOT_CONFIGURED, now())
    return
  }
  const posted = await send(delivery, team).catch((error: unknown): Posted => {
    onFault(error)
    return { outcome: 'TRY_AGAIN', code: 'FAULT' }
  })
  await store.alertDeliveries.settle(id, settlingOf(posted, delivery.attempts, now()), now())
}

function settlingOf(posted: Posted, attempts: number, at: Date): Settling {
  const { outcome, code } = typeof posted === 'string' ? { outcome: posted, code: null } : posted
  if (outcome !== 'TRY_AGAIN') return { state: outcome, nextAt: null, errorCode: outcome === 'SENT' ? null : code }
  const nextAt = sendAgainAt(attempts, at)
  return { state: nextAt === null ? 'GIVEN_UP' : 'QUEUED', nextAt, errorCode: code }
}
