import { describe, expect, it } from '@jest/globals'
import { createSaid } from '../../console/server/said.js'
import { createSealing } from '../../console/sessions/seal.js'

let at = Date.parse('2026-11-28T09:00:00Z')
const said = createSaid(createSealing(Buffer.alloc(32, 'said')), () => new Date(at))
const of = (address: string, token = 'one'): Record<string, string> => Object.fromEntries(said.heard(address, token))
const TO = '/children/1/casework?purpose=ASSESS_RISK&recorded=call'
const sealed = said.seal(TO, 'one')

describe('what a form led to says', () => {
  it('is heard by whose form it was, in both languages, again and again', () => {
    const told = { purpose: 'ASSESS_RISK', recorded: 'call' }
    expect([of(sealed), of(sealed), of(`${sealed}&lang=cy`)]).toEqual([told, told, { ...told, lang: 'cy' }])
  })

  it.each([
    ['without a seal', TO],
    ['with one that is none', `${TO}&sealed=AAAA`],
    ['on another page', sealed.replace('/1/', '/2/')],
    ['of another thing', sealed.replace('recorded=call', 'recorded=plan')],
    ['of more things', `${sealed}&done=1`],
  ])('is not heard %s', (_, address) => {
    expect(of(address)).toEqual({ purpose: 'ASSESS_RISK' })
  })

  it('is not heard in another session, nor an hour later', () => {
    expect(of(sealed, 'another')).toEqual({ purpose: 'ASSESS_RISK' })
    at += 61 * 60_000
    expect(of(sealed)).toEqual({ purpose: 'ASSESS_RISK' })
  })

  it('leaves an address alone that says nothing', () => {
    expect(said.seal('/board?after=x', 'one')).toBe('/board?after=x')
    expect(of('/board?after=x')).toEqual({ after: 'x' })
  })
})
