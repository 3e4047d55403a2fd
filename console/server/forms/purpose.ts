// What a role asks for a child's record for, where it records something of the child.
import type { Asked } from '../../api/ask.js'
import type { PurposesQuery } from '../../api/generated/purposes.js'

type Purpose = PurposesQuery['viewer']['purposes'][number]

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
