// Which addresses on the network a webhook may go to: those of the public internet, and networks that a setting names. A name is
// looked up once, for the very connection it is for: an address that was looked at before could be another by then.
import { lookup } from 'node:dns'
import type { LookupAddress, LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** IANA's special-purpose registries, without those that lead to the public internet. */
const NOT_PUBLIC: readonly (readonly [string, number])[] = [
  ...([['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16]] as const),
  ...([['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16]] as const),
  ...([['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const),
  // Of IPv6 all that is not unicast for the world (2000::/3), and in that what carries an IPv4 address or documents.
  ...([['::', 3], ['4000::', 2], ['8000::', 1], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const),
] // prettier-ignore

export type MayReach = (address: string) => boolean

/** `networks` as `10.1.0.0/16` or a bare address. Throws for one that is none. */
export function reachable(networks: readonly string[]): MayReach {
  const allowed = listsOf(networks.map(readNetwork))
  const refused = listsOf(NOT_PUBLIC)
  return address => {
    const version = isIP(address)
    return (version === 4 || version === 6) && (allowed[version](address) || !refused[version](address))
  }
}

/** A list for each family: Node would look for an IPv4 address, as its IPv6 form, among IPv6 networks too. */
function listsOf(networks: readonly (readonly [string, number])[]): Readonly<Record<4 | 6, MayReach>> {
  const lists = { 4: new BlockList(), 6: new BlockList() }
  for (const [address, prefix] of networks) {
    if (isIP(address) === 4) lists[4].addSubnet(address, prefix, 'ipv4')
    else lists[6].addSubnet(address, prefix, 'ipv6')
  }
  return { 4: address => lists[4].check(address, 'ipv4'), 6: address => lists[6].check(address, 'ipv6') }
}

function readNetwork(text: string): readonly [string, number] {
  const [address = '', prefix, ...more] = text.split('/')
  const most = isIP(address) === 4 ? 32 : 128
  const bits = prefix === undefined ? most : Number(prefix)
  if (isIP(address) === 0 || more.length > 0 || !Number.isInteger(bits) || bits < 0 || bits > most || prefix === '')
    throw new Error('a network that webhooks may go to is written as 10.1.0.0/16, or as one address')
  return [address, bits]
}

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** For a connection's `lookup`: fails where any of the addresses of a name may not be reached. */
export function guardedLookup(mayReach: MayReach): (host: string, options: LookupOptions, found: Found) => void {
  return (host, options, found) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      const fault =
        error ?? (addresses.every(({ address }) => mayReach(address)) ? null : new Error('not a public address'))
      const [first] = addresses ?? []
      if (fault || !first) return found(fault ?? new Error('no address'), [])
      return options.all === true ? found(null, addresses) : found(null, first.address, first.family)
    })
}
