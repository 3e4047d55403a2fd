// Text that is not what it looks like, and posts that are held at no time or at any.
import { care } from '../tokens-kit.js'
import type { Claims } from '../tokens-kit.js'
import { post, withClaims } from './kit.js'
import type { ForgedToken } from './kit.js'

/** Put behind a good value. */
const BEHIND: Readonly<Record<string, string>> = {
  'a space': ' ', 'a line break': '\n', 'a tab': '\t', 'a null': '\u0000', 'a delete': '\u007f', 'a next line': '\u0085', 'a space that holds': '\u00a0', 'a wide space': '\u3000', 'a space of no width': '\u200b', 'a joiner': '\u200d', 'a soft hyphen': '\u00ad',
  'a turn to the left': '\u202e', 'an isolate': '\u2067', 'an Arabic mark': '\u061c', 'a byte order mark': '\ufeff', 'a line separator': '\u2028', 'a filler': '\u3164', 'a variation': '\ufe0f', 'a tag letter': '\u{e0041}', 'a private letter': '\ue000', 'half a letter': '\ud800', 'no letter': '\uffff',
  'an empty Braille letter': '\u2800', 'an accent of its own': 'e\u0301',
} // prettier-ignore
const WITH: Readonly<Record<string, (value: string) => string>> = {
  ...Object.fromEntries(Object.entries(BEHIND).map(([name, more]) => [name, (value: string) => `${value}${more}`])),
  'a space before': value => ` ${value}`,
  'a space of no width inside': value => `${value.slice(0, 2)}\u200b${value.slice(2)}`,
  'a space that holds inside': value => `${value.slice(0, 2)}\u00a0${value.slice(2)}`,
}
const VALUES: Readonly<Record<string, (change: (value: string) => string) => Claims>> = {
  sub: change => ({ sub: change('a.person') }),
  jti: change => ({ jti: change('b7f0c6') }),
  azp: change => ({ azp: change('explorer') }),
  role: change => ({ role: change('SOCIAL_WORKER') }),
  agency: change => ({ agency: change('SOCIAL_CARE') }),
  organisation: change => ({ organisation: change('org-care') }),
  staffRef: change => ({ staffRef: change('staff-1') }),
  'post in a team': change => ({ posts: [post('TEAM', change('North'))] }),
  'post in an area': change => ({ posts: [post('AREA', change('W06999901'))] }),
  secondment: change => ({ secondedFrom: change('POLICE') }),
  vetting: change => ({ vetting: change('police') }),
  clearance: change => ({ clearance: [change('protected')] }),
}

export const characters = (): ForgedToken[] =>
  Object.entries(VALUES).flatMap(([claim, of]) =>
    withClaims(`${claim} with`, care, Object.fromEntries(Object.entries(WITH).map(([name, change]) => [name, of(change)]))),
  ) // prettier-ignore

const held = (from: unknown, to: unknown): Claims => ({ posts: [{ ...post('TEAM', 'North'), from, to }] })

export const posts = (): ForgedToken[] =>
  withClaims('a post', care, {
    'from a word': held('yesterday', null), 'from a number': held('2026', null), 'from seconds': held(1_767_225_600, null), 'from a day in other order': held('01/02/2026', null), 'from a day there is not': held('2026-02-30', null), 'from a month there is not': held('2026-13-01', null),
    'from an hour there is not': held('2026-01-01T25:00:00Z', null), 'from a time of no zone': held('2026-01-01T00:00:00', null), 'from words about a day': held('Thu Jan 01 2026', null), 'from nothing': held('', null), 'from null': held(null, null), 'without a beginning': held(undefined, null),
    'to a word': held('2026-01-01', 'never'), 'to a number': held('2026-01-01', 4_102_444_800), 'to nothing': held('2026-01-01', ''), 'to a day there is not': held('2026-01-01', '2026-06-31'), 'without an end': held('2026-01-01', undefined),
    'that is over before it begins': held('2026-03-02', '2026-03-01'), 'that is over a second before it begins': held('2026-03-01T00:00:01Z', '2026-03-01T00:00:00Z'), 'that is over before it begins, by its zone': held('2026-03-01T00:30:00Z', '2026-03-01T01:00:00+01:00'),
  }) // prettier-ignore
