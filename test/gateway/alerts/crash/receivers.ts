// A mail server and a receiver of webhooks that fail half of the time, each in every way it can: a refusal for now, taken and then
// refused, the connection cut, and no answer at all. They keep every byte that came.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { randomFrom } from '../../../verify/tamper.js'

export interface Came {
  /** The delivery's own id, as the message has it. */
  readonly id: string
  /** The address of the mail, or the path of the webhook. */
  readonly to: string
  readonly raw: string
  /** Whether the sender was told that it was taken. */
  readonly taken: boolean
}

export interface Receivers {
  readonly smtpPort: number
  readonly webhookPort: number
  readonly mails: readonly Came[]
  readonly webhooks: readonly Came[]
  close(): Promise<void>
}

/** Of eight, four are taken. */
const WAYS = ['TAKE', 'TAKE', 'TAKE', 'TAKE', 'REFUSE', 'TAKE_AND_REFUSE', 'CUT', 'SILENCE'] as const

export async function openReceivers(seed: number): Promise<Receivers> {
  const random = randomFrom(seed)
  const next = (): (typeof WAYS)[number] => WAYS[random(WAYS.length)] ?? 'TAKE'
  const [mails, webhooks]: [Came[], Came[]] = [[], []]
  const no = (responseCode: number): Error => Object.assign(new Error('not now'), { responseCode })

  const smtp = new SMTPServer({
    ...{ authOptional: true, logger: false, disabledCommands: ['STARTTLS'] },
    onRcptTo: (_address, session, done) => {
      const way = next()
      Object.assign(session, { way })
      done(way === 'REFUSE' ? no(451) : null)
    },
    onData(stream, session, done) {
      const { way } = session as unknown as { readonly way: (typeof WAYS)[number] }
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('latin1')
        const to = session.envelope.rcptTo.map(({ address }) => address).join(' ')
        mails.push({ id: /^message-id: <([^@]+)@/im.exec(raw)?.[1] ?? '', to, raw, taken: way === 'TAKE' })
        if (way === 'SILENCE') return
        // 5xx of a connection that is not this mail's fault, and then none at all.
        done(way === 'TAKE' ? null : no(way === 'CUT' ? 421 : 452))
      })
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>(resolve => smtp.listen(0, '127.0.0.1', resolve))

  const http = createServer((request, response) => {
    const way = next()
    const chunks: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = request.rawHeaders.join('\n')
      const raw = `${headers}\n\n${Buffer.concat(chunks).toString('latin1')}`
      const id = String(request.headers['webhook-id'])
      webhooks.push({ id, to: request.url ?? '', raw, taken: way === 'TAKE' })
      if (way === 'CUT') return void request.socket.destroy()
      if (way === 'SILENCE') return
      response.writeHead(way === 'TAKE' ? 204 : way === 'REFUSE' ? 429 : 500).end()
    })
  })
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  return {
    smtpPort: (smtp.server.address() as AddressInfo).port,
    webhookPort: (http.address() as AddressInfo).port,
    ...{ mails, webhooks },
    async close() {
      http.closeAllConnections()
      await new Promise(resolve => http.close(resolve))
      await new Promise<void>(resolve => smtp.close(() => resolve()))
    },
  }
}
