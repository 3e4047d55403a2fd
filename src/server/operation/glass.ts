// In whose name the glass is broken, and whom to tell.
import type { AgencySource } from '../../adapters/agency.js'
import { HUB_SOURCE } from '../../hub/source.js'
import type { GlassHolder } from '../../store/break-glass.js'
import type { Admission } from '../../policies/admission/admit.js'
import type { Store } from '../../store/open.js'
import type { Addressee } from '../../store/outbox.js'
import type { Caller, Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'

interface TellDeps {
  readonly store: Pick<Store, 'breakGlass'>
  readonly sources: readonly AgencySource[]
  readonly now: () => Date
}

/** The person's lasting name: issuer and subject. */
export const personOf = ({ issuer, subject }: Caller): string => `${issuer}\n${subject}`

export const holderOf = (caller: Caller, { role, organisation }: Person): GlassHolder => ({
  person: personOf(caller),
  role,
  organisation,
})

/** The owner of every system in which the child has a record, and the hub, whose own records are opened with the rest. */
export function ownersOf(links: readonly Link[], sources: readonly AgencySource[]): readonly Addressee[] {
  const linked = new Set([HUB_SOURCE, ...links.map(({ sourceId }) => sourceId)])
  return sources
    .filter(({ description }) => linked.has(description.id))
    .map(({ description: { id, agency, organisation } }) => ({ sourceId: id, agency, organisation }))
}

/** Records linked since the glass was broken: their owners are told before anything of them is asked for. */
export async function tellOwners(settled: readonly Admission[], { store, sources, now }: TellDeps): Promise<void> {
  for (const admission of settled) {
    if (admission.kind !== 'SHOWN' || admission.child.breakGlass === null) continue
    const { id, notified } = admission.child.breakGlass
    const due = ownersOf(admission.child.links, sources).filter(({ sourceId }) => !notified.includes(sourceId))
    if (due.length > 0) await store.breakGlass.tell(id, due, now())
  }
}
