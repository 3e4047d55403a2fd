// Mail about alerts, at a real SMTP server that takes it, puts it off, refuses it, or says nothing.
import { afterEach, describe, expect, it } from '@jest/globals'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { ID, MAIL, endAll, ends, mailTo, refusing, server } from './smtp.js'

afterEach(endAll)

/** The words of a mail as its reader has them. */
function readable(text: string): string {
  const body = text.slice(text.indexOf('\r\n\r\n') + 4)
  if (/content-transfer-encoding: base64/i.test(text)) return Buffer.from(body, 'base64').toString('utf8')
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

describe('a mail about an alert', () => {
  it('is plain text in both languages, with the reference and the link, and nobody answers it for the reader', async () => {
    const taken = await server()
    expect(await mailTo(taken.port).send(MAIL)).toBe('SENT')
    const [text = ''] = taken.texts
    expect(text).toMatch(/^content-type: text\/plain; charset=utf-8/im)
    expect(text).toMatch(/^auto-submitted: auto-generated/im)
    expect(taken.recipients).toEqual([MAIL.to])
    const words = readable(text)
    expect(words).toContain('Reference: AL-7K2M')
    expect(words).toContain('Cyfeirnod: AL-7K2M')
    expect(words.split('https://hafan.example.wales/inbox/AL-7K2M')).toHaveLength(3)
    expect(words).toContain('eich tîm')
  })

  it.each(['ALERT', 'UNACKNOWLEDGED'] as const)('of the occasion %s has at most 3,000 bytes', async occasion => {
    const taken = await server()
    const inbox = `https://hafan.example.wales/${'i'.repeat(260)}/`
    await mailTo(taken.port, { inbox }).send({ ...MAIL, occasion, reference: 'R'.repeat(64) })
    expect(taken.texts.map(text => Buffer.byteLength(text) <= 3_000)).toEqual([true])
  })

  it('has one Message-ID however often it is sent, so that what was taken twice is known to be one', async () => {
    const taken = await server()
    for (const _ of [1, 2]) await mailTo(taken.port).send(MAIL)
    const ids = taken.texts.map(text => /^message-id: (.*)$/im.exec(text)?.[1])
    expect(ids).toEqual([`<${ID}@example.wales>`, `<${ID}@example.wales>`])
  })

  it('that a server loses half the time arrives at least once, and its id tells that it is one', async () => {
    let asked = 0
    const kept: string[] = []
    const taken = await server({
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
        stream.on('end', () => {
          asked += 1
          // Of two, one is kept and then refused: whoever sent it cannot know.
          kept.push(/^message-id: (.*)$/im.exec(text)?.[1] ?? '')
          done(asked % 2 === 1 ? refusing(451) : null)
        })
      },
    })
    const mail = mailTo(taken.port)
    const deliveries = Array.from({ length: 6 }, (_, n) => ID.replace(/.$/, String(n)))
    for (const deliveryId of deliveries) {
      let posted = await mail.send({ ...MAIL, deliveryId })
      for (let tries = 0; posted === 'TRY_AGAIN' && tries < 5; tries += 1)
        posted = await mail.send({ ...MAIL, deliveryId })
      expect(posted).toBe('SENT')
    }
    expect(kept.length).toBeGreaterThan(deliveries.length)
    expect([...new Set(kept)]).toEqual(deliveries.map(id => `<${id}@example.wales>`))
  })
})

describe('what the server says', () => {
  it.each([
    [421, 'TRY_AGAIN'],
    [450, 'TRY_AGAIN'],
    [550, 'REFUSED'],
    [554, 'REFUSED'],
  ] as const)('of a recipient, %i, is %s', async (code, posted) => {
    const taken = await server({ onRcptTo: (_address, _session, done) => done(refusing(code)) })
    expect(await mailTo(taken.port).send(MAIL)).toBe(posted)
  })

  it('of a mail, 552, is REFUSED', async () => {
    const taken = await server({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(refusing(552)))
      },
    })
    expect(await mailTo(taken.port).send(MAIL)).toBe('REFUSED')
  })

  it('of our own sign-in, 535, loses no mail: it is for us to mend', async () => {
    const taken = await server({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusing(535)),
    })
    const smtp = `smtp://us:wrong@127.0.0.1:${String(taken.port)}`
    expect(await mailTo(taken.port, { smtp }).send(MAIL)).toBe('TRY_AGAIN')
  })

  it('signs in as the address says', async () => {
    const seen: unknown[] = []
    const taken = await server({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push([username, password])
        done(null, { user: 'us' })
      },
    })
    const smtp = `smtp://us%40hub:p%2Fss@127.0.0.1:${String(taken.port)}`
    expect(await mailTo(taken.port, { smtp }).send(MAIL)).toBe('SENT')
    expect(seen).toEqual([['us@hub', 'p/ss']])
  })
})

describe('a server that does not answer', () => {
  async function mute(greeting: string): Promise<number> {
    const tcp = createServer(socket => {
      socket.on('error', () => undefined)
      ends.push(() => Promise.resolve(void socket.destroy()))
      socket.write(greeting)
    })
    await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
    ends.push(() => Promise.resolve(void tcp.close()))
    return (tcp.address() as AddressInfo).port
  }

  it.each([
    ['greets nobody', ''],
    ['greets and falls silent', '220 hello\r\n'],
  ])('and %s is tried again', async (_name, greeting) => {
    expect(await mailTo(await mute(greeting), { stepMs: 100 }).send(MAIL)).toBe('TRY_AGAIN')
  })

  it('and never ends a line is given up as a whole', async () => {
    const tcp = createServer(socket => {
      socket.on('error', () => undefined)
      const drip = setInterval(() => socket.write('220-more\r\n'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
    ends.push(() => Promise.resolve(void tcp.close()))
    const { port } = tcp.address() as AddressInfo
    expect(await mailTo(port, { wholeMs: 300 }).send(MAIL)).toBe('TRY_AGAIN')
  })

  it('and is not there is tried again', async () => {
    const taken = await server()
    await endAll()
    expect(await mailTo(taken.port).send(MAIL)).toBe('TRY_AGAIN')
  })
})
