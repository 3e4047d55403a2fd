// Webhooks, at a real receiver that checks the signature, fails half the time, leads elsewhere, or never ends.
import { afterEach, describe, expect, it } from '@jest/globals'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { createWebhooks } from '../../../src/adapters/post/webhook.js'
import type { AlertWebhook, WebhookOptions, Webhooks } from '../../../src/adapters/post/webhook.js'
import { endAll, rawly, serving } from '../hostile.js'
import type { Hostile } from '../hostile.js'

const OLD = `whsec_${Buffer.alloc(32, 'old').toString('base64')}`
const NEW = `whsec_${Buffer.alloc(32, 'new').toString('base64')}`
const SECRETS: Readonly<Record<string, string>> = {
  OLD,
  NEW,
  SHORT: `whsec_${Buffer.alloc(23).toString('base64')}`,
  BARE: 'abc',
}
const ID = '0b6f8a52-8f5b-4c0e-9a55-1f2d3c4b5a69'
const HOOK: Omit<AlertWebhook, 'url'> = {
  deliveryId: ID,
  secrets: ['OLD'],
  occasion: 'ALERT',
  reference: 'AL-7K2M',
  raisedAt: new Date('2026-02-11T22:05:00Z'),
}

const opened: Webhooks[] = []
afterEach(async () => {
  for (const webhooks of opened.splice(0)) webhooks.close()
  await endAll()
})

function webhooks(rest: Partial<WebhookOptions> = {}): { readonly faults: string[]; send: Webhooks['send'] } {
  const faults: string[] = []
  const made = createWebhooks({
    secret(name) {
      const value = SECRETS[name]
      if (value === undefined) throw new Error('missing')
      return value
    },
    networks: ['127.0.0.1'],
    now: () => new Date(),
    onFault: error => faults.push(String(error)),
    ...rest,
  })
  opened.push(made)
  return { faults, send: hook => made.send(hook) }
}

interface Came {
  readonly headers: Record<string, string>
  readonly body: string
}

/** Keeps what comes, and answers each as `statusOf` says. */
async function receiver(statusOf: (nth: number) => number): Promise<{ url: string; came: Came[] }> {
  const came: Came[] = []
  const { url } = await serving((request: IncomingMessage, response) => {
    void text(request).then(body => {
      came.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(statusOf(came.length - 1)).end('whatever')
    })
  })
  return { url: `${url}/hooks`, came }
}

describe('a webhook', () => {
  it('names the alert and the delivery and nothing else, and its signature holds', async () => {
    const { url, came } = await receiver(() => 204)
    expect(await webhooks().send({ ...HOOK, url })).toBe('SENT')
    const [{ headers, body } = { headers: {}, body: '' }] = came
    expect(new Webhook(OLD).verify(body, headers)).toEqual({
      type: 'alert.raised',
      timestamp: '2026-02-11T22:05:00.000Z',
      data: { alert: 'AL-7K2M', delivery: ID },
    })
    expect(headers).toMatchObject({ 'webhook-id': ID, 'content-type': 'application/json' })
  })

  it('whose body or id was changed does not hold', async () => {
    const { url, came } = await receiver(() => 204)
    await webhooks().send({ ...HOOK, url })
    const [{ headers, body } = { headers: {}, body: '' }] = came
    const signer = new Webhook(OLD)
    expect(() => signer.verify(body.replace('7K2M', '7K2N'), headers)).toThrow()
    expect(() => signer.verify(body, { ...headers, 'webhook-id': ID.replace('0', '1') })).toThrow()
    expect(() => new Webhook(NEW).verify(body, headers)).toThrow()
  })

  it('is signed with both secrets while they change', async () => {
    const { url, came } = await receiver(() => 200)
    await webhooks().send({ ...HOOK, url, secrets: ['OLD', 'NEW'] })
    const [{ headers, body } = { headers: {}, body: '' }] = came
    for (const secret of [OLD, NEW]) expect(new Webhook(secret).verify(body, headers)).toBeDefined()
  })

  it('that a receiver fails half the time arrives at least once, with one body and one id', async () => {
    const { url, came } = await receiver(nth => (nth % 2 === 0 ? 500 : 200))
    const { send } = webhooks()
    const ids = Array.from({ length: 6 }, (_, n) => ID.replace(/.$/, String(n)))
    for (const deliveryId of ids) {
      let posted = await send({ ...HOOK, url, deliveryId })
      for (let tries = 0; posted === 'TRY_AGAIN' && tries < 5; tries += 1)
        posted = await send({ ...HOOK, url, deliveryId })
      expect(posted).toBe('SENT')
    }
    expect(came.length).toBeGreaterThan(ids.length)
    const once = new Map(came.map(({ headers, body }) => [headers['webhook-id'], body]))
    expect([...once.keys()]).toEqual(ids)
    expect(new Set(came.map(({ headers, body }) => `${headers['webhook-id'] ?? ''} ${body}`)).size).toBe(ids.length)
  })

  it.each([
    [200, 'SENT'],
    [202, 'SENT'],
    [410, 'REFUSED'],
    [400, 'TRY_AGAIN'],
    [404, 'TRY_AGAIN'],
    [429, 'TRY_AGAIN'],
    [503, 'TRY_AGAIN'],
  ] as const)('that is answered %i is %s', async (status, posted) => {
    const { url } = await receiver(() => status)
    expect(await webhooks().send({ ...HOOK, url })).toBe(posted)
  })
})

describe('a receiver that means harm', () => {
  const sentTo = async ({ url }: Hostile, rest: Partial<WebhookOptions> = {}): Promise<string> =>
    webhooks(rest).send({ ...HOOK, url: `${url}/hooks` })

  it.each([301, 302, 303, 307, 308])('is not followed elsewhere by %i', async status => {
    const elsewhere = await serving((_request, response) => response.end())
    const first = await serving((_request, response) =>
      response.writeHead(status, { location: `${elsewhere.url}/x` }).end(),
    )
    expect(await sentTo(first)).toBe('TRY_AGAIN')
    expect(elsewhere.asked).toEqual([])
  })

  it('and never answers is left', async () => {
    const silent = await serving(() => undefined)
    expect(await sentTo(silent, { wholeMs: 150 })).toBe('TRY_AGAIN')
  })

  it('and answers without end is not listened to', async () => {
    const endless = await serving((_request, response) => {
      response.writeHead(200)
      const more = setInterval(() => response.write('x'.repeat(10_000)), 5)
      response.on('close', () => clearInterval(more))
    })
    expect(await sentTo(endless)).toBe('SENT')
  })

  it('and hangs up is tried again', async () => {
    expect(await sentTo(await rawly('', 'reset'))).toBe('TRY_AGAIN')
  })
})

describe('where no webhook goes', () => {
  it.each([
    'http://example.wales/hooks',
    'ftp://example.wales/hooks',
    'https://user:password@example.wales/hooks',
    'https://10.0.0.5/hooks',
    'https://192.168.1.4/hooks',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/hooks',
    'https://[::ffff:10.0.0.5]/hooks',
    'https://[fd00::1]/hooks',
    'https://0x7f.1/hooks',
    'not a url',
  ])('%s is refused', async url => {
    expect(await webhooks({ networks: [] }).send({ ...HOOK, url })).toBe('REFUSED')
  })

  it('is this machine, unless a setting names it', async () => {
    const { url, came } = await receiver(() => 200)
    expect(await webhooks({ networks: [] }).send({ ...HOOK, url })).toBe('REFUSED')
    expect(came).toEqual([])
    expect(await webhooks({ networks: ['127.0.0.0/8'] }).send({ ...HOOK, url })).toBe('SENT')
  })

  it('is a name that leads to this machine: it is looked at where it is looked up', async () => {
    let connections = 0
    const server = createServer(socket => {
      connections += 1
      socket.on('error', () => undefined).destroy()
    })
    await new Promise<void>(resolve => server.listen(0, resolve))
    const url = `https://localhost:${String((server.address() as AddressInfo).port)}/hooks`
    expect(await webhooks({ networks: [] }).send({ ...HOOK, url })).toBe('TRY_AGAIN')
    expect(connections).toBe(0)
    await webhooks({ networks: ['127.0.0.1', '::1'] }).send({ ...HOOK, url })
    expect(connections).toBeGreaterThan(0)
    await new Promise(resolve => server.close(resolve))
  })

  it.each(['10.0.0.0/33', '10.0.0/8', 'example.wales', '10.0.0.0/', '10.0.0.0/8/8'])(
    'a setting %s is told at start',
    network => {
      expect(() => webhooks({ networks: [network] })).toThrow('10.1.0.0/16')
    },
  )
})

describe('a secret', () => {
  it.each([['SHORT'], ['BARE'], ['MISSING']])(
    'that is %s is told to whoever runs it, and nothing is sent',
    async name => {
      const { url, came } = await receiver(() => 200)
      const { send, faults } = webhooks()
      expect(await send({ ...HOOK, url, secrets: [name] })).toBe('TRY_AGAIN')
      expect(faults).toHaveLength(1)
      expect(faults.join()).not.toContain(SECRETS[name] ?? 'whsec_')
      expect(came).toEqual([])
    },
  )

  it('is one or two, not none and not three', async () => {
    const { url, came } = await receiver(() => 200)
    const { send, faults } = webhooks()
    for (const secrets of [[], ['OLD', 'NEW', 'OLD']]) expect(await send({ ...HOOK, url, secrets })).toBe('TRY_AGAIN')
    expect([faults.length, came.length]).toEqual([2, 0])
  })
})
