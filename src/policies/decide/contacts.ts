// Whom to ring, and what must look like nothing: the answers that go with a refusal.
import type { AgencyKind, Category } from '../../types/index.js'
import type { CompiledProtocol, ProtocolContact } from '../protocol/index.js'

/** The desk that answers for a category that was withheld. Categories about no child, and concealed ones, lead to the hub. */
export function contactFor(protocol: CompiledProtocol, category: Category): ProtocolContact {
  const { contacts, categories } = protocol.edition
  if (category === 'OPERATIONAL' || category === 'DERIVED' || categories[category].concealed) return contacts.HUB
  return contacts[categories[category].owner]
}

/** The desk of an agency, for a source without one of its own and for `ChildExists`. */
export const contactOfAgency = (protocol: CompiledProtocol, agency: AgencyKind): ProtocolContact =>
  protocol.edition.contacts[agency]

/** The contact of `ChildNotShown`: the same for every child. */
export const contactNotShown = (protocol: CompiledProtocol): ProtocolContact => protocol.edition.contacts.NOT_SHOWN

/** The fixed route for callers whose grant on PROTECTED is EXISTS. */
export const contactProtected = (protocol: CompiledProtocol): ProtocolContact => protocol.edition.contacts.PROTECTED

/** Whether a refusal of this category must be the same as nothing recorded: no WITHHELD, no error, no audit hint to the caller. */
export const isConcealed = (protocol: CompiledProtocol, category: Category): boolean =>
  category !== 'OPERATIONAL' && category !== 'DERIVED' && protocol.edition.categories[category].concealed
