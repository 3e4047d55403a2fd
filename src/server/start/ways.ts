// The settings of the ways out: where mail is handed over, and which networks webhooks may go to.
import type { WaysOptions } from '../alerts/ways.js'
import type { Environment } from './options.js'

export type WaysSettings = Pick<WaysOptions, 'mail' | 'networks'>

/** Throws where half of what mail needs is set: whoever sets it believes that mail is sent. */
export function readWays(environment: Environment, secret: (name: string) => string): WaysSettings {
  const set = (name: string): string | null => environment[name]?.trim() || null
  const [from, inbox] = [set('HAFAN_MAIL_FROM'), set('HAFAN_INBOX')]
  const networks = (set('HAFAN_WEBHOOK_NETWORKS') ?? '').split(',').flatMap(one => one.trim() || [])
  if (from === null && inbox === null && set('HAFAN_SMTP') === null) return { mail: null, networks }
  if (from === null || inbox === null)
    throw new Error('Mail needs HAFAN_SMTP, HAFAN_MAIL_FROM and HAFAN_INBOX: set all of them, or none.')
  return { mail: { smtp: secret('HAFAN_SMTP'), from, inbox }, networks }
}
