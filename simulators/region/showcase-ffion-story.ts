// What each agency has on Ffion besides the ordinary: written over the rows that every child has.
import type { Kit } from './showcase-kit.js'
import { type Known, livesAt } from './child.js'
import { day, DAY, HOUR, instant } from './clock.js'
import { summaryWords } from './hub-rows.js'
import type { AddressRow } from './model.js'
import { addressOf } from './places.js'
import type { Rows } from './rows.js'
import { policeStory } from './showcase-ffion-police.js'

const SCHOOL = 'A6804001'

/** Adds her story. Times are counted back from the region's now. */
export function withHerStory({ setting }: Kit, { child, care, episodes }: Known, rows: Rows): Rows {
  const placed = livesAt({ child, care })
  const ago = (days: number): number => setting.nowMs - days * DAY
  const hidden: AddressRow = addressOf(placed, 'HOME', { from: day(ago(280)), hidden: true })
  const [debriefWorker] = setting.staffOf('llwybr', 'Debrief worker')
  const [nurse] = setting.staffOf('7A6', 'Looked-after children nurse')
  const [camhs] = setting.staffOf('7A6', 'CAMHS practitioner')
  const team = (name: string, from: number, ref: string | undefined): Rows['health'][number]['careTeams'][number] => ({
    name,
    organisation: '7A6',
    from: day(ago(from)),
    until: null,
    staffRefs: ref === undefined ? [] : [ref],
  })
  const worker = debriefWorker?.ref ?? ''
  const [, latest, longest] = episodes
  return {
    ...rows,
    police: rows.police.map(row => ({
      ...row,
      ...policeStory(ago),
      givenName: 'Fion',
      familyName: 'Price',
      aliases: ['Fi Price'],
    })),
    socialCare: rows.socialCare.map((row, n) => ({
      ...row,
      nhsNumber: n === 0 ? child.nhsNumber : null,
      upn: child.upn,
      plans: [{ from: day(ago(800)), until: day(ago(620)), category: 'NEG', otherLa: n === 1 }],
      alerts: [
        { code: 'ALERT04', from: day(ago(0.1)), until: null, note: null },
        { code: 'ALERT07', from: day(ago(135)), until: null, note: 'SERAF total 17, category 4' },
      ],
      assessments:
        n === 0
          ? [
              {
                type: 'SERAF',
                from: day(ago(140)),
                until: day(ago(135)),
                factors: ['10A', '11A', '15A'],
                outcome: 'Total 17, category 4',
              },
            ]
          : [],
    })),
    education: rows.education.map(row => ({
      ...row,
      enrolments: row.enrolments
        .filter(({ kind, until }) => kind === 'MAIN' && until === null)
        .map(enrolment => ({ ...enrolment, school: SCHOOL })),
      presentPercent: 81.4,
      unauthorisedPercent: 9.8,
      behaviour: [
        {
          id: 'A88',
          on: day(ago(7)),
          type: 'BULL',
          incident: 'Conflict at lunch; picked up by a vehicle staff did not know',
          role: 'TA',
        },
      ],
      needs: [{ provision: 'IDP', need: 'SEMH', from: day(ago(400)), support: 'Quiet room and a named adult' }],
    })),
    health: rows.health.map((row, n) =>
      n > 0
        ? { ...row, visits: row.visits.slice(0, 1) }
        : {
            ...row,
            nhsStatus: '01',
            addresses: [hidden, addressOf(child.home, 'FORMER')],
            gp: { ods: 'W93999', name: 'Meddygfa Glan Enghraifft', phone: '01632 960601' },
            allergies: [{ code: '91935009', display: 'Allergy to peanut', criticality: 'high', from: day(ago(3200)) }],
            conditions: [{ code: '195967001', display: 'Asthma', active: true, from: day(ago(2900)), alert: true }],
            flags: [{ text: 'Known risk of self-harm', from: day(ago(100)), label: 'R' }],
            visits: [
              {
                id: 'enc-91',
                from: instant(ago(27)),
                until: instant(ago(27) + 2.5 * HOUR),
                reason: 'Head injury; attended with an unrelated adult; left before seen',
                outcome: '09',
                site: 'Ysbyty Glan Enghraifft',
                label: 'N',
              },
              {
                id: 'enc-88',
                from: instant(ago(240)),
                until: instant(ago(240) + HOUR),
                reason: 'Clinic attendance',
                outcome: '07',
                site: 'Ysbyty Glan Enghraifft',
                label: 'V',
              },
            ],
            missed: [
              {
                id: 'apt-12',
                at: instant(ago(22)),
                description: 'CAMHS follow-up: was not brought',
                setting: 'Community',
                label: 'N',
              },
            ],
            careTeams: [team('CAMHS', 190, camhs?.ref), team('Looked After Children Health', 600, nurse?.ref)],
          },
    ),
    demographics: rows.demographics.map(row => ({ ...row, gpOds: 'W93999', addresses: [hidden] })),
    charity: rows.charity.map(row => ({
      ...row,
      givenName: 'Ffion',
      debriefs: [
        {
          ref: 'LL-00001-D2',
          episodeRef: latest?.ref ?? '',
          offeredAt: instant(ago(8)),
          outcome: 'OFFERED',
          declinedReason: null,
          heldAt: null,
          withinTarget: null,
          push: [],
          pull: [],
          wouldHelp: [],
          workerRef: worker,
        },
        {
          ref: 'LL-00001-D1',
          episodeRef: longest?.ref ?? '',
          offeredAt: instant(ago(25)),
          outcome: 'HELD',
          declinedReason: null,
          heldAt: instant(ago(24)),
          withinTarget: true,
          push: ['Unhappy in placement'],
          pull: ['Older friends with a car'],
          wouldHelp: ['Somebody to talk to who stays the same'],
          workerRef: worker,
        },
      ],
      accounts: [
        {
          at: instant(ago(24)),
          gist: 'Goes with older friends who drive; would like to tell somebody before leaving.',
          words:
            'They come and get me when I say it is bad here. I would ring someone if it was always the same person.',
          audience: ['HUB', 'SOCIAL_CARE'],
        },
      ],
      mediation: [],
      referrals: [{ service: 'CAMHS', sentOn: day(ago(23)), takeUp: 'WAITING' }],
    })),
    hub: rows.hub.map(row => ({
      ...row,
      debriefAssignee: worker,
      summary: {
        risk: 'MEDIUM',
        ...summaryWords('MEDIUM'),
        approvedAt: instant(ago(20)),
        reviewDue: day(ago(20 - 90)),
      },
    })),
  }
}
