// Asks what relationships rest on. Children who turn out not to be shown cost the same questions as children nobody knows:
// every system that could have been asked is asked once, about nobody where there is no record.
import { randomUUID } from 'node:crypto'
import type { AgencySource, Part, Reading } from '../../adapters/agency.js'
import { sameChild } from '../../children/identity/same-child.js'
import type { Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import { factQuestions } from './facts.js'
import type { FactQuestion, FactsNeeded } from './facts.js'
import type { FactAnswer } from './relationships.js'

export type AskFact = (source: AgencySource, recordId: string, parts: ReadonlySet<Part>) => Promise<Reading>

/** Whether the verified identifiers a record states are the child's; null where neither says. */
export type IsOwner = (childId: string, reading: Reading) => Promise<boolean | null>

export interface GatherDeps {
  readonly person: Person
  readonly sources: readonly AgencySource[]
  readonly ask: AskFact
  readonly isOwner: IsOwner
  /** Whom to ask about in the place of a record there is not; anybody who is nobody, where absent. */
  readonly nobodyAt?: ((source: AgencySource) => string) | undefined
}

/** The questions about records the child has. */
export async function gatherFacts(
  needed: FactsNeeded,
  child: { readonly id: string; readonly links: readonly Link[] },
  deps: GatherDeps,
): Promise<readonly FactAnswer[]> {
  const due = factQuestions(needed, deps.person, child.links, deps.sources).filter(({ link }) => link !== null)
  return Promise.all(
    due.map(async question => {
      const reading = await put(question, deps)
      const subject = reading.kind === 'read' ? reading.subject : null
      const same = sameChild(question.link?.anchor ?? null, subject, await deps.isOwner(child.id, reading))
      return { question, reading, sameChild: same }
    }),
  )
}

/**
 * The same questions about nobody, to the systems in which the child has no record. Where none has been asked about the child,
 * the first kind of system is asked before the rest, so that both cases take as many rounds.
 */
export async function askAboutNobody(
  needed: FactsNeeded,
  answered: readonly FactAnswer[],
  deps: GatherDeps,
): Promise<readonly FactAnswer[]> {
  const links = answered.flatMap(({ question: { link } }) => link ?? [])
  const due = factQuestions(needed, deps.person, links, deps.sources).filter(({ link }) => link === null)
  const first =
    answered.length > 0
      ? []
      : due.filter(({ source }) => source.description.agency === due[0]?.source.description.agency)
  const rest = due.filter(question => !first.includes(question))
  const putAll = (questions: readonly FactQuestion[]): Promise<FactAnswer[]> =>
    Promise.all(questions.map(async question => ({ question, reading: await put(question, deps), sameChild: true })))
  return [...(await putAll(first)), ...(await putAll(rest))]
}

function put({ source, link, parts }: FactQuestion, deps: GatherDeps): Promise<Reading> {
  return deps.ask(source, link?.recordId ?? (deps.nobodyAt ?? nobodyAt)(source), parts)
}

/** An id in the source's own form that no record has. */
export function nobodyAt(source: AgencySource | undefined): string {
  return source?.description.agency === 'POLICE' ? `N-0${Math.floor(Math.random() * 1e6)}` : randomUUID()
}
