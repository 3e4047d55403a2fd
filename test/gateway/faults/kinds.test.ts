// Every way a system can fail, through the whole gateway, for each of the fourteen sources: the status and the reason are
// right, nothing it was asked for is shown, and nowhere does it look as if there were nothing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FAULTS, PASSING } from '../../contract/faults.js'
import type { ScopedFault } from '../../../simulators/kit/faults.js'
import { SECTIONS } from './recompute.js'
import { openStage } from './stage.js'
import type { Stage } from './stage.js'

/** What each source may take: short, so that faults that never end do end. */
const TIMEOUT_MS = 2_000

interface Envelope {
  readonly source: { readonly id: string } | null
  readonly status: string
  readonly reason: string | null
  readonly complete: boolean
  readonly missing: readonly { readonly part: string; readonly reason: string }[]
  readonly record: object | null
}

interface Child extends Readonly<Record<(typeof SECTIONS)[number], readonly Envelope[]>> {
  readonly __typename: string
  readonly completeness: string
  readonly sources: readonly {
    readonly source: { readonly id: string }
    readonly status: string
    readonly reason: string | null
  }[]
  readonly calledBy: { readonly givenName: { readonly value: string } | null } | null
  readonly professionals: {
    readonly complete: boolean
    readonly people: readonly { readonly sources: readonly { readonly id: string }[] }[]
  }
  readonly timeline: {
    readonly complete: boolean
    readonly edges: readonly { readonly node: { readonly source: { readonly id: string } } }[]
  }
  readonly conflicts: readonly unknown[]
}

const ENVELOPE = '{ source { id } status reason complete missing { part reason } record { __typename } }'
const FIELDS = `__typename ... on Child { completeness sources { source { id } status reason }
  calledBy { givenName { value } } professionals { complete people { sources { id } } } conflicts { fact }
  timeline(first: 50) { complete edges { node { source { id } } } } ${SECTIONS.map(name => `${name} ${ENVELOPE}`).join(' ')} }`

let stage: Stage
/** Children who together are known to every source. */
let children: readonly string[]
let healthy: string

async function ask(nhsNumbers: readonly string[]): Promise<readonly Child[]> {
  const roots = nhsNumbers.map((nhsNumber, index) => `c${String(index)}: child(by: { nhsNumber: "${nhsNumber}" }, purpose: ASSESS_RISK) { ${FIELDS} }`) // prettier-ignore
  const answers: Child[] = []
  // Each child alone, as one page shows one; a few to an operation, as a document is limited in size.
  for (let start = 0; start < roots.length; start += 3) {
    const { data, text } = await stage.ask('hub-police', `{ ${roots.slice(start, start + 3).join('\n')} }`)
    if (!text.startsWith('{"data"') && !text.includes('FIELD_WITHHELD')) throw new Error(text.slice(0, 300))
    answers.push(...Object.values<Child>(data))
  }
  return answers
}

const everySource = (): readonly string[] => [...stage.region.systems.keys()]

function envelopesOf(all: readonly Child[], id: string): readonly Envelope[] {
  return all.flatMap(child => SECTIONS.flatMap(name => child[name])).filter(({ source }) => source?.id === id)
}

/** As few children as will do: whoever is known to a source that none before was known to. */
async function someOfEach(numbers: readonly string[]): Promise<readonly string[]> {
  const missing = new Set(everySource())
  const chosen: string[] = []
  for (const nhsNumber of numbers) {
    if (missing.size === 0) break
    const [child] = await ask([nhsNumber])
    if (child?.__typename !== 'Child') continue
    const found = child.sources.filter(({ source, status }) => status === 'FOUND' && missing.delete(source.id))
    if (found.length > 0) chosen.push(nhsNumber)
  }
  if (missing.size > 0) throw new Error(`no hub case of this region is known to ${[...missing].join(', ')}`)
  return chosen
}

/** Hub cases that nobody keeps locked, without a second record of their own, which "another child's" might be, or a twin. */
function strangersToAll(): readonly string[] {
  const { region, truth } = stage.region
  const twins = new Set(region.families.filter(family => family.twins).flatMap(({ siblings }) => siblings))
  const twice = (personId: string): boolean => {
    const sources = (truth[personId] ?? []).map(({ sourceId }) => sourceId)
    return new Set(sources).size < sources.length
  }
  const locked = new Set(Object.values(region.socialCare).flatMap(rows => rows.filter(row => row.lockedTo !== null).map(row => row.personId))) // prettier-ignore
  const cases = region.hub.filter(
    ({ caseFrom, personId }) => caseFrom !== null && !twins.has(personId) && !locked.has(personId) && !twice(personId),
  )
  const numbers = new Map(region.demographics.map(row => [row.personId, row.nhsNumber]))
  return cases.flatMap(({ personId }) => numbers.get(personId) ?? [])
}

beforeAll(async () => {
  stage = await openStage({ size: 300, timeoutMs: TIMEOUT_MS, deadlineMs: 8_000 })
  children = await someOfEach(strangersToAll())
  healthy = JSON.stringify(await ask(children))
}, 60_000)

afterAll(() => stage.close())

/** What is wrong with how a failing source is shown: nothing, if all is well. */
function wrongs(
  all: readonly Child[],
  ids: readonly string[],
  statuses: readonly string[],
  reasons: readonly string[],
): readonly string[] {
  return ids.flatMap(id => {
    const envelopes = envelopesOf(all, id)
    const outcomes = all.flatMap(({ sources }) => sources.filter(({ source }) => source.id === id))
    const shown = [...envelopes, ...outcomes.map(outcome => ({ ...outcome, complete: false, record: null }))]
    if (shown.length === 0) return [`${id} is not mentioned`]
    return shown
      .filter(
        one =>
          !statuses.includes(one.status) || !reasons.includes(one.reason ?? '') || one.complete || one.record !== null,
      )
      .map(({ status, reason, record }) => `${id}: ${status} ${reason ?? ''}${record === null ? '' : ' with a record'}`)
  })
}

/** Linked sources only: one that knows nothing of a child is not asked about that child, and cannot fail. */
const linkedOnly = (all: readonly Child[]): readonly Child[] =>
  all.map(child => {
    const linked = ({ source, reason }: { source: { id: string } | null; reason: string | null }): boolean =>
      source?.id !== 'hub' && reason !== 'NOT_LINKED'
    const sections = Object.fromEntries(SECTIONS.map(name => [name, child[name].filter(linked)]))
    return { ...child, ...sections, sources: child.sources.filter(linked) }
  })

async function withEverySource(fault: ScopedFault): Promise<readonly Child[]> {
  stage.fail(everySource(), fault)
  const all = await ask(children)
  await heal()
  return linkedOnly(all)
}

/** Until every source is believed again: one held back after a fault answers the next test by that fault's reason. */
async function heal(): Promise<void> {
  stage.fail([], { kind: 'refuse' })
  for (let tries = 0; tries < 5; tries += 1) if (JSON.stringify(await ask(children)) === healthy) return
  throw new Error('a source does not come back although its fault is over')
}

function expectNothingDerived(all: readonly Child[]): void {
  for (const child of all) {
    expect(child.completeness).toBe('PARTIAL')
    expect(child.calledBy).toBeNull()
    expect(child.conflicts).toEqual([])
    expect(child.professionals.complete).toBe(false)
    expect(child.professionals.people).toEqual([])
    expect(child.timeline.complete).toBe(false)
    expect(child.timeline.edges.filter(({ node }) => node.source.id !== 'hub')).toEqual([])
  }
}

describe('every source at once', () => {
  it('answers for one child or another while all is well', () => {
    const all = linkedOnly(JSON.parse(healthy) as readonly Child[])
    const answering = everySource().filter(id => envelopesOf(all, id).some(({ status }) => status === 'FOUND'))
    expect(answering).toEqual(everySource())
  })

  it.each(FAULTS.filter(({ signIn }) => signIn !== true))(
    'that $name is said to, by its reason',
    async ({ fault, reasons }) => {
      const all = await withEverySource(fault)
      // Hundreds of megabyte answers at once may also be too much for the time there is.
      const also = fault.kind === 'oversize' ? (['TIMED_OUT'] as const) : []
      expect(wrongs(all, everySource(), ['UNAVAILABLE'], [...reasons, ...also])).toEqual([])
      expectNothingDerived(all)
    },
  )

  it('that lets nobody sign in any more is REFUSED', async () => {
    const all = await withEverySource({ kind: 'status', status: 401, tokens: true })
    expect(wrongs(all, everySource(), ['UNAVAILABLE'], ['REFUSED'])).toEqual([])
    expectNothingDerived(all)
  })

  it('that sends another child’s record is not believed', async () => {
    const all = await withEverySource({ kind: 'wrong-child' })
    expect(wrongs(all, everySource(), ['UNVERIFIED', 'UNAVAILABLE'], ['SUBJECT_MISMATCH', 'MALFORMED'])).toEqual([])
    expectNothingDerived(all)
  })

  it('that redirects is not followed', async () => {
    const all = await withEverySource({ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' })
    expect(wrongs(all, everySource(), ['UNAVAILABLE'], ['MALFORMED', 'SOURCE_ERROR'])).toEqual([])
  })

  it.each(PASSING)('that $name is asked once more, and nothing is missing', async ({ fault }) => {
    stage.fail(everySource(), fault)
    expect(JSON.stringify(await ask(children))).toBe(healthy)
  })

  it('is whole again once the fault is over', async () => {
    stage.fail([], { kind: 'refuse' })
    expect(JSON.stringify(await ask(children))).toBe(healthy)
  })
})

/** A field each kind cannot do without; renamed, its answer is another shape. */
const FIELDS_LOST: readonly (readonly [prefix: string, field: string])[] = [
  ['police-gwent', 'attributes'],
  ['social-care-torfaen', 'surname'],
  ['social-care-newport', 'surname'],
  ['social-care-caerphilly', 'surname'],
  ['social-care-blaenau-gwent', 'pers_surname'],
  ['social-care-monmouthshire', 'pers_surname'],
  ['education-newport', 'forename'],
  ['education-torfaen', 'forename'],
  ['education-caerphilly', 'forename'],
  ['education-blaenau-gwent', 'forename'],
  ['education-monmouthshire', 'sourcedId'],
  ['health-abuhb', 'resourceType'],
  ['health-wds', 'resourceType'],
  ['third-sector-debrief', 'items'],
]

describe('a source whose answers have another shape', () => {
  it.each(FIELDS_LOST)('is MALFORMED: %s without its %s', async (id, field) => {
    stage.fail([id], { kind: 'drift', from: field, to: `${field}Renamed` })
    const all = linkedOnly(await ask(children))
    await heal()
    expect(wrongs(all, [id], ['UNAVAILABLE'], ['MALFORMED'])).toEqual([])
  })

  it('is one source only: the others answer as before', async () => {
    const before = JSON.parse(healthy) as readonly Child[]
    stage.fail(['health-abuhb'], { kind: 'drift', from: 'resourceType', to: 'kind' })
    const all = await ask(children)
    stage.fail([], { kind: 'refuse' })
    for (const id of [...everySource(), 'hub'].filter(one => one !== 'health-abuhb'))
      expect(envelopesOf(all, id)).toEqual(envelopesOf(before, id))
  })
})
