// Which calls and relations give which parts: what is not wanted is not asked for.
import type { Part, PartValues } from '../../agency.js'
import { settleParts, type PartResults } from '../../reading.js'
import { parsed } from '../../wire.js'
import type { PersonAnswer } from './client.js'
import * as map from './map.js'
import { episodeFactOf, episodesOf } from './map-episodes.js'
import { person as personShape, type PersonDocument, type Resource } from './upstream.js'

/** The one list that can be had for many nominals at once. */
export const EPISODES = 'missing-episodes'

export const OFFERS: ReadonlySet<Part> = new Set<Part>([
  'police.nominal',
  'police.markers',
  'police.occurrences',
  'police.protectionNotices',
  'police.intelligence',
  'police.custody',
  'police.bailConditions',
  'police.associates',
  'police.vehicles',
  'episodes',
  'professionals',
  'fact.episodes',
])

/** Relations of the person, by the part that wants them. */
const INCLUDES: { readonly [P in Part]?: readonly string[] } = {
  'police.markers': ['warningMarkers'],
  'police.associates': ['associates'],
  'police.vehicles': ['vehicles'],
  professionals: ['officerInCase', 'missingPersonCoordinator'],
}

type Parts = ReadonlySet<Part>

/** The relations to ask for with the person. */
export const includesFor = (parts: Parts): readonly string[] => [...parts].flatMap(part => INCLUDES[part] ?? [])
/** Whether either part that is read from the episodes is wanted. */
export const wantsEpisodes = (parts: Parts): boolean => parts.has('episodes') || parts.has('fact.episodes')
/** Access needs no places, names or words of an episode: then they are not asked for. */
export const factsOnly = (parts: Parts): boolean => !parts.has('episodes')

export type Settled = Awaited<ReturnType<typeof settleParts>> & { readonly restrainedParts: readonly Part[] }

/** Gives the rows of one of a nominal's lists. */
type Histories = (list: string) => Promise<readonly Resource[]>

/** Starts every call that the parts need, and no other, and waits for all. `answer` is already under way. */
export async function settle(answer: Promise<PersonAnswer>, parts: Parts, histories: Histories): Promise<Settled> {
  const restrained = new Set<Part>()

  function when<P extends Part>(part: P, start: () => Promise<PartValues[P] | null>): PartResults {
    return parts.has(part) ? { [part]: start() } : {}
  }
  const ofPerson = <T>(read: (document: PersonDocument) => T): Promise<T | null> =>
    answer.then(person => (person.kind === 'person' ? read(person.document) : null))
  /** Rows above the classification that may be shared stay behind, and the part is said to be restrained. */
  async function ofRows<T>(part: Part, list: Promise<readonly Resource[]>, read: (rows: readonly Resource[]) => T) {
    const { rows, keptBack } = map.shareable(await list)
    if (keptBack) restrained.add(part)
    return read(rows)
  }
  const ofHistory = <T>(part: Part, list: string, read: (row: Resource) => T): Promise<readonly T[]> =>
    ofRows(part, histories(list), rows => rows.map(read))

  const episodes = wantsEpisodes(parts) ? histories(EPISODES) : Promise.resolve([])
  const settled = await settleParts({
    ...when('police.nominal', () => ofPerson(nominal)),
    ...when('police.markers', () => ofPerson(map.markersOf)),
    ...when('police.associates', () => ofPerson(map.associatesOf)),
    ...when('police.vehicles', () => ofPerson(map.vehiclesOf)),
    ...when('professionals', () => ofPerson(map.officersOf)),
    ...when('police.occurrences', () => ofHistory('police.occurrences', 'occurrences', map.occurrenceOf)),
    ...when('police.protectionNotices', () => ofHistory('police.protectionNotices', 'ppns', map.noticeOf)),
    ...when('police.intelligence', () => ofHistory('police.intelligence', 'intelligence', map.reportOf)),
    ...when('police.custody', () => ofHistory('police.custody', 'custody', map.custodyOf)),
    ...when('police.bailConditions', () => ofHistory('police.bailConditions', 'bail-conditions', map.bailOf)),
    ...when('episodes', () => ofRows('episodes', episodes, episodesOf)),
    ...when('fact.episodes', () => ofRows('fact.episodes', episodes, rows => rows.map(episodeFactOf))),
  })
  return { ...settled, restrainedParts: [...restrained] }
}

const nominal = ({ data }: PersonDocument) => map.nominalOf(data.id, parsed(personShape, data.attributes))
