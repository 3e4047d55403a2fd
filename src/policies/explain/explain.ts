// Why a role is given a coordinate, or is not: the decision of the gateway's own tables, with its reason. About rules alone:
// no child is asked for, and nothing said here depends on a record.
import { knowsOfSomebody } from '../../children/professionals.js'
import { OPEN_CATEGORIES } from '../../schema/classification.js'
import type { Coordinate } from '../../schema/classification.js'
import type { Bilingual, Category, Level } from '../../types/index.js'
import { LEVELS } from '../../types/index.js'
import { contactFor, decide, isConcealed, mayLocate } from '../decide/index.js'
import type { Question } from '../decide/index.js'
import type { CompiledProtocol, ProtocolContact, Verdict } from '../protocol/index.js'
import { clauseInWords } from './clause.js'

/** What is asked about: a coordinate as the schema classifies it, or a category at a level. */
export interface Sought {
  readonly name: string
  readonly category: Category
  readonly level: Level
  readonly locates: boolean
  /** On the child itself: agencies' word, so a purpose that reads hub records alone gives none of it. */
  readonly ofChild: boolean
}

export interface Explanation {
  readonly edition: string
  readonly sought: Sought
  /** GIVEN, or what the caller meets in its place. CONCEALED looks the same as nothing recorded. */
  readonly outcome: 'GIVEN' | 'EXISTS_ONLY' | 'WITHHELD' | 'CONCEALED' | 'UNDECIDED'
  /** The level on the category, for records of agencies and of the hub. */
  readonly level: Level
  readonly hubLevel: Level
  readonly clause: string
  readonly why: Bilingual
  readonly opened: Verdict
  readonly purposeAllowed: Verdict
  /** Whether a place may be told of a child with a protection flag; null for what tells no place. */
  readonly ofProtectedChild: Verdict | null
  readonly contact: ProtocolContact
}

export const soughtCoordinate = ({ type, field, category, level, locates }: Coordinate): Sought => ({
  name: `${type}.${field}`,
  category,
  level,
  locates,
  ofChild: type === 'Child',
})

/** The least there is to know of a category. */
export const soughtCategory = (category: Category, level: Level = 'EXISTS'): Sought => ({
  name: category,
  category,
  level,
  locates: false,
  ofChild: false,
})

/** Explains one decision. */
export function explain(protocol: CompiledProtocol, question: Question, sought: Sought): Explanation {
  const decision = decide(protocol, question)
  const { category } = sought
  const [agency, hub] = [decision.grants[category], decision.hub[category]]
  const used = sought.ofChild ? agency : hub
  // Who works with a child is told only to whoever may know of some agency's part in that child's life.
  const nobody = category === 'PROFESSIONALS' && !knowsOfSomebody(sought.ofChild ? decision.grants : decision.hub)
  const open = OPEN_CATEGORIES.has(category)
  const given = open || (!nobody && used.strength >= LEVELS.indexOf(sought.level))
  return {
    edition: decision.edition,
    sought,
    outcome: given
      ? 'GIVEN'
      : used.undecided
        ? 'UNDECIDED'
        : isConcealed(protocol, category)
          ? 'CONCEALED'
          : !nobody && used.level === 'EXISTS'
            ? 'EXISTS_ONLY'
            : 'WITHHELD',
    level: nobody ? 'NONE' : agency.level,
    hubLevel: nobody ? 'NONE' : hub.level,
    clause: used.clause,
    why: nobody && used.strength > 0 ? NOBODY : clauseInWords(protocol, used.clause, question, category),
    opened: decision.opened,
    purposeAllowed: decision.purposeAllowed,
    ofProtectedChild: sought.locates ? mayLocate(protocol, question.role, question.relationships) : null,
    contact: contactFor(protocol, category),
  }
}

const NOBODY: Bilingual = {
  en: 'No agency’s part in a child’s life may be known of, so nobody who works with the child may be either.',
  cy: 'Ni chaniateir gwybod am ran unrhyw asiantaeth ym mywyd plentyn, felly nac am neb sy’n gweithio gyda’r plentyn ychwaith.',
}
