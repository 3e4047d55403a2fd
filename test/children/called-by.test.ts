import { describe, expect, it } from '@jest/globals'
import { calledBy } from '../../src/children/called-by.js'
import { rightsOf } from '../../src/children/rights.js'
import type { Records } from '../../src/types/index.js'
import { NOW, everything, identity, load, read, source, view } from './support.js'
import type { Answering } from './support.js'

const from = (
  id: string,
  agency: Answering['source']['description']['agency'],
  says: Partial<Records.IdentityRecord> | null,
): Answering => ({
  source: source({ id, agency }),
  reading: read({ identity: says === null ? null : identity(says) }),
})

/** The demographics service of the nation, whatever its id. */
const keyed = (answering: Answering, national: boolean): Answering =>
  national ? { ...answering, source: { ...answering.source, keyedByNhsNumber: true } } : answering

async function called(answering: readonly Answering[], today = NOW): Promise<Records.CalledBy | null> {
  const held = everything()
  const { picture } = await load(answering, { rights: held, requested: ['Child.calledBy'] })
  return calledBy(picture, held, view, today)
}

describe('the identity to use', () => {
  it('takes each field from the most authoritative source that has it', async () => {
    const answer = await called([
      from('police-gwent', 'POLICE', {
        givenName: 'Fion',
        familyName: 'Price',
        knownAs: 'Ffi',
        dateOfBirth: '2010-07-04',
      }),
      from('education-newport', 'EDUCATION', {
        givenName: 'Ffion',
        familyName: 'Prys-Jones',
        dateOfBirth: '2010-04-07',
      }),
      from('social-care-torfaen', 'SOCIAL_CARE', { givenName: 'Ffion', familyName: 'Prys' }),
    ])
    expect(answer).toMatchObject({
      givenName: { value: 'Ffion', source: { id: 'social-care-torfaen' } },
      familyName: { value: 'Prys', source: { id: 'social-care-torfaen' } },
      knownAs: { value: 'Ffi', source: { id: 'police-gwent' } },
      dateOfBirth: { value: '2010-04-07', source: { id: 'education-newport' } },
    })
  })

  it.each([
    ['national', 'HEALTH', 'health-abuhb', 'HEALTH'],
    ['health-abuhb', 'HEALTH', 'social-care-torfaen', 'SOCIAL_CARE'],
    ['social-care-torfaen', 'SOCIAL_CARE', 'education-newport', 'EDUCATION'],
    ['education-newport', 'EDUCATION', 'charity', 'THIRD_SECTOR'],
    ['charity', 'THIRD_SECTOR', 'police-gwent', 'POLICE'],
  ] as const)('puts %s before %s, in whatever order they answer', async (first, firstAgency, second, secondAgency) => {
    const one = keyed(from(first, firstAgency, { givenName: 'First' }), first === 'national')
    const other = from(second, secondAgency, { givenName: 'Second' })
    expect((await called([one, other]))?.givenName?.value).toBe('First')
    expect((await called([other, one]))?.givenName?.value).toBe('First')
  })

  it('orders equals by their id, so that it never flickers', async () => {
    const one = from('education-a', 'EDUCATION', { givenName: 'A' })
    const other = from('education-b', 'EDUCATION', { givenName: 'B' })
    expect((await called([other, one]))?.givenName?.value).toBe('A')
  })

  it('is null where nobody who answered has an identity', async () => {
    expect(await called([from('police-gwent', 'POLICE', null)])).toBeNull()
    expect(await called([{ source: source(), reading: { kind: 'failed', reason: 'TIMED_OUT' } }])).toBeNull()
  })

  it('leaves null what nobody says', async () => {
    expect(await called([from('police-gwent', 'POLICE', { givenName: 'Fion' })])).toMatchObject({
      familyName: null,
      dateOfBirth: null,
      age: null,
      sex: null,
    })
  })

  it('prefers a sex that is stated to one that is not known', async () => {
    const answer = await called([
      from('health-wds', 'HEALTH', { sex: 'UNKNOWN' }),
      from('social-care-torfaen', 'SOCIAL_CARE', { sex: 'FEMALE' }),
    ])
    expect(answer?.sex).toBe('FEMALE')
  })

  it('carries the rights, so that its values are guarded', async () => {
    const answer = await called([from('police-gwent', 'POLICE', { givenName: 'Fion' })])
    expect([rightsOf(answer), rightsOf(answer?.givenName)]).toEqual([expect.anything(), expect.anything()])
  })
})

describe('the age', () => {
  const aged = async (dateOfBirth: string, today: string): Promise<number | null | undefined> =>
    (await called([from('police-gwent', 'POLICE', { dateOfBirth })], new Date(today)))?.age

  it.each([
    ['2010-04-07', '2026-04-06T23:59:59Z', 15],
    ['2010-04-07', '2026-04-07T00:00:00Z', 16],
    ['2010-12-31', '2026-01-01T00:00:00Z', 15],
    ['2012-02-29', '2026-02-28T12:00:00Z', 13],
    ['2012-02-29', '2026-03-01T00:00:00Z', 14],
    ['2026-03-01', '2026-03-02T00:00:00Z', 0],
  ])('of a child born on %s is, at %s, %i', async (birth, today, age) => {
    expect(await aged(birth, today)).toBe(age)
  })
})
