// A caseload of many children × identity, episodes, status: how many calls each agency gets. Where an agency can answer for
// many in one call, the calls must not grow with the children, beyond the size of its batches. Later pages of one list are left
// out: they grow with the rows.
import { testGateway } from '../../test/support/gateway.js'
import type { TestGateway } from '../../test/support/gateway.js'
import type { Measured } from '../figures.js'

const REGION = 3_000
const SIZES = [25, 100, 200]
/** Children one call of a source may ask for, as its adapter has it; a source that is not here cannot batch. */
const BATCH: Readonly<Record<string, number>> = {
  'police-gwent': 50,
  'social-care-caerphilly': 25,
  'social-care-torfaen': 25,
  'social-care-newport': 25,
  'social-care-blaenau-gwent': 50,
  'social-care-monmouthshire': 50,
  'education-monmouthshire': 40,
  'health-abuhb': 25,
}

const QUERY = `query Caseload($by: [ChildIdentifier!]!) {
  children(by: $by, purpose: ASSESS_RISK) {
    ... on Child {
      completeness
      identity { status record { givenName familyName dateOfBirth } }
      missingEpisodes { status record { episodes { reportedAt status risk } } }
      socialCare { status record { statuses { status } } }
    }
  }
}`

/** Calls to agencies that can batch, beyond their children divided by the batch, times the lists a child needs. */
export async function measureCaseload(): Promise<Measured> {
  const gateway = await testGateway({ size: REGION, latency: { fixedLatencyMs: 20 } })
  try {
    const candidates = gateway.region.seed.children.flatMap(({ identifiers, hub }) =>
      hub && hub.episodes.length > 0 && identifiers.nhsNumber !== null ? [{ nhsNumber: identifiers.nhsNumber }] : [],
    )
    const children = await shown(candidates.slice(0, 400), gateway)
    if (children.length < Math.max(...SIZES)) throw new Error(`the region shows ${children.length} children only`)
    const tables = new Map<number, ReadonlyMap<string, number>>()
    await callsFor(children.slice(0, 5), gateway)
    for (const size of SIZES) tables.set(size, await callsFor(children.slice(0, size), gateway))
    const largest = tables.get(Math.max(...SIZES)) ?? new Map<string, number>()
    const beyond = [...largest].filter(
      ([id, calls]) => BATCH[id] !== undefined && calls > allowed(id, Math.max(...SIZES)),
    )
    return {
      value: beyond.length,
      notes: [
        ...notesOf(tables),
        ...beyond.map(([id, calls]) => `${id} made ${calls} calls, more than ${allowed(id, Math.max(...SIZES))}`),
      ],
    }
  } finally {
    await gateway.close()
  }
}

/** Those the hub may be shown: cases of the last twelve months, and none of them concealed. */
async function shown(candidates: readonly object[], { ask }: TestGateway): Promise<readonly object[]> {
  const query = 'query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { __typename } }'
  const { data } = await ask('hub-police', query, { by: candidates })
  const { children } = data as { children: readonly { __typename: string }[] }
  return candidates.filter((_candidate, index) => children[index]?.__typename === 'Child')
}

/** Lists of one child that a source keeps apart: person, episodes, statuses. Each is asked for in batches. */
const LISTS = 5

const allowed = (id: string, size: number): number => Math.ceil(size / (BATCH[id] ?? 1)) * LISTS

async function callsFor(by: readonly object[], { ask, region }: TestGateway): Promise<ReadonlyMap<string, number>> {
  for (const system of region.systems.values()) system.resetCalls()
  const { data } = await ask('hub-police', QUERY, { by })
  const given = (data as { children: readonly { completeness?: string }[] }).children
  if (given.some(({ completeness }) => completeness === undefined))
    throw new Error('a child of the caseload was not shown')
  return new Map(
    [...region.systems].map(([id, system]) => [
      id,
      system.calls().filter(({ path, query }) => !path.endsWith('/token') && !isLaterPage(query)).length,
    ]),
  )
}

/** A long list of rows comes in pages, which grow with the rows and not with the children. */
const isLaterPage = (query: string): boolean => /page\[number\]=([2-9]|\d\d)/.test(decodeURIComponent(query))

function notesOf(tables: ReadonlyMap<number, ReadonlyMap<string, number>>): string[] {
  const ids = [...(tables.get(SIZES[0] ?? 0)?.keys() ?? [])]
  const rows = ids.map(id => {
    const kind = BATCH[id] === undefined ? 'one by one, within its bulkhead' : `batches of ${BATCH[id]}`
    return `${id.padEnd(26)} ${SIZES.map(size => `${size} children: ${String(tables.get(size)?.get(id) ?? 0).padStart(4)} calls`).join('   ')}   ${kind}`
  })
  return rows
}
