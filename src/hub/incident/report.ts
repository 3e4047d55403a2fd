// What waits of an incident that was sent, and the report that comes of it.
import { z } from 'zod'
import { isNhsNumber } from '../../children/identity/identifiers.js'
import type { HeldEpisode } from '../../store/episode-rows.js'
import type { StepDeps } from '../episode/step.js'
import { step } from '../episode/step.js'
import { recordReport, type Recorded } from '../episode/record.js'
import { refuse, type Refused } from '../refusal.js'
import type { SentIncident, SentPerson } from './document.js'

/** What is kept of one person: who they are as far as was sent, and what is said of the absence. */
export interface Waiting {
  readonly person: SentPerson
  readonly said: object
  readonly about: object
}

const kept = z.strictObject({
  person: z.custom<SentPerson>(value => typeof value === 'object' && value !== null),
  said: z.looseObject({}),
  about: z.looseObject({}),
})

/** As it is read back. */
export const waitingOf = (body: unknown): Waiting => kept.parse(body)

export const waitingIn = ({ missing, said, about }: SentIncident): readonly Waiting[] =>
  missing.map(person => ({ person, said, about }))

type Deps = Omit<StepDeps, 'others'>

/** Why no report of it could be recorded, whoever is missing; null where one can. */
export function whyNot({ said, about }: SentIncident, deps: Deps): Refused | null {
  const first = { type: 'REPORT', childId: 'any', reference: 'any', incident: null, ...said, ...about }
  const stepped = step(null, first, { ...deps, others: [] })
  return stepped.ok ? null : refuse(stepped.code, 'data')
}

/** The number by which the child is known; null where none was sent, or one that does not add up. */
export const numberOf = ({ nhsNumber }: SentPerson): string | null => {
  const digits = nhsNumber?.replaceAll(/[\s-]/g, '') ?? null
  return digits !== null && isNhsNumber(digits) ? digits : null
}

/** By the ordinary rules, as of a child who is not shown to whoever reports. */
export const reportOf = (
  held: readonly HeldEpisode[],
  {
    waiting: { said, about },
    incident,
    childId,
    reference,
  }: {
    readonly waiting: Waiting
    readonly incident: string
    readonly childId: string
    readonly reference: string
  },
  shown: boolean,
  deps: Deps,
): Recorded | Refused => recordReport(held, { childId, reference, said, about: { ...about, incident } }, shown, deps)
