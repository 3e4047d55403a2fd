// Who works where: enough people for every record to name a real member of staff, and for every sign-in role to be filled.
import { withoutAccents, grownUp } from './names.js'
import type { Gss, Home, School, Staff } from './model.js'
import { landline, mobile } from './numbers.js'
import { authorityName, GSS } from './organisations.js'
import { createRandom } from './random.js'

export const HEALTH_BOARD = '7A6'
export const POLICE_FORCE = '61'
export const CHARITY = 'llwybr'
export const HUB = 'gwent-hub'
export const OUT_OF_HOURS = 'Emergency Duty Team'

/** Three letters for an authority in its staff references and child ids. */
const SHORT: Readonly<Record<Gss, string>> = {
  W06000018: 'CAE',
  W06000019: 'BLG',
  W06000020: 'TOR',
  W06000021: 'MON',
  W06000022: 'NEW',
}

/** The teams that hold cases; the first two take children in need, the third and fourth looked-after children. */
export const teamsOf = (gss: Gss): readonly [string, string, string, string, string, string] => {
  const name = authorityName(gss)
  return [
    `${name} Assessment`,
    `${name} Family Support`,
    `${name} LAC 1`,
    `${name} LAC 2`,
    `${name} 16+`,
    `${name} Disabled Children`,
  ]
}

interface Post {
  readonly agency: Staff['agency']
  readonly organisation: string
  readonly role: string
  readonly prefix: string
  readonly count: number
  readonly team?: string
  readonly domain: string
  readonly registered?: boolean
}

/** Everybody, in an order that does not depend on how many children there are. */
export function makeStaff(seed: number, schools: readonly School[], homes: readonly Home[]): readonly Staff[] {
  const used = new Map<string, number>()
  let everybody = 0
  const fill = (post: Post): Staff[] =>
    Array.from({ length: post.count }, () => {
      const n = (used.get(post.prefix) ?? 0) + 1
      used.set(post.prefix, n)
      const ref = `${post.prefix}${String(n).padStart(2, '0')}`
      const random = createRandom(seed, `staff/${ref}`)
      const name = grownUp(random)
      everybody++
      const mailbox = withoutAccents(name)
        .toLowerCase()
        .replace(/[^a-z]+/g, '.')
      return {
        ref,
        name,
        agency: post.agency,
        organisation: post.organisation,
        role: post.role,
        team: post.team ?? null,
        phone: random.chance(0.5) ? landline(random.int(400, 499)) : mobile(random.int(0, 399)),
        email: `${mailbox}.${ref.toLowerCase().replace(/[^a-z0-9]+/g, '')}@${post.domain}.example`,
        registration: post.registered ? `SW${990_000 + everybody}` : null,
      }
    })
  return posts(schools, homes).flatMap(fill)
}

function posts(schools: readonly School[], homes: readonly Home[]): readonly Post[] {
  const police = { agency: 'police', organisation: POLICE_FORCE, domain: 'police-gwent' } as const
  const health = { agency: 'health', organisation: HEALTH_BOARD, domain: 'abuhb' } as const
  const charity = { agency: 'third-sector', organisation: CHARITY, domain: CHARITY } as const
  const hub = { agency: 'hub', organisation: HUB, domain: HUB } as const
  return [
    { ...police, role: 'Missing persons coordinator', prefix: 'MPC', count: 5, team: 'Missing Persons' },
    { ...police, role: 'Response officer', prefix: 'PC12', count: 40, team: 'Response' },
    ...GSS.flatMap(socialCarePosts),
    ...homes.map((home): Post => ({
      agency: 'social-care',
      organisation: home.urn,
      domain: 'homes',
      role: 'Residential manager',
      prefix: `${home.urn}-M`,
      count: 1,
    })),
    ...schools.map((school): Post => ({
      agency: 'education',
      organisation: school.id,
      domain: 'schools',
      role: 'Designated safeguarding lead',
      prefix: `${school.id}-DSL`,
      count: 1,
    })),
    ...GSS.map((gss): Post => ({
      agency: 'education',
      organisation: gss,
      domain: 'education',
      role: 'Education welfare officer',
      prefix: `${SHORT[gss]}-EWO`,
      count: 3,
    })),
    { ...health, role: 'Safeguarding nurse', prefix: 'SGN', count: 5, team: 'Safeguarding' },
    { ...health, role: 'Looked-after children nurse', prefix: 'LAN', count: 5, team: 'Looked After Children Health' },
    { ...health, role: 'Emergency department clinician', prefix: 'EDC', count: 12, team: 'Emergency Department' },
    { ...health, role: 'CAMHS practitioner', prefix: 'CAM', count: 12, team: 'CAMHS' },
    { ...health, role: 'School nurse', prefix: 'SCN', count: 15, team: 'School Nursing' },
    { ...health, role: 'Health visitor', prefix: 'HVR', count: 15, team: 'Health Visiting' },
    { ...charity, role: 'Debrief worker', prefix: 'DBW', count: 8, team: 'Debrief' },
    { ...hub, role: 'Hub manager', prefix: 'HUB-M', count: 1 },
    { ...hub, role: 'Hub practitioner (police)', prefix: 'HUB-P', count: 2 },
    { ...hub, role: 'Hub practitioner (social care)', prefix: 'HUB-S', count: 2 },
    { ...hub, role: 'Hub practitioner (health)', prefix: 'HUB-H', count: 1 },
    { ...hub, role: 'Hub practitioner (education)', prefix: 'HUB-E', count: 1 },
    { ...hub, role: 'Analyst', prefix: 'HUB-A', count: 2 },
    { ...hub, role: 'Auditor', prefix: 'HUB-D', count: 1 },
  ]
}

function socialCarePosts(gss: Gss): Post[] {
  const here = {
    agency: 'social-care',
    organisation: gss,
    domain: authorityName(gss).toLowerCase().replace(' ', '-'),
    registered: true,
  } as const
  const teams = teamsOf(gss)
  return [
    ...teams.map((team): Post => ({ ...here, role: 'Social worker', prefix: `${SHORT[gss]}-SW`, count: 6, team })),
    ...teams.map((team): Post => ({ ...here, role: 'Team manager', prefix: `${SHORT[gss]}-TM`, count: 1, team })),
    { ...here, role: 'Out-of-hours social worker', prefix: `${SHORT[gss]}-EDT`, count: 2, team: OUT_OF_HOURS },
    {
      ...here,
      role: 'Independent reviewing officer',
      prefix: `${SHORT[gss]}-IRO`,
      count: 4,
      team: `${authorityName(gss)} Reviewing`,
    },
    {
      ...here,
      role: 'Child protection chair',
      prefix: `${SHORT[gss]}-CPC`,
      count: 3,
      team: `${authorityName(gss)} Reviewing`,
    },
  ]
}
