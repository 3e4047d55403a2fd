// Asks what relationships rest on. Children who turn out not to be shown cost the same questions as children nobody knows:
// every system that could have been asked is asked once, about nobody where there is no record.
import { randomUUID } from 'node:crypto'
import type { AgencySource, Part, Reading } from '../../adapters/agency.js'
import type { Person } from '../../types/caller.js'
import type { Link } from '../../types/child.js'
import { factQuestions } from './facts.js'
import type { FactQuestion, FactsNeeded } from './facts.js'
import type { FactAnswer } from './relationships.js'

export type AskFact = (source: AgencySource, recordId: string, parts: ReadonlySet<Part>) => Promise<Reading>

/** The questions about records the child has. */
export async function gatherFacts(
  needed: FactsNeeded,
  person: Person,
  links: readonly Link[],
  sources: readonly AgencySource[],
  ask: AskFact,
): Promise<readonly FactAnswer[]> {
  const due = factQuestions(needed, person, links, sources).filter(({ link }) => link !== null)
  return Promise.all(due.map(async question => ({ question, reading: await put(question, ask) })))
}

/** The same questions about nobody, to the systems in which the child has no record. */
export async function askAboutNobody(
  needed: FactsNeeded,
  person: Person,
  links: readonly Link[],
  sources: readonly AgencySource[],
  ask: AskFact,
): Promise<readonly FactAnswer[]> {
  const due = factQuestions(needed, person, links, sources).filter(({ link }) => link === null)
  return Promise.all(due.map(async question => ({ question, reading: await put(question, ask) })))
}

function put({ source, link, parts }: FactQuestion, ask: AskFact): Promise<Reading> {
  return ask(source, link?.recordId ?? nobody(source), parts)
}

/** An id in the source's own form that no record has. */
function nobody({ description }: AgencySource): string {
  return description.agency === 'POLICE' ? `N-0${Math.floor(Math.random() * 1e6)}` : randomUUID()
}
