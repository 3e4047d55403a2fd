// Numbers that name one person: which of a record's are good, and which are one number under two spellings of its history.
import { isNhsNumber, isUpn } from '../identifiers.js'
import { code } from './text.js'
import type { PersonRecord } from './record.js'

/** Numbers of which one took the place of the other, as one. */
export interface Successions {
  readonly same: (one: number, other: number) => void
  /** The number that stands for all that are one with this. */
  readonly root: (id: number) => number
}

export function createSuccessions(): Successions {
  const parents = new Map<number, number>()
  const root = (id: number): number => {
    let at = id
    for (let up = parents.get(at); up !== undefined; up = parents.get(at)) at = up
    return at
  }
  return {
    root,
    same(one, other) {
      const [first, second] = [root(one), root(other)]
      // The smaller stays, so that the order of records never matters.
      if (first !== second) parents.set(Math.max(first, second), Math.min(first, second))
    },
  }
}

export interface NumbersRead {
  /** '' where there is none, or its check digit is wrong. */
  readonly nhs: string
  readonly nhsVerified: boolean
  readonly upn: string
  readonly authority: string
  readonly other: string
  /** Pairs of numbers that are one person's. */
  readonly successions: readonly (readonly [string, string])[]
}

/** Prefixed, so that a number of one kind never meets one of another. Of an adopted child only what is current is read. */
export function readNumbers(record: PersonRecord): NumbersRead {
  const nhs = numberOf(record.nhsNumber?.value)
  const upn = numberOf(record.upn)
  const { authorityId } = record
  const authority =
    authorityId === undefined || code(authorityId.id) === ''
      ? ''
      : `authority:${authorityId.authority.toUpperCase()}:${code(authorityId.id)}`
  const others = record.adopted === true ? [] : [...(record.formerNumbers ?? []), record.supersededBy]
  const successions = others.flatMap(text => {
    const past = numberOf(text)
    const current = past.startsWith('nhs:') ? nhs : upn
    return past === '' || !sameKind(current, past) ? [] : [[current, past] as const]
  })
  const other = code(record.otherNumber)
  return {
    nhs: nhs.startsWith('nhs:') ? nhs : '',
    nhsVerified: record.nhsNumber?.verified === true,
    upn: upn.startsWith('upn:') ? upn : '',
    authority,
    other: other === '' ? '' : `other:${other}`,
    successions,
  }
}

const sameKind = (one: string, other: string): boolean => one !== '' && one.slice(0, 4) === other.slice(0, 4)

function numberOf(text: string | undefined): string {
  const plain = code(text)
  if (plain === '') return ''
  if (isNhsNumber(plain)) return `nhs:${plain}`
  return isUpn(plain) ? `upn:${plain}` : ''
}
