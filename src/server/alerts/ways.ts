// What a delivery is to the ways out: an address, an occasion and ids. Nothing else of the alert goes with it, its kind least of
// all, since "a missing child is back" is about somebody.
import { createMail } from '../../adapters/post/mail.js'
import type { Occasion } from '../../adapters/post/posting.js'
import { createWebhooks } from '../../adapters/post/webhook.js'
import type { Delivery } from '../../store/alert-deliveries.js'
import type { Post } from './post.js'

export interface WaysOptions {
  /** Null: no mail is sent. */
  readonly mail: { readonly smtp: string; readonly from: string; readonly inbox: string } | null
  /** Networks besides the public internet that webhooks may go to. */
  readonly networks: readonly string[]
  readonly secret: (name: string) => string
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
  /** Most milliseconds for one message; each way's own where absent. */
  readonly withinMs?: number
}

export interface Ways {
  readonly post: Post
  close(): void
}

const occasionOf = ({ escalatedFrom }: Delivery): Occasion => (escalatedFrom === null ? 'ALERT' : 'UNACKNOWLEDGED')

/** Throws where a setting cannot be used. */
export function openWays({ mail, networks, secret, now, onFault, withinMs }: WaysOptions): Ways {
  const within = withinMs === undefined ? {} : { wholeMs: withinMs }
  const mails = mail && createMail({ ...mail, ...within, now })
  const webhooks = createWebhooks({ networks, secret, now, onFault, ...within })
  return {
    post: {
      mail:
        mails &&
        ((delivery, { email }) => {
          if (email === null) return Promise.resolve('REFUSED')
          const { id, recipientId } = delivery
          return mails.send({ deliveryId: id, to: email, occasion: occasionOf(delivery), reference: recipientId })
        }),
      webhook(delivery, { webhook }) {
        if (webhook === null) return Promise.resolve('REFUSED')
        const { url, secret: first, nextSecret } = webhook
        const { id, recipientId, at } = delivery
        const secrets = [first, ...(nextSecret === undefined ? [] : [nextSecret])]
        const what = { occasion: occasionOf(delivery), reference: recipientId, raisedAt: new Date(at) }
        return webhooks.send({ deliveryId: id, url, secrets, ...what })
      },
    },
    close: () => webhooks.close(),
  }
}
