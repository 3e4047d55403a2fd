// What a page says of a form that was just sent, as "recorded", stands in the address the form leads to, so that it is still said
// after a reload and in the other language. Sealed for the session: no link made by anybody can say that something was recorded.
import { z } from 'zod'
import type { Sealing } from '../sessions/seal.js'

/** Parts of an address that say what was done. A page that says so by another name names it here. */
const SAYS = [
  'recorded',
  'reported',
  'taken',
  'saved',
  'asked',
  'said',
  'done',
  'rejected',
  'unlinked',
  'back',
] as const
const SEAL = 'sealed'
const OLDEST_MS = 60 * 60_000
const shape = z.object({ path: z.string(), said: z.string(), at: z.number() })

export interface Said {
  /** The address a form leads to, sealed where it says something. `token`: the session's. */
  seal(to: string, token: string): string
  /** The query of an address, without what it says of forms unless it was sealed for this session not long ago. */
  heard(url: string, token: string): URLSearchParams
}

export function createSaid(sealing: Sealing, now: () => Date): Said {
  const isSealed = ({ pathname, searchParams }: URL, token: string): boolean => {
    const plain = sealing.open('said', token, Buffer.from(searchParams.get(SEAL) ?? '', 'base64url'))
    if (plain === null) return false
    const { path, said, at } = shape.parse(JSON.parse(plain))
    return path === pathname && said === saidIn(searchParams) && now().getTime() - at <= OLDEST_MS
  }
  return {
    seal(to, token) {
      const { pathname, searchParams, hash } = new URL(to, HERE)
      const said = saidIn(searchParams)
      if (said === '') return to
      const plain = JSON.stringify({ path: pathname, said, at: now().getTime() })
      searchParams.set(SEAL, sealing.seal('said', token, plain).toString('base64url'))
      return `${pathname}?${searchParams.toString()}${hash}`
    },
    heard(address, token) {
      const url = new URL(address, HERE)
      const { searchParams } = url
      if (saidIn(searchParams) !== '' && !isSealed(url, token)) for (const name of SAYS) searchParams.delete(name)
      searchParams.delete(SEAL)
      return searchParams
    },
  }
}

const HERE = 'http://here.invalid'

const saidIn = (query: URLSearchParams): string =>
  new URLSearchParams(
    SAYS.flatMap(name => query.getAll(name).map(value => [name, value] as [string, string])),
  ).toString()
