// One set of loaders an operation: each source is asked once for the same thing, and many children in one call where the
// system can. Never shared between operations: callers have different rights. What one view shares is in shared-facts.ts.
import DataLoader from 'dataloader'
import type { AgencySource, Ask, Call, Part, Reading } from '../../adapters/agency.js'

export interface Readings {
  ask(source: AgencySource, recordId: string, parts: ReadonlySet<Part>): Promise<Reading>
}

const keyOf = ({ recordId, parts }: Ask): string => `${[...parts].sort().join(',')}|${recordId}`

/**
 * `onFault` is told what an adapter threw: a bug of that adapter, which is answered as a fault of its source, so that it takes
 * none of the others with it.
 */
export function createReadings(call: Call, onFault: (error: unknown) => void): Readings {
  const loaders = new Map<string, DataLoader<Ask, Reading, string>>()
  const loaderOf = (source: AgencySource): DataLoader<Ask, Reading, string> => {
    const known = loaders.get(source.description.id)
    if (known) return known
    const made = new DataLoader<Ask, Reading, string>(asks => askAll(source, asks, call, onFault), {
      cacheKeyFn: keyOf,
      // Relationships of many children come in within a few turns of the event loop; waiting one keeps them together.
      batchScheduleFn: run => setImmediate(run),
    })
    loaders.set(source.description.id, made)
    return made
  }
  return { ask: (source, recordId, parts) => loaderOf(source).load({ recordId, parts }) }
}

const FAILED: Reading = { kind: 'failed', reason: 'SOURCE_ERROR' }

async function askAll(
  source: AgencySource,
  asks: readonly Ask[],
  call: Call,
  onFault: (error: unknown) => void,
): Promise<readonly Reading[]> {
  const guarded = async <T>(work: () => Promise<T>, failed: T): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      onFault(error)
      return failed
    }
  }

  const { lookupMany } = source
  if (asks.length === 1 || !lookupMany)
    return Promise.all(asks.map(ask => guarded(() => source.lookup(ask, call), FAILED)))
  const readings = new Map<Ask, Reading>()
  // A batch asks the same parts of every record in it.
  for (const same of groupedByParts(asks)) {
    const many = async (): Promise<readonly Reading[]> => {
      const answers = await lookupMany.call(source, same, call)
      if (answers.length === same.length) return answers
      throw new Error(`source ${source.description.id} answered ${answers.length} of ${same.length}`)
    }
    const answers = await guarded(many, [])
    same.forEach((ask, index) => readings.set(ask, answers[index] ?? FAILED))
  }
  return asks.map(ask => readings.get(ask) ?? FAILED)
}

function groupedByParts(asks: readonly Ask[]): Ask[][] {
  const groups = new Map<string, Ask[]>()
  for (const ask of asks) {
    const parts = [...ask.parts].sort().join(',')
    groups.set(parts, [...(groups.get(parts) ?? []), ask])
  }
  return [...groups.values()]
}
