// What the hub itself wrote of a child of the world, full of canaries: an assessment of risk, a call and a meeting, referrals, a
// SERAF, legal measures. As it should be shown, and what the store keeps of it; neither is made from the other by the gateway.
import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import { HANDLING } from '../../src/adapters/agency.js'
import type { CaseworkStanding } from '../../src/store/casework-rows.js'
import { CARRIES, historyOf, notGiven, type Carries } from './carries.js'
import type { ChildSpec } from './children.js'
import { inHub } from './facts.js'
import type { Handling, Mint, Origin } from './tokens.js'

export interface Piece extends Omit<CaseworkStanding, 'happenedAt' | 'lastAt' | 'sessions'> {
  readonly standing: object
  /** Its steps, by kind. */
  readonly steps: readonly (readonly [kind: string, body: object])[]
}

export interface HubWork {
  /** Parts of the hub's record, as they should be shown. `at`: when the assessment was made. */
  shown(at: Date, now: Date): Readonly<Record<string, unknown>>
  readonly miraf: object
  casework(now: Date): readonly (Piece & Pick<CaseworkStanding, 'happenedAt' | 'lastAt'>)[]
  /** The referral that nobody answers; null where each was answered. */
  readonly silent: string | null
}

const DAY = 86_400_000
/** A meeting that is owed was called so long ago, and a concern counts as long: ninety days. */
const CALLED_DAYS = 60
/** A service is silent for so long, and is chased for the last few of these days. */
const SILENT_DAYS = 20
const CHASED_AFTER = 14
const REVIEW_ON = '2999-01-01'
const ABOUT_CARER: Handling = { code: 'ABOUT_CARER' }
const OWNERS = { POLICE_RECORD: 'POLICE', HEALTH_RECORD: 'HEALTH', SOCIAL_ASSESSMENT: 'SOCIAL_CARE', BEHAVIOUR: 'EDUCATION', PLACEMENT: 'SOCIAL_CARE' } as const // prettier-ignore

export function workOf(mint: Mint, child: ChildSpec): HubWork {
  const at = (path: readonly string[], more: Partial<Origin> = {}): Origin => ({ source: 'hub', child: child.index, part: 'hub', path: ['Child.hub', 'HubAnswer.record', ...path], handling: [], ...more }) // prettier-ignore
  const inMiraf = (path: readonly string[], carried?: Carries): Origin => {
    const history = ['HubRecord.mirafHistory', 'MirafHistory.versions', 'MirafConnection.edges', 'MirafEdge.node']
    const also = [['Child.hub', 'HubAnswer.record', ...history, ...path]]
    return at(['HubRecord.miraf', ...path], { also, ...(carried && { carried }) })
  }
  const text = (...path: string[]): string => mint.text(at(path))
  const day = (...path: string[]): string => mint.day(at(path))
  const moment = (...path: string[]): string => new Date(mint.moment(at(path))).toISOString()
  const assessed = (...path: string[]): string => mint.text(inMiraf(path))

  const fact = (category: keyof typeof OWNERS, least: number, handling: Handling | null = null, locates = false) => {
    const carries = { category, least, locates, fields: null }
    const said = mint.text({ ...inMiraf(['Miraf.facts', 'MirafFact.text'], carries), handling: handling ? [handling] : [] }) // prettier-ignore
    const kept = { id: randomUUID(), place: 'BACKGROUND', text: said, category, source: 'another-system', agency: OWNERS[category], asOf: '2026-01-01T10:00:00.000Z' } // prettier-ignore
    const row = { ...kept, handling: handling?.code ?? null, [CARRIES]: carries, ...(handling && { [HANDLING]: handling }) } // prettier-ignore
    return { row, kept: { ...kept, coordinate: 'Somewhere.said', strength: least, handling, locates } }
  }
  const given = (agency: 'POLICE' | 'EDUCATION', category: Carries['category']) => {
    const carries = { category, least: 2, locates: false, fields: ['text', 'category'] }
    const kept = { agency, state: 'GIVEN', text: mint.text(inMiraf(['Miraf.contributions', 'MirafContribution.text'], carries)) } // prettier-ignore
    return { row: { ...kept, category, [CARRIES]: carries }, kept: { ...kept, category: null } }
  }
  const facts = [
    fact('POLICE_RECORD', 2),
    fact('HEALTH_RECORD', 3),
    fact('SOCIAL_ASSESSMENT', 2),
    fact('BEHAVIOUR', 2, { code: 'ABOUT_SCHOOL' }),
    fact('PLACEMENT', 3, null, true),
  ]
  const contributions = [given('POLICE', 'POLICE_RECORD'), given('EDUCATION', 'BEHAVIOUR')]
  const written = {
    ...{ version: 1, by: assessed('Miraf.by'), reason: assessed('Miraf.reason'), level: 'HIGH', computed: 'MEDIUM' },
    judged: { level: 'HIGH', reason: assessed('Miraf.judged', 'MirafJudged.reason') },
    hazards: [{ code: 'TRAFFICKING', likelihood: 'POSSIBLE', impact: 'MODERATE', note: assessed('Miraf.hazards', 'MirafHazardWeighed.note') }], // prettier-ignore
    ...{ push: [], pull: [], protective: ['SCHOOL'], places: [assessed('Miraf.places')] },
    ...{ companions: [assessed('Miraf.companions')], transport: assessed('Miraf.transport') },
    ...{ phone: assessed('Miraf.phone'), response: assessed('Miraf.response'), contacts: [assessed('Miraf.contacts')] },
    reviewOn: REVIEW_ON,
  }

  const meetings = (...path: string[]): readonly string[] => ['HubRecord.meetings', ...path]
  const ofMeeting = (...path: string[]): readonly string[] => meetings('HubMeetings.held', ...path)
  const ofAction = (field: string): readonly string[] => ofMeeting('Meeting.actions', `MeetingAction.${field}`)
  const owed = child.meeting === 'OWED'
  const call = { calledAt: owed ? null : moment(...meetings('HubMeetings.calls', 'MeetingCall.calledAt')), reason: text(...meetings('HubMeetings.calls', 'MeetingCall.reason')) } // prettier-ignore
  const action = { what: text(...ofAction('what')), measure: text(...ofAction('measure')), owner: text(...ofAction('owner')), due: day(...ofAction('due')), state: 'DONE', doneOn: day(...ofAction('doneOn')), note: text(...ofAction('note')) } // prettier-ignore
  const meeting = { heldAt: moment(...ofMeeting('Meeting.heldAt')), kind: 'STRATEGY', tookPart: [{ party: 'POLICE', who: text(...ofMeeting('Meeting.tookPart', 'MeetingAttendee.who')) }], decision: text(...ofMeeting('Meeting.decision')) } // prettier-ignore
  const held = text(...ofMeeting('Meeting.reference'))

  const ofReferral = (...path: string[]): readonly string[] => ['HubRecord.referrals', ...path]
  const referral = (silent: boolean) => {
    const step = (...path: string[]): readonly string[] => ofReferral('Referral.history', `ReferralEntry.${path[0] ?? ''}`) // prettier-ignore
    const said = { service: silent ? 'COUNSELLING' : 'MEDIATION', to: text(...ofReferral('Referral.to')), episode: text(...ofReferral('Referral.episode')) } // prettier-ignore
    const chased = { what: 'CHASE', at: moment(...step('at')), note: text(...step('note')) }
    return { reference: text(...ofReferral('Referral.reference')), said, chased, sent: silent ? null : moment(...ofReferral('Referral.sentAt')) } // prettier-ignore
  }
  const answered = referral(false)
  const waiting = inHub(child) ? referral(true) : null

  const ofSeraf = (...path: string[]): readonly string[] => ['HubRecord.serafs', ...path]
  const seraf = { assessedOn: day(...ofSeraf('Seraf.assessedOn')), total: mint.whole(at(ofSeraf('Seraf.total'))) }
  const component = { group: 'VULNERABILITY', code: text(...ofSeraf('Seraf.components', 'SerafComponent.indicator')), points: mint.whole(at(ofSeraf('Seraf.components', 'SerafComponent.points'))) } // prettier-ignore

  const measure = (handling: readonly Handling[]) => {
    const of = (field: string): Origin => at(['HubRecord.legalMeasures', `LegalMeasure.${field}`], { handling })
    const texts = Object.fromEntries(['adult', 'address', 'servedBy', 'episode', 'note'].map(field => [field, mint.text(of(field))])) // prettier-ignore
    return { reference: mint.text(of('reference')), kept: { kind: 'HARBOURING_NOTICE', ...texts, servedOn: mint.day(of('servedOn')) } } // prettier-ignore
  }
  const measures = [measure([]), measure([ABOUT_CARER])]

  const chaseAt = (now: Date): string => DateTime.fromMillis(now.getTime() - SILENT_DAYS * DAY, { zone: 'Europe/London' }).startOf('day').plus({ days: CHASED_AFTER + 1 }).toUTC().toISO() ?? '' // prettier-ignore
  const sentBefore = (now: Date): string => new Date(now.getTime() - SILENT_DAYS * DAY).toISOString()
  const calledAt = (now: Date): string => call.calledAt ?? new Date(now.getTime() - CALLED_DAYS * DAY).toISOString()
  /** A day is given, to the end of it. */
  const heldBy = (now: Date): string => DateTime.fromMillis(now.getTime() - CALLED_DAYS * DAY, { zone: 'Europe/London' }).startOf('day').plus({ days: 2 }).toUTC().toISO() ?? '' // prettier-ignore
  const meetingOwed = (now: Date) => ({ dueAt: heldBy(now), age: 'LATE_OVER_28_DAYS', since: calledAt(now), episodes: null, called: true }) // prettier-ignore
  const referralShown = ({ reference, said, chased, sent }: ReturnType<typeof referral>, now: Date) => ({
    ...{ reference, version: 1, ...said, sentAt: sent ?? sentBefore(now), sessions: 0, refusedBecause: null },
    ...(sent === null ? { state: 'SENT', outcome: null, chaseAt: chaseAt(now), chaseAge: 'LATE_1_TO_7_DAYS' } : { state: 'ENDED', outcome: 'COMPLETED', chaseAt: null, chaseAge: null }),
    history: [chased],
  }) // prettier-ignore

  return {
    silent: waiting?.reference ?? null,
    miraf: { ...written, at: '', facts: facts.map(one => one.kept), contributions: contributions.map(one => one.kept) }, // prettier-ignore
    shown(made, now) {
      const version = { ...written, at: made.toISOString(), facts: facts.map(one => one.row), contributions: contributions.map(one => one.row), marks: [], summaryDraft: null, notGiven } // prettier-ignore
      const actions = [{ action: 'A1', ...action, age: null }]
      return {
        'hub.miraf': { ...version, review: { dueAt: '2999-01-02T00:00:00.000Z', reasons: ['DATE'] } },
        'hub.mirafHistory': historyOf({ ...version, review: null }),
        'hub.meetings': {
          ...{ version: 2, due: owed ? meetingOwed(now) : null, reached: [], criteria: owed ? [{ criterion: 'PROFESSIONAL_CONCERN', since: calledAt(now) }] : [], calls: [{ ...call, calledAt: calledAt(now) }] },
          held: [{ reference: held, version: 1, ...meeting, parties: ['POLICE'], actions, openActions: 0, nextActionDue: null }],
        },
        'hub.referrals': [...(waiting ? [referralShown(waiting, now)] : []), referralShown(answered, now)],
        'hub.serafs': [{ ...seraf, category: 'NOT_AT_RISK', againBy: null, components: [{ group: component.group, indicator: component.code, name: null, points: component.points }] }],
        'hub.legalMeasures': [...measures].reverse().map(({ reference, kept }) => ({ reference, version: 1, ...kept, state: 'SERVED', endedOn: null, endedBecause: null, ...(kept === measures[1]?.kept && { [HANDLING]: ABOUT_CARER }) })),
      } // prettier-ignore
    },
    casework(now) {
      const piece = (kind: CaseworkStanding['kind'], code: string, state: string, standing: object, happenedAt: string, more: Partial<Piece> = {}) => ({ reference: randomUUID() as string, kind, code, state, outcome: null, standing, steps: [] as Piece['steps'], happenedAt, lastAt: happenedAt, ...more }) // prettier-ignore
      const sent = ({ reference, said, chased, sent: when }: ReturnType<typeof referral>) => {
        const sentAt = when ?? sentBefore(now)
        const standing = { reference, childId: 'child', ...said, state: when === null ? 'SENT' : 'ENDED', sentAt, lastAt: sentAt, sessions: 0 } // prettier-ignore
        const step = { type: 'CHASE', when: chased.at, note: chased.note }
        return piece('REFERRAL', said.service, standing.state, standing, sentAt, { reference, outcome: when === null ? null : 'COMPLETED', steps: [['CHASE', step]] }) // prettier-ignore
      }
      const midnight = (one: unknown): string => `${String(one)}T00:00:00.000Z`
      return [
        piece('CALL', 'CALL', 'CALLED', { ...call, calledAt: calledAt(now) }, calledAt(now)),
        piece('MEETING', 'STRATEGY', 'SETTLED', { ...meeting, actions: [{ id: 'A1', ...action }] }, meeting.heldAt, { reference: held }), // prettier-ignore
        sent(answered),
        ...(waiting ? [sent(waiting)] : []),
        piece('SERAF', 'CATEGORY_1', 'ASSESSED', { ...seraf, category: 1, components: [component] }, midnight(seraf.assessedOn)), // prettier-ignore
        ...measures.map(({ reference, kept }, nth) => piece('MEASURE', kept.kind, 'SERVED', { ...kept, adultIsCarer: nth === 1, ended: null }, midnight(kept.servedOn), { reference })), // prettier-ignore
      ]
    },
  }
}
