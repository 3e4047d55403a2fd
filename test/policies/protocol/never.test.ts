// Every never-clause, broken once by a change of the file, refused with its counter-example.
import { describe, expect, it } from '@jest/globals'
import { gwent, mutated, problemsOf, withCell } from './support.js'

/** The file without a note, nor its Welsh. */
const without = (clause: string): string => {
  const name = clause.replaceAll('.', '\\.')
  return mutated([`clause: '${clause}'\n    says`, `clause: '${clause}'\n    says`])
    .replace(new RegExp(` {2}- clause: '${name}'\\n(?: {4}.*\\n)+`), '')
    .replace(new RegExp(` {4}'${name}': .*\\n`), '')
}

describe('never-clauses', () => {
  it.each<[string, string, string, readonly string[]]>([
    [
      'N1',
      'a school role given police markers',
      withCell('POLICE_MARKERS', 'SL', 'S'),
      ['SCHOOL_LEAD (SL; ENROLLED holds;', 'gets SUMMARY on POLICE_MARKERS; the clause allows NONE'],
    ],
    [
      'N1',
      'a hub practitioner seconded from education left with police markers',
      without('3.SECONDED.EDUCATION'),
      ['HUB_PRACTITIONER (HP; HUB_CASE holds; seconded from EDUCATION;', 'the clause allows NONE'],
    ],
    [
      'N2',
      'a welfare officer given the full risk assessment',
      withCell('MIRAF', 'EW', 'E'),
      ['EDUCATION_WELFARE (EW; IN_AREA holds;', 'gets EXISTS on MIRAF;'],
    ],
    [
      'N3',
      'a nurse given sensitive health information in full, only while an episode is open',
      withCell('HEALTH_SENSITIVE', 'SN', 'S, F*'),
      [
        'SAFEGUARDING_NURSE (SN; UNDER_CARE holds;',
        'episode open YES',
        'gets FULL on HEALTH_SENSITIVE; the clause allows SUMMARY',
      ],
    ],
    [
      'N4',
      'a debrief worker told that a police record exists',
      withCell('POLICE_RECORD', 'DW', 'E*'),
      ['DEBRIEF_WORKER (DW; ASSIGNED_DEBRIEF holds;', 'gets EXISTS on POLICE_RECORD;'],
    ],
    [
      'N4',
      'somebody seconded from the third sector left with the police record',
      without('3.SECONDED.THIRD_SECTOR'),
      ['HUB_PRACTITIONER (HP; HUB_CASE holds; seconded from THIRD_SECTOR;', 'on POLICE_RECORD'],
    ],
    [
      'N5',
      'an auditor given a name',
      withCell('IDENTITY', 'AU', 'E'),
      ['AUDITOR (AU; no relationship;', 'gets EXISTS on IDENTITY;'],
    ],
    [
      'N6',
      'break-glass that opens the child’s own account',
      mutated(['HEALTH_SENSITIVE, DEBRIEF_ACCOUNT, PROTECTED]\n\n# These', 'HEALTH_SENSITIVE, PROTECTED]\n\n# These']),
      [
        'SOCIAL_WORKER (SW; no relationship;',
        'break-glass in force',
        'gets SUMMARY on DEBRIEF_ACCOUNT; without break-glass it is NONE',
      ],
    ],
    [
      'N6',
      'break-glass that opens protected information to a cleared coordinator',
      mutated([
        'HEALTH_SENSITIVE, DEBRIEF_ACCOUNT, PROTECTED]\n\n# These',
        'HEALTH_SENSITIVE, DEBRIEF_ACCOUNT]\n\n# These',
      ]),
      ['POLICE_COORDINATOR (PM;', 'clearance protected', 'gets EXISTS on PROTECTED;'],
    ],
    [
      'N7',
      'a grace of two days for an ended allocation',
      mutated(['[SOCIAL_CARE], grace: 12 h', '[SOCIAL_CARE], grace: 48 h']),
      ['ALLOCATED, ended or undecided, still opens 48 h after it was last confirmed; the clause allows 12 h'],
    ],
    [
      'N8',
      'carried facts read with the hub record alone',
      mutated(['readableWith: BOTH_CATEGORIES', 'readableWith: CARRIER_ALONE']),
      ['a reader with EXISTS on MIRAF and NONE on IDENTITY reads a fact of IDENTITY carried in it at EXISTS'],
    ],
    [
      'N8',
      'intelligence filled into forms',
      mutated(['neverPreFilled: [POLICE_INTELLIGENCE, DEBRIEF_ACCOUNT]\n\n', 'neverPreFilled: [DEBRIEF_ACCOUNT]\n\n']),
      ['POLICE_INTELLIGENCE may be filled into a hub record'],
    ],
    [
      'N9',
      'conditional intelligence for hub staff who are not cleared',
      mutated([
        '{ roles: [HP if police-cleared, HM if police-cleared, PM, PO] }',
        '{ roles: [HP, HM if police-cleared, PM, PO] }',
      ]),
      ['HUB_PRACTITIONER (HP; not seconded; without vetting) receives INTELLIGENCE_C'],
    ],
    [
      'N10',
      'an address not to be disclosed given to the school',
      mutated([
        'ADDRESS_DO_NOT_DISCLOSE: { roles: [HM, HP, SW, TM, ED, PM] }',
        'ADDRESS_DO_NOT_DISCLOSE: { everybodyBut: [RM] }',
      ]),
      ['DEBRIEF_WORKER (DW;', 'receives ADDRESS_DO_NOT_DISCLOSE'],
    ],
  ])('%s refuses %s', (clause, _, text, words) => {
    const said = problemsOf(text)
    const sentence = said.find(each => each.startsWith(`${clause} (`)) ?? ''
    expect(said).not.toEqual([])
    for (const word of words) expect(sentence).toContain(word)
  })

  it('has each clause broken above', () => {
    expect(gwent().edition.never.map(clause => clause.id)).toEqual([
      'N1',
      'N2',
      'N3',
      'N4',
      'N5',
      'N6',
      'N7',
      'N8',
      'N9',
      'N10',
    ])
  })
})
