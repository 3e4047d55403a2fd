// Alerts to another system, as Standard Webhooks (https://www.standardwebhooks.com) has them: an id that stays the same for every
// attempt, a time, and a signature of both with the body. The body names the alert and the delivery; who may read more asks the API.
import { isIP } from 'node:net'
import { Webhook as Signer } from 'standardwebhooks'
import { createAgent, tell } from '../http-exchange.js'
import { isDeliveryId, isReference } from './posting.js'
import type { Occasion, Posted } from './posting.js'
import { guardedLookup, reachable } from './public-address.js'
import type { MayReach } from './public-address.js'

export interface WebhookOptions {
  /** The value of a named secret; throws where there is none. Asked for each delivery, so that one can be changed without a restart. */
  readonly secret: (name: string) => string
  /** Networks besides the public internet that webhooks may go to: `10.1.0.0/16`, `127.0.0.1`. */
  readonly networks: readonly string[]
  readonly now: () => Date
  /** Hears of a secret that is missing or none. */
  readonly onFault: (error: unknown) => void
  readonly wholeMs?: number
}

export interface AlertWebhook {
  readonly deliveryId: string
  readonly url: string
  /** Names of its secrets: one, or while it is being changed the old and the new. */
  readonly secrets: readonly string[]
  readonly occasion: Occasion
  readonly reference: string
  /** When the alert was raised: the same for every attempt, as the whole body is. */
  readonly raisedAt: Date
}

export interface Webhooks {
  send(webhook: AlertWebhook): Promise<Posted>
  close(): void
}

const WHOLE_MS = 10_000
const MOST_SECRETS = 2
/** To one host. */
const MOST_SOCKETS = 4
const TYPES: Readonly<Record<Occasion, string>> = {
  ALERT: 'alert.raised',
  UNACKNOWLEDGED: 'alert.unacknowledged',
}
const GONE = 410

export function createWebhooks({ secret, networks, now, onFault, wholeMs = WHOLE_MS }: WebhookOptions): Webhooks {
  const mayReach = reachable(networks)
  const lookup = guardedLookup(mayReach)
  const agents = {
    'http:': createAgent({ protocol: 'http:' }, MOST_SOCKETS, lookup),
    'https:': createAgent({ protocol: 'https:' }, MOST_SOCKETS, lookup),
  }
  return {
    async send(webhook) {
      const url = placeOf(webhook.url, mayReach)
      if (!url || !isDeliveryId(webhook.deliveryId) || !isReference(webhook.reference)) return 'REFUSED'
      const body = bodyOf(webhook)
      const at = now()
      const signatures = signaturesOf(webhook, body, at)
      if (signatures === null) return 'TRY_AGAIN'
      const headers = {
        'content-type': 'application/json',
        'webhook-id': webhook.deliveryId,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': signatures,
      }
      const agent = agents[url.protocol === 'https:' ? 'https:' : 'http:']
      const told = tell({ url, headers, body, signal: AbortSignal.timeout(wholeMs), agent })
      return told.then(postedBy, () => 'TRY_AGAIN' as const)
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }

  /** Null where a secret is not as it should be: unsigned, nobody could believe it. */
  function signaturesOf({ secrets, deliveryId }: AlertWebhook, body: string, at: Date): string | null {
    try {
      if (secrets.length === 0 || secrets.length > MOST_SECRETS) throw new Error('a webhook has one secret, or two')
      return secrets.map(name => signerOf(secret(name), name).sign(deliveryId, at, body)).join(' ')
    } catch (error) {
      onFault(error)
      return null
    }
  }
}

/** 410: the receiver says that nobody is there any more. Everything else may be better next time. */
const postedBy = (status: number): Posted =>
  status >= 200 && status < 300 ? 'SENT' : status === GONE ? 'REFUSED' : 'TRY_AGAIN'

/** Null for an address that no webhook goes to, whatever answers there. */
function placeOf(text: string, mayReach: MayReach): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '') return null
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && host === '127.0.0.1')) return null
  // A name is looked at when it is looked up; an address never is.
  return isIP(host) === 0 || mayReach(host) ? url : null
}

function bodyOf({ deliveryId, occasion, reference, raisedAt }: AlertWebhook): string {
  return JSON.stringify({
    type: TYPES[occasion],
    timestamp: raisedAt.toISOString(),
    data: { alert: reference, delivery: deliveryId },
  })
}

/** 24 to 64 bytes, as the specification has it. */
const SECRET = /^whsec_(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

function signerOf(value: string, name: string): Signer {
  const bytes = Buffer.from(value.slice('whsec_'.length), 'base64').length
  if (!SECRET.test(value) || bytes < 24 || bytes > 64)
    throw new Error(`the secret ${name} is not "whsec_" and 24 to 64 bytes in base64`)
  return new Signer(value)
}
