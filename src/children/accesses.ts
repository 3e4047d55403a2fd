// Who was shown a child's information: audit rows in the words of the schema. A row holds no value, so neither does this.
import type { Classification } from '../schema/classification.js'
import type { StoredAccess } from '../store/accesses.js'
import type { Rights } from '../types/decision.js'
import type { Category, Records, Relationship } from '../types/index.js'
import type { Picture } from './picture.js'
import { trim } from './trim.js'

export type RecordedAccess = StoredAccess

/** In the order given; where the child is protected, for those who may not know where, without what tells it. */
export function accessesOf(
  recorded: readonly RecordedAccess[],
  { hideLocation }: Pick<Picture, 'hideLocation'>,
  rights: Rights,
  classification: Classification,
): Records.Access[] {
  const accesses = recorded.map(access => asAccess(access, rights))
  return trim('Access', accesses, { classification, rights, hideLocation }).value as Records.Access[]
}

function asAccess(access: RecordedAccess, { concealed }: Rights): Records.Access {
  const { at, caller, application, purpose, edition, clauses, relationships, kinds } = access
  return {
    at,
    role: caller?.role ?? null,
    agency: (caller?.agency ?? null) as Records.AgencyKind | null,
    organisation: caller?.organisation ?? null,
    purpose: purpose as Records.Purpose | null,
    // Of a concealed category nothing is ever said.
    categories: (kinds as readonly Category[] | null)?.filter(category => !concealed.has(category)) ?? null,
    person: caller?.person ?? null,
    application,
    relationships: relationships.flatMap(heldOf),
    edition,
    clauses: [...clauses],
  }
}

/** `ALLOCATED HOLDS` and `ALLOCATED IN_GRACE` held; the episode's own grace is no relationship. */
function heldOf(word: string): Relationship[] {
  const [relationship, outcome] = word.split(' ')
  return relationship !== 'EPISODE' && (outcome === 'HOLDS' || outcome === 'IN_GRACE')
    ? [relationship as Relationship]
    : []
}
