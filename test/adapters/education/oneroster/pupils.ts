// Pupils of the OneRoster tests, and a token for them.
import { createOneRosterSystem, type OneRosterOptions } from '../../../../simulators/education/oneroster/system.js'
import type { SimResponse, SimulatedSystem } from '../../../../simulators/kit/system.js'
import { MONMOUTHSHIRE, pupil, regionOf } from '../region.js'
import { CREDENTIALS, request } from '../support.js'

export const BASE = '/ims/oneroster/rostering/v1p2/'
export const idOf = (n: number): string => `b6a1c6f0-1c5e-4c0d-9c4c-${String(n).padStart(12, '0')}`

const main = {
  school: '679-4001',
  from: '2022-09-01',
  until: null,
  kind: 'MAIN',
  toBeDeleted: false,
  year: '10',
} as const

export const FFION = pupil({
  pupilId: idOf(1),
  gss: MONMOUTHSHIRE,
  formerUpn: 'Y678402115003',
  enrolments: [main, { ...main, school: '679-4002', from: '2016-09-01', until: '2022-07-20', year: '6' }],
})
export const DUAL = pupil({
  pupilId: idOf(2),
  gss: MONMOUTHSHIRE,
  givenName: 'Gethin',
  familyName: 'Example',
  dateOfBirth: '2011-10-02',
  sex: 'MALE',
  upn: 'D676401914042',
  enrolments: [main, { ...main, school: '679-4002', kind: 'SUBSIDIARY' }],
  protectedRecord: true,
})
export const DELETED = pupil({
  pupilId: idOf(3),
  gss: MONMOUTHSHIRE,
  upn: 'A000000000000',
  enrolments: [{ ...main, toBeDeleted: true }],
})

export function start(over: Partial<OneRosterOptions> = {}, pupils = [FFION, DUAL, DELETED]): SimulatedSystem {
  const region = regionOf([], pupils)
  const common = { id: 'education-monmouthshire', region, gss: MONMOUTHSHIRE, credentials: CREDENTIALS }
  return createOneRosterSystem({ ...common, oneWithoutAgentIn: 0, ...over })
}

/** Signs in; the value of the authorization header. */
export function signIn(system: SimulatedSystem, scope?: string): string {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'gateway', client_secret: 'secret' })
  if (scope !== undefined) form.set('scope', scope)
  const answer = system.handle(request('/oauth2/token', { method: 'POST', body: form.toString() })) as SimResponse
  return `Bearer ${(answer.body as { access_token: string }).access_token}`
}
