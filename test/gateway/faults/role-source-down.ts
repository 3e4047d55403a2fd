// What each role gets while the source that decides its relationship cannot be asked: acted out on a running gateway, and
// written down as docs/role-source-down.md.
import { join } from 'node:path'
import { projectRoot } from '../../../src/paths.js'
import type { Persona } from '../../../simulators/region/personas.js'
import { asOwner } from '../../support/database.js'
import { SECTIONS } from './recompute.js'
import type { Envelope } from './recompute.js'
import type { Stage } from './stage.js'

export const REPAIR = 'ROLE_SOURCE_DOWN=write npm test -- test/gateway/faults/role-source-down.test.ts'
export const tableFile = join(projectRoot, 'docs', 'role-source-down.md')

/** A region that never changes, so that the table does not. */
export const REGION_NOW = '2026-11-02T10:00:00.000Z'
const HOUR_MS = 3_600_000

export interface Row {
  readonly persona: string
  readonly relationship: string
  /** Who is asked, in words. */
  readonly askedOf: string
  /** The sources that were taken away. */
  readonly down: (stage: Stage, persona: Persona) => readonly string[]
  readonly graceHours: number
  readonly purpose: string
}

const systems = (stage: Stage, ...prefixes: string[]): readonly string[] =>
  [...stage.region.systems.keys()].filter(id => prefixes.some(prefix => id.startsWith(prefix)))
const own: Row['down'] = (stage, { organisation }) =>
  stage.region.settings.sources.filter(source => source['organisation'] === organisation || (source['serves'] as readonly string[]).includes(organisation)).map(({ id }) => id) // prettier-ignore
const socialCare: Row['down'] = stage => systems(stage, 'social-care')
const whereabouts: Row['down'] = stage => systems(stage, 'police', 'social-care')
const everyAgency: Row['down'] = stage => systems(stage, '')

const row = (persona: string, relationship: string, askedOf: string, down: Row['down'], purpose = 'ASSESS_RISK', graceHours = 12): Row => ({ persona, relationship, askedOf, down, purpose, graceHours }) // prettier-ignore

const WHEREABOUTS = 'police and social services'
export const ROWS: readonly Row[] = [
  row('social-worker', 'ALLOCATED or TEAM', 'own social services', own),
  row('team-manager', 'TEAM', 'own social services', own),
  row('reviewing-officer', 'REVIEWING', 'own social services', own, 'CARE_PLANNING'),
  row('cp-chair', 'REVIEWING', 'own social services', own, 'CARE_PLANNING'),
  row('duty-team', 'DUTY', WHEREABOUTS, whereabouts),
  row('police-coordinator', 'IN_AREA', WHEREABOUTS, whereabouts),
  row('police-officer', 'IN_AREA', WHEREABOUTS, whereabouts),
  row('education-welfare', 'IN_AREA', WHEREABOUTS, whereabouts, 'SCHOOL_SUPPORT'),
  row('school-lead', 'ENROLLED', "own school's system", own, 'SCHOOL_SUPPORT', 7 * 24),
  row('safeguarding-nurse', 'UNDER_CARE', 'own health board', own),
  row('emergency-clinician', 'UNDER_CARE', 'own health board', own),
  row('residential-manager', 'RESIDENT', 'social services', socialCare, 'CARE_PLANNING'),
  row('debrief-worker', 'ASSIGNED_DEBRIEF', "the hub's own records", everyAgency),
  row('hub-police', 'HUB_CASE', "the hub's own records", everyAgency),
  row('hub-education', 'HUB_CASE', "the hub's own records", everyAgency),
  row('hub-manager', 'HUB_CASE', "the hub's own records", everyAgency),
]

export const STATES = ['up', 'never confirmed', 'confirmed lately', 'confirmed too long ago'] as const
export type State = (typeof STATES)[number]

export interface Seen {
  readonly kind: string
  readonly inGrace: boolean
  readonly completeness: string | null
  /** By section, how its sources answered; empty where no child is shown. */
  readonly sections: Readonly<Record<string, string>>
}

const ENVELOPES = SECTIONS.map(name => `${name} { status reason }`).join(' ')
const QUERY = `query Seen($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on ChildNotShown { reason } ... on Child { completeness relationships { relationship inGrace } ${ENVELOPES} } } }`

type Answer = Readonly<Record<string, unknown>> & { readonly __typename: string }

async function see(stage: Stage, { persona, purpose }: Row, nhsNumber: string): Promise<Seen> {
  const { data, text } = await stage.ask(persona, QUERY, { by: { nhsNumber }, purpose })
  const child = (data as { child: Answer } | null)?.child
  if (!child) throw new Error(`${persona}: ${text.slice(0, 300)}`)
  const shown = child.__typename === 'Child'
  const held = (child['relationships'] ?? []) as readonly { inGrace: boolean }[]
  return {
    kind: shown ? 'Child' : [child.__typename, child['reason']].filter(Boolean).join(' '),
    inGrace: shown && held.every(({ inGrace }) => inGrace),
    completeness: shown ? String(child['completeness']) : null,
    sections: shown ? Object.fromEntries(SECTIONS.map(name => [name, said(child[name] as readonly Envelope[])])) : {},
  }
}

const SIGNS: Readonly<Record<string, string>> = {
  FOUND: '+',
  RECORDED: '+',
  NOTHING_RECORDED: '+',
  WITHHELD: '-',
  UNVERIFIED: 'o',
}

function said(envelopes: readonly Envelope[]): string {
  const signs = envelopes.map(({ status, reason }) => SIGNS[status] ?? (reason === 'PERMISSION_UNDECIDED' ? '?' : '!'))
  return [...new Set(signs)].sort().join('')
}

/** Somebody the role may see, of whom the hub itself knows nothing where that is possible: then nothing but the source decides. */
async function childFor(stage: Stage, { persona, purpose }: Row): Promise<string> {
  const { demographics, hub } = stage.region.region
  const query = `query Who($by: [ChildIdentifier!]!, $purpose: Purpose!) { children(by: $by, purpose: $purpose) { __typename } }`
  const ofHub = new Set(hub.map(({ personId }) => personId))
  for (const known of [false, true]) {
    const rows = demographics.filter(({ personId }) => ofHub.has(personId) === known)
    const { data, text } = await stage.ask(persona, query, {
      by: rows.map(({ nhsNumber }) => ({ nhsNumber })),
      purpose,
    })
    const children = (data as { children: readonly Answer[] } | null)?.children
    if (!children) throw new Error(`${persona}: ${text.slice(0, 300)}`)
    const found = rows[children.findIndex(child => child.__typename === 'Child')]
    if (found !== undefined) return found.nhsNumber
  }
  throw new Error(`${persona} may see nobody in this region`)
}

async function forgetAll({ database }: Stage): Promise<void> {
  await asOwner(database.url, async client => {
    await client.query('delete from hafan.relationship_confirmed')
    await client.query('delete from hafan.episode_state')
  })
}

/** All four states of one role. `setClock` moves the gateway's time. */
export async function actOut(
  stage: Stage,
  one: Row,
  setClock: (to: Date) => void,
): Promise<Readonly<Record<State, Seen>>> {
  const persona = stage.region.personas.find(({ id }) => id === one.persona)
  if (persona === undefined) throw new Error(`no persona ${one.persona}`)
  const start = Date.parse(REGION_NOW)
  const down = one.down(stage, persona)
  setClock(new Date(start))
  stage.fail([], { kind: 'refuse' })
  const nhsNumber = await childFor(stage, one)
  await forgetAll(stage)
  stage.fail(down, { kind: 'refuse' })
  const never = await see(stage, one, nhsNumber)
  stage.fail([], { kind: 'refuse' })
  const up = await see(stage, one, nhsNumber)
  stage.fail(down, { kind: 'refuse' })
  setClock(new Date(start + (one.graceHours - 1) * HOUR_MS))
  const lately = await see(stage, one, nhsNumber)
  setClock(new Date(start + (one.graceHours + 1) * HOUR_MS))
  const tooLongAgo = await see(stage, one, nhsNumber)
  stage.fail([], { kind: 'refuse' })
  return { up, 'never confirmed': never, 'confirmed lately': lately, 'confirmed too long ago': tooLongAgo }
}

const HEAD = `# What each role gets while its own relationship cannot be checked

Written from a running gateway by \`${REPAIR}\`; do not edit. A test acts all of it out and compares.

A relationship is asked of the agency that keeps it. While that source is down, one that was confirmed no longer ago than its
grace still holds, and the answer says that it rests on that; otherwise it is undecided, and undecided opens nothing.
Relationships that the hub keeps itself do not depend on any agency: for those every agency is taken away.

+ answered · ! unavailable · - withheld by the protocol · ? permission could not be checked · o no record linked, or not certain.
Two signs: sources of that section answered differently. The child is one of whom the hub itself knows nothing, where the
role can have such a one: what the hub recorded could otherwise decide in the agency's place.

| role | relationship | asked of | grace | its source | confirmed | the caller is given | complete | ${SECTIONS.join(' | ')} |
| --- | --- | --- | --- | --- | --- | --- | --- | ${SECTIONS.map(() => '---').join(' | ')} |
`

const GIVEN: Readonly<Record<State, readonly [string, string]>> = {
  up: ['up', 'now'],
  'confirmed lately': ['down', 'within the grace'],
  'confirmed too long ago': ['down', 'longer ago'],
  'never confirmed': ['down', 'never'],
}
const ORDER: readonly State[] = ['up', 'confirmed lately', 'confirmed too long ago', 'never confirmed']

/** The document. */
export function render(rows: readonly (readonly [Row, Readonly<Record<State, Seen>>])[]): string {
  const lines = rows.flatMap(([{ persona, relationship, askedOf, graceHours }, states]) =>
    ORDER.map(state => {
      const { kind, inGrace, completeness, sections } = states[state]
      const grace = askedOf.startsWith('the hub')
        ? 'not needed'
        : graceHours % 24 === 0
          ? `${graceHours / 24} days`
          : `${graceHours} h`
      const given = inGrace ? `${kind}, in grace` : kind
      const cells = [persona, relationship, askedOf, grace, ...GIVEN[state], given, completeness ?? '', ...SECTIONS.map(name => sections[name] ?? '')] // prettier-ignore
      return `| ${cells.join(' | ')} |\n`
    }),
  )
  return HEAD + lines.join('')
}
