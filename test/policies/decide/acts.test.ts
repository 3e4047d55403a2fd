import { describe, expect, it } from '@jest/globals'
import {
  contactFor,
  contactNotShown,
  contactOfAgency,
  contactProtected,
  isConcealed,
  mayAct,
  mayEverAct,
  systemLevel,
} from '../../../src/policies/decide/index.js'
import { ACTS, CHILD_CATEGORIES } from '../../../src/policies/protocol/index.js'
import type { Act } from '../../../src/policies/protocol/index.js'
import { OPENS, gwent } from '../protocol/support.js'

const protocol = gwent()
const everything = {
  relationships: Object.values(OPENS).map(relationship => ({ relationship, outcome: 'HOLDS' as const })),
  isAuthor: false,
  inAlertedTeam: true,
  ofOwnersAgency: true,
  ofAnother: false,
}

// The acts of the protocol, written down a second time.
const WHO: Readonly<Record<Act, string>> = {
  reportMissing: 'HP HM SW ED PM PO SL RM',
  triage: 'HP HM PM',
  writeMiraf: 'HP HM',
  approveSummary: 'HP HM',
  draftSummary: 'HP HM',
  requestMirafReview: 'HP HM DW SW TM ED IR CC PM PO SL EW SN RM',
  markMiraf: 'HP HM',
  readDipSample: 'HM',
  recordSafeAndWell: 'HP PM PO',
  recordDebrief: 'DW',
  sendReferral: 'HP HM DW SW TM',
  answerReferral: 'HP HM DW SW TM',
  chaseReferral: 'HP HM DW SW TM',
  endReferral: 'HP HM DW SW TM',
  recordMediationSession: 'HP HM DW SW TM',
  recordSeraf: 'HP HM SW TM',
  readReferrals: 'HP HM',
  readDueWork: 'HP HM',
  recordMeeting: 'HP HM SW TM IR CC PM',
  recordAction: 'HP HM SW TM IR CC PM',
  callMeeting: 'HP HM DW SW TM ED IR CC PM PO SN',
  recordLegalMeasure: 'HM PM',
  confirmLink: 'HP HM',
  unlink: 'HP HM',
  acknowledgeAlert: 'HP HM DW SW TM ED IR CC PM PO SL EW SN EC RM',
  breakGlass: 'SW TM ED PM SN EC',
  reconcileBreakGlass: 'HM AU',
  readDecisions: 'HM AU',
  readInbox: 'HM TM PM AU',
  recordReturn: 'HP HM SW ED PM PO RM',
  readBoard: 'HP HM PM',
  offerDebrief: 'HP HM DW SW',
  answerDebrief: 'HP HM DW SW',
  assignDebrief: 'HP HM',
  placeLegalHold: 'HM',
  releaseLegalHold: 'HM',
  gradeRisk: 'HP HM PM',
  closeEpisode: 'HP HM PM',
  mergeReports: 'HP HM',
  reportIncident: 'HP HM SW ED PM PO SL RM',
  assignEpisode: 'HP HM PM',
  readIncidents: 'HP HM',
  nameMissing: 'HP HM',
  readFigures: 'HM AN',
  readWholeFigures: 'HM',
  recordTraining: 'HP HM',
  recordCostCase: 'HM',
  readAlertReport: 'HM',
  declareConflict: 'HP HM DW SW TM ED IR CC PM PO SL EW SN EC RM AU',
  withdrawConflict: 'AU',
}

describe('acts', () => {
  it.each(ACTS)('%s belongs to its roles and to no other', act => {
    const may = protocol.columns
      .map(role => role.code)
      .filter(role => mayAct(protocol, act, role, everything).outcome === 'YES')
    expect(may.join(' ')).toBe(WHO[act])
    expect(mayAct(protocol, act, 'HP').clause).toBe(`act.${act}`)
  })

  it('a missing child can be reported before any relationship is known', () => {
    expect(mayAct(protocol, 'reportMissing', 'SL').outcome).toBe('YES')
  })

  it('other acts need the role’s own relationship, and say when it could not be looked up', () => {
    expect(mayAct(protocol, 'sendReferral', 'SW').outcome).toBe('NO')
    const relationships = [{ relationship: 'TEAM', outcome: 'UNDECIDED' }] as const
    expect(mayAct(protocol, 'sendReferral', 'SW', { relationships }).outcome).toBe('UNDECIDED')
  })

  it('a practitioner does not approve their own summary; a manager may', () => {
    const { relationships } = everything
    expect(mayAct(protocol, 'approveSummary', 'HP', { relationships, isAuthor: true }).outcome).toBe('NO')
    expect(mayAct(protocol, 'approveSummary', 'HP', { relationships }).outcome).toBe('NO')
    expect(mayAct(protocol, 'approveSummary', 'HM', { relationships, isAuthor: true }).outcome).toBe('YES')
  })

  it('an alert is acknowledged by the team it went to', () => {
    expect(mayAct(protocol, 'acknowledgeAlert', 'SW', { inAlertedTeam: false }).outcome).toBe('NO')
  })

  it('break-glass is reconciled by the hub manager and the auditor of the owner', () => {
    expect(mayAct(protocol, 'reconcileBreakGlass', 'AU', { ofOwnersAgency: false }).outcome).toBe('NO')
    expect(mayAct(protocol, 'reconcileBreakGlass', 'HM').outcome).toBe('YES')
  })

  it('that a role could ever do are those it is named for, whatever else its rule asks', () => {
    const ever = (act: Act): string =>
      protocol.columns
        .map(role => role.code)
        .filter(role => mayEverAct(protocol, act, role))
        .join(' ')
    expect(ACTS.map(ever)).toEqual(ACTS.map(act => WHO[act]))
    expect(mayEverAct(protocol, 'triage', 'HUB_PRACTITIONER')).toBe(true)
    expect(ACTS.filter(act => mayEverAct(protocol, act, 'MAYOR'))).toEqual([])
  })

  it('a role nobody knows may do nothing', () => {
    expect(ACTS.filter(act => mayAct(protocol, act, 'MAYOR', everything).outcome !== 'NO')).toEqual([])
  })
})

describe('alert routing', () => {
  it('reads three categories in summary, and nothing else', () => {
    const read = CHILD_CATEGORIES.filter(each => systemLevel(protocol, 'ALERT_ROUTING', each, 'eclipse') !== 'NONE')
    expect(read).toEqual(['PROFESSIONALS', 'PLACEMENT', 'ENROLMENT'])
    expect(systemLevel(protocol, 'ALERT_ROUTING', 'PLACEMENT', 'eclipse')).toBe('SUMMARY')
  })

  it('reads freely what is about no child, of any source', () => {
    expect(systemLevel(protocol, 'ALERT_ROUTING', 'OPERATIONAL', 'cp-is')).toBe('FULL')
    expect(systemLevel(protocol, 'ALERT_ROUTING', 'DERIVED', 'cp-is')).toBe('FULL')
  })

  it('never reads the child protection information service', () => {
    expect(systemLevel(protocol, 'ALERT_ROUTING', 'PROFESSIONALS', 'cp-is')).toBe('NONE')
  })
})

describe('whom to ring', () => {
  it('the owner of what is withheld', () => {
    expect(contactFor(protocol, 'POLICE_MARKERS')).toEqual(contactOfAgency(protocol, 'POLICE'))
    expect(contactFor(protocol, 'OPERATIONAL')).toEqual(contactOfAgency(protocol, 'HUB'))
  })

  it('a concealed category leads nowhere of its own', () => {
    expect(CHILD_CATEGORIES.filter(each => isConcealed(protocol, each))).toEqual(['PROTECTED'])
    expect(isConcealed(protocol, 'DERIVED')).toBe(false)
    expect(contactFor(protocol, 'PROTECTED')).toEqual(contactOfAgency(protocol, 'HUB'))
  })

  it('has fixed routes, with telephone numbers set aside for drama', () => {
    expect(contactNotShown(protocol)).toEqual(contactOfAgency(protocol, 'HUB'))
    expect(contactProtected(protocol)).not.toEqual(contactOfAgency(protocol, 'HUB'))
    const phones = Object.values(protocol.edition.contacts).map(contact => contact.phone)
    expect(phones.filter(phone => !/^01632 960\d{3}$/.test(phone))).toEqual([])
  })
})
