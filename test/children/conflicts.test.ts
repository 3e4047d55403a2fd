import { describe, expect, it } from '@jest/globals'
import type { PartValues } from '../../src/adapters/agency.js'
import { conflictsOf } from '../../src/children/conflicts.js'
import { folded } from '../../src/children/identity/names.js'
import type { Rights } from '../../src/types/decision.js'
import type { Records } from '../../src/types/index.js'
import { everything, identity, load, read, rights, source, view } from './support.js'

const nominal = (rest: Partial<Records.PoliceNominal>): PartValues['police.nominal'] => ({
  nominalId: null, pncId: null, givenNames: null, familyName: null, dateOfBirth: null, aliases: null, description: null,
  lastPoliceProtectionAt: null, mergedFrom: null, servicesKnownTo: null, ...rest,
}) // prettier-ignore

interface Said {
  readonly schools?: Partial<Records.IdentityRecord>
  readonly care?: Partial<Records.IdentityRecord>
  readonly police?: Partial<Records.PoliceNominal>
}

async function conflicts(
  { schools, care, police }: Said,
  held: Rights = everything(),
  mayReadIdentifiers = true,
): Promise<readonly Records.Conflict[]> {
  const { picture } = await load(
    [
      ...(schools ? [{ source: source({ id: 'schools', agency: 'EDUCATION', offers: ['identity'] }), reading: read({ identity: identity(schools) }) }] : []),
      ...(care ? [{ source: source({ id: 'care', agency: 'SOCIAL_CARE', offers: ['identity'] }), reading: read({ identity: identity(care) }) }] : []),
      ...(police ? [{ source: source({ id: 'police', offers: ['police.nominal'] }), reading: read({ 'police.nominal': nominal(police) }) }] : []),
    ],
    { rights: held, requested: ['Child.conflicts'] },
  ) // prettier-ignore
  return conflictsOf(picture, view, mayReadIdentifiers)
}

const facts = async (...args: Parameters<typeof conflicts>): Promise<string[]> =>
  (await conflicts(...args)).map(({ fact }) => fact)

describe('agencies that disagree', () => {
  it('are shown side by side, each with its source and date', async () => {
    const [found, ...others] = await conflicts({ schools: { familyName: 'Prys' }, police: { familyName: 'Price' } })
    expect(others).toEqual([])
    expect(found).toMatchObject({
      fact: 'familyName',
      values: [
        { source: { id: 'schools' }, value: 'Prys', asOf: '2026-03-10T12:00:00.000Z' },
        { source: { id: 'police' }, value: 'Price' },
      ],
    })
  })

  it('are shown with every source that says something, also those that agree', async () => {
    const [found] = await conflicts({
      schools: { givenName: 'Ffion' },
      care: { givenName: 'Ffion' },
      police: { givenNames: ['Fion', 'Mari'] },
    })
    expect(found?.values.map(({ value }) => value)).toEqual(['Ffion', 'Ffion', 'Fion'])
  })

  it('are two: one voice, or silence beside a voice, is no conflict', async () => {
    expect(await facts({ schools: { familyName: 'Prys' } })).toEqual([])
    expect(await facts({ schools: { familyName: 'Prys' }, care: { familyName: null } })).toEqual([])
  })

  it.each([
    ['Siân', 'Sian'],
    ['SIAN', 'siân'],
    ['Siân-Mair', 'SIAN MAIR'],
    ['O’Neill', "O'Neill"],
    ['Llŷr', 'Llyr'],
  ])('do not differ by case, accent or mark: %s and %s', async (one, other) => {
    expect(await facts({ schools: { givenName: one }, care: { givenName: other } })).toEqual([])
  })

  it('differ where day and month are swapped: shown, never guessed', async () => {
    const [found] = await conflicts({ schools: { dateOfBirth: '2010-04-07' }, police: { dateOfBirth: '2010-07-04' } })
    expect(found).toMatchObject({ fact: 'dateOfBirth', values: [{ value: '2010-04-07' }, { value: '2010-07-04' }] })
  })

  it('do not differ about a sex that one does not know', async () => {
    expect(await facts({ schools: { sex: 'UNKNOWN' }, care: { sex: 'FEMALE' } })).toEqual([])
    expect(await facts({ schools: { sex: 'MALE' }, care: { sex: 'FEMALE' } })).toEqual(['sex'])
  })

  it('differ about pupil numbers that share their check letter', async () => {
    expect(await facts({ schools: { upn: 'M680400114001' }, care: { upn: 'M680400114024' } })).toEqual(['upn'])
  })

  it('differ about NHS numbers', async () => {
    expect(await facts({ schools: { nhsNumber: '9990000018' }, care: { nhsNumber: '9990000026' } })).toEqual([
      'nhsNumber',
    ])
  })

  it('differ about names written in no Latin letter', async () => {
    expect(await facts({ schools: { givenName: '王' }, care: { givenName: '李' } })).toEqual(['givenName'])
  })
})

describe('a conflict', () => {
  it('is shown only from what this caller may see on both sides', async () => {
    const said = { schools: { familyName: 'Prys' }, police: { familyName: 'Price' } }
    expect(await facts(said, rights({ IDENTITY: 'FULL', POLICE_RECORD: 'EXISTS' }))).toEqual([])
    expect(await facts(said, rights({ IDENTITY: 'FULL', POLICE_RECORD: 'SUMMARY' }))).toEqual(['familyName'])
  })

  it('about identifiers is not shown to those who may not read them', async () => {
    const said = { schools: { nhsNumber: '9990000018' }, care: { nhsNumber: '9990000026' } }
    expect(await facts(said, rights({ IDENTITY: 'SUMMARY' }), false)).toEqual([])
  })
})

it.each([
  ['Siân-Mair', 'sianmair'],
  ['SIAN MAIR', 'sianmair'],
  ['2010-04-07', ''],
  ['', ''],
])('%s folds to "%s"', (name, fold) => {
  expect(folded(name)).toBe(fold)
})
