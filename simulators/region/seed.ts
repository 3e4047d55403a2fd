// What a real hub would already hold when the gateway starts, and the truth by which linking is judged.
import type { EpisodeRow, HubRow, PersonRow, Region } from './model.js'
import { confirmedAt, type RecordOf, recordsOf } from './records.js'
import { groupBy } from './setting.js'

interface SeedAnchor {
  readonly givenNames: readonly string[]
  readonly familyNames: readonly string[]
  /** ISO day; null where the source knows only a range. */
  readonly dateOfBirth: string | null
  readonly sex: PersonRow['sex']
  /** Outward code and first inward digit: `NP20 9`. */
  readonly postcodeSector: string | null
}

export interface SeedLink {
  readonly sourceId: string
  readonly recordId: string
  readonly how: 'CONFIRMED_BY_PERSON'
  readonly confirmedAt: string
  readonly protectedRecord: boolean
  /** The demographics as that source has them. */
  readonly anchor: SeedAnchor
}

export interface SeedChild {
  readonly identifiers: { readonly nhsNumber: string | null; readonly upn: string | null }
  readonly links: readonly SeedLink[]
  readonly hub: {
    readonly caseFrom: string | null
    readonly debriefAssignee: string | null
    readonly episodes: readonly EpisodeRow[]
    readonly summary: HubRow['summary']
  } | null
}

export interface Seed {
  readonly children: readonly SeedChild[]
}

/** The sources whose records carry neither NHS number nor UPN: only a person can link them. */
const LINKED_BY_HAND: ReadonlySet<string> = new Set(['police-gwent', 'third-sector-debrief'])

/** Every child the police, the charity or the hub knows. Children of the showcase are linked to all their records at once. */
export function seedOf(region: Region): Seed {
  const byPerson = groupBy(recordsOf(region), record => record.row.personId)
  const { numbers, upns } = identifiersOf(region)
  const hubs = new Map(region.hub.map(row => [row.personId, row]))
  const shown = new Set(region.showcase.map(entry => entry.personId))
  const duplicates = duplicateRecords(region)
  const moment = confirmedAt(region)
  const wanted = [...byPerson].filter(
    ([personId, records]) =>
      shown.has(personId) || hubs.has(personId) || records.some(record => LINKED_BY_HAND.has(record.sourceId)),
  )
  return {
    children: wanted.map(([personId, records]): SeedChild => {
      const hub = hubs.get(personId)
      return {
        identifiers: { nhsNumber: numbers.get(personId) ?? null, upn: upns.get(personId) ?? null },
        links: records
          .filter(
            record =>
              (shown.has(personId) || LINKED_BY_HAND.has(record.sourceId)) &&
              !duplicates.has(`${record.sourceId} ${record.recordId}`),
          )
          .map(record => linkTo(record, moment)),
        hub:
          hub === undefined
            ? null
            : {
                caseFrom: hub.caseFrom,
                debriefAssignee: hub.debriefAssignee,
                episodes: hub.episodes,
                summary: hub.summary,
              },
      }
    }),
  }
}

function identifiersOf(region: Region): Record<'numbers' | 'upns', ReadonlyMap<string, string | null>> {
  const pupils = Object.values(region.education).flat()
  return {
    numbers: new Map(region.demographics.map(row => [row.personId, row.nhsNumber])),
    upns: new Map(pupils.map(row => [row.personId, row.upn])),
  }
}

/** Children made by hand, for whoever tries the gateway out: what each is there to show. */
export interface ShowcaseEntry {
  readonly nhsNumber: string | null
  readonly upn: string | null
  readonly note: string
}

/** The showcase in its own order. A child may lack either number, not both. */
export function showcaseOf(region: Region): readonly ShowcaseEntry[] {
  const { numbers, upns } = identifiersOf(region)
  return region.showcase.map(({ personId, note }) => ({
    nhsNumber: numbers.get(personId) ?? null,
    upn: upns.get(personId) ?? null,
    note,
  }))
}

/** Records that stand beside the one in use: merged and second nominals, second hospital records. */
function duplicateRecords(region: Region): ReadonlySet<string> {
  const others = <T extends PersonRow>(rows: readonly T[]): T[] =>
    [...groupBy(rows, row => row.personId).values()].flatMap(own => own.slice(1))
  return new Set([
    ...others(region.police).map(row => `police-gwent ${row.nominalId}`),
    ...others(region.health).map(row => `health-abuhb ${row.patientId}`),
  ])
}

const linkTo = ({ sourceId, recordId, row, protectedRecord }: RecordOf, moment: string): SeedLink => ({
  sourceId,
  recordId,
  how: 'CONFIRMED_BY_PERSON',
  confirmedAt: moment,
  protectedRecord,
  anchor: anchorOf(sourceId, row),
})

function anchorOf(sourceId: string, row: PersonRow): SeedAnchor {
  // The health systems do not give out an address that is not to be told.
  const told = row.addresses.filter(address => !address.doNotDisclose || !sourceId.startsWith('health-'))
  const current = told.find(address => address.until === null && address.use !== 'FORMER')
  return {
    givenNames: distinct([row.givenName, row.knownAs, ...row.formerNames.map(name => name.givenName)]),
    familyNames: distinct([row.familyName, ...row.formerNames.map(name => name.familyName)]),
    dateOfBirth: row.dateOfBirthMask === 'DAY' ? row.dateOfBirth : null,
    sex: row.sex,
    // The inward part of a postcode is its last three places; a sector keeps the first of them.
    postcodeSector: current === undefined ? null : current.postcode.slice(0, -2),
  }
}

const distinct = (names: readonly (string | null)[]): readonly string[] => [
  ...new Set(names.filter(name => name !== null)),
]

/** For evaluation: every record of each person, duplicates included. Must never reach the gateway. */
export function truthOf(
  region: Region,
): Readonly<Record<string, readonly { readonly sourceId: string; readonly recordId: string }[]>> {
  return Object.fromEntries(
    [...groupBy(recordsOf(region), record => record.row.personId)].map(([personId, records]) => [
      personId,
      records.map(({ sourceId, recordId }) => ({ sourceId, recordId })),
    ]),
  )
}
