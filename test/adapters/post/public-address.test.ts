// Which addresses are of the public internet, each family by its own list.
import { describe, expect, it } from '@jest/globals'
import { guardedLookup, reachable } from '../../../src/adapters/post/public-address.js'

const publicOnes = ['8.8.8.8', '51.140.0.1', '2a00:1450:4009::1', '2606:4700::1111']
const privateOnes = [
  ...['0.0.0.0', '10.255.255.255', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.168.0.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255'],
  ...['::', '::1', '::ffff:8.8.8.8', '::ffff:10.0.0.1', '64:ff9b::808:808', '2001:db8::1', '2001::1', '2002:7f00:1::'],
  ...['fc00::1', 'fd12::1', 'fe80::1', 'ff02::1', '5f00::1'],
] // prettier-ignore

describe('an address', () => {
  it.each(publicOnes)('%s may be reached', address => expect(reachable([])(address)).toBe(true))
  it.each(privateOnes)('%s may not', address => expect(reachable([])(address)).toBe(false))
  it.each(['', 'localhost', '1.2.3', '999.1.1.1'])('that is none, "%s", may not', text =>
    expect(reachable(['0.0.0.0/0'])(text)).toBe(false),
  )

  it('of a network that is named may be reached, and no other', () => {
    const may = reachable(['10.1.0.0/16', 'fd12::/16'])
    expect(['10.1.2.3', 'fd12::9', '10.2.0.1', 'fd13::1', '::ffff:10.1.2.3'].map(may)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('a name', () => {
  const look = (may: (address: string) => boolean, all: boolean): Promise<unknown> =>
    new Promise(resolve => guardedLookup(may)('localhost', { all }, (error, found) => resolve(error ?? found)))

  it.each([true, false])('that leads to what may not be reached is not found', async all => {
    expect(await look(() => false, all)).toBeInstanceOf(Error)
    expect(await look(() => true, all)).not.toBeInstanceOf(Error)
  })
})
