// Whom a checked token speaks of: the application it names and the person it asserts, each as far as its issuer's row allows.
import { HafanError } from '../../errors.js'
import type { Application, Person } from '../../types/caller.js'
import type { AccessClaims } from './claims.js'
import type { IssuerRow, RegisteredApplication } from './config.js'
import { refuse } from './refuse.js'

/** Throws APPLICATION_UNKNOWN for one that is not registered, or that this issuer may not name. */
export function applicationOf(
  { azp }: AccessClaims,
  row: IssuerRow,
  applications: readonly RegisteredApplication[],
): RegisteredApplication {
  const found = row.applications.includes(azp) ? applications.find(({ id }) => id === azp) : undefined
  if (found) return found
  throw new HafanError('APPLICATION_UNKNOWN', 'The application is not registered with this gateway for this provider.')
}

/**
 * Null for an application that acts for nobody. Throws UNAUTHENTICATED where person and application do not go together, and
 * ROLE_NOT_YOURS, for the token whole, where it says anything that its issuer may not say.
 */
export function personOf(checked: AccessClaims, row: IssuerRow, application: RegisteredApplication): Person | null {
  const { role, agency, organisation, staffRef, posts, secondedFrom, vetting, clearance } = checked
  if (application.actsForPersons !== (role !== undefined)) refuse(mismatch(application))
  if (saysTooMuch(checked, row)) {
    throw new HafanError(
      'ROLE_NOT_YOURS',
      'The token asserts an area, secondment, vetting or clearance that its provider may not assert.',
    )
  }
  if (role === undefined) return null
  const mayAssert =
    row.roles.includes(role) &&
    agency === row.agency &&
    organisation !== undefined &&
    row.organisations.includes(organisation)
  if (!mayAssert || staffRef === undefined || application.roles?.includes(role) === false) {
    throw new HafanError('ROLE_NOT_YOURS', 'The token asserts a role that its provider or application may not assert.')
  }
  const lists = {
    posts: Object.freeze(posts.map(post => Object.freeze(post))),
    clearance: Object.freeze([...clearance]),
  }
  return Object.freeze({ role, agency: row.agency, organisation, staffRef, ...lists, secondedFrom, vetting })
}

/** A team needs no list: it is looked for in the system of the person's own organisation only, which the row does list. */
const saysTooMuch = ({ posts, secondedFrom, vetting, clearance }: AccessClaims, row: IssuerRow): boolean =>
  posts.some(({ kind, value }) => kind === 'AREA' && !row.areas.includes(value)) ||
  (secondedFrom !== null && !row.secondedFrom.some(agencyOf => agencyOf === secondedFrom)) ||
  (vetting !== null && !row.vetting.includes(vetting)) ||
  clearance.some(each => !row.clearance.includes(each))

const mismatch = ({ actsForPersons }: Application): string =>
  actsForPersons
    ? 'The token names no person, and the application acts only for persons.'
    : 'The application does not act for persons.'
