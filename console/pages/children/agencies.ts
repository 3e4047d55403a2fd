// What each agency holds, as groups of lines: what matters most while a child is missing first.
import type {
  ChildEducationQuery,
  ChildHealthQuery,
  ChildPoliceQuery,
  ChildSocialCareQuery,
  ChildThirdSectorQuery,
} from './generated/agencies.js'
import { at, coded, group, row, span, type Child, type Group, type Speech } from './speech.js'

export type Police = Child<ChildPoliceQuery>['police'][number]['record']
export type SocialCare = Child<ChildSocialCareQuery>['socialCare'][number]['record']
export type Education = Child<ChildEducationQuery>['education'][number]['record']
export type Health = Child<ChildHealthQuery>['health'][number]['record']
export type ThirdSector = Child<ChildThirdSectorQuery>['thirdSector'][number]['record']

export const policeMarkers = (say: Speech, record: Police): Group =>
  group('police.markers', record?.markers, ({ marker, note, linkedRisk, from, until }) =>
    row(
      // That a marker is linked to none of the kinds says nothing to whoever reads the marker.
      [
        coded(say, marker),
        linkedRisk === null || linkedRisk === 'NONE' ? null : say.label('ExploitationKind', linkedRisk),
        note,
      ],
      [span(say, from, until)],
    ),
  )

export const careAlerts = (say: Speech, record: SocialCare): Group =>
  group('socialCare.alerts', record?.alerts, ({ alert, note, from, until }) =>
    row([coded(say, alert), note], [span(say, from, until)]),
  )

export const healthAlerts = (say: Speech, record: Health): Group =>
  group('health.alerts', record?.alerts, ({ kind, what, criticality, advice }) =>
    row([coded(say, what), advice], [kind === null ? null : say.label('HealthAlertKind', kind), criticality]),
  )

export function police(say: Speech, record: Police): readonly Group[] {
  const { t } = say
  const nominal = record?.nominal
  return [
    group('police.nominal', nominal == null ? null : [nominal], ({ description, aliases, servicesKnownTo }) =>
      row(
        [description],
        [
          aliases?.length ? t('aliases', { names: aliases.join(', ') }) : null,
          servicesKnownTo?.length ? t('services', { names: servicesKnownTo.join(', ') }) : null,
        ],
      ),
    ),
    group('police.intelligence', record?.intelligence, ({ text, keptBack, desk, conditions, recordedAt }) =>
      row([keptBack === true ? t('keptBack', { desk: desk ?? '' }) : text], [conditions, at(say, recordedAt)]),
    ),
    group('police.associates', record?.associates, each => row([each.name], [each.relationship])),
    group('police.occurrences', record?.occurrences, each =>
      row([each.summary, each.type], [each.role, at(say, each.at)]),
    ),
    group('police.protectionNotices', record?.protectionNotices, each =>
      row([each.type, each.risk], [each.childVoice, at(say, each.submittedAt)]),
    ),
    group('police.bailConditions', record?.bailConditions, each =>
      row([each.condition], [span(say, each.from, each.until)]),
    ),
    group('police.vehicles', record?.vehicles, each => row([each.registration], [each.description])),
  ]
}

export function socialCare(say: Speech, record: SocialCare): readonly Group[] {
  const { label } = say
  return [
    group('socialCare.statuses', record?.statuses, ({ status, source, from, until }) =>
      row(
        [status === null || status === 'UNRECOGNISED' ? coded(say, source) : label('CareStatusKind', status)],
        [span(say, from, until)],
      ),
    ),
    group('socialCare.protectionPlans', record?.protectionPlans, ({ category, from, until }) =>
      row([coded(say, category)], [span(say, from, until)]),
    ),
    group('socialCare.legalOrders', record?.legalOrders, each =>
      row([coded(say, each.order)], [span(say, each.from, each.until)]),
    ),
    group('socialCare.meetings', record?.meetings, each => row([each.type], [each.decision, at(say, each.on)])),
    group('socialCare.assessments', record?.assessments, each =>
      row([each.type], [each.outcome, at(say, each.completedOn)]),
    ),
  ]
}

/** Where the child is placed: told beside addresses, and not among the rest. */
export const placements = (say: Speech, record: SocialCare): Group =>
  group('socialCare.placements', record?.placements, ({ name, type, postcode, phone, distanceMiles, from, until }) =>
    row(
      [name, coded(say, type), postcode],
      [distanceMiles === null ? null : say.t('miles', { count: Math.round(distanceMiles) }), span(say, from, until)],
      phone,
    ),
  )

export function education(say: Speech, record: Education): readonly Group[] {
  const { t } = say
  const attendance = record?.attendance
  return [
    group('education.enrolments', record?.enrolments, ({ school, year, current, from, until }) =>
      row(
        [school?.name, school?.town],
        [year === null ? null : t('year', { year }), current === true ? t('current') : null, span(say, from, until)],
        school?.phone,
      ),
    ),
    group('education.attendance', attendance == null ? null : [attendance], each =>
      row([
        each.lastPresentAt === null ? null : t('lastPresent', { when: say.dates.when(each.lastPresentAt) }),
        each.presentPercent === null ? null : t('present', { percent: each.presentPercent }),
        each.unauthorisedPercent === null ? null : t('unauthorised', { percent: each.unauthorisedPercent }),
      ]),
    ),
    group('education.exclusions', record?.exclusions, each =>
      row([each.type, coded(say, each.reason)], [span(say, each.from, each.until)]),
    ),
    group('education.learningNeeds', record?.learningNeeds, each =>
      row([coded(say, each.need), coded(say, each.provision)], [each.support]),
    ),
  ]
}

export function health(say: Speech, record: Health): readonly Group[] {
  const practice = record?.practice
  return [
    group('health.conditions', record?.conditions, each =>
      row([coded(say, each.what)], [each.clinicalStatus, at(say, each.from)]),
    ),
    group('health.practice', practice == null ? null : [practice], each => row([each.name], [], each.phone)),
    group('health.emergencyVisits', record?.emergencyVisits, each =>
      row([each.reason, coded(say, each.outcome)], [each.site, at(say, each.arrivedAt)]),
    ),
    group('health.services', record?.services, each => row([each.name], [span(say, each.from, each.until)])),
    group('health.sensitive', record?.sensitive, each => row([each.kind], [at(say, each.on)])),
  ]
}

export function thirdSector(say: Speech, record: ThirdSector): readonly Group[] {
  const { t, label } = say
  return [
    group('thirdSector.debriefs', record?.debriefs, each =>
      row(
        [each.outcome === null ? null : label('DebriefOutcome', each.outcome), at(say, each.heldAt ?? each.offeredAt)],
        [
          each.pushFactors?.length ? t('push', { what: each.pushFactors.join(', ') }) : null,
          each.pullFactors?.length ? t('pull', { what: each.pullFactors.join(', ') }) : null,
          each.whatWouldHelp?.length ? t('help', { what: each.whatWouldHelp.join(', ') }) : null,
        ],
      ),
    ),
    group('thirdSector.accounts', record?.accounts, each => row([each.words ?? each.gist], [at(say, each.at)])),
    group('thirdSector.mediation', record?.mediation, each =>
      row(
        [each.status],
        [each.sessions === null ? null : t('sessions', { count: each.sessions }), at(say, each.startedOn)],
      ),
    ),
    group('thirdSector.referrals', record?.referrals, each =>
      row([coded(say, each.service)], [each.takeUp, at(say, each.sentOn)]),
    ),
  ]
}
