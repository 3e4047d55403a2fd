// Pictures made by hand: rights at the levels a test names, sources that answer what it says, and nothing else.
import { randomUUID } from 'node:crypto'
import type { AgencySource, Call, Part, PartValues, Reading, Subject } from '../../src/adapters/agency.js'
import { loadPicture } from '../../src/children/picture.js'
import type { Asked, Picture } from '../../src/children/picture.js'
import { planFor } from '../../src/children/plan.js'
import type { Plan } from '../../src/children/plan.js'
import { resolvers } from '../../src/resolvers/index.js'
import { buildExecutable } from '../../src/schema/build.js'
import { classify } from '../../src/schema/classification.js'
import type { Link } from '../../src/types/child.js'
import type { Grant, Grants, Rights } from '../../src/types/decision.js'
import { LEVELS } from '../../src/types/index.js'
import type { AgencyKind, Category, Level, Records } from '../../src/types/index.js'

export const classification = classify(buildExecutable(resolvers))
export const NOW = new Date('2026-03-10T12:00:00Z')

/** `UNDECIDED+EXISTS`: EXISTS is certain, and more might be open. */
type Given = Level | `UNDECIDED+${Level}`

export function grants(of: Partial<Record<Category, Given>>, otherwise: Given = 'NONE'): Grants {
  const categories = new Set<Category>([...classification.coordinates.values()].map(({ category }) => category))
  const entries = [...categories, ...(Object.keys(of) as Category[])].map((category): [Category, Grant] => {
    const open = category === 'OPERATIONAL' || category === 'DERIVED'
    const given = open ? 'FULL' : (of[category] ?? otherwise)
    const level = given.replace('UNDECIDED+', '') as Level
    const strength = LEVELS.indexOf(level) as Grant['strength']
    return [category, { level, strength, clause: `3.TEST.${category}`, undecided: given !== level }]
  })
  return Object.fromEntries(entries) as Grants
}

export function rights(
  of: Partial<Record<Category, Given>>,
  rest: Partial<Rights> & { otherwise?: Given } = {},
): Rights {
  const { otherwise, ...others } = rest
  const given = grants(of, otherwise)
  return {
    purpose: 'ASSESS_RISK', edition: 'test-1', relationships: [], grants: given, agencyGrants: given,
    mayReceive: () => true, told: true, mayLocate: true, hubRecordsOnly: false, episodeInGrace: false, breakGlassUntil: null, concealed: new Set(['PROTECTED']), ...others,
  } // prettier-ignore
}

export const everything = (rest: Partial<Rights> = {}): Rights => rights({}, { otherwise: 'FULL', ...rest })

export interface SourceGiven {
  readonly id?: string
  readonly agency?: AgencyKind
  readonly area?: string | null
  readonly offers?: readonly Part[]
  readonly contact?: AgencySource['description']['contact']
}

const EVERY_PART = [...classification.parts.keys(), 'professionals'] as Part[]

export function source({
  id = 'police-gwent',
  agency = 'POLICE',
  area = null,
  offers,
  contact = null,
}: SourceGiven = {}): AgencySource {
  return {
    description: { id, name: id, agency, organisation: id, area, serves: [], contact },
    offers: new Set(offers ?? EVERY_PART),
    lookup: () => Promise.reject(new Error('pictures ask through their deps')),
  }
}

function link(sourceId: string, rest: Partial<Link> = {}): Link {
  return {
    childId: 'c0000000-0000-4000-8000-000000000001', sourceId, recordId: `record-at-${sourceId}`, how: 'NHS_NUMBER',
    confirmedAt: NOW.toISOString(), confirmedBy: null, protectedRecord: false, anchor: null, ...rest,
  } // prettier-ignore
}

type Read = Extract<Reading, { kind: 'read' }>

export function read(
  parts: { [P in Part]?: PartValues[P] | null },
  rest: Partial<Omit<Read, 'kind' | 'parts'>> = {},
): Read {
  return {
    kind: 'read', recordId: 'as-asked', subject: null, asOf: null, stale: false, failedParts: {}, protectedRecord: false,
    ...rest, parts,
  } // prettier-ignore
}

export interface Answering {
  readonly source: AgencySource
  /** Null: not linked. */
  readonly reading: Reading | null
  readonly link?: Partial<Link>
}

export interface Asking {
  readonly rights: Rights
  /** Coordinates that the query selects, such as `Child.police`. */
  readonly requested: readonly string[]
}

export interface Loaded {
  readonly picture: Picture
  readonly plan: Plan
  /** Source id and parts of every question, in the order asked. */
  readonly questions: readonly { readonly source: string; readonly recordId: string; readonly parts: readonly Part[] }[]
  readonly learnt: readonly string[]
}

/** Plans and loads as the gateway does, with these sources in place of the agencies. */
export async function load(
  answering: readonly Answering[],
  { rights: held, requested }: Asking,
  identifiersAgree: boolean | null = null,
  notOfTheChild: readonly string[] = [],
): Promise<Loaded> {
  const plan = planFor(classification, new Set(requested), held)
  const questions: { source: string; recordId: string; parts: readonly Part[] }[] = []
  const learnt: string[] = []
  const links = answering.flatMap(one => (one.reading === null ? [] : [link(one.source.description.id, one.link)]))
  const readings = new Map(
    links.map((one, index) => [one, answering.filter(({ reading }) => reading !== null)[index]?.reading]),
  )
  const picture = await loadPicture(
    { id: links[0]?.childId ?? randomUUID(), links, rights: held, plan },
    {
      classification,
      sources: [...new Set(answering.map(one => one.source))],
      lookup: (asked, recordId, parts) => {
        questions.push({ source: asked.description.id, recordId, parts: [...parts].sort() })
        const found = links.find(one => one.sourceId === asked.description.id && one.recordId === recordId)
        return Promise.resolve((found && readings.get(found)) ?? { kind: 'nothing' })
      },
      identifiersAgree: () => Promise.resolve(identifiersAgree),
      learn: ({ sourceId }) => {
        learnt.push(sourceId)
        return Promise.resolve(!notOfTheChild.includes(sourceId))
      },
      now: () => NOW,
      monotonic: () => 0,
    },
  )
  return { picture, plan, questions, learnt }
}

export const view = ({ source: { description, offers } }: Asked): Records.Source => ({
  id: description.id, name: description.name, agency: description.agency, organisation: description.organisation,
  area: description.area, parts: [...offers], state: 'UP', contact: description.contact,
}) // prettier-ignore

export const desk = (agency: AgencyKind | null): Records.AgencyContact => ({
  name: `Desk of ${agency ?? 'the hub'}`,
  phone: null,
  hours: null,
})

export const answerDeps = { classification, view, contactFor: desk }

export const subject = (rest: Partial<Subject> = {}): Subject => ({
  nhsNumber: null, nhsNumberVerified: false, upn: null, formerUpns: [],
  demographics: { givenNames: ['Ffion'], familyNames: ['Prys'], dateOfBirth: '2010-04-07', sex: 'FEMALE', postcodeSector: null },
  ...rest,
}) // prettier-ignore

export function identity(rest: Partial<Records.IdentityRecord> = {}): Records.IdentityRecord {
  return {
    givenName: null, middleNames: null, familyName: null, knownAs: null, otherNames: null, dateOfBirth: null,
    dateOfBirthRange: null, dateOfBirthEstimated: null, sex: null, ethnicity: null, language: null, interpreterNeeded: null,
    communicationNeeds: null, nhsNumber: null, nhsNumberStatus: null, upn: null, localIds: null, deceasedOn: null, ...rest,
  } // prettier-ignore
}

export const nobodyCalls: Call = {
  correlationId: 'test', purpose: 'LINKING', actor: { staffRef: 'test', role: 'TEST', organisation: 'test' },
  deadline: Number.POSITIVE_INFINITY, signal: new AbortController().signal,
} // prettier-ignore
