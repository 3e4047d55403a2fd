// One child's share of an answer: each field taken out, checked, and failed alone where it failed alone.
import type { AnswerReason } from '../../../types/index.js'
import type { Call } from '../../agency.js'
import { SourceFault } from '../../transport.js'
import { parsed } from '../../wire.js'
import { MOST_PAGES } from '../wire.js'
import { isForbidden, reasonOfError, type Answer, type AskEclipse } from './client.js'
import { pageQuery } from './compose.js'
import {
  corePerson,
  LIST_FIELDS,
  PERSON_FIELDS,
  type CorePerson,
  type Field,
  type ListField,
  type ListRow,
  type PersonField,
  type PersonWire,
} from './upstream.js'

export interface Reader {
  readonly person: CorePerson
  /** A field of the person; throws SourceFault where it failed or has not its shape. */
  take<F extends PersonField>(field: F): PersonWire[F]
  /** Every row of a list, all pages. */
  list<F extends ListField>(field: F): Promise<readonly ListRow[F][]>
  /** Lists from which Eclipse said that it kept rows back. */
  readonly restrained: ReadonlySet<Field>
}

/** The reader of the child whose aliases end in `end`, or what the answer says instead of a person. */
export function readerOf(
  answer: Answer,
  end: string,
  recordId: string,
  ask: AskEclipse,
  call: Call,
): Reader | 'nothing' | 'locked' {
  const failing = failuresOf(answer, end)
  const refused = answer.errors.find(error => error.path?.length === 1 && error.path[0] === `person${end}`)
  if (refused) {
    if (isForbidden(refused)) return 'locked'
    throw new SourceFault(reasonOfError(refused))
  }
  const raw = answer.data[`person${end}`]
  if (raw === null) return 'nothing'
  for (const field of Object.keys(corePerson.shape)) {
    const reason = failing.get(field)
    if (reason) throw new SourceFault(reason)
  }
  const person = parsed(corePerson, raw)
  const fields = raw as Readonly<Record<string, unknown>>
  const restrained = new Set<Field>()
  const lists = new Map<ListField, Promise<readonly unknown[]>>()

  const follow = async (field: ListField): Promise<readonly unknown[]> => {
    let page = parsed(LIST_FIELDS[field], failing.has(field) ? fail(failing, field) : answer.data[`${field}${end}`])
    const rows: unknown[] = []
    for (let number = 1; ; number += 1) {
      const { returned, totalSize, securityMetaData } = page.cursor
      if (returned !== page.results.length) throw new SourceFault('MALFORMED')
      rows.push(...page.results)
      if ((securityMetaData?.numberOfRemovedElements ?? 0) + (securityMetaData?.numberOfSecuredElements ?? 0) > 0) {
        restrained.add(field)
      }
      if (rows.length >= totalSize) return rows
      if (returned === 0 || number === MOST_PAGES) throw new SourceFault('MALFORMED')
      const next = await ask(pageQuery(field), { id: recordId, page: number + 1 }, call)
      if (next.errors[0]) throw new SourceFault(reasonOfError(next.errors[0]))
      page = parsed(LIST_FIELDS[field], next.data[field])
    }
  }

  return {
    person,
    restrained,
    take: <F extends PersonField>(field: F) => {
      if (failing.has(field)) fail(failing, field)
      return parsed(PERSON_FIELDS[field], fields[field]) as PersonWire[F]
    },
    list: <F extends ListField>(field: F) => {
      const known = lists.get(field) ?? follow(field)
      lists.set(field, known)
      return known as Promise<readonly ListRow[F][]>
    },
  }
}

/** Which of this child's fields an error lies in, at any depth: a part with a hole in it is not given. */
function failuresOf({ errors }: Answer, end: string): ReadonlyMap<string, AnswerReason> {
  const failing = new Map<string, AnswerReason>()
  for (const error of errors) {
    const [root, field] = error.path ?? []
    if (root === `person${end}` && field !== undefined) failing.set(String(field), reasonOfError(error))
    const list = Object.keys(LIST_FIELDS).find(name => root === `${name}${end}`)
    if (list !== undefined) failing.set(list, reasonOfError(error))
  }
  return failing
}

function fail(failing: ReadonlyMap<string, AnswerReason>, field: string): never {
  throw new SourceFault(failing.get(field) ?? 'SOURCE_ERROR')
}
