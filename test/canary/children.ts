// The children of the canary world: each circumstance that a decision can turn on, and no more children than that needs.

export type Episode = 'OPEN' | 'CLOSED' | 'LONG_AGO'

export interface ChildSpec {
  readonly index: number
  readonly says: string
  readonly episode: Episode
  /** Whether the callers have a relationship with the child now, had one, or never. */
  readonly related: 'NOW' | 'ENDED' | 'NEVER'
  readonly linked: readonly string[]
  /** Sources whose record carries a protection flag. */
  readonly flagged: readonly string[]
  /** Whether a meeting about the child was called and is still to be held. */
  readonly meeting: 'HELD' | 'OWED'
  readonly nhsNumber: string
  readonly upn: string
}

export const SOURCES = ['police', 'care-a', 'care-b', 'school', 'health', 'pds', 'charity'] as const
export type SourceId = (typeof SOURCES)[number]
const ALL: readonly SourceId[] = SOURCES

type Given = Omit<ChildSpec, 'index' | 'nhsNumber' | 'upn'>
const child = (says: string, given: Partial<Given> = {}): Given => ({ says, episode: 'OPEN', related: 'NOW', linked: ALL, flagged: [], meeting: 'HELD', ...given }) // prettier-ignore

const SPECS: readonly Given[] = [
  child('missing now'),
  child('missing now, too: an answer mixed up between two must show'),
  child('back for four days', { episode: 'CLOSED' }),
  child('back for forty days', { episode: 'LONG_AGO' }),
  child('missing now, with one protected record', { flagged: ['care-b'] }),
  child('missing now, with every record protected', { flagged: ALL }),
  child('missing now, and everybody who asks has ceased to be concerned', { related: 'ENDED' }),
  child('nobody who asks was ever concerned', { related: 'NEVER', episode: 'LONG_AGO' }),
  child('known to one authority only', { linked: ['care-a', 'school', 'health'], episode: 'CLOSED' }),
  child('unknown to the police, back for forty days, and a meeting is owed', {
    linked: ['care-a', 'care-b', 'school', 'pds', 'charity'],
    episode: 'LONG_AGO',
    meeting: 'OWED',
  }),
]

export const CHILDREN: readonly ChildSpec[] = SPECS.map((spec, index) => ({
  ...spec,
  index,
  nhsNumber: nhsNumber(990_000_100 + index * 7),
  upn: upn(801_200_001_000 + index * 11),
}))

/** Numbers that are well formed and nobody's. Few, as somebody who tries many is stopped. */
export const NOBODY = [0, 1, 2].map(index => ({ nhsNumber: nhsNumber(990_900_000 + index * 3), upn: upn(801_299_999_000 + index * 5) })) // prettier-ignore

/** Modulus 11: the next number from `from` on whose check digit exists. */
function nhsNumber(from: number): string {
  for (let digits = from; ; digits += 1) {
    const sum = [...String(digits)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
    const check = (11 - (sum % 11)) % 11
    if (check < 10) return `${digits}${check}`
  }
}

function upn(digits: number): string {
  const sum = [...String(digits)].reduce((total, digit, place) => total + Number(digit) * (place + 2), 0)
  return `${'ABCDEFGHJKLMNPQRTUVWXYZ'[sum % 23] ?? ''}${digits}`
}
