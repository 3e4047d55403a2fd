// What a role asks for a child's record for, where it records something of the child.
import type { Asked } from '../../api/ask.js'
import type { PurposesQuery } from '../../api/generated/purposes.js'
import { purposesOf } from '../../pages/children/purpose.js'
import type { Visit } from '../page.js'

export type Purpose = PurposesQuery['viewer']['purposes'][number]

const OF_ROLE: Readonly<Record<string, readonly Purpose[]>> = {
  // The one while an episode is open, the other while none is: only the gateway knows which.
  POLICE_OFFICER: ['LOCATE_CHILD', 'ASSESS_RISK'],
  SCHOOL_LEAD: ['SCHOOL_SUPPORT'],
  EDUCATION_WELFARE: ['SCHOOL_SUPPORT'],
  REVIEWING_OFFICER: ['CARE_PLANNING'],
  CP_CHAIR: ['CARE_PLANNING'],
  RESIDENTIAL_MANAGER: ['CARE_PLANNING'],
}

/** Asks for the first purpose that is the role's now; the gateway decides which is. */
export async function forPurpose<R>(
  { role }: { readonly role: string },
  ask: (purpose: Purpose) => Promise<Asked<R>>,
): Promise<Asked<R>> {
  const [first = 'ASSESS_RISK', ...others] = OF_ROLE[role] ?? []
  let asked = await ask(first)
  for (const purpose of others)
    if (asked.kind === 'REFUSED' && asked.code === 'PURPOSE_NOT_YOURS') asked = await ask(purpose)
  return asked
}

/** The purpose that the person chose, as the address has it; null where it names none of their role's. */
const chosenBy = ({ person, query }: Pick<Visit, 'person' | 'query'>): Purpose | null =>
  purposesOf(person.role).find(each => each === query.get('purpose')) ?? null

/** Asks for what the person chose to look at the child for; where they chose nothing, for what is the role's now. */
export async function forChosen<R>(
  visit: Pick<Visit, 'person' | 'query'>,
  ask: (purpose: Purpose) => Promise<Asked<R>>,
): Promise<Asked<R>> {
  const chosen = chosenBy(visit)
  return chosen === null ? forPurpose(visit.person, ask) : ask(chosen)
}

/** An address of the same child, with the purpose that was chosen and whatever else it says. */
export function asChosen(
  visit: Pick<Visit, 'person' | 'query'>,
  path: string,
  says: Readonly<Record<string, string>> = {},
): string {
  const purpose = chosenBy(visit)
  const query = new URLSearchParams({ ...(purpose === null ? {} : { purpose }), ...says }).toString()
  return query === '' ? path : `${path}?${query}`
}
