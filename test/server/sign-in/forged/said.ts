// What a provider or an application may not say of anybody, though every signature holds.
import { applications, care, hub, police, providers, school, token } from '../tokens-kit.js'
import { one, post, withClaims } from './kit.js'
import type { ForgedToken } from './kit.js'

const nobody = { role: undefined, agency: undefined, organisation: undefined, staffRef: undefined, azp: 'figures' }

/** What a provider may not say of its people: another's role, agency or organisation, or more than it may vouch for. */
export const tooMuchSaid = (): ForgedToken[] => [
  ...providers.flatMap(of =>
    providers.filter(other => other !== of).flatMap(other => [
      one(`${of.row.agency} asserts a role of ${other.row.agency}`, token(of, { role: other.row.roles[0] }), 'ROLE_NOT_YOURS'),
      one(`${of.row.agency} asserts that it is ${other.row.agency}`, token(of, { agency: other.row.agency }), 'ROLE_NOT_YOURS'),
      one(`${of.row.agency} asserts an organisation of ${other.row.agency}`, token(of, { organisation: other.row.organisations[0] }), 'ROLE_NOT_YOURS'),
    ]),
  ),
  ...withClaims('says', school, {
    'a secondment from the police': { secondedFrom: 'POLICE' }, 'police vetting': { vetting: 'police' }, 'a clearance': { clearance: ['protected'] },
  }, 'ROLE_NOT_YOURS'),
  ...withClaims('says', hub, { 'another vetting': { vetting: 'Police' }, 'another clearance': { clearance: ['protected', 'all'] }, 'a secondment from nowhere': { secondedFrom: 'MARS' } }, 'ROLE_NOT_YOURS'),
  ...withClaims('role', care, { 'in other letters': { role: 'social_worker' }, 'SYSTEM': { role: 'SYSTEM' }, 'two in one': { role: 'SOCIAL_WORKER,HUB_MANAGER' }, 'a role code': { role: 'SW' }, inherited: { role: '__proto__' } }, 'ROLE_NOT_YOURS'),
  ...withClaims('person without', care, { 'an agency': { agency: undefined }, 'an organisation': { organisation: undefined }, 'a staff reference': { staffRef: undefined } }, 'ROLE_NOT_YOURS'),
] // prettier-ignore

export const applicationsOf = (): ForgedToken[] => [
  ...withClaims('application', care, { unknown: { azp: 'unknown' }, inherited: { azp: '__proto__' }, 'in other letters': { azp: 'Explorer' }, 'two in one': { azp: 'explorer,figures' } }, 'APPLICATION_UNKNOWN'),
  one('application for another role', token(school, { azp: 'school-partner', role: 'EDUCATION_WELFARE' }), 'ROLE_NOT_YOURS'),
  one('application for another agency’s role', token(care, { azp: 'school-partner' }), 'APPLICATION_UNKNOWN'),
  one('application that acts for nobody brings a person', token(hub, { azp: 'figures' })),
  one('application that acts for persons brings nobody', token(hub, { role: undefined })),
] // prettier-ignore

/** Areas are listed by issuer: whoever has a post in one may be shown its children. */
export const areas = (): ForgedToken[] => [
  ...providers.flatMap(of =>
    ['W06999901', 'W06999902', 'W06999903', 'W0699990', 'w06999901', '__proto__'].filter(area => !of.row.areas.includes(area)).map(area =>
      one(`${of.row.agency} gives a post in the area ${area}`, token(of, { posts: [post('AREA', area)] }), 'ROLE_NOT_YOURS'),
    ),
  ),
  one('another area beside an own one', token(police, { posts: [post('AREA', 'W06999901'), post('AREA', 'W06999902')] }), 'ROLE_NOT_YOURS'),
  one('another area in a post that is over', token(police, { posts: [{ ...post('AREA', 'W06999902'), to: '2026-01-02' }] }), 'ROLE_NOT_YOURS'),
  one('an area for an application that acts for nobody', token(hub, { ...nobody, posts: [post('AREA', 'W06999901')] }), 'ROLE_NOT_YOURS'),
] // prettier-ignore

/** An application that is registered, but with another provider. */
export const others = (): ForgedToken[] =>
  providers.flatMap(of =>
    applications.filter(({ id }) => !of.row.applications.includes(id)).flatMap(({ id }) => [
      one(`${of.row.agency} names ${id}`, token(of, { azp: id }), 'APPLICATION_UNKNOWN'),
      one(`${of.row.agency} names ${id} and nobody`, token(of, { ...nobody, azp: id }), 'APPLICATION_UNKNOWN'),
    ]),
  ) // prettier-ignore

/** Two claims that name two applications, or proof of a sender that nobody asks for. */
export const between = (): ForgedToken[] =>
  withClaims('between', care, {
    'another client_id': { client_id: 'school-partner' }, 'a client_id in a list': { client_id: ['explorer'] }, 'no client_id': { client_id: null }, 'another actor': { act: { sub: 'school-partner' } }, 'an actor as text': { act: 'explorer' },
    'an actor of no name': { act: {} }, 'a chain of actors': { act: { sub: 'explorer', act: { sub: 'school-partner' } } }, 'an actor of another issuer': { act: { sub: 'explorer', iss: 'https://hub.example' } }, 'a null actor': { act: null },
    'who may act': { may_act: { sub: 'explorer' } }, 'nobody may act': { may_act: null }, 'a bound certificate': { cnf: { 'x5t#S256': 'AAAA' } }, 'a bound key': { cnf: { jkt: 'AAAA' } }, 'a bound key inside': { cnf: { jwk: { kty: 'EC' } } }, 'bound to nothing': { cnf: null }, 'an empty binding': { cnf: {} },
  }) // prettier-ignore
