// The live half of the role matrix: a running gateway is asked, as every role, for every coordinate, and answers as the
// checked-in table says: a value where it gives, null and a refusal by name where it does not, and no call for what is withheld.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Part } from '../../../src/adapters/agency.js'
import { startRegion } from '../../../simulators/start.js'
import type { RunningRegion } from '../../../simulators/start.js'
import { asOwner } from '../../support/database.js'
import { gatewayBefore } from '../../support/gateway.js'
import type { Answer, GatewayBefore } from '../../support/gateway.js'
import { callsOf, unwantedCalls } from './calls.js'
import { recordCasework } from './casework.js'
import { COLUMNS } from './columns.js'
import type { Circumstance, Column } from './columns.js'
import { RICH_NHS_NUMBER, richRegion } from './rich-child.js'
import { CHUNKS, isDecided, queryOf, saysSomething, walk } from './selection.js'
import type { Chunk } from './selection.js'
import { checkedIn, classification, partsOfCoordinate, readRoleMatrix } from './table.js'
import type { Standing } from './table.js'

/** No simulated system has a place for these, and no score linked anybody; that they are guarded is for the static half. */
const HELD_BY_NO_SYSTEM: readonly string[] = [
  'ContactRecord.emails', 'HealthAlert.advice', 'IdentityRecord.communicationNeeds', 'IdentityRecord.deceasedOn',
  'IntelligenceReport.desk', 'PoliceNominal.servicesKnownTo', 'RelatedPerson.risks', 'ChildLink.score',
  'ChildLink.modelVersion', 'MissingEpisode.homeAuthority',
  // Of steps that are recorded through the API: test/gateway/hub-work.
  'Debrief.provider', 'Debrief.places', 'Debrief.companions', 'MergedReport.reference', 'MergedReport.mergedInto',
  'MissingEpisodesRecord.merged', 'MissingEpisodesRecord.interviews', 'MissingEpisodesRecord.accounts',
  'DueItem.episode',
] // prettier-ignore
/** Null without a protection flag, and empty while every source answers; test/gateway/disclosure asks where it is not so. */
const NOT_HERE: readonly string[] = ['Child.protection', 'Protection.whomToRing', 'Professionals.notAnswered']
/** Nobody has written an assessment of the child, and a draft is for those who may; test/gateway/miraf asks where it is not so. */
const ofMiraf = (name: string): boolean =>
  /^(Miraf(?!Summary\.)|HubRecord\.miraf(?!Summary)|Child\.mirafDraft)/.test(name)
const isNotHere = (name: string): boolean => NOT_HERE.includes(name) || ofMiraf(name)

/** The hub keeps when and how an episode was graded and closed; the rest is the agencies', and checking quality asks none. */
const NOT_KEPT_BY_THE_HUB: readonly string[] = [
  'MissingEpisode.riskLabel', 'MissingEpisode.riskHistory', 'RiskGrading.level', 'RiskGrading.at', 'RiskGrading.rationale',
  'MissingEpisode.lastSeenPlace', 'MissingEpisode.foundPlace', 'MissingEpisode.foundBy', 'MissingEpisode.companions',
  'MissingEpisode.circumstances', 'MissingEpisode.harm', 'MissingEpisode.safeAndWell', 'SafeAndWellCheck.done',
  'SafeAndWellCheck.at', 'SafeAndWellCheck.officer', 'SafeAndWellCheck.summary', 'MissingEpisode.returnInterviewReferredAt',
  'MissingEpisode.returnInterviewOffered', 'MissingEpisode.returnInterviewAccepted',
] // prettier-ignore

interface Envelope {
  readonly source: { readonly id: string } | null
  readonly status: string
  readonly withheld: readonly { readonly coordinate: string; readonly category: string }[]
  readonly recordedOnly: readonly { readonly part: string }[]
}

/** What one chunk's answer comes to. */
interface Seen {
  readonly chunk: Chunk
  readonly answer: Answer
  /** Null where the child is not shown. */
  readonly child: Readonly<Record<string, unknown>> | null
  /** Coordinates at which a value stands. */
  readonly valued: ReadonlySet<string>
}

const table = readRoleMatrix(checkedIn())

/** Registers the tests of one circumstance. */
export function describeLiveMatrix(circumstance: Circumstance): void {
  let region: RunningRegion
  let gateway: GatewayBefore
  let pairs = 0
  const everSeen = new Set<string>()

  beforeAll(async () => {
    region = await startRegion({ region: richRegion(circumstance, new Date().toISOString()) })
    gateway = await gatewayBefore({ ...region, now: () => region.clock.now() })
    await recordCasework(gateway, { nhsNumber: RICH_NHS_NUMBER }, region.clock.now())
    if (circumstance === 'LONG_AGO')
      // The meeting is still owed, and was called too long ago to keep anything open (ADR 48).
      await asOwner(gateway.database.url, client =>
        client.query(`update hafan.casework set happened_at = happened_at - interval '100 days' where kind = 'CALL'`),
      )
    // Somebody has looked before, so that who looked is more than nobody.
    for (const column of COLUMNS.slice(0, 1)) for (const chunk of CHUNKS.slice(0, 1)) await ask(column, chunk)
  }, 90_000)
  afterAll(() => gateway.close())

  async function ask(column: Column, chunk: Chunk): Promise<Seen> {
    const variables = { by: { nhsNumber: RICH_NHS_NUMBER }, purpose: column.purpose[circumstance] }
    const answer = await gateway.ask(column.persona, queryOf(chunk), variables)
    const found = (answer.data as { child?: { __typename: string } } | null)?.child
    const child = found?.__typename === 'Child' ? { ...found } : null
    const valued = new Set<string>()
    walk(chunk.child, child, (coordinate, value) => {
      if (saysSomething(value)) valued.add(coordinate)
    })
    return { chunk, answer, child, valued }
  }

  describe.each(COLUMNS)('$code', column => {
    let seen: readonly Seen[]
    beforeAll(async () => {
      for (const system of region.systems.values()) system.resetCalls()
      seen = await Promise.all(CHUNKS.map(chunk => ask(column, chunk)))
      for (const { valued } of seen) for (const coordinate of valued) everSeen.add(coordinate)
    }, 60_000)

    const standingOf = (coordinate: string): Standing => {
      const cells = table.get(column.code)?.get(coordinate)
      if (!cells) throw new Error(`the table has no row ${coordinate}`)
      return cells[circumstance]
    }
    const decidedIn = ({ chunk }: Seen, standing: (word: Standing) => boolean): string[] =>
      chunk.coordinates.filter(coordinate => isDecided(coordinate) && standing(standingOf(coordinate)))

    /** A fact of one category within a record of another is given to whom both are. */
    const isReached = (coordinate: string): boolean => {
      const edges = [...classification.coordinates].filter(([, { leadsTo }]) => leadsTo === coordinate.split('.')[0])
      return edges.length === 0 || edges.some(([edge]) => !isDecided(edge) || standingOf(edge) === 'given')
    }

    if (column.role === 'ANALYST') {
      it('is shown no child', () => {
        expect(seen.every(({ child }) => child === null)).toBe(true)
        expect(callsOf(region)).toEqual([])
      })
      return
    }

    it('is given a value wherever the table gives', () => {
      const missing = seen.flatMap(one => {
        expect(one.child).not.toBeNull()
        const given = decidedIn(one, word => word === 'given').filter(isReached)
        pairs += given.length
        return given.filter(coordinate => !one.valued.has(coordinate))
      })
      expect(missing.filter(each => !HELD_BY_NO_SYSTEM.includes(each) && !isNotHere(each))).toEqual(
        column.code === 'HM-Q' ? NOT_KEPT_BY_THE_HUB : [],
      )
    })

    it('is given no value wherever the table withholds', () => {
      const leaked = seen.flatMap(one => {
        const refused = decidedIn(one, word => word !== 'given')
        pairs += refused.length
        return refused.filter(coordinate => one.valued.has(coordinate))
      })
      expect(leaked).toEqual([])
    })

    it('is refused by name, once a coordinate, and of nothing else', () => {
      for (const one of seen) {
        const refused = decidedIn(one, word => word === 'exists' || word === 'withheld')
        const expected = refused.map(name => [name, classification.coordinates.get(name)?.category])
        const errors = one.answer.errors.map(({ extensions }) => {
          const { code, coordinate, category } = extensions as Readonly<Record<string, string>>
          expect(code).toBe('FIELD_WITHHELD')
          return [coordinate, category]
        })
        expect(sorted(errors)).toEqual(sorted(expected))
      }
    })

    it('has the refusals of a section in each of its envelopes, and what is only recorded named', () => {
      for (const one of seen)
        for (const [key, value] of Object.entries(one.child ?? {})) {
          if (!isEnvelopes(value)) continue
          const inSection = refusedIn(
            key,
            decidedIn(one, word => word === 'exists' || word === 'withheld'),
          )
          for (const { withheld } of value)
            expect(sorted(withheld.map(({ coordinate }) => coordinate))).toEqual(inSection)
          const existing = decidedIn(one, word => word === 'exists').flatMap(name => [
            ...(partsOfCoordinate.get(name) ?? []),
          ])
          const recorded = new Set(value.flatMap(({ recordedOnly }) => recordedOnly.map(({ part }) => part)))
          const own = existing.filter(part => inSectionOf(key, part))
          expect([...recorded].sort()).toEqual([...new Set(own)].sort())
        }
    })

    it('is given one envelope without a source where a section is withheld whole', () => {
      for (const one of seen)
        for (const [key, value] of Object.entries(one.child ?? {})) {
          if (!isEnvelopes(value) || value.some(({ status }) => status !== 'WITHHELD')) continue
          expect([key, value.length, value[0]?.source]).toEqual([key, 1, null])
        }
    })

    it('has no agency called for what is withheld', () => {
      const closed = new Set(
        [...classification.parts.keys()].filter(part =>
          [...partsOfCoordinate].every(
            ([name, parts]) => !isDecided(name) || !parts.has(part as Part) || standingOf(name) === 'withheld',
          ),
        ),
      )
      expect(unwantedCalls(callsOf(region), closed, column)).toEqual([])
    })
  })

  it('was asked for everything, and every coordinate held a value for somebody', () => {
    process.stdout.write(`${circumstance}: ${pairs} role and coordinate pairs asked of a running gateway\n`)
    const decided = [...(table.get('HM')?.keys() ?? [])].filter(each => !isNotHere(each))
    expect(decided.filter(each => !everSeen.has(each))).toEqual([...HELD_BY_NO_SYSTEM].sort(bySchema(decided)))
    expect(pairs).toBeGreaterThanOrEqual((COLUMNS.length - 1) * decided.length)
  })
}

const sorted = <T>(list: readonly T[]): T[] => [...list].sort((left, right) => (String(left) < String(right) ? -1 : 1))
const bySchema = (order: readonly string[]) => (left: string, right: string) =>
  order.indexOf(left) - order.indexOf(right)

const isEnvelopes = (value: unknown): value is readonly Envelope[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  typeof value[0] === 'object' &&
  value[0] !== null &&
  'withheld' in value[0]

/** The part's place is in the section of this field of the child. */
function inSectionOf(field: string, part: string): boolean {
  const answer = classification.coordinates.get(`Child.${field}`)?.leadsTo ?? ''
  const record = classification.coordinates.get(`${answer}.record`)?.leadsTo ?? ''
  return [...classification.coordinates.values()].some(one => one.type === record && one.part === part)
}

const refusedIn = (field: string, refused: readonly string[]): string[] =>
  sorted(refused.filter(name => [...(partsOfCoordinate.get(name) ?? [])].some(part => inSectionOf(field, part))))
