import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { CHILD_ROLES } from '../../console/pages/children/purpose.js'
import { reports, triages } from '../../console/pages/report/who.js'
import { DOING, doneBy } from '../../console/pages/shared/who-does.js'
import { projectRoot } from '../../src/paths.js'

interface Edition {
  readonly roles: Readonly<Record<string, { readonly name: string }>>
  readonly matrix: string
  readonly acts: Readonly<Record<string, { readonly roles: readonly string[] }>>
}
const edition = parse(readFileSync(join(projectRoot, 'protocol', 'gwent.yaml'), 'utf8')) as Edition
/** Names of those whose role may do all of these acts. */
const mayDo = (...acts: readonly string[]): readonly string[] =>
  Object.entries(edition.roles)
    .filter(([code]) => acts.every(act => edition.acts[act]?.roles.includes(code) === true))
    .map(([, { name }]) => name)
    .sort()
/** What the form of each kind of what is due does. */
const ACTS_OF: Readonly<Record<string, readonly string[]>> = {
  TRIAGE: ['triage'],
  ABSENT_REVIEW: ['triage'],
  CHECK: ['recordSafeAndWell'],
  INTERVIEW: ['offerDebrief', 'answerDebrief'],
  MEETING: ['recordMeeting'],
  ACTION: ['recordAction'],
  REFERRAL: ['answerReferral', 'chaseReferral', 'endReferral', 'recordMediationSession'],
  SERAF: ['recordSeraf'],
  MEETING_CALL: ['callMeeting'],
  REFERRAL_SEND: ['sendReferral'],
}

describe('who is led to the form of something that is due', () => {
  it.each(Object.entries(DOING))('%s is who may do it by the protocol', (kind, roles) => {
    expect([...roles].sort()).toEqual(mayDo(...(ACTS_OF[kind] ?? ['no such act'])))
  })

  it('is nobody else', () => {
    expect(doneBy({ role: 'HUB_MANAGER' })).toEqual({
      ...{ TRIAGE: true, ABSENT_REVIEW: true, CHECK: false, INTERVIEW: true },
      ...{ MEETING: true, ACTION: true, REFERRAL: true, SERAF: true, MEETING_CALL: true, REFERRAL_SEND: true },
    })
    expect(Object.values(doneBy({ role: 'SCHOOL_LEAD' }))).not.toContain(true)
  })
})

describe('who is led from a child to its casework', () => {
  it('is everybody who is shown children: each may have something of a part of it', () => {
    const rows = edition.matrix.split('\n').map(row => row.split('|').map(cell => cell.trim()))
    const columns = rows.find(([, first]) => first === 'category') ?? []
    const parts = ['MEETINGS', 'REFERRALS', 'EXPLOITATION_RISK', 'LEGAL_MEASURES']
    const reading = Object.entries(edition.roles)
      .filter(([code]) =>
        rows.some(row => parts.includes(row[1] ?? '') && !['-', undefined].includes(row[columns.indexOf(code)])),
      )
      .map(([, { name }]) => name)
    expect([...CHILD_ROLES].sort()).toEqual(reading.sort())
  })
})

describe('who is led to reporting a child', () => {
  it('is who may report and who may triage by the protocol', () => {
    const names = Object.values(edition.roles).map(({ name }) => name)
    expect(names.filter(role => reports({ role })).sort()).toEqual(mayDo('reportMissing'))
    expect(names.filter(role => triages({ role })).sort()).toEqual(mayDo('triage'))
  })
})
