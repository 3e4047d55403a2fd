import { describe, expect, it } from '@jest/globals'
import { HANDLING, type AgencySource, type Handling, type Part } from '../../../src/adapters/agency.js'
import { bareClient, fullClient } from '../../simulators/third-sector/region.js'
import { readAs, stoppedAfterEach } from '../one-source.js'
import { callAs } from '../police/start.js'
import { startCharity } from './start.js'

const start = stoppedAfterEach(startCharity)

const read = (source: AgencySource, recordId: string, ...parts: Part[]) => readAs(source, recordId, parts, callAs())

describe("a charity's record", () => {
  it('says who it is about', async () => {
    const { source } = await start()
    expect((await read(source, 'LL-1', 'identity')).subject?.demographics).toEqual({
      givenNames: ['Fion', 'Fi', 'Ffion'],
      familyNames: ['Price', 'Prys'],
      dateOfBirth: '2010-04-07',
      sex: 'FEMALE',
      postcodeSector: 'NP20 9',
    })
  })

  it('gives the identity it holds, and no number of other agencies', async () => {
    const { source } = await start()
    expect((await read(source, 'LL-1', 'identity')).parts.identity).toMatchObject({
      givenName: 'Fion',
      familyName: 'Price',
      dateOfBirth: '2010-04-07',
      dateOfBirthRange: null,
      language: { code: 'cy', label: { en: 'Welsh', cy: 'Cymraeg' } },
      nhsNumber: null,
      upn: null,
      localIds: [{ type: 'Debrief service client number', value: 'LL-1' }],
    })
  })

  it.each([
    ['DAY', true, '2011-09-30', '2011-09-30'],
    ['MONTH', true, '2011-09-01', '2011-09-30'],
    ['YEAR', false, '2011-01-01', '2011-12-31'],
  ] as const)(
    'known to the %s, estimated %s: a range',
    async (dateOfBirthMask, dateOfBirthEstimated, earliest, latest) => {
      const { source } = await start({ charity: [bareClient({ dateOfBirthMask, dateOfBirthEstimated })] })
      const { subject, parts } = await read(source, 'LL-2', 'identity')
      expect(parts.identity).toMatchObject({ dateOfBirth: null, dateOfBirthRange: { earliest, latest } })
      expect(subject?.demographics.dateOfBirth).toBeNull()
    },
  )

  it('gives interviews with what was learnt', async () => {
    const { source } = await start()
    expect((await read(source, 'LL-1', 'thirdSector.debriefs')).parts['thirdSector.debriefs']).toEqual([
      {
        episodeReference: 'MP-61-25-000002',
        offeredAt: '2025-11-02T12:00:00Z',
        outcome: 'HELD',
        declinedReason: null,
        heldAt: '2025-11-03T12:00:00Z',
        withinTarget: 'YES',
        pushFactors: ['Arguments at home'],
        pullFactors: ['Friends in another town'],
        whatWouldHelp: ['A later time to be home'],
        ...{ provider: null, places: null, companions: null },
      },
      expect.objectContaining({ outcome: 'ACCEPTED', withinTarget: 'NOT_RECORDED', pushFactors: [] }),
    ])
  })

  it('gives mediation and referrals', async () => {
    const { source } = await start()
    const { parts } = await read(source, 'LL-1', 'thirdSector.mediation', 'thirdSector.referrals')
    expect(parts).toMatchObject({
      'thirdSector.mediation': fullClient.mediation,
      'thirdSector.referrals': [
        { service: { code: 'COUNSELLING', recognised: true }, sentOn: '2025-12-02', takeUp: 'WAITING' },
      ],
    })
  })

  it('names the debrief worker', async () => {
    const { source } = await start()
    expect((await read(source, 'LL-1', 'professionals')).parts.professionals).toEqual([
      {
        name: 'Staff DBW1',
        role: { en: 'Debrief worker', cy: 'Gweithiwr ôl-drafod' },
        agency: 'THIRD_SECTOR',
        organisation: 'Debriefing service',
        team: 'Missing Persons',
        phone: '01632 960001',
        email: 'dbw1@example.org',
        from: '2025-11-02',
        until: null,
        staffRef: 'DBW1',
        reveals: 'DEBRIEF_OUTCOME',
      },
    ])
  })

  it('passes the protection flag on, and is not read without it', async () => {
    const { source } = await start()
    expect((await read(source, 'LL-2', 'identity')).protectedRecord).toBe(true)
    const { source: without } = await start({ bend: ['clients', ({ protected: _, ...rest }) => rest] })
    const reading = await without.lookup({ recordId: 'LL-2', parts: new Set(['identity']) }, callAs())
    expect(reading).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })
})

describe("a child's account", () => {
  const accountWith = async (audience: unknown) => {
    const { source } = await start({ bend: ['accounts', item => ({ ...item, audience })] })
    const { parts, failedParts } = await read(source, 'LL-1', 'thirdSector.accounts')
    const [account] = parts['thirdSector.accounts'] ?? []
    return { account, failedParts, handling: (account as { [HANDLING]?: Handling } | undefined)?.[HANDLING] }
  }

  it('is for those the child agreed to and the charity that was told', async () => {
    const { account, handling } = await accountWith(['hub', 'police'])
    expect(account).toMatchObject({ words: 'I always come back', agreedAudience: ['HUB', 'POLICE'] })
    expect(handling).toEqual({ code: 'ACCOUNT_AUDIENCE', audience: ['HUB', 'POLICE', 'THIRD_SECTOR'] })
  })

  it('with an audience nobody knows is for nobody more', async () => {
    const { account, handling } = await accountWith(['everybody'])
    expect(account?.agreedAudience).toEqual(['UNRECOGNISED'])
    expect(handling?.audience).toEqual(['THIRD_SECTOR'])
  })

  it('with nobody agreed to stays with the charity', async () => {
    expect((await accountWith([])).handling?.audience).toEqual(['THIRD_SECTOR'])
  })

  it('without its audience is not read', async () => {
    expect((await accountWith(undefined)).failedParts).toEqual({ 'thirdSector.accounts': 'MALFORMED' })
  })
})
