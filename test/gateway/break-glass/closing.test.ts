// Access that lasts only while an episode is open ends with the episode: closed at twenty points of a session, it is gone a
// minute later, whoever has the closing and whoever else is down.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { startWorld } from '../disclosure/worlds.js'
import type { World } from '../disclosure/worlds.js'
import { asOwner } from '../../support/database.js'
import { generateRegion } from '../../../simulators/region/generate.js'
import type { EpisodeRow, Region } from '../../../simulators/region/model.js'
import { rewriting } from '../matrix/rich-child.js'

const FFION = 'showcase-ffion-prys'
const NHS_NUMBER = '9990000018'
const HOUR = 3_600_000
const POINTS = 20

type Changeable = { -readonly [K in keyof EpisodeRow]: EpisodeRow[K] }

let world: World
let passed = 0
let start = 0
/** The police's own records of the absence. */
let absences: readonly Changeable[]
let nominal = ''
const at = (): Date => new Date(start + passed)

/** A region in which the police and the hub have one open absence, and social care's list says nothing of one. */
function missing(region: Region): Region {
  const reportedAt = new Date(Date.parse(region.now) - 5 * HOUR).toISOString()
  const absence = (row: EpisodeRow): EpisodeRow => ({
    ...row,
    ...{ reportedAt, lastSeenAt: reportedAt, endedAt: null, status: 'OPEN', category: 'MISSING', safeAndWell: null },
  })
  const only = <T extends { readonly episodes: readonly EpisodeRow[] }>(row: T): T => ({
    ...row,
    episodes: row.episodes.slice(0, 1).map(absence),
  })
  const socialCare = Object.fromEntries(
    Object.entries(region.socialCare).map(([gss, rows]) => [
      gss,
      rewriting(rows, FFION, row => ({ ...row, episodes: [] })),
    ]),
  ) as unknown as Region['socialCare']
  return {
    ...region,
    police: rewriting(region.police, FFION, only),
    hub: rewriting(region.hub, FFION, only),
    socialCare,
  }
}

beforeAll(async () => {
  const region = missing(generateRegion({ seed: 1, size: 200, now: new Date().toISOString() }))
  start = Date.parse(region.now)
  const rows = region.police.filter(({ personId }) => personId === FFION)
  absences = rows.flatMap(({ episodes }) => episodes as readonly Changeable[])
  nominal = rows.find(({ mergedInto }) => mergedInto === null)?.nominalId ?? ''
  world = await startWorld(region, { clock: at, notShownMs: 1 })
}, 90_000)
afterAll(() => world.gateway.close())

/** A response officer is given these only while an episode is open. */
const READ = `{ child(by: { nhsNumber: "${NHS_NUMBER}" }, purpose: LOCATE_CHILD) { __typename ... on Child { episodeAssumedOpen
  contact { status record { phones { number } } } education { status record { enrolments { from } } } } } }`
/** How many values of while-open-only coordinates an answer has. */
async function reads(): Promise<number> {
  const { text } = await world.gateway.ask('police-officer', READ)
  return (text.match(/"(number|from)":"/g) ?? []).length
}

const inHub = (query: string): Promise<unknown> => asOwner(world.gateway.database.url, client => client.query(query))
const closeAtHub = (): Promise<unknown> =>
  inHub(`update hafan.episode set category = 'NO_FURTHER_ACTION', status = 'CLOSED'`)
const openAtHub = (): Promise<unknown> =>
  inHub(
    `update hafan.episode set category = 'MISSING', status = 'OPEN' where child_id in (select child_id from hafan.link where record_id = '${nominal}')`,
  )

function atPolice(state: 'OPEN' | 'CLOSED' | 'DOWN'): void {
  world.region.system('police-gwent').setFault(state === 'DOWN' ? { kind: 'status', status: 503 } : null)
  if (state === 'DOWN') return
  for (const absence of absences) {
    absence.category = state === 'OPEN' ? 'MISSING' : 'NO_FURTHER_ACTION'
    absence.status = state
  }
}

/** Everything open again, and nothing remembered. */
async function begin(): Promise<void> {
  passed += 2 * HOUR
  await inHub('delete from hafan.episode_state')
  await openAtHub()
  atPolice('OPEN')
}

/** When in a session it is closed, and who is down by then: each is a moment between two reads of it. */
const SESSIONS = Array.from({ length: POINTS }, (_, point) => ({
  point,
  readsBefore: point % 5,
  policeDown: ['no', 'before', 'between', 'after'][point % 4] ?? 'no',
}))

describe('while-open access', () => {
  it('is there while an episode is open, and in the grace of its last confirmation', async () => {
    await begin()
    await inHub(
      `update hafan.episode set category = 'NO_FURTHER_ACTION', status = 'CLOSED', reported_at = reported_at - interval '30 days'`,
    )
    expect(await reads()).toBeGreaterThan(1)
    atPolice('DOWN')
    passed += 10 * 60_000
    expect(await reads()).toBeGreaterThan(0)
    passed += 51 * 60_000
    expect(await reads()).toBe(0)
    await inHub(`update hafan.episode set reported_at = reported_at + interval '30 days'`)
  })

  it.each(SESSIONS)(
    'closed at point $point, after $readsBefore reads, the police down: $policeDown',
    async ({ readsBefore, policeDown, point }) => {
      await begin()
      expect(await reads()).toBeGreaterThan(1)
      if (policeDown === 'before') atPolice('DOWN')
      for (let nth = 0; nth < readsBefore; nth += 1) {
        passed += 3_000 * (point + 1)
        await reads()
      }
      if (policeDown === 'between') atPolice('DOWN')
      // Under way while it is closed.
      const during = reads()
      await closeAtHub()
      if (policeDown !== 'before' && policeDown !== 'between') atPolice('CLOSED')
      await during
      if (policeDown === 'after') {
        await reads()
        atPolice('DOWN')
      }
      passed += 60_000
      const after = []
      for (let nth = 0; nth < 3; nth += 1) {
        after.push(await reads())
        passed += 20_000
      }
      expect(after).toEqual([0, 0, 0])
    },
  )
})
