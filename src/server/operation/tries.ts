// What becomes of asking for a child one is too near to: whoever oversees the asker is told.
import type { AgencySource } from '../../adapters/agency.js'
import type { CompiledProtocol } from '../../policies/protocol/index.js'
import type { Store } from '../../store/open.js'
import type { Person } from '../../types/caller.js'
import { overseerOf } from './overseer.js'
import type { Try } from './too-near.js'

interface TriesDeps {
  readonly protocol: CompiledProtocol
  readonly sources: readonly AgencySource[]
  readonly store: Pick<Store, 'conflicts'>
}

/** Each is durable before the answer leaves, as the audit is. */
export function tellOfTries(tries: readonly Try[], person: Person, at: Date, deps: TriesDeps): Promise<void>[] {
  const { role, organisation, staffRef } = person
  const notice = {
    kind: 'CONFLICT_TRIED',
    to: overseerOf(person, deps.sources),
    about: { role, organisation, staffRef },
  } as const
  const most = deps.protocol.edition.conflictsOfInterest.noticesOfOneConflictADay
  return tries.map(one => {
    const told = deps.store.conflicts.tried({ ...notice, ...one }, most, at)
    told.catch(() => undefined)
    return told
  })
}
