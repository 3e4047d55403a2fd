import { describe, expect, it } from '@jest/globals'
import type { AgencySource, Part } from '../../../src/adapters/agency.js'
import { bareNominal, episode, fullNominal, nominals } from '../../simulators/police/region.js'
import { readAs, stoppedAfterEach } from '../one-source.js'
import { bending, callAs, startPolice } from './start.js'

const start = stoppedAfterEach(startPolice)

const read = (source: AgencySource, recordId: string, parts: readonly Part[], actor = {}) =>
  readAs(source, recordId, parts, callAs(actor))

describe('a police record', () => {
  it('says who it is about, former names included, and a sector of the postcode', async () => {
    const { source } = await start()
    const { subject, recordId, protectedRecord } = await read(source, 'N-1', ['police.nominal'])
    expect([recordId, protectedRecord]).toEqual(['N-1', false])
    expect(subject).toEqual({
      nhsNumber: null,
      nhsNumberVerified: false,
      upn: null,
      formerUpns: [],
      demographics: {
        givenNames: ['Fion', 'Fi', 'Ffion'],
        familyNames: ['Price', 'Prys'],
        dateOfBirth: '2010-04-07',
        sex: 'FEMALE',
        postcodeSector: 'NP20 9',
      },
    })
  })

  it('does not give a date of birth that the police only estimate', async () => {
    const { source } = await start({ police: [bareNominal({ dateOfBirthEstimated: true })] })
    const { subject, parts } = await read(source, 'N-2', ['police.nominal'])
    expect([subject?.demographics.dateOfBirth, parts['police.nominal']?.dateOfBirth]).toEqual([null, null])
  })

  it('holds the nominal as the police have it', async () => {
    const { source } = await start()
    expect((await read(source, 'N-1', ['police.nominal'])).parts['police.nominal']).toEqual({
      nominalId: 'N-1',
      pncId: '2025/0000017Y',
      givenNames: ['Fion', 'Mair'],
      familyName: 'Price',
      dateOfBirth: '2010-04-07',
      aliases: ['Fi', 'Fee Price', 'Ffion Prys'],
      description: 'About 160 cm, red coat',
      lastPoliceProtectionAt: '2025-11-02T01:00:00Z',
      mergedFrom: ['N-0'],
      servicesKnownTo: null,
    })
  })

  it('holds markers in words, and those nobody knows as well', async () => {
    const police = [bareNominal({ markers: [{ code: 'QQ', from: '2026-01-01', until: null, note: null }] })]
    const { source } = await start({ police })
    expect((await read(source, 'N-2', ['police.markers'])).parts['police.markers']).toEqual([
      {
        marker: {
          code: 'QQ',
          system: 'Police warning markers',
          label: { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' },
          recognised: false,
        },
        from: '2026-01-01',
        until: null,
        note: null,
        linkedRisk: null,
      },
    ])
  })

  it('holds the smaller lists as they are', async () => {
    const { source } = await start()
    const parts: Part[] = [
      'police.occurrences',
      'police.protectionNotices',
      'police.custody',
      'police.bailConditions',
      'police.associates',
      'police.vehicles',
    ]
    const { notices, occurrences, ...full } = fullNominal
    const referenced = <T extends { ref: string }>(rows: readonly T[]) =>
      rows.map(({ ref, ...row }) => ({ reference: ref, ...row }))
    expect((await read(source, 'N-1', parts)).parts).toEqual({
      'police.occurrences': referenced(occurrences),
      'police.protectionNotices': referenced(notices),
      'police.custody': full.custody,
      'police.bailConditions': full.bailConditions,
      'police.associates': full.associates,
      'police.vehicles': full.vehicles,
    })
  })

  it('names the officer in the case and the coordinator', async () => {
    const { source } = await start()
    const { professionals } = (await read(source, 'N-1', ['professionals'])).parts
    expect(professionals?.map(({ staffRef, role, reveals }) => [staffRef, role?.en, role?.cy, reveals])).toEqual([
      ['PC1201', 'Officer in case', 'Swyddog yr achos', 'POLICE_RECORD'],
      ['MPC1', 'Missing-person coordinator', 'Cydlynydd pobl ar goll', 'POLICE_RECORD'],
    ])
  })

  it('with nothing on it has empty lists, which is not a failure', async () => {
    const { source } = await start()
    const { parts, failedParts } = await read(source, 'N-2', [...source.offers])
    expect(failedParts).toEqual({})
    expect(parts).toMatchObject({ 'police.markers': [], episodes: { episodes: [] }, 'police.intelligence': [] })
  })

  it('passes the protection flag on', async () => {
    const { source } = await start()
    expect((await read(source, 'N-3', ['police.nominal'])).protectedRecord).toBe(true)
  })

  it('without its protection flag is not read at all', async () => {
    const { source } = await start({ bend: bending('person', ({ protected: _, ...rest }) => rest) })
    const reading = await source.lookup({ recordId: 'N-1', parts: new Set(['police.markers']) }, callAs())
    expect(reading).toEqual({ kind: 'failed', reason: 'MALFORMED' })
  })

  it('merged into another is read under the survivor, and no further than one step', async () => {
    const chain = [bareNominal({ nominalId: 'N-8', mergedInto: 'N-0' }), ...nominals]
    const { source } = await start({ police: chain })
    expect((await read(source, 'N-0', ['police.nominal'])).recordId).toBe('N-1')
    const reading = await source.lookup({ recordId: 'N-8', parts: new Set(['police.nominal']) }, callAs())
    expect(reading).toEqual({ kind: 'failed', reason: 'SOURCE_ERROR' })
  })

  it.each(['../occurrences', 'N-1/custody', '', 'N-1,N-2'])('is not asked for as "%s"', async recordId => {
    const { source, running } = await start()
    const ask = { recordId, parts: source.offers }
    expect(await source.lookup(ask, callAs())).toEqual({ kind: 'nothing' })
    expect(await source.lookupMany?.([ask], callAs())).toEqual([{ kind: 'nothing' }])
    expect(running.calls()).toEqual([])
  })
})

describe('missing episodes', () => {
  it('come newest first with the words of the source', async () => {
    const { source } = await start()
    const { episodes } = (await read(source, 'N-1', ['episodes'])).parts
    expect(episodes?.episodes?.map(({ risk, riskLabel, category }) => [risk, riskLabel, category])).toEqual([
      ['MEDIUM', 'Medium', 'MISSING'],
      ['VERY_LOW', 'No apparent risk (absent)', 'ABSENT'],
    ])
    expect(episodes?.episodes?.[1]).toMatchObject({
      endedAt: '2025-11-02T01:00:00Z',
      status: 'CLOSED',
      safeAndWell: { done: 'YES', at: '2025-11-02T10:00:00Z', officer: 'PC 1201', summary: 'Safe' },
      returnInterviewReferredAt: '2025-11-02T11:00:00Z',
      returnInterviewOffered: 'NOT_RECORDED',
    })
  })

  it('give times in UTC', async () => {
    const police = [bareNominal({ episodes: [{ ...episode, reportedAt: '2026-07-01T10:00:00+01:00' }] })]
    const { source } = await start({ police })
    const { episodes } = (await read(source, 'N-2', ['episodes'])).parts
    expect(episodes?.episodes?.[0]?.reportedAt).toBe('2026-07-01T09:00:00Z')
  })

  it('give access the facts it rests on, and fetch nothing else for it', async () => {
    const { source, running } = await start()
    const { parts } = await read(source, 'N-1', ['fact.episodes'])
    expect(parts['fact.episodes']).toMatchObject([
      { reference: 'MP-61-26-000001', open: true, endedAt: null, safeAndWellSettled: false, areas: ['W06000022'] },
      { reference: 'MP-61-25-000002', open: false, endedAt: '2025-11-02T01:00:00Z', safeAndWellSettled: true },
    ])
    const [call] = running.calls().filter(({ path }) => path.endsWith('/missing-episodes'))
    const fields = new URLSearchParams(call?.query).get('fields[missingEpisode]')?.split(',')
    expect(fields).not.toContain('circumstances')
    expect(fields).toContain('status')
  })

  it.each([
    [{ done: false, notDoneReason: 'Refused' }, true],
    [{ done: false, notDoneReason: null }, false],
  ])('are settled by a check or by the reason for none: %j', async (check, settled) => {
    const safeAndWell = { at: null, officer: 'PC 1201', summary: null, ...check }
    const { source } = await start({ police: [bareNominal({ episodes: [{ ...episode, safeAndWell }] })] })
    const { parts } = await read(source, 'N-2', ['fact.episodes'])
    expect(parts['fact.episodes']?.[0]?.safeAndWellSettled).toBe(settled)
  })

  it('of a state nobody knows are undecided for access, and shown as unrecognised', async () => {
    const { source } = await start({ bend: bending('missingEpisode', it => ({ ...it, status: 'PAUSED' })) })
    const { parts, failedParts } = await read(source, 'N-1', ['episodes', 'fact.episodes'])
    expect(failedParts).toEqual({ 'fact.episodes': 'MALFORMED' })
    expect(parts.episodes?.episodes?.[0]?.status).toBe('UNRECOGNISED')
  })

  it("of another child among this child's fail the part", async () => {
    const { source } = await start({
      bend: ({ body, ...rest }, { path }) => ({
        ...rest,
        body: path.endsWith('/missing-episodes') ? JSON.parse(JSON.stringify(body).replaceAll('"N-1"', '"N-2"')) : body,
      }),
    })
    expect((await read(source, 'N-1', ['episodes'])).failedParts).toEqual({ episodes: 'MALFORMED' })
  })
})
