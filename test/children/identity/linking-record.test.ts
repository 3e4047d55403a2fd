import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Subject } from '../../../src/adapters/agency.js'
import type { LinkableRecord } from '../../../src/store/linking-records.js'
import { source } from '../support.js'
import { pass, record, single, traced, untraced } from './passes.js'

describe('a record of the pass', () => {
  const claimed = async (
    rest: Partial<Subject>,
    known: readonly string[] = [],
  ): Promise<Partial<LinkableRecord> | undefined> => {
    const { linked } = await pass([single('care', 'SOCIAL_CARE', record('1', rest))], { known })
    return linked[0] && { how: linked[0].how, identifiers: linked[0].identifiers }
  }

  it('is linked by the number its source has traced', async () => {
    expect(await claimed(traced)).toEqual({ how: 'NHS_NUMBER', identifiers: { nhsNumber: '9990000018', upn: null } })
  })

  it('joins by a number that is not traced only a child who is known by it', async () => {
    expect(await claimed(untraced, ['9990000018'])).toEqual({
      how: 'NHS_NUMBER',
      identifiers: { nhsNumber: '9990000018', upn: null },
    })
    expect(await claimed(untraced)).toEqual({ how: 'UPN', identifiers: { nhsNumber: null, upn: null } })
  })

  it('keeps its pupil number where its NHS number does not count', async () => {
    expect(await claimed({ ...untraced, upn: 'M680400114001' })).toEqual({
      how: 'UPN',
      identifiers: { nhsNumber: null, upn: 'M680400114001' },
    })
  })

  it('claims nothing by a number that does not add up, and by one of its past beside what it is linked by', async () => {
    const wrong = { nhsNumber: '9990000019', nhsNumberVerified: true, upn: 'A680400114001' }
    const rest = { formerUpns: ['M680400114001', 'A680400114001'], formerNhsNumbers: ['9990000026'] }
    const ids = { authorityIds: [{ authority: 'W06000020', id: 'tor 22871' }] }
    const { linked } = await pass([single('care', 'SOCIAL_CARE', record('1', { ...wrong, ...rest, ...ids }))])
    expect(linked).toMatchObject([{ how: 'UPN', identifiers: { nhsNumber: null, upn: null } }])
    expect(linked[0]?.secondary).toEqual([
      { scheme: 'UPN', value: 'M680400114001' },
      { scheme: 'AUTHORITY_ID', value: 'W06000020:TOR22871' },
    ])
    const own = await pass([single('care', 'SOCIAL_CARE', record('1', { ...traced, ...rest }))])
    expect(own.linked[0]?.secondary?.map(({ value }) => value)).toEqual(['M680400114001', '9990000026'])
  })

  it('carries what it says of the child and whether it is protected, and no name finds anybody', async () => {
    const { linked } = await pass([single('care', 'SOCIAL_CARE', { ...record('1'), protectedRecord: true })])
    expect(linked).toMatchObject([
      {
        sourceId: 'care',
        protectedRecord: true,
        anchor: { givenNames: ['Ffion'] },
        identifiers: { nhsNumber: null, upn: null },
      },
    ])
  })
})

describe('a service keyed by NHS number', () => {
  const keyed: AgencySource = { ...source({ id: 'health-wds', agency: 'HEALTH' }), keyedByNhsNumber: true }

  it('is linked under every traced number that another source lists', async () => {
    const { linked } = await pass([keyed, single('health-abuhb', 'HEALTH', record('1', traced))])
    expect(linked.map(({ sourceId, recordId }) => [sourceId, recordId])).toEqual([
      ['health-abuhb', '1'],
      ['health-wds', '9990000018'],
    ])
  })

  it('is not linked under a number that nobody has traced', async () => {
    const { linked } = await pass([keyed, single('health-abuhb', 'HEALTH', record('1', untraced))])
    expect(linked.map(({ sourceId }) => sourceId)).toEqual(['health-abuhb'])
  })
})
