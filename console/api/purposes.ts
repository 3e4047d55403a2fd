// What a page asks for. The protocol says which purposes are open to whom, so the gateway is asked and no table of it is kept here.
import type { Asked, Failure } from './ask.js'
import type { Document } from './document.js'
import { purposesQuery, type PurposesQuery, type PurposesQueryVariables } from './generated/purposes.js'

type Purpose = PurposesQuery['viewer']['purposes'][number]
type Ask = (
  document: Document<PurposesQuery, PurposesQueryVariables>,
  variables: PurposesQueryVariables,
) => Promise<Asked<PurposesQuery>>

/** As people come to a list of their own children: to weigh what is happening, to plan care, to support a pupil, to find somebody. */
const FOR_OWN_CHILDREN = ['ASSESS_RISK', 'CARE_PLANNING', 'SCHOOL_SUPPORT', 'LOCATE_CHILD'] as const

/** The first of them that is open to this person. Where none is, the first: the gateway says no to it in its own words. */
export async function purposeFor(
  ask: Ask,
  preferred: readonly [Purpose, ...Purpose[]] = FOR_OWN_CHILDREN,
): Promise<{ readonly kind: 'PURPOSE'; readonly purpose: Purpose } | Failure> {
  const answer = await ask(purposesQuery, {})
  if (answer.kind !== 'ANSWERED') return answer
  const { purposes } = answer.data.viewer
  return { kind: 'PURPOSE', purpose: preferred.find(one => purposes.includes(one)) ?? preferred[0] }
}
