// The region's teams as the gateway's settings have them: who is told of alerts, and who when they do not answer.
import { OUT_OF_HOURS, teamsOf } from './region/staff.js'
import type { Region } from './region/model.js'
import { authorityName, GSS } from './region/organisations.js'

interface TeamEntry {
  readonly id: string
  readonly name: { readonly en: string; readonly cy: string }
  readonly agency: string
  readonly organisation: string
  readonly members: readonly { readonly role?: string; readonly post?: string; readonly staffRef?: string }[]
  readonly dutyInbox?: boolean
  readonly leavingCare?: boolean
  readonly deputies?: string
  readonly manager?: string
  readonly escalateAfterMinutes: number
  readonly email: string
}

export interface TeamEntries {
  readonly teams: readonly TeamEntry[]
  readonly digestAt: string
}

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

type Given = Omit<TeamEntry, 'email'>
const withEmail = (team: Given): TeamEntry => ({ ...team, email: `alerts-${team.id}@example.invalid` })

/** Of one authority: its teams with their managers, its reviewing officers and chairs, and its duty team. */
function ofAuthority(gss: (typeof GSS)[number]): readonly Given[] {
  const name = authorityName(gss)
  const here = { agency: 'SOCIAL_CARE', organisation: gss, escalateAfterMinutes: 30 }
  const duty = `duty-${slug(name)}`
  return [
    ...teamsOf(gss).flatMap((post): Given[] => {
      const manager = `${slug(post)}-manager`
      return [
        {
          ...{ ...here, id: slug(post), name: { en: post, cy: post }, deputies: duty, manager },
          ...{ members: [{ role: 'SOCIAL_WORKER', post }], leavingCare: post.endsWith('16+') },
        },
        {
          ...{ ...here, id: manager, name: { en: `${post}: manager`, cy: `${post}: rheolwr` } },
          members: [{ role: 'TEAM_MANAGER', post }],
        },
      ]
    }),
    {
      ...{ ...here, id: `${slug(name)}-reviewing`, name: { en: `${name} Reviewing`, cy: `${name}: adolygu` } },
      ...{ members: [{ role: 'REVIEWING_OFFICER' }], deputies: duty },
    },
    {
      ...{ ...here, id: `${slug(name)}-chairs`, name: { en: `${name} chairs`, cy: `${name}: cadeiryddion` } },
      ...{ members: [{ role: 'CP_CHAIR' }], deputies: duty },
    },
    {
      ...{ ...here, id: duty, name: { en: `${OUT_OF_HOURS}, ${name}`, cy: `Tîm dyletswydd brys, ${name}` } },
      ...{ members: [{ role: 'DUTY_TEAM' }], dutyInbox: true, escalateAfterMinutes: 15 },
    },
    {
      ...{ id: `welfare-${slug(name)}`, name: { en: `Education welfare, ${name}`, cy: `Lles addysg, ${name}` } },
      ...{ agency: 'EDUCATION', organisation: gss, members: [{ role: 'EDUCATION_WELFARE' }], dutyInbox: true },
      escalateAfterMinutes: 120,
    },
  ]
}

export function teamsIn({ schools, staff }: Pick<Region, 'schools' | 'staff'>): TeamEntries {
  const organisationOf = (agency: string): string => staff.find(one => one.agency === agency)?.organisation ?? agency
  const teams: readonly Given[] = [
    {
      ...{ id: 'hub', name: { en: 'The hub', cy: 'Yr hwb' }, agency: 'HUB', organisation: 'hub', dutyInbox: true },
      ...{ members: [{ role: 'HUB_PRACTITIONER' }], manager: 'hub-manager', escalateAfterMinutes: 15 },
    },
    {
      ...{ id: 'hub-manager', name: { en: 'Manager of the hub', cy: 'Rheolwr yr hwb' }, agency: 'HUB' },
      ...{ organisation: 'hub', members: [{ role: 'HUB_MANAGER' }], escalateAfterMinutes: 60 },
    },
    ...GSS.flatMap(ofAuthority),
    ...schools.map(({ id, name, gss }): Given => ({
      ...{ id: `school-${slug(id)}`, name: { en: name, cy: name }, agency: 'EDUCATION', organisation: id },
      ...{ members: [{ role: 'SCHOOL_LEAD' }], deputies: `welfare-${slug(authorityName(gss))}` },
      escalateAfterMinutes: 120,
    })),
    {
      ...{ id: 'safeguarding-nurses', name: { en: 'Safeguarding nurses', cy: 'Nyrsys diogelu' }, agency: 'HEALTH' },
      ...{ organisation: organisationOf('health'), members: [{ role: 'SAFEGUARDING_NURSE' }], dutyInbox: true },
      escalateAfterMinutes: 60,
    },
    {
      ...{ id: 'return-interviews', name: { en: 'Return interviews', cy: 'Cyfweliadau dychwelyd' } },
      ...{ agency: 'THIRD_SECTOR', organisation: organisationOf('third-sector'), dutyInbox: true },
      ...{ members: [{ role: 'DEBRIEF_WORKER' }], escalateAfterMinutes: 120 },
    },
    {
      ...{ id: 'police-coordinators', name: { en: 'Missing persons desk', cy: 'Desg pobl ar goll' } },
      ...{ agency: 'POLICE', organisation: organisationOf('police'), dutyInbox: true },
      ...{ members: [{ role: 'POLICE_COORDINATOR' }], escalateAfterMinutes: 15 },
    },
  ]
  return { teams: teams.map(withEmail), digestAt: '08:00' }
}
