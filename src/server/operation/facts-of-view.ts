// Where an operation has the facts for its decisions from: its own questions, or those of its view.
import type { ParsedIdentifier } from '../../children/identity/identifiers.js'
import type { AdmitDeps, Learnt } from '../../policies/admission/admit.js'
import type { AskFact } from '../../policies/admission/gather.js'
import { CHILD_CATEGORIES, type CompiledProtocol } from '../../policies/protocol/index.js'
import type { Category, Purpose } from '../../types/index.js'
import type { Asking } from './admitting.js'
import { createReadings } from './loaders.js'
import type { SharedFacts } from './shared-facts.js'
import type { Operation } from './state.js'

export interface FactsDeps {
  readonly protocol: CompiledProtocol
  readonly sharedFacts: SharedFacts
  /** Hears of faults of the gateway's own, which cost the caller one source and not the picture. */
  readonly onFault: (error: unknown) => void
}

/** What is decided, and with which categories in mind. */
interface Wanted {
  readonly identifiers: readonly ParsedIdentifier[]
  readonly purpose: Purpose
  readonly asking: Asking
  readonly categories: readonly Category[]
}

interface Facts {
  readonly from: Pick<AdmitDeps, 'ask' | 'nobodyAt' | 'categories'>
  /** Of what was learnt, that which this operation may have remembered. */
  readonly own: (learnt: readonly Learnt[]) => readonly Learnt[]
}

export function factsOfView(operation: Operation, deps: FactsDeps): (wanted: Wanted) => Facts {
  const { call, view } = operation
  const asker = (signal: AbortSignal): AskFact => {
    const readings = createReadings({ ...call, signal, purpose: 'RELATIONSHIP' }, deps.onFault)
    return (source, recordId, parts) => readings.ask(source, recordId, parts)
  }
  const alone = asker(call.signal)
  return ({ identifiers: [identifier, ...others], purpose, asking, categories }) => {
    // Acts, searches, lists and registers decide for themselves.
    const shares = asking === 'ASKED' && operation.passed?.act === null && others.length === 0
    if (view === null || identifier === undefined || !shares)
      return { from: { ask: alone, categories }, own: learnt => learnt }
    const look = deps.sharedFacts.look({ view, purpose, protocol: deps.protocol, identifier })
    // Whose caller goes away may have been asking for the others: what is shared ends with its deadline.
    const lasting = asker(new AbortController().signal)
    return {
      from: {
        ask: (source, recordId, parts) => look.ask(source, recordId, parts, lasting),
        nobodyAt: source => look.nobodyAt(source),
        // As for the whole page: else each section would ask for what it alone needs.
        categories: CHILD_CATEGORIES,
      },
      own: learnt => (look.recalls ? learnt.map(withoutSaidBefore) : learnt),
    }
  }
}

/** What opens something later was remembered when it was said: remembered again now it would seem to have been said now. */
const withoutSaidBefore = (learnt: Learnt): Learnt => ({ ...learnt, held: [], episodes: [] })
