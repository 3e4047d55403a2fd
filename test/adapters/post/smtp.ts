// A real SMTP server for tests of mail, and a mail for it.
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'
import { createMail } from '../../../src/adapters/post/mail.js'
import type { AlertMail, MailOptions } from '../../../src/adapters/post/mail.js'

export const ID = '0b6f8a52-8f5b-4c0e-9a55-1f2d3c4b5a69'
export const MAIL: AlertMail = {
  deliveryId: ID,
  to: 'duty.team@example.wales',
  occasion: 'ALERT',
  reference: 'AL-7K2M',
}
const NOW = new Date('2026-02-11T22:05:00Z')

/** What ends the servers of a test. */
export const ends: (() => Promise<void>)[] = []

/** For afterEach. */
export async function endAll(): Promise<void> {
  await Promise.all(ends.splice(0).map(end => end()))
}

export interface Taken {
  readonly port: number
  readonly texts: string[]
  readonly recipients: string[]
}

export async function server(options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<Taken> {
  const texts: string[] = []
  const recipients: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    logger: false,
    onData(stream, session, done) {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      stream.on('end', () => {
        texts.push(text)
        recipients.push(...session.envelope.rcptTo.map(({ address }) => address))
        done()
      })
    },
    ...options,
  })
  smtp.on('error', () => undefined)
  await new Promise<void>(resolve => smtp.listen(0, host, resolve))
  ends.push(() => new Promise<void>(resolve => smtp.close(() => resolve())))
  return { port: (smtp.server.address() as AddressInfo).port, texts, recipients }
}

export const mailTo = (port: number, rest: Partial<MailOptions> = {}): ReturnType<typeof createMail> =>
  createMail({
    smtp: `smtp://127.0.0.1:${String(port)}`,
    from: 'hafan@example.wales',
    inbox: 'https://hafan.example.wales/inbox/',
    now: () => NOW,
    ...rest,
  })

export const refusing = (responseCode: number): Error => Object.assign(new Error('no'), { responseCode })
