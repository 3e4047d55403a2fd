// What a mail must not do: go out unencrypted, to somebody else, or by settings that cannot be used.
import { afterEach, describe, expect, it } from '@jest/globals'
import { isMailAddress } from '../../../src/adapters/post/mail.js'
import { ID, MAIL, endAll, mailTo, server } from './smtp.js'

afterEach(endAll)

describe('the way to the server', () => {
  // 127.0.0.2 is this machine as well, and not the address that is let off.
  it('is encrypted: one that cannot be gets nothing', async () => {
    const taken = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] }, '127.0.0.2')
    const smtp = `smtp://127.0.0.2:${String(taken.port)}`
    expect(await mailTo(taken.port, { smtp }).send(MAIL)).toBe('TRY_AGAIN')
    expect(taken.texts).toEqual([])
  })

  it('is to who it says it is: a certificate that nobody vouches for gets nothing', async () => {
    const taken = await server({}, '127.0.0.2')
    for (const scheme of ['smtp', 'smtps']) {
      const smtp = `${scheme}://127.0.0.2:${String(taken.port)}`
      expect(await mailTo(taken.port, { smtp, stepMs: 500 }).send(MAIL)).toBe('TRY_AGAIN')
    }
    expect(taken.texts).toEqual([])
  })
})

describe('what could become another header or another recipient', () => {
  it.each([
    ['a line break in the address', { to: 'a@example.wales\r\nBcc: b@example.wales' }],
    ['two addresses', { to: 'a@example.wales,b@example.wales' }],
    ['an address with a name', { to: 'B <b@example.wales>' }],
    ['a group', { to: 'team:a@example.wales;' }],
    ['an address that is too long', { to: `${'a'.repeat(64)}@${'b.'.repeat(100)}wales` }],
    ['a line break in the reference', { reference: 'AL\r\nSubject: Ffion Price' }],
    ['words in the reference', { reference: 'Ffion Price' }],
    ['an id that is none', { deliveryId: `${ID}>\r\nX: y` }],
  ])('%s is refused before anybody is asked', async (_name, wrong) => {
    let connections = 0
    const taken = await server({
      onConnect(_session, done) {
        connections += 1
        done()
      },
    })
    expect(await mailTo(taken.port).send({ ...MAIL, ...wrong })).toBe('REFUSED')
    expect(connections).toBe(0)
  })

  it('an address is one however odd its letters', () => {
    expect(["o'neil+duty@example.co.uk", 'a@b.wales'].map(isMailAddress)).toEqual([true, true])
    expect(['a@b', '@b.wales', 'a b@c.wales', 'a@-b.wales', 'ŵ@b.wales', ''].map(isMailAddress)).toEqual(
      Array(6).fill(false),
    )
  })
})

describe('settings that cannot be used', () => {
  it.each([
    ['no mail server', { smtp: 'http://user:hunter2@mail.example.wales' }],
    ['an option behind it', { smtp: 'smtp://user:hunter2@mail.example.wales?ignoreTLS=true' }],
    ['no address', { smtp: 'smtp://user:hunter2@:25' }],
    ['a sender with a name', { from: 'Hafan <hafan@example.wales>' }],
    ['an inbox without encryption', { inbox: 'http://hafan.example.wales/' }],
    ['an inbox without end', { inbox: `https://hafan.example.wales/${'a'.repeat(300)}` }],
  ])('%s is told at start, without a password', (_name, wrong) => {
    const start = (): unknown => mailTo(1, wrong)
    expect(start).toThrow(/address|server/)
    expect(start).not.toThrow(/hunter2/)
  })
})
