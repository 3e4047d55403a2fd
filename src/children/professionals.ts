// Who is who: the people whom the sources that answered name, each once however many sources name them.
import type { AgencySource, Involvement, Part } from '../adapters/agency.js'
import type { Grants, Rights } from '../types/decision.js'
import type { AgencyKind, Category, Records } from '../types/index.js'
import { answeredWhole } from './completeness.js'
import { RIGHTS } from './rights.js'
import { folded } from './identity/names.js'
import type { Asked, Picture } from './picture.js'

const EXISTS = 1

/** What knowing that somebody of an agency works with a child gives away. The hub itself names nobody. */
const REVEALS: Readonly<Partial<Record<AgencyKind, Category>>> = {
  POLICE: 'POLICE_RECORD',
  SOCIAL_CARE: 'LEGAL_STATUS',
  EDUCATION: 'ENROLMENT',
  HEALTH: 'HEALTH_RECORD',
  THIRD_SECTOR: 'DEBRIEF_OUTCOME',
}

/** Whether there is any agency of whose part in a child's life a caller with these grants may know. */
export const knowsOfSomebody = (grants: Grants): boolean =>
  Object.values(REVEALS).some(category => grants[category].strength >= EXISTS)

/** An agency is not asked who works with a child for somebody who may not know that it does; other parts have grants of their own. */
export function mayBeAsked(part: Part, { description }: AgencySource, { agencyGrants }: Rights): boolean {
  if (part !== 'professionals') return true
  const category = REVEALS[description.agency]
  return category !== undefined && agencyGrants[category].strength >= EXISTS
}

/** An involvement is shown only to those who hold at least EXISTS on the category that knowing of it gives away. */
export function professionalsOf(
  { asked }: Picture,
  rights: Rights,
  today: string,
  view: (asked: Asked) => Records.Source,
): Records.Professionals {
  const able = asked.filter(
    ({ source }) => source.offers.has('professionals') && mayBeAsked('professionals', source, rights),
  )
  const named = able.flatMap(one => {
    const people = (one.parts.get('professionals')?.value ?? []) as readonly Involvement[]
    return people
      .filter(({ until, reveals }) => (until === null || until >= today) && rights.grants[reveals].strength >= EXISTS)
      .map(person => ({ asked: one, person }))
  })
  const persons: Named[][] = []
  for (const entry of named) {
    const known = persons.find(entries => entries.every(other => samePerson(entry, other)))
    if (known) known.push(entry)
    else persons.push([entry])
  }
  const people = persons.map(entries => merged(entries, rights, view))
  const notAnswered = able.filter(one => !answeredWhole(one))
  return Object.freeze({
    people: Object.freeze(people.sort(byName)),
    complete: notAnswered.length === 0,
    notAnswered: notAnswered.map(view),
    [RIGHTS]: rights,
  })
}

interface Named {
  readonly asked: Asked
  readonly person: Involvement
}

/** Two workers taken for one leave a reader ringing the wrong one; one shown twice does no harm: in doubt they are two. */
function samePerson({ asked, person }: Named, { asked: at, person: other }: Named): boolean {
  const roles = [person, other].map(({ agency, role }) => `${agency ?? ''}|${folded(role?.en ?? '')}`)
  if (roles[0] !== roles[1] || differ(person.team, other.team) || differ(person.phone, other.phone)) return false
  if (asked.source === at.source && person.staffRef !== null && other.staffRef !== null)
    return person.staffRef === other.staffRef
  if (person.organisation !== other.organisation) return false
  const name = folded(person.name ?? '')
  if (name !== '' || folded(other.name ?? '') !== '') return name === folded(other.name ?? '')
  return person.team === other.team && (person.team !== null || person.organisation !== null)
}

const differ = (left: string | null, right: string | null): boolean => left !== null && right !== null && left !== right

/** The first source that knows a detail gives it; every source that names the person is listed. */
function merged(
  entries: readonly Named[],
  rights: Rights,
  view: (asked: Asked) => Records.Source,
): Records.Professional {
  const first = <K extends keyof Involvement>(field: K): Involvement[K] | null =>
    entries.find(({ person }) => person[field] !== null)?.person[field] ?? null
  return Object.freeze({
    name: first('name'),
    role: first('role'),
    agency: first('agency'),
    team: first('team'),
    organisation: first('organisation'),
    phone: first('phone'),
    email: first('email'),
    from: first('from'),
    sources: entries.map(({ asked }) => view(asked)),
    [RIGHTS]: rights,
  })
}

const byName = (left: Records.Professional, right: Records.Professional): number =>
  (left.name ?? '') < (right.name ?? '') ? -1 : 1
