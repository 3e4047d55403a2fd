// Deliveries of alerts: that they are the gateway's, that they are fresh, and that each is worked off once. Needs the package
// standardwebhooks.
import { Webhook } from 'standardwebhooks'
import { parsed } from './exchange.js'
import { isObject } from './fits.js'

export interface Delivery {
  /** The same for every attempt. */
  readonly id: string
  readonly type: 'alert.raised' | 'alert.unacknowledged'
  /** When the alert was raised. */
  readonly at: Date
  /** `Alert.id`: what it is about is asked of the API, by somebody who may. */
  readonly alert: string
}

/** Which deliveries have been had; for more than one process, a table with the id as its key. */
export interface Deliveries {
  /** Takes the delivery on, in one step: false where it is had already. */
  claim(id: string): Promise<boolean>
  /** It could not be worked off: its next attempt counts as its first. */
  release(id: string): Promise<void>
}

export type Receipt =
  | { readonly is: 'TAKEN'; readonly delivery: Delivery }
  | { readonly is: 'HAD_BEFORE'; readonly id: string }
  | { readonly is: 'NOT_OURS'; readonly why: 'HEADERS' | 'TOO_OLD' | 'FROM_THE_FUTURE' | 'SIGNATURE' | 'BODY' }

export interface Incoming {
  /** As they came, names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** As it came: text that was parsed and written again has another signature. */
  readonly body: string
}

export interface WebhookOptions {
  /** `whsec_…`: one, or while it is being changed both. */
  readonly secrets: readonly [string, ...string[]]
  readonly deliveries: Deliveries
  readonly now?: () => Date
}

const MOST_OFF_SECONDS = 300

/**
 * Answer with 2xx where it is `TAKEN` or `HAD_BEFORE`, with 400 where it is `NOT_OURS`. Throws what `work` throws: answer with
 * 500, and the gateway sends it again.
 */
export function createReceiver(
  options: WebhookOptions,
): (incoming: Incoming, work: (delivery: Delivery) => Promise<void>) => Promise<Receipt> {
  const { secrets, deliveries, now = () => new Date() } = options
  const signers = secrets.map(secret => new Webhook(secret))

  return async ({ headers, body }, work) => {
    const [id, sentAt, signature] = ['id', 'timestamp', 'signature'].map(name => single(headers[`webhook-${name}`]))
    if (!id || !sentAt || !signature || !/^\d{1,12}$/.test(sentAt)) return { is: 'NOT_OURS', why: 'HEADERS' }
    const off = now().getTime() / 1000 - Number(sentAt)
    if (off > MOST_OFF_SECONDS) return { is: 'NOT_OURS', why: 'TOO_OLD' }
    if (off < -MOST_OFF_SECONDS) return { is: 'NOT_OURS', why: 'FROM_THE_FUTURE' }
    const signed = { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature }
    if (!signers.some(signer => isSigned(signer, body, signed))) return { is: 'NOT_OURS', why: 'SIGNATURE' }
    const delivery = deliveryIn(id, parsed(body))
    if (delivery === null) return { is: 'NOT_OURS', why: 'BODY' }
    if (!(await deliveries.claim(id))) return { is: 'HAD_BEFORE', id }
    try {
      await work(delivery)
    } catch (error) {
      await deliveries.release(id)
      throw error
    }
    return { is: 'TAKEN', delivery }
  }
}

/** A header that came twice is none. */
const single = (value: string | readonly string[] | undefined): string | null =>
  typeof value === 'string' ? value : null

function isSigned(signer: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    signer.verify(body, headers, { jsonParse: false })
    return true
  } catch {
    return false
  }
}

function deliveryIn(id: string, body: unknown): Delivery | null {
  if (!isObject(body) || !isObject(body['data'])) return null
  const { type, timestamp, data } = body
  const { alert, delivery } = data
  const at = new Date(typeof timestamp === 'string' ? timestamp : NaN)
  // The id in the body is signed too: one that differs is another delivery's.
  if (!isType(type) || typeof alert !== 'string' || delivery !== id || Number.isNaN(at.getTime())) return null
  return { id, type, at, alert }
}

const isType = (type: unknown): type is Delivery['type'] => type === 'alert.raised' || type === 'alert.unacknowledged'
