// One set of loaders an operation: each source is asked once for the same thing, and many children in one call where the
// system can. Never shared between operations: callers have different rights.
import DataLoader from 'dataloader'
import { performance } from 'node:perf_hooks'
import type { AgencySource, Ask, Call, Part, Reading } from '../../adapters/agency.js'

export interface Readings {
  ask(source: AgencySource, recordId: string, parts: ReadonlySet<Part>): Promise<Reading>
}

const keyOf = ({ recordId, parts }: Ask): string => `${[...parts].sort().join(',')}|${recordId}`

export function createReadings(call: Call): Readings {
  const loaders = new Map<string, DataLoader<Ask, Reading, string>>()
  const loaderOf = (source: AgencySource): DataLoader<Ask, Reading, string> => {
    const known = loaders.get(source.description.id)
    if (known) return known
    const made = new DataLoader<Ask, Reading, string>(asks => askAll(source, asks, call), {
      cacheKeyFn: keyOf,
      // Relationships of many children come in within a few turns of the event loop; waiting one keeps them together.
      batchScheduleFn: run => setImmediate(run),
    })
    loaders.set(source.description.id, made)
    return made
  }
  return { ask: (source, recordId, parts) => loaderOf(source).load({ recordId, parts }) }
}

async function askAll(source: AgencySource, asks: readonly Ask[], call: Call): Promise<readonly Reading[]> {
  const { lookupMany } = source
  if (asks.length === 1 || !lookupMany) return Promise.all(asks.map(ask => source.lookup(ask, call)))
  const readings = new Map<Ask, Reading>()
  // A batch asks the same parts of every record in it.
  for (const same of groupedByParts(asks)) {
    const answers = await lookupMany.call(source, same, call)
    if (answers.length !== same.length)
      throw new Error(`source ${source.description.id} answered ${answers.length} of ${same.length}`)
    same.forEach((ask, index) => readings.set(ask, answers[index] as Reading))
  }
  return asks.map(ask => readings.get(ask) ?? { kind: 'failed', reason: 'SOURCE_ERROR' })
}

function groupedByParts(asks: readonly Ask[]): Ask[][] {
  const groups = new Map<string, Ask[]>()
  for (const ask of asks) {
    const parts = [...ask.parts].sort().join(',')
    groups.set(parts, [...(groups.get(parts) ?? []), ask])
  }
  return [...groups.values()]
}

/** Milliseconds left until the operation's deadline. */
export const msLeft = (call: Call): number => call.deadline - performance.now()
