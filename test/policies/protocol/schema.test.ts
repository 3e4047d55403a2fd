// The shape of a protocol file: what may be left empty and what may not, place by place.
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { editionSchema } from '../../../src/policies/protocol/schema.js'
import { gwentText } from './support.js'

const raw: unknown = parse(gwentText)

/** The file with another value in one place. */
function put(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value))
    return value.map((item: unknown, place) => (String(place) === key ? put(item, rest, to) : item))
  const entries = Object.entries(value as Record<string, unknown>)
  if (!entries.some(([name]) => name === key)) return { ...(value as object), [key]: put({}, rest, to) }
  return Object.fromEntries(entries.map(([name, inner]) => [name, name === key ? put(inner, rest, to) : inner]))
}
const problemsAt = (path: string, to: unknown): readonly string[] =>
  (editionSchema.safeParse(put(raw, path.split('/'), to)).error?.issues ?? []).map(issue => issue.path.join('/'))

/** Places of the never-clauses by what they are about. */
const EVERYBODY = 'never/2'
const ROLES = 'never/4'

describe('the shape of a protocol', () => {
  it('is that of the first edition', () => {
    expect(editionSchema.safeParse(raw).error).toBeUndefined()
  })

  it.each([
    'signatories', 'categories/IDENTITY/basis', 'relationships/ALLOCATED/heldBy', 'relationships/ALLOCATED/askedOf',
    'roles/SW/agencies', 'roles/SW/opensBy', 'notes/0/roles', 'notes/0/categories', 'acts/triage/roles', 'never',
    `${EVERYBODY}/on`, `${ROLES}/who/roles`, 'never/0/who/agencies', 'never/5/on', 'never/7/neverPreFilled', 'never/8/within',
  ])('has something in the list %s', path => {
    expect(problemsAt(path, []).some(place => place.startsWith(path.split('/who')[0] ?? ''))).toBe(true)
  }) // prettier-ignore

  it.each(['breakGlass/roles', 'handling/told', 'narrowing/roles', 'episode/closedBy', 'carried/into', `${ROLES}/onAllBut`, 'proportion/apart'])(
    'may have nobody and nothing in the list %s', path => {
      expect(problemsAt(path, [])).toEqual([])
    },
  ) // prettier-ignore

  it.each(['edition/title', 'edition/id', 'breakGlass/roles/0', 'contacts/HUB/name', 'never/8/within/0', 'bases/PUBLIC_TASK'])(
    'has words in %s', path => {
      expect(problemsAt(path, '')).toEqual([path])
      expect(problemsAt(path, 'X')).toEqual([])
    },
  ) // prettier-ignore

  it.each([
    [`${EVERYBODY}/who/everybody`, false],
    ['handling/audiences/ACCOUNT_AUDIENCE/theRecordsOwnList', false],
    ['systemActors/ALERT_ROUTING/audited', false],
    ['narrowing/afterDays', 0],
    ['narrowing/afterDays', 1.5],
    ['relationships/HUB_CASE/withinMonths', 0],
    ['conflictsOfInterest/noticesOfOneConflictADay', 0],
    ['proportion/guesses/atMost', 0],
    ['proportion/shown/SW', -1],
    ['contacts/HUB/phone', '0163 2960'],
    ['contacts/HUB/phone', '01632960100ext'],
    ['roles/SW/name', 'sw'],
    ['conditions/police-cleared/vetting', 'police'],
    ['edition/from', '10 January 2026'],
    ['never/0/id', 'Nine'],
    ['relationships/ALLOCATED/grace', '12 hours'],
    ['roles/SW/opensBy', 'SOMETIMES'],
    ['acts/triage/relationship', 'SOMETIMES'],
    ['purposes/ASSESS_RISK/when', 'SOMETIMES'],
  ])('has in %s no %s', (path, value) => {
    expect(problemsAt(path, value).some(place => path.startsWith(place))).toBe(true)
  })

  it.each([
    ['narrowing/afterDays', 1],
    ['proportion/shown/SW', 0],
    ['contacts/HUB/phone', '+44 1632 960100'],
    ['roles/SW/opensBy', 'NEVER'],
    ['roles/SW/opensBy', 'NO_RELATIONSHIP_NEEDED'],
  ])('may have in %s a %s', (path, value) => {
    expect(problemsAt(path, value)).toEqual([])
  })

  it('reads lengths of time as milliseconds', () => {
    const read = (written: string): number | undefined =>
      editionSchema.safeParse(put(raw, ['breakGlass', 'atMost'], written)).data?.breakGlass.atMost
    expect([read('1 min'), read('2 h'), read('3 d')]).toEqual([60_000, 7_200_000, 259_200_000])
  })

  it('reads what is not written as nothing and no', () => {
    const { data } = editionSchema.safeParse(raw)
    expect(data?.categories.IDENTITY.concealed).toBe(false)
    expect(data?.conditions['protected-cleared']).toEqual({ secondedFrom: [], vetting: [], clearance: ['protected'] })
    expect(data?.purposes.CARE_PLANNING).toMatchObject({ rolesWithoutEpisode: [], when: 'ALWAYS', hubRecordsOnly: false })
    expect(data?.purposes.ASSESS_RISK).toMatchObject({ caps: {}, noChildCategory: false })
    expect(data?.acts.triage).toMatchObject({ notTheAuthor: [], onlyTheAlertedTeam: false, onlyTheOwnersAgency: [] })
    expect(data?.acts.triage.ofOthers).toBeUndefined()
    expect(data?.never[1]).toMatchObject({ who: { secondedToo: false } })
  }) // prettier-ignore
})
