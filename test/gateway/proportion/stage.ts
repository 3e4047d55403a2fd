// A gateway before a region in which staff are near to children: family, the same household, a colleague's child.
import { randomUUID } from 'node:crypto'
import type { Persona } from '../../../simulators/region/personas.js'
import type { ConflictTarget } from '../../../src/store/conflict-target.js'
import { asOwner, testKeys } from '../../support/database.js'
import type { Answer } from '../../support/gateway.js'
import { plainRegion, startWorld } from '../disclosure/worlds.js'
import type { World, WorldOptions } from '../disclosure/worlds.js'

export const FFION = '9990000018'
export const UNKNOWN = '9999999999'
export const TORFAEN = 'W06000020'
const NEWPORT = 'W06000022'
const DAY_MS = 24 * 3_600_000

export interface Staff {
  readonly agency: 'POLICE' | 'SOCIAL_CARE' | 'EDUCATION' | 'HEALTH' | 'THIRD_SECTOR' | 'HUB'
  readonly organisation: string
  readonly staffRef: string
}

export interface Stage extends World {
  readonly staff: (persona: string) => Staff
  readonly uprnsOf: (nhsNumber: string) => readonly string[]
  readonly childId: (nhsNumber: string) => Promise<string>
  /** As the act does it; days are from now. */
  declare(
    who: Staff,
    target: ConflictTarget,
    more?: { childId?: string | null; from?: number; until?: number },
  ): Promise<string>
  child(persona: string, by: object, purpose?: string): Promise<Answer>
  /** Kinds of the notices there are, newest last. */
  notices(): Promise<readonly string[]>
}

/** Auditors of agencies, and people who share a staff reference across organisations. */
function beside(usual: readonly Persona[]): Persona[] {
  const of = (id: string): Persona => {
    const found = usual.find(persona => persona.id === id)
    if (!found) throw new Error(`no persona ${id}`)
    return found
  }
  const worker = of('social-worker')
  const auditor = { role: 'AUDITOR', posts: [], secondedFrom: null, vetting: null, clearance: [] }
  return [
    { ...worker, ...auditor, id: 'auditor-torfaen', staffRef: 'AUD-1' },
    { ...of('education-welfare'), ...auditor, id: 'auditor-education', staffRef: 'AUD-2' },
    // The same reference as the worker of Torfaen: another person of another authority.
    { ...worker, id: 'namesake', role: 'REVIEWING_OFFICER', organisation: NEWPORT, posts: [] },
    { ...of('duty-team'), id: 'same-in-other-role', organisation: TORFAEN, staffRef: worker.staffRef },
  ]
}

export async function startStage(options: WorldOptions = {}): Promise<Stage> {
  const region = plainRegion()
  const world = await startWorld(region, { notShownMs: 30, personas: beside, ...options })
  const { store } = world.gateway.database
  const { personas } = world.region
  const numberOf = (nhsNumber: string): string =>
    region.demographics.find(row => row.nhsNumber === nhsNumber)?.personId ?? 'nobody'
  return {
    ...world,
    staff(id) {
      const found = personas.find(persona => persona.id === id)
      if (!found) throw new Error(`no persona ${id}`)
      const { agency, organisation, staffRef } = found
      return { agency, organisation, staffRef }
    },
    uprnsOf(nhsNumber) {
      const rows = [...region.demographics, ...region.health, ...Object.values(region.socialCare).flat()]
      const theirs = rows
        .filter(({ personId }) => personId === numberOf(nhsNumber))
        .flatMap(({ addresses }) => addresses)
      return [...new Set(theirs.filter(({ until }) => until === null).flatMap(({ uprn }) => uprn ?? []))]
    },
    async childId(nhsNumber) {
      const id = (await store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber)
      if (id === undefined) throw new Error('nobody knows this child')
      return id
    },
    async declare(who, target, { childId = null, from = -1, until } = {}) {
      const at = world.region.clock.now()
      const day = (days: number): Date => new Date(at.getTime() + days * DAY_MS)
      const conflict = {
        ...{ who, overseer: who, childId, target, declaredAs: 'AGENCY' as const },
        ...{ from: day(from), until: until === undefined ? null : day(until) },
      }
      const sent = { caller: 'i\ns', act: 'declareConflict', key: randomUUID(), input: {}, at }
      return (await store.conflicts.declare(conflict, sent)).id
    },
    child: (persona, by, purpose = 'ASSESS_RISK') => world.gateway.ask(persona, CHILD, { by, purpose }),
    async notices() {
      const all = `select kind from hafan.notice order by seq`
      return asOwner(world.gateway.database.url, async client =>
        (await client.query<{ kind: string }>(all)).rows.map(({ kind }) => kind),
      )
    },
  }
}

const CHILD = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) { __typename
  ... on ChildNotShown { reason whomToRing { name phone hours { en cy } } }
  ... on ChildExists { whomToRing { name phone hours { en cy } } }
  ... on Child { id completeness sources { status } identity { status record { givenName } } timeline { complete } } } }`

export const number = (value: string): ConflictTarget => ({
  kind: 'NUMBER',
  scheme: 'NHS_NUMBER',
  hash: testKeys.identifierHmac('NHS_NUMBER', value).toString('hex'),
})
export const household = (uprn: string): ConflictTarget => ({ kind: 'HOUSEHOLD', key: testKeys.property(uprn) })
