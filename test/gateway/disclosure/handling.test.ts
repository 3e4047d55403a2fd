// Records that their owner restrains: whom each reaches, who learns that something was kept back, and nobody else anything.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Answer } from '../../support/gateway.js'
import { columnOf } from '../matrix/columns.js'
import type { Column } from '../matrix/columns.js'
import { RICH_CHILD, RICH_NHS_NUMBER, richRegion, rewriting } from '../matrix/rich-child.js'
import type { Chunk } from '../matrix/selection.js'
import { READERS, startWorld, textOf } from './worlds.js'
import type { World } from './worlds.js'

/** A code C report, one about staff of the home, one about staff of the school. */
const CODE_C = 'offered the child a place to stay'
const ABOUT_CARER = 'A member of staff is said to have known where the child was'
const ABOUT_SCHOOL = 'A teaching assistant is said to drive the child home'
const HIDDEN_ADDRESS = '14 Heol Enghraifft'
const SENSITIVE_FLAG = 'Known risk of self-harm'
const SENSITIVE_VISIT = 'Clinic attendance'
/** Agreed with the hub and social care alone; the other account is for every agency. */
const KEPT_WORDS = 'I would ring someone if it was always the same person'
const KEPT_GIST = 'Goes with older friends who drive'
const OPEN_WORDS = 'I want my old school.'

const UNVETTED: Column = { ...columnOf('HM'), code: 'HM without vetting', persona: 'hub-manager-unvetted' }
const LOCKED_NHS_NUMBER = '9990000107'

let world: World
const pictures = new Map<string, ReadonlyMap<Chunk, Answer>>()

beforeAll(async () => {
  const region = richRegion('OPEN', new Date().toISOString())
  const police = rewriting(region.police, RICH_CHILD, row => ({
    ...row,
    intelligence: [
      ...row.intelligence,
      {
        id: 'IR-9', scheme: '3x5x2' as const, source: '2', information: 'D', handling: 'P', conditions: null, about: 'SCHOOL' as const,
        text: ABOUT_SCHOOL, recordedAt: row.intelligence[0]?.recordedAt ?? region.now,
      },
    ],
  })) // prettier-ignore
  world = await startWorld(
    { ...region, police },
    {
      personas: usual =>
        usual
          .filter(({ id }) => id === 'hub-manager')
          .map(one => ({ ...one, id: UNVETTED.persona, vetting: null, secondedFrom: 'SOCIAL_CARE' as const })),
    },
  )
  for (const column of [...READERS, UNVETTED]) pictures.set(column.code, await world.picture(column, RICH_NHS_NUMBER))
}, 120_000)
afterAll(() => world.gateway.close())

const all = (): readonly string[] => [...pictures.keys()]
const seenBy = (text: string): string[] => all().filter(code => textOf(pictures.get(code) ?? new Map()).includes(text))

interface Envelope {
  readonly source: { readonly id: string } | null
  readonly status: string
  readonly reason: string | null
  readonly complete: boolean
  readonly missing: readonly { readonly part: string; readonly reason: string }[]
}
function envelopes(answer: Answer | undefined, section: string): readonly Envelope[] {
  const child = (answer?.data as { child?: Record<string, readonly Envelope[]> } | undefined)?.child
  return child?.[section] ?? []
}
const restrictedFor = (code: string, section: string, part: string): boolean =>
  [...(pictures.get(code) ?? [])].some(([, answer]) =>
    envelopes(answer, section).some(({ missing }) =>
      missing.some(one => one.part === part && one.reason === 'RESTRICTED_RECORD'),
    ),
  )
const toldOf = (section: string, part: string): string[] => all().filter(code => restrictedFor(code, section, part))

describe('police intelligence', () => {
  it('of code C reaches cleared hub staff and the police', () => {
    expect(seenBy(CODE_C)).toEqual(['HP-P', 'HM', 'PM', 'PO'])
  })

  it('of code C is known to have been kept back to those who may be told, and to nobody else', () => {
    expect(toldOf('police', 'police.intelligence')).toEqual(['SW', 'TM'])
  })

  it('without conditions reaches whoever has the category', () => {
    expect(seenBy('Seen entering a grey van')).toEqual(['HP-P', 'HM', 'SW', 'TM', 'ED', 'PM', 'PO'])
  })

  it('about a carer or a school reaches those who have the category, and neither the home nor the school', () => {
    expect(seenBy(ABOUT_CARER)).toEqual(['HP-P', 'HM', 'SW', 'TM', 'ED', 'PM', 'PO'])
    expect(seenBy(ABOUT_SCHOOL)).toEqual(['HP-P', 'HM', 'SW', 'TM', 'ED', 'PM', 'PO'])
  })

  it('is only known to exist to a hub manager without vetting', () => {
    const [answer] = [...(pictures.get(UNVETTED.code) ?? [])].filter(([{ coordinates }]) =>
      coordinates.includes('PoliceRecord.intelligence'),
    )
    const recorded = answer?.[1].text ?? ''
    expect(recorded).toContain('"recordedOnly":[{"part":"police.intelligence"')
    expect(recorded).toContain('"intelligence":null')
  })
})

describe('an address not to be disclosed', () => {
  it('reaches the hub, the social workers and the coordinator, wherever it stands', () => {
    expect(seenBy(HIDDEN_ADDRESS)).toEqual(['HP-P', 'HP-E', 'HM', 'SW', 'TM', 'ED', 'PM', UNVETTED.code])
  })

  it('is not told to be missing to anybody else', () => {
    expect(toldOf('contact', 'contact')).toEqual([])
  })
})

describe('health entries labelled restricted', () => {
  it('reach those who may see sensitive health information, and they are told no more than that they are there', () => {
    expect(seenBy(SENSITIVE_FLAG)).toEqual([])
    expect(seenBy(SENSITIVE_VISIT)).toEqual([])
    const items = all().filter(code => /"sensitive":\[\{/.test(textOf(pictures.get(code) ?? new Map())))
    expect(items).toEqual(['SN'])
  })
})

describe("a child's account", () => {
  it('is given in the words of the child at FULL, to those the child agreed to', () => {
    expect(seenBy(KEPT_WORDS)).toEqual(['HP-P', 'DW'])
    expect(seenBy(OPEN_WORDS)).toEqual(['HP-P', 'DW'])
  })

  it('is given as a gist at SUMMARY, to those the child agreed to', () => {
    expect(seenBy(KEPT_GIST)).toEqual(['HP-P', 'HM', 'DW', 'SW', 'TM', 'ED', 'IR', 'CC', UNVETTED.code])
  })

  it('that the police were not agreed to does not count as recorded for them', async () => {
    const charity = world.region.region.charity.find(({ personId }) => personId === RICH_CHILD)
    expect(charity?.accounts.map(({ audience }) => audience.includes('POLICE'))).toEqual([false, true])
    expect(textOf(pictures.get('PM') ?? new Map())).toContain('"part":"thirdSector.accounts"')
  })
})

describe('a record locked to named people', () => {
  it.each(READERS.filter(({ code }) => ['HP-P', 'HP-E', 'HM', 'PM'].includes(code)))(
    'is said to be locked to $code, who may be told',
    async column => {
      const picture = await world.picture(column, LOCKED_NHS_NUMBER, 'CLOSED')
      const own = [...picture.values()].flatMap(answer => envelopes(answer, 'socialCare'))
      expect(own.length).toBeGreaterThan(0)
      for (const { status, reason } of own) expect([status, reason]).toEqual(['WITHHELD', 'LOCKED_BY_OWNER'])
    },
  )

  it.each(READERS.filter(({ code }) => ['ED', 'PO', 'EW', 'SN', 'EC'].includes(code)))(
    'is for $code as if it were not there',
    async column => {
      const picture = await world.picture(column, LOCKED_NHS_NUMBER, 'CLOSED')
      const text = textOf(picture)
      expect(text.includes('"__typename":"Child"')).toBe(true)
      expect(/LOCKED|RESTRICTED_RECORD/.test(text)).toBe(false)
      const own = [...picture.values()].flatMap(answer => envelopes(answer, 'socialCare'))
      for (const { reason } of own) expect(['NOT_LINKED', 'PROTOCOL']).toContain(reason)
    },
  )
})
