// What two editions say differently beside levels: acts, single restrained records, whereabouts, budgets, lengths of time, and the
// document itself.
import { mayLocate, mayReceive } from '../decide/index.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { everyConditions, everyRelationships } from '../protocol/points.js'
import { ACTS, HANDLING_CODES, RELATIONSHIPS } from '../protocol/words.js'
import { documentRules } from './document-changes.js'

export interface RuleChange {
  /** Which rule: `act.triage`, `handling ABOUT_CARER`, `grace of TEAM`. */
  readonly rule: string
  /** The role, where the rule speaks of one. */
  readonly role: string | null
  /** Who has more by it: that role, or without one everybody it speaks of. CHANGES where it is neither more nor less. */
  readonly change: 'GAINS' | 'LOSES' | 'CHANGES'
  /** What it was and what it is; null where there was none, or is none any more. */
  readonly from: string | null
  readonly to: string | null
}

interface Rule {
  readonly rule: string
  readonly role: string | null
  readonly text: string
  /** What more of `amount` is to those it speaks of. A rule without an amount is a grant: to have it is the gain. */
  readonly more: 'GAINS' | 'LOSES' | 'CHANGES'
  readonly amount: number | null
}
/** Each rule as text, by name and role: two editions differ where their texts do. */
type Rules = ReadonlyMap<string, Rule>
type Add = (rule: string, role: string | null, text: string | null, more: Rule['more'], amount?: number) => void

export function ruleChanges(before: CompiledProtocol, after: CompiledProtocol): readonly RuleChange[] {
  const [old, now] = [rulesOf(before), rulesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [was, is] = [old.get(key), now.get(key)]
    const either = was ?? is
    if (either === undefined || was?.text === is?.text) return []
    const { rule, role } = either
    return [{ rule, role, change: changeOf(was, is, either), from: was?.text ?? null, to: is?.text ?? null }]
  })
}

/** A grant whose text changed gives neither more nor less: its text tells what. */
function changeOf(was: Rule | undefined, is: Rule | undefined, { more, amount }: Rule): RuleChange['change'] {
  if (more === 'CHANGES' || (was && is && amount === null)) return 'CHANGES'
  const grew = was && is ? (is.amount ?? 0) > (was.amount ?? 0) : was === undefined
  return grew === (more === 'GAINS') ? 'GAINS' : 'LOSES'
}

function rulesOf(protocol: CompiledProtocol): Rules {
  const { edition } = protocol
  const rules = new Map<string, Rule>()
  const add: Add = (rule, role, text, more, amount) => {
    if (text !== null) rules.set(`${rule} ${role ?? ''}`, { rule, role, text, more, amount: amount ?? null })
  }
  for (const role of protocol.columns) {
    const { code } = role
    for (const act of ACTS) add(`act.${act}`, code, actOf(edition.acts[act], code), 'GAINS')
    for (const handling of HANDLING_CODES)
      add(`handling ${handling}`, code, receives(protocol, handling, code), 'GAINS')
    add('told that a record was removed', code, edition.handling.told.includes(code) ? 'yes' : null, 'GAINS')
    add('told, without a relationship, that the child is known', code, role.toldTheChildIsKnown ? 'yes' : null, 'GAINS')
    const held = everyRelationships(role).filter(set => mayLocate(protocol, code, set) === 'YES')
    const [fewest] = held.map(set => set.map(({ relationship }) => relationship).join(' and ') || 'any')
    const located = fewest === undefined ? null : `with ${fewest} relationship`
    add('told where a child with a protection flag is', code, located, 'GAINS')
    add('asserted by the agencies', code, role.agencies.join(', '), 'CHANGES')
  }
  addAmounts(edition, protocol.columns, add)
  add('facts carried into hub records', null, JSON.stringify(edition.carried), 'CHANGES')
  add('the gateway acting of itself', null, JSON.stringify(edition.systemActors), 'CHANGES')
  for (const [name, { concealed, owner }] of Object.entries(edition.categories)) {
    const refused = concealed ? 'looks the same as nothing recorded' : 'is said'
    add(`a refusal of ${name}`, null, refused, 'CHANGES')
    add(`whoever answers for ${name}`, null, owner, 'CHANGES')
  }
  for (const [place, text] of documentRules(edition)) add(place, null, text, 'CHANGES')
  return rules
}

/** Lengths of time and budgets: more of one is a gain, or, where it makes a budget smaller, a loss. */
function addAmounts(edition: CompiledProtocol['edition'], columns: CompiledProtocol['columns'], add: Add): void {
  const { breakGlass, episode, narrowing, proportion, conflictsOfInterest } = edition
  const lasts = (rule: string, ms: number, more: Rule['more'] = 'GAINS'): void =>
    add(rule, null, `${ms / 60_000} minutes`, more, ms)
  const counts = (rule: string, role: string | null, many: number, more: Rule['more'] = 'GAINS'): void =>
    add(rule, role, String(many), more, many)
  for (const name of RELATIONSHIPS) lasts(`grace of ${name}`, edition.relationships[name].grace)
  lasts('break-glass, at most', breakGlass.atMost)
  lasts('an episode open after return, at least', episode.openAtLeastAfterReturn)
  lasts('an episode open after return, at most', episode.openAtMostAfterReturn)
  lasts('the last known state of an episode counts for', episode.lastConfirmedCountsFor)
  add('the column is narrowed after', null, `${narrowing.afterDays} days`, 'GAINS', narrowing.afterDays)
  lasts('budgets are counted over', proportion.within, 'LOSES')
  counts('identifiers that lead to no child shown, at most', null, proportion.guesses.atMost)
  counts('overseers are told from so many of them', null, proportion.guesses.flaggedFrom)
  counts('overseers are told of a slow crawl from', null, proportion.slowly.flaggedFrom)
  lasts('a slow crawl is counted over', proportion.slowly.within, 'LOSES')
  for (const [code, most] of Object.entries(proportion.shown)) counts('children shown, at most', code, most)
  for (const { code, canHold } of columns)
    for (const name of canHold)
      add(`children not counted, by ${name}`, code, proportion.apart.includes(name) ? 'yes' : null, 'GAINS')
  counts('notices of one conflict of interest a day', null, conflictsOfInterest.noticesOfOneConflictADay, 'CHANGES')
}

function actOf(act: CompiledProtocol['edition']['acts']['triage'], code: string): string | null {
  if (!act.roles.includes(code)) return null
  const { notTheAuthor, onlyTheOwnersAgency, relationship, onlyTheAlertedTeam, roles: _, ...more } = act
  return [
    relationship === 'OWN' ? 'with its own relationship' : 'without a relationship',
    ...(notTheAuthor.includes(code) ? ['not its author'] : []),
    ...(onlyTheAlertedTeam ? ['only the alerted team'] : []),
    ...(onlyTheOwnersAgency.includes(code) ? ["only of the owner's agency"] : []),
    ...Object.entries(more).map(([name, value]) => `${name} ${JSON.stringify(value)}`),
  ].join('; ')
}

/** For which tokens the role receives a record under the code; null for none. */
function receives(protocol: CompiledProtocol, handling: string, code: string): string | null {
  const every = everyConditions(protocol)
  const among = every.filter(said => mayReceive(protocol, handling, code, said))
  if (among.length === 0) return null
  if (among.length === every.length) return 'yes'
  const tokens = among.map(({ secondedFrom, vetting, clearance }) =>
    [secondedFrom, vetting, ...clearance].filter(word => word !== null).join('+'),
  )
  return `only with ${tokens.join(', ')}`
}
