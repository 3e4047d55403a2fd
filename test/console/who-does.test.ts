import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { parse } from 'yaml'
import { reports, triages } from '../../console/pages/report/who.js'
import { DOING, doneBy } from '../../console/pages/shared/who-does.js'
import { projectRoot } from '../../src/paths.js'

interface Edition {
  readonly roles: Readonly<Record<string, { readonly name: string }>>
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
}

describe('who is led to the form of something that is due', () => {
  it.each(Object.entries(DOING))('%s is who may do it by the protocol', (kind, roles) => {
    expect([...roles].sort()).toEqual(mayDo(...(ACTS_OF[kind] ?? ['no such act'])))
  })

  it('is nobody else', () => {
    expect(doneBy({ role: 'HUB_MANAGER' })).toEqual({
      TRIAGE: true,
      ABSENT_REVIEW: true,
      CHECK: false,
      INTERVIEW: true,
    })
    expect(Object.values(doneBy({ role: 'SCHOOL_LEAD' }))).not.toContain(true)
  })
})

describe('who is led to reporting a child', () => {
  it('is who may report and who may triage by the protocol', () => {
    const names = Object.values(edition.roles).map(({ name }) => name)
    expect(names.filter(role => reports({ role })).sort()).toEqual(mayDo('reportMissing'))
    expect(names.filter(role => triages({ role })).sort()).toEqual(mayDo('triage'))
  })
})
