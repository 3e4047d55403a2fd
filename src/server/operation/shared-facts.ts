// What agencies said for the decision on one child, shared for a moment among the operations of one view. Only facts: nothing of
// the hub's own, which is read anew by each, and nothing of a child's content. Only among operations of one token under one
// edition for one purpose, about the child by the same identifier.
import type { AgencySource, Part, Reading } from '../../adapters/agency.js'
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import { nobodyAt } from '../../policies/admission/gather.js'
import type { AskFact } from '../../policies/admission/gather.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Purpose } from '../../types/index.js'
import type { View } from './view.js'

export interface Looked {
  readonly view: View
  readonly purpose: Purpose
  readonly protocol: CompiledProtocol
  readonly identifier: ParsedIdentifier
}

/** One operation's part in a look. */
export interface Look {
  /** As `ask`, but for what another operation of the view was told or is being told. */
  ask(source: AgencySource, recordId: string, parts: ReadonlySet<Part>, ask: AskFact): Promise<Reading>
  /**
   * The same nobody at each source for as long as the look lasts, so that what was asked about nobody is shared as what was asked
   * about a child is: else a second look at a child who is not shown would be faster than one at nobody.
   */
  nobodyAt(source: AgencySource): string
  /** Whether anything was taken from another operation: then it has learnt what there was to learn. */
  readonly recalls: boolean
}

export interface SharedFacts {
  look(looked: Looked): Look
  /** How many looks are kept. */
  readonly size: () => number
}

interface SharedFactsDeps {
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
  /** Most looks kept; the oldest goes, and costs its view another question. */
  readonly most?: number
}

/** From the first question of a look. */
const SHARED_MS = 30_000
const MOST_LOOKS = 1_000

interface Kept {
  readonly protocol: CompiledProtocol
  readonly until: number
  readonly readings: Map<string, Promise<Reading>>
  readonly nobodies: Map<string, string>
}

export function createSharedFacts({ monotonic, most = MOST_LOOKS }: SharedFactsDeps): SharedFacts {
  /** In the order they began, which is the order they end in. */
  const looks = new Map<string, Kept>()

  function keptOf(looked: Looked): Kept {
    const now = monotonic()
    for (const [name, { until }] of looks) {
      if (until > now) break
      looks.delete(name)
    }
    const name = nameOf(looked)
    const known = looks.get(name)
    if (known?.protocol === looked.protocol) return known
    looks.delete(name)
    const { protocol } = looked
    const made = { protocol, until: now + SHARED_MS, readings: new Map(), nobodies: new Map() } satisfies Kept
    looks.set(name, made)
    const [oldest] = looks.keys()
    if (looks.size > most && oldest !== undefined) looks.delete(oldest)
    return made
  }

  return {
    size: () => looks.size,
    look(looked) {
      const { until, readings, nobodies } = keptOf(looked)
      let recalls = false
      return {
        get recalls() {
          return recalls
        },
        nobodyAt(source) {
          const { id } = source.description
          const nobody = nobodies.get(id) ?? nobodyAt(source)
          nobodies.set(id, nobody)
          return nobody
        },
        ask(source, recordId, parts, ask) {
          if (monotonic() >= until) return ask(source, recordId, parts)
          const key = JSON.stringify([source.description.id, recordId, [...parts].sort()])
          const known = readings.get(key)
          if (known !== undefined) {
            recalls = true
            return known
          }
          const asked = ask(source, recordId, parts).then(frozen)
          readings.set(key, asked)
          // What could not be said is asked again by whoever comes after those who waited for it.
          const forget = (): void => void readings.delete(key)
          void asked.then(reading => (isWhole(reading) ? undefined : forget()), forget)
          return asked
        },
      }
    },
  }
}

const isWhole = (reading: Reading): boolean =>
  reading.kind !== 'failed' && (reading.kind !== 'read' || Object.keys(reading.failedParts).length === 0)

const nameOf = ({ view: { id, token }, purpose, identifier }: Looked): string =>
  JSON.stringify([token, id, purpose, ...Object.entries(identifier).sort().flat()])

/** Several operations read it: none may change it under the others. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const each of Object.values(value)) frozen(each)
  return value
}
