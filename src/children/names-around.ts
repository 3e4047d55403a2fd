// The names of the people around a child, from a picture: what a text written for schools and carers must not hold.
import type { Requested } from './plan.js'
import type { Picture } from './picture.js'

/** What is asked for to have them. */
export const NAMES_AROUND: Requested = new Set([
  'Child.identity', 'IdentityAnswer.record', 'IdentityRecord.givenName', 'IdentityRecord.familyName', 'IdentityRecord.knownAs',
  'Child.family', 'FamilyAnswer.record', 'FamilyRecord.people', 'RelatedPerson.name',
  'Child.professionals', 'Professionals.people', 'Professional.name',
  'Child.missingEpisodes', 'MissingEpisodesAnswer.record', 'MissingEpisodesRecord.episodes', 'MissingEpisode.companions',
  'Child.police', 'PoliceAnswer.record', 'PoliceRecord.associates', 'Associate.name',
]) // prettier-ignore

export interface NamesAround {
  readonly names: readonly string[]
  /** No where a linked system did not answer: there may be more. */
  readonly complete: boolean
}

type Row = Readonly<Record<string, unknown>>
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null
const rows = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : [])
const texts = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(texts) : []
const field = (value: unknown, name: string): unknown => (isRow(value) ? value[name] : null)

/** The child's own given names are no others'; a family name is the family's as well. */
export function namesAround({ asked }: Picture): NamesAround {
  const own = new Set<string>()
  const names: string[] = []
  for (const { parts } of asked) {
    const value = (part: Parameters<typeof parts.get>[0]): unknown => parts.get(part)?.value
    for (const name of ['givenName', 'middleNames', 'knownAs'])
      for (const text of texts(field(value('identity'), name)))
        for (const word of text.split(/\s+/)) own.add(word.toLowerCase())
    names.push(...texts(field(value('identity'), 'familyName')))
    for (const one of [
      ...rows(field(value('family'), 'people')),
      ...rows(value('professionals')),
      ...rows(value('police.associates')),
    ])
      names.push(...texts(one['name']))
    for (const one of rows(field(value('episodes'), 'episodes'))) names.push(...texts(one['companions']))
  }
  const others = names.map(name => wordsBut(name, own)).filter(name => name !== '')
  const answered = asked.every(
    ({ link, reading, sameChild }) =>
      link === null ||
      reading === null ||
      (sameChild && reading.kind === 'read' && Object.keys(reading.failedParts).length === 0) ||
      ['nothing', 'locked'].includes(reading.kind),
  )
  return { names: others, complete: answered }
}

const wordsBut = (name: string, own: ReadonlySet<string>): string =>
  name
    .split(/\s+/)
    .filter(word => !own.has(word.toLowerCase()))
    .join(' ')
