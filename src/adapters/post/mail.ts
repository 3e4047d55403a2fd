// Mail about alerts, by SMTP. One connection a mail, a time-out for each step and one for all of it; what the server says is read
// as a number, and never passed on.
import { createTransport } from 'nodemailer'
import { textOf } from './mail-text.js'
import { isDeliveryId, isReference } from './posting.js'
import type { Occasion, Posted } from './posting.js'

export interface MailOptions {
  /** `smtp://user:password@host:587`, which must offer STARTTLS unless it is 127.0.0.1, or `smtps://…`. */
  readonly smtp: string
  /** The bare address mails come from. */
  readonly from: string
  /** Where whoever gets one signs in; the reference is put behind it. */
  readonly inbox: string
  readonly now: () => Date
  /** Most milliseconds for connecting, for the greeting and for each silence. */
  readonly stepMs?: number
  readonly wholeMs?: number
}

export interface AlertMail {
  readonly deliveryId: string
  readonly to: string
  readonly occasion: Occasion
  readonly reference: string
}

export interface Mail {
  send(mail: AlertMail): Promise<Posted>
}

/** RFC 5321 without quoted parts and without non-ASCII: nothing in it could end a header or name a second recipient. */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z]{2,63}$/
const MOST_ADDRESS = 254
const STEP_MS = 10_000
const WHOLE_MS = 30_000
const LOOPBACK = '127.0.0.1'

export const isMailAddress = (text: string): boolean => text.length <= MOST_ADDRESS && ADDRESS.test(text)

/** Throws, without the password that the address may hold, where a setting cannot be used. */
export function createMail({ smtp, from, inbox, now, stepMs = STEP_MS, wholeMs = WHOLE_MS }: MailOptions): Mail {
  if (!isMailAddress(from)) throw new Error('the address that mails come from is not a plain e-mail address')
  const base = inboxOf(inbox)
  const transport = createTransport({
    ...serverOf(smtp),
    connectionTimeout: stepMs,
    greetingTimeout: stepMs,
    socketTimeout: stepMs,
    dnsTimeout: stepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  })
  const host = from.slice(from.lastIndexOf('@') + 1)
  return {
    async send({ deliveryId, to, occasion, reference }) {
      // An address that is none stays none: somebody must mend it, so it is not tried for hours.
      if (!isMailAddress(to) || !isDeliveryId(deliveryId) || !isReference(reference)) return 'REFUSED'
      const { subject, text } = textOf(occasion, reference, `${base}${reference}`)
      const whole = AbortSignal.timeout(wholeMs)
      const mail = {
        from: { name: 'Hafan', address: from },
        to: { name: '', address: to },
        envelope: { from, to },
        subject,
        text,
        date: now(),
        // The same for every attempt, so that a server which took it twice can show it once.
        messageId: `<${deliveryId}@${host}>`,
        xMailer: false as const,
        // RFC 3834: no out-of-office answers.
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'en, cy' },
        signal: whole,
      }
      try {
        await transport.sendMail(mail)
        return 'SENT'
      } catch (error) {
        return postedBy(error)
      }
    },
  }
}

function serverOf(smtp: string): object {
  const url = URL.canParse(smtp) ? new URL(smtp) : null
  const secure = url?.protocol === 'smtps:'
  if (!url || (url.protocol !== 'smtp:' && !secure) || url.hostname === '' || !isBare(url)) {
    throw new Error('the mail server is given as smtp://user:password@host:port, or smtps:// of that')
  }
  const { hostname, port, username, password } = url
  const plain = hostname === LOOPBACK && !secure
  return {
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !plain,
    // What never leaves this machine needs no certificate.
    ignoreTLS: plain,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: true },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  }
}

const isBare = ({ pathname, search, hash }: URL): boolean => /^\/?$/.test(pathname) && search === '' && hash === ''

function inboxOf(inbox: string): string {
  const url = URL.canParse(inbox) ? new URL(inbox) : null
  const mayBePlain = url?.hostname === LOOPBACK || url?.hostname === 'localhost'
  if (!url || url.href.length > 300 || !(url.protocol === 'https:' || (url.protocol === 'http:' && mayBePlain)))
    throw new Error('the address of the inbox, which mails link to, is an https address of at most 300 characters')
  return url.href
}

/** Only what is said of this recipient or this mail refuses it. That we may not sign in, or not send at all, is ours to mend. */
function postedBy(error: unknown): Posted {
  const { responseCode, command } = error as { responseCode?: unknown; command?: unknown }
  const ofThisMail = command === 'RCPT TO' || command === 'DATA'
  return ofThisMail && typeof responseCode === 'number' && responseCode >= 500 ? 'REFUSED' : 'TRY_AGAIN'
}
