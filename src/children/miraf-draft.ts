// What a risk assessment may be begun with: facts of the live picture, as its reader has it, each with the source, category and
// handling that it keeps where it is carried. What is only referred to is never among them, whatever the table here says.
import { HANDLING, type Handling, type Part } from '../adapters/agency.js'
import type { DraftFact, FactPlace } from '../hub/miraf/facts.js'
import type { Classification } from '../schema/classification.js'
import type { Rights } from '../types/decision.js'
import type { Category } from '../types/index.js'
import type { Asked, Picture } from './picture.js'

type Row = Readonly<Record<string, unknown>>

/** One field of the rows of one part, and the place in an assessment that it is for. */
export interface Filling {
  readonly part: Part
  readonly type: string
  readonly field: string
  readonly place: FactPlace
  /** Where the rows stand, where the part is not a list of them. */
  readonly within?: string
}

const fill = (part: Part, type: string, field: string, place: FactPlace, within?: string): Filling => ({
  ...{ part, type, field, place },
  ...(within !== undefined && { within }),
})

export const FILLINGS: readonly Filling[] = [
  fill('police.markers', 'PoliceMarker', 'marker', 'HAZARDS'),
  fill('health.alerts', 'HealthAlert', 'what', 'HAZARDS'),
  fill('socialCare.alerts', 'CareAlert', 'alert', 'HAZARDS'),
  fill('socialCare.statuses', 'CareStatus', 'source', 'BACKGROUND'),
  fill('socialCare.placements', 'Placement', 'type', 'BACKGROUND', 'placements'),
  fill('education.learningNeeds', 'LearningNeed', 'need', 'BACKGROUND'),
  fill('episodes', 'MissingEpisode', 'lastSeenPlace', 'PLACES', 'episodes'),
  fill('episodes', 'MissingEpisode', 'foundPlace', 'PLACES', 'episodes'),
  fill('episodes', 'MissingEpisode', 'companions', 'COMPANIONS', 'episodes'),
  fill('thirdSector.debriefs', 'Debrief', 'pushFactors', 'PUSH'),
  fill('thirdSector.debriefs', 'Debrief', 'pullFactors', 'PULL'),
  fill('thirdSector.debriefs', 'Debrief', 'whatWouldHelp', 'PROTECTIVE'),
  fill('contact', 'Phone', 'number', 'PHONE', 'phones'),
]

export const PARTS_OF_DRAFT: readonly Part[] = [...new Set(FILLINGS.map(({ part }) => part))]

const MOST_FACTS = 150
const MOST_CHARACTERS = 500

export interface DraftDeps {
  readonly classification: Classification
  readonly rights: Rights
  /** Whether a category may be filled in at all. */
  readonly mayPreFill: (category: Category) => boolean
  readonly fillings?: readonly Filling[]
}

export interface SourcedFact {
  readonly fact: DraftFact
  readonly asked: Asked
}

export function draftFacts(picture: Picture, deps: DraftDeps): readonly SourcedFact[] {
  const found = new Map<string, SourcedFact>()
  for (const filling of deps.fillings ?? FILLINGS)
    for (const asked of picture.asked)
      for (const fact of factsOf(filling, asked, picture, deps)) {
        const name = [fact.source, fact.coordinate, fact.text].join('\n')
        if (!found.has(name)) found.set(name, { fact, asked })
      }
  return [...found.values()].slice(0, MOST_FACTS)
}

function factsOf(
  { part, type, field, place, within }: Filling,
  asked: Asked,
  { hideLocation }: Picture,
  { classification, rights, mayPreFill }: DraftDeps,
): readonly DraftFact[] {
  const coordinate = classification.coordinates.get(`${type}.${field}`)
  if (!coordinate) throw new Error(`a draft draws on ${type}.${field}, which is not there`)
  const { category, strength, locates } = coordinate
  const given = rights.agencyGrants[category].strength >= strength && mayPreFill(category)
  if (!given || (locates && hideLocation)) return []
  const { id: source, agency } = asked.source.description
  const common = { place, coordinate: `${type}.${field}`, category, strength, locates, source, agency }
  return rowsOf(asked.parts.get(part)?.value, within)
    .filter(isNow)
    .flatMap(row => {
      const handling = (row as { [HANDLING]?: Handling })[HANDLING] ?? null
      return textsOf(row[field]).map(text => ({ ...common, text, handling, asOf: asked.asOf }))
    })
}

function rowsOf(value: unknown, within: string | undefined): readonly Row[] {
  const rows = within === undefined ? value : isRow(value) ? value[within] : null
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null

/** What has ended is history: whoever assesses looks it up. */
const isNow = ({ until }: Row): boolean => until === null || until === undefined

/** Text, each of a list of texts, or the words of a code. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value.slice(0, MOST_CHARACTERS)]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  const label = isRow(value) ? value['label'] : null
  return isRow(label) ? textsOf(label['en']) : []
}

/** Whether nothing that was asked for it failed, was kept back, or could not be asked. */
export const isWholeDraft = ({ asked }: Picture): boolean =>
  asked.every(
    ({ reading, sameChild, parts }) =>
      sameChild &&
      (reading?.kind === 'nothing' ||
        (reading?.kind === 'read' &&
          Object.keys(reading.failedParts).length === 0 &&
          [...parts.values()].every(({ removed }) => !removed))),
  )
