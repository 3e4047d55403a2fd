// Writes the one query a reading needs: the fields of the wanted parts and no others, one alias a child.
import type { Part } from '../../agency.js'
import type { Field, ListField, PersonField } from './upstream.js'

/** Which fields each part is read from. */
export const PART_FIELDS = {
  identity: ['middleNames', 'ethnicity', 'firstLanguage', 'interpreterRequired'],
  contact: ['contactAddresses', 'telephoneContacts'],
  family: ['personRelationships', 'keyPersonRelationships'],
  professionals: ['involvements'],
  episodes: ['missing', 'alertAssignments'],
  'socialCare.statuses': ['classificationAssignments'],
  'socialCare.legalOrders': ['legalStatuses'],
  'socialCare.protectionPlans': ['childProtectionPlans'],
  'socialCare.placements': ['placements', 'responsibleLocalAuthority', 'hostLocalAuthority'],
  'socialCare.alerts': ['alertAssignments'],
  'socialCare.assessments': ['assessments'],
  'socialCare.chronology': ['chronology'],
  'socialCare.referrals': ['referrals'],
  'socialCare.meetings': ['meetings'],
  'fact.involvements': ['involvements'],
  'fact.placement': ['currentPlacements', 'responsibleLocalAuthority', 'hostLocalAuthority'],
  'fact.area': ['homeAreas'],
  'fact.episodes': ['missing'],
} as const satisfies { readonly [P in Part]?: readonly Field[] }

export type EclipsePart = keyof typeof PART_FIELDS

/** Rows of a list on one page: the most that Eclipse gives [A]. */
const PAGE_SIZE = 100

/** Chronology subtype "missing from home or care". */
const MISSING_SUBTYPE = 'BEHAVIOURS01'

/** Enough to say who a record is about; also what a search hit gives. */
const CORE_FRAGMENT = `fragment Core on Person {
  id duplicateStatus duplicateMasterId forename surname knownAs alternateNames { forename surname type }
  gender dateOfBirth { lower upper mask } dateOfBirthEstimated nhsNumber referenceNumbers { type referenceNumber }
  warningAssignments { type startDate endDate notes } securedContext { subjectAccessAllowed subjectRestrictedViaLock }
  whereabouts: addresses { type usage doNotDisclose endDate location { postcode uprn } }
}`

const RESPONSIBLE = 'responsibleLocalAuthority { gssCode }'

const SELECTIONS: Readonly<Record<PersonField, string>> = {
  middleNames: 'middleNames',
  ethnicity: 'ethnicity { code }',
  firstLanguage: 'firstLanguage { code }',
  interpreterRequired: 'interpreterRequired',
  whereabouts: '',
  contactAddresses:
    'contactAddresses: addresses { type usage doNotDisclose startDate endDate location { lines town postcode uprn } }',
  homeAreas: 'homeAreas: addresses { type usage endDate location { localAuthority { gssCode } } }',
  telephoneContacts: 'telephoneContacts { owner number type }',
  personRelationships: `personRelationships(kinds: [FAMILIAL, SOCIAL]) {
    id type { code } person { name dateOfBirth telephone } sameHousehold priority }`,
  keyPersonRelationships: `keyPersonRelationships(
    relationshipAttributes: [PARENTAL_RESPONSIBILITY, NON_CONTACT, RESTRICTED_CONTACT]) { relationshipId attributes }`,
  classificationAssignments:
    'classificationAssignments { classification { code } startDateTime endDateTime endReason }',
  alertAssignments: 'alertAssignments { type startDate endDate notes }',
  legalStatuses: 'legalStatuses { type { code } startDate endDate }',
  childProtectionPlans: 'childProtectionPlans { startDate endDate latestCategory { code } otherAuthority }',
  placements: `placements { kind { system code text } provider { code } urn name postcode telephone distanceMiles
    startDate endDate changeReason { code } doNotDisclose }`,
  currentPlacements: 'currentPlacements: placements { urn endDate }',
  responsibleLocalAuthority: RESPONSIBLE,
  hostLocalAuthority: 'hostLocalAuthority { gssCode }',
  assessments: 'assessments { type startDate endDate factors outcome }',
  referrals: 'referrals { date source { code } outcome }',
  meetings: 'meetings { type date decision }',
}

const CURSOR =
  'cursor { offset returned totalSize securityMetaData { numberOfRemovedElements numberOfSecuredElements } }'

const LISTS: Readonly<Record<ListField, readonly [call: string, rows: string]>> = {
  involvements: [
    'personProfessionalRelationships(personId: $ID, PAGING)',
    'role { code } professional { id name organisation telephone email } team startDate endDate',
  ],
  missing: [
    `chronologyEntriesForPersonByCriteria(personId: $ID, entryTypes: ["${MISSING_SUBTYPE}"], PAGING)`,
    'id startDateTime endDateTime missing { reference type returnInterviewOffered returnInterviewAccepted }',
  ],
  chronology: [
    'chronologyEntriesForPersonByCriteria(personId: $ID, PAGING)',
    'subType { code name } startDateTime text missing { reference }',
  ],
}

const isList = (field: Field): field is ListField => field in LISTS

/** The fields that the parts need, each once. */
export function fieldsOf(parts: Iterable<Part>): ReadonlySet<Field> {
  const wanted = [...parts].filter((part): part is EclipsePart => part in PART_FIELDS)
  return new Set(wanted.flatMap((part): readonly Field[] => PART_FIELDS[part]))
}

/** How the fields of the child at `index` are told apart; a query for one child needs no telling apart. */
export const suffix = (index: number, count: number): string => (count === 1 ? '' : String(index))

/** The query for `count` children, ids in variables `id0`, `id1` … */
export function childrenQuery(fields: ReadonlySet<Field>, count: number): string {
  const wanted = [...fields].filter(field => !isList(field)).map(field => SELECTIONS[field])
  const roots = Array.from({ length: count }, (_, index) => {
    const end = suffix(index, count)
    const id = `$id${String(index)}`
    const lists = [...fields].filter(isList).map(field => listSelection(field, end, id, '1'))
    return [`person${end}: person(id: ${id}) { ...Core ...Wanted }`, ...lists].join('\n')
  })
  const variables = Array.from({ length: count }, (_, index) => `$id${String(index)}: ID!`).join(', ')
  return `query Children(${variables}) {\n${roots.join('\n')}\n}
fragment Wanted on Person { id ${wanted.join(' ')} }
${CORE_FRAGMENT}`
}

/** The query for a further page of a list: variables `id` and `page`. */
export const pageQuery = (field: ListField): string =>
  `query Page($id: ID!, $page: Int!) { ${listSelection(field, '', '$id', '$page')} }`

function listSelection(field: ListField, end: string, id: string, page: string): string {
  const [call, rows] = LISTS[field]
  const paging = `paging: { pageNumber: ${page}, pageSize: ${String(PAGE_SIZE)} }`
  return `${field}${end}: ${call.replace('$ID', id).replace('PAGING', paging)} { ${CURSOR} results { ${rows} } }`
}

const HIT = '__typename ... on RedactedResult { id }'
const search = (name: string, variables: string, criteria: string, person: string) =>
  `query ${name}(${variables}$page: Int!) {
  personByCriteria(${criteria}paging: { pageNumber: $page, pageSize: ${String(PAGE_SIZE)} }) {
    ${CURSOR} results { ${HIT} ... on Person { ${person} } } } }`

/** Searches: by number, the register, and the children of a worker or of teams. */
export const SEARCHES = {
  nhsNumber: `${search('ByNhsNumber', '$value: String!, ', 'nhsNo: $value, ', '...Core')}\n${CORE_FRAGMENT}`,
  upn: `${search('ByUpn', '$value: String!, ', 'upn: $value, ', '...Core')}\n${CORE_FRAGMENT}`,
  // Whose the id of another authority is, is asked where records are linked and nowhere else.
  register: `${search('Register', '', '', `...Core ${RESPONSIBLE}`)}\n${CORE_FRAGMENT}`,
  worker: search('OfWorker', '$value: ID!, ', 'allocatedWorkerId: $value, ', 'id'),
  teams: search('OfTeams', '$value: [String!]!, ', 'allocatedTeams: $value, ', 'id'),
} as const
