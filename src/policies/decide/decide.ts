// The decision: caller, relationships, circumstances and category in; a level with its clause out. Pure.
import type { Category } from '../../types/index.js'
import type { CompiledRole, PurposeRule, Standing } from '../protocol/compile.js'
import { roleOf, standingOf } from '../protocol/compile.js'
import type { CompiledProtocol } from '../protocol/index.js'
import type { Facts } from '../protocol/levels.js'
import { levels, openedBy, usable } from '../protocol/levels.js'
import { at } from '../protocol/table.js'
import type { Strength, OPEN_CATEGORIES } from '../protocol/words.js'
import { CHILD_CATEGORIES, levelOf, strengthOf } from '../protocol/words.js'
import type { Ceiling, Decision, Grant, Grants, Question } from './question.js'

const SIZE = CHILD_CATEGORIES.length

/** Decides what one caller is given of one child. An unknown role, or a purpose that is not the role's, is given nothing. */
export function decide(protocol: CompiledProtocol, question: Question): Decision {
  const role = roleOf(protocol, question.role)
  const rule = role?.purposes.get(question.purpose)
  const edition = protocol.id
  if (role === undefined || rule === undefined) {
    const nothing = role === undefined ? NOTHING : refuse(protocol.edition.purposes[question.purpose].clause)
    return { edition, opened: 'NO', purposeAllowed: 'NO', hubRecordsOnly: false, grants: nothing, hub: nothing }
  }
  const standing = standingOf(role, question.conditions)
  const facts = factsOf(role, question)
  const certain = levels(standing, rule, facts, 'CERTAIN', new Uint8Array(SIZE))
  const possible = levels(standing, rule, facts, 'POSSIBLE', new Uint8Array(SIZE))
  const hub = grantsOf((category, index) => {
    const most = ceilingOf(question.ceiling, category)
    const level = Math.min(at(certain, index), most)
    const clause = level < at(certain, index) ? '1.APPLICATION' : clauseOf(protocol, standing, rule, facts, index)
    return grant(level, clause, Math.min(at(possible, index), most) > level)
  })
  return {
    edition,
    opened: facts.breakGlass ? 'YES' : facts.opened,
    purposeAllowed: usable(rule, facts.episodeOpen),
    hubRecordsOnly: rule.hubRecordsOnly,
    grants: rule.hubRecordsOnly ? refuse(rule.clause) : hub,
    hub,
  }
}

/** What the question comes to for this role: break-glass counts only where the role has it. */
function factsOf(role: CompiledRole, question: Question): Facts {
  const { episodeOpen, recentEpisode } = question
  return {
    opened: openedBy(role, question.relationships),
    episodeOpen,
    recentEpisode: recentEpisode === true ? 'YES' : recentEpisode === false ? 'NO' : 'UNDECIDED',
    breakGlass: question.breakGlass && role.breakGlass !== null,
  }
}

// Tells which clause decided, from the same tables and in the same order as `levels`. It never changes a level.
function clauseOf(
  protocol: CompiledProtocol,
  standing: Standing,
  rule: PurposeRule,
  facts: Facts,
  index: number,
): string {
  const { role } = standing
  const opened = facts.opened === 'YES'
  if (usable(rule, facts.episodeOpen) !== 'YES') return rule.clause
  if (!opened && !facts.breakGlass) return `3.OPENS.${role.code}`
  const open = rule.when !== 'WHILE_CLOSED' && facts.episodeOpen === 'YES'
  const cell = at(open ? standing.open : standing.plain, index)
  const narrow = open || facts.recentEpisode === 'YES' || role.narrow === null ? cell : at(role.narrow, index)
  const byRelationship = opened ? Math.min(cell, narrow) : 0
  const glass = facts.breakGlass && role.breakGlass?.[index] === 1 ? cell : 0
  const raised = Math.max(byRelationship, glass)
  const noted = Math.min(raised, at(standing.caps, index))
  if (at(rule.caps, index) < noted) return `${rule.clause}.${at(CHILD_CATEGORIES, index)}`
  if (noted < raised) return at(standing.cappedBy, index)
  if (glass > byRelationship || (!opened && cell > 0)) return protocol.edition.breakGlass.clause
  if (opened && narrow < cell) return protocol.edition.narrowing.clause
  return standing.raisedBy[index] ?? at(role.cellClauses, index)
}

const ALWAYS: Readonly<Record<(typeof OPEN_CATEGORIES)[number], Grant>> = {
  OPERATIONAL: { level: 'FULL', strength: 3, clause: '1.OPERATIONAL', undecided: false },
  DERIVED: { level: 'FULL', strength: 3, clause: '1.DERIVED', undecided: false },
}

const grant = (level: number, clause: string, undecided: boolean): Grant => ({
  level: levelOf(level),
  strength: level as Strength,
  clause,
  undecided,
})

function refuse(clause: string): Grants {
  return grantsOf(() => grant(0, clause, false))
}

/** What a role that the protocol does not know is given of any child. */
export const NOTHING: Grants = refuse('1.ROLE')

function grantsOf(of: (category: Category, index: number) => Grant): Grants {
  // No prototype: a category is looked up by a name, and no name but a category's may answer.
  const grants = Object.assign(Object.create(null) as Record<Category, Grant>, ALWAYS)
  for (const [index, category] of CHILD_CATEGORIES.entries()) grants[category] = of(category, index)
  return Object.freeze(grants)
}

/** The most an application may have of a category, as a number. */
export const ceilingOf = (ceiling: Ceiling, category: Category): number =>
  ceiling === 'ALL' ? 3 : strengthOf(ceiling[category] ?? 'NONE')
