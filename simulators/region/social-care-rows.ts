// What social services hold. A child of one authority placed in another is known to both, under two ids.
import { addressesOf, type Care, type Known, rowFor } from './child.js'
import { day, DAY } from './clock.js'
import { legalOrders, placementsOf, statusesOf } from './care-history.js'
import { alertsOf, episodesOf } from './concerns.js'
import { assessmentsOf, chronologyOf, meetingsOf, referralsOf } from './case-work.js'
import { laChildId } from './ids.js'
import type { Gss, PersonRow, SocialCareRow } from './model.js'
import { misheard } from './names.js'
import { authorityName, GSS } from './organisations.js'
import { ELSEWHERE } from './places.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'
import { OUT_OF_HOURS } from './staff.js'

/** One record, or two: that of the authority which answers for the child, then that of the host. */
export function socialCareRows(setting: Setting, known: Known): SocialCareRow[] {
  const { child, care } = known
  if (care === null || !known.holders.has('social-care')) return []
  const host = GSS.find(gss => gss === care.placement?.hostLa)
  const own = socialCareRow(setting, known, care, child.gss, foreignId(known))
  if (host === undefined || host === child.gss) return [own]
  return [own, hostRow(setting, socialCareRow(setting, known, care, host, own.laChildId), own)]
}

/** The id the placing authority outside Gwent uses. */
function foreignId({ child }: Known): string | null {
  const placing = ELSEWHERE.find(there => there.gss === child.responsibleLa)
  return placing === undefined ? null : `${placing.short}-${30_000 + child.index}`
}

/** The host knows of the placement, the episodes and its own duty worker; the case lies with the other authority. */
function hostRow(setting: Setting, row: SocialCareRow, own: SocialCareRow): SocialCareRow {
  const duty = setting.staffOf(row.gss, 'Out-of-hours social worker')[0]
  return {
    ...row,
    nhsNumber: null,
    upn: own.upn,
    legal: own.legal,
    plans: own.plans.map(plan => ({ ...plan, otherLa: true })),
    involvements:
      duty === undefined
        ? []
        : [
            {
              staffRef: duty.ref,
              role: 'OTHER',
              team: OUT_OF_HOURS,
              from: row.placements[0]?.from ?? day(setting.nowMs),
              until: null,
            },
          ],
    assessments: [],
    referrals: [],
    meetings: [],
    chronology: row.chronology.slice(0, 1),
    lockedTo: null,
  }
}

function socialCareRow(setting: Setting, known: Known, care: Care, gss: Gss, otherId: string | null): SocialCareRow {
  const { child, slips } = known
  const random = setting.random(`social-care/${child.personId}/${gss}`)
  const since = day(care.since)
  const looked = care.kind === 'LAC'
  const open = care.kind !== 'REFERRAL'
  return rowFor<SocialCareRow>(child, personIn(known, random), {
    gss,
    laChildId: laChildId(gss, child.index),
    nhsNumber: slips.has('care-no-nhs')
      ? null
      : slips.has('care-wrong-nhs')
        ? known.wrongNhsNumber
        : slips.has('care-old-nhs')
          ? child.supersededNhsNumber
          : child.nhsNumber,
    upn: slips.has('care-no-upn') ? null : child.upn,
    responsibleLaChildId: otherId,
    responsibleLa: child.responsibleLa,
    hostLa: care.placement?.hostLa ?? null,
    statuses: statusesOf(setting, random, child.dateOfBirth, care),
    legal: legalOrders(random, care),
    plans:
      care.kind === 'CP'
        ? [
            {
              from: since,
              until: null,
              category: random.weighted([
                ['NEG', 40],
                ['EMO', 35],
                ['PHY', 10],
                ['SAB', 6],
                ['MUL', 9],
              ]),
              otherLa: false,
            },
          ]
        : [],
    placements: placementsOf(setting, random, care),
    involvements: [
      {
        staffRef: care.workerRef,
        role: 'WORKER',
        team: care.team,
        from: day(Math.max(care.since, setting.nowMs - random.int(20, 500) * DAY)),
        until: open ? null : day(care.since + 25 * DAY),
      },
      ...(care.reviewerRef === null
        ? []
        : [
            {
              staffRef: care.reviewerRef,
              role: 'IRO' as const,
              team: `${authorityName(child.gss)} Reviewing`,
              from: since,
              until: null,
            },
          ]),
      ...(care.chairRef === null
        ? []
        : [
            {
              staffRef: care.chairRef,
              role: 'CP_CHAIR' as const,
              team: `${authorityName(child.gss)} Reviewing`,
              from: since,
              until: null,
            },
          ]),
    ],
    alerts: alertsOf(setting, random, known),
    assessments: assessmentsOf(setting, random, known, care),
    chronology: chronologyOf(setting, random, known, care),
    referrals: referralsOf(random, care),
    meetings: meetingsOf(setting, random, known, care),
    episodes: episodesOf(random, known, looked),
    lockedTo: care.locked
      ? [care.workerRef, ...setting.staffOf(child.gss, 'Team manager', care.team).map(manager => manager.ref)]
      : null,
    protection: child.protection,
  })
}

function personIn(known: Known, random: Random): Partial<PersonRow> {
  const { child, care, slips } = known
  const contact = (): 'NONE' | 'RESTRICTED' | null =>
    care?.kind === 'LAC'
      ? random.weighted([
          [null, 80],
          ['RESTRICTED', 14],
          ['NONE', 6],
        ] as const)
      : null
  const carer = care?.placement?.carer ?? null
  return {
    givenName: slips.has('care-spelling') ? misheard(child.givenName) : child.givenName,
    dateOfBirthMask: child.dateOfBirthMask,
    dateOfBirthEstimated: child.dateOfBirthMask !== 'DAY',
    addresses: addressesOf(known, true),
    relatives: [
      ...child.parents.map(parent => ({
        ...parent,
        contact: contact(),
        sameHousehold: care?.placement ? false : parent.sameHousehold,
      })),
      ...(carer === null
        ? []
        : [
            {
              name: carer,
              relationship: 'FOSTER_CARER' as const,
              parentalResponsibility: false,
              contact: null,
              sameHousehold: true,
              phone: null,
              dateOfBirth: null,
              priority: 1,
            },
          ]),
      ...child.siblings,
    ],
    phones: child.parents.flatMap(({ name, phone }) =>
      phone === null ? [] : [{ owner: name, number: phone, use: 'MOBILE' as const }],
    ),
  }
}
