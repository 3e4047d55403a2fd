import { describe, expect, it } from '@jest/globals'
import { leaked, wayOf, type Sent } from './differences.js'

const came = (id: string, to: string, taken = true, raw = '') => ({ id, to, taken, raw })
const sent = (id: string, state = 'SENT'): Sent => ({ id, channel: 'EMAIL', team: 'a', state })
const of = (all: readonly Sent[], mails: Parameters<typeof wayOf>[2]): string[] =>
  wayOf(all, 'EMAIL', mails, team => `${team}@b.example`)

describe('what leaves the house', () => {
  it('is seen to be missing, unsent, under another id, or at another address', () => {
    expect(of([sent('1')], [came('1', 'a@b.example', false), came('1', 'a@b.example')])).toEqual([])
    expect(of([sent('1')], [came('1', 'a@b.example', false)])).toEqual(['EMAIL 1 is SENT and not there'])
    expect(of([sent('1', 'QUEUED')], [came('1', 'a@b.example')])).toEqual(['EMAIL 1 is QUEUED and there'])
    expect(of([sent('1')], [came('1', 'a@b.example'), came('2', 'a@b.example')])).toHaveLength(1)
    expect(of([sent('1')], [came('1', 'a@b.example'), came('1', 'c@b.example')])).toHaveLength(1)
  })

  it('is seen to hold a name, whichever way it is encoded', () => {
    const canaries = new Set(['ffîon', '01632 960123'])
    const holds = (raw: string): readonly string[] => leaked([came('1', 'a', true, raw)], canaries)
    expect(holds('There is an alert.')).toEqual([])
    for (const raw of [
      're 01632 960123.',
      'is 01632=\r\n 960123',
      Buffer.from('Is 01632 960123 there?').toString('base64'),
    ])
      expect(holds(raw)).toEqual(['01632 960123'])
    expect(holds('Is Ff=C3=AEon back?')).toEqual(['ffîon'])
  })
})
