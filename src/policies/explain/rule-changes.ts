// What two editions say differently beside levels: acts, single restrained records, whereabouts, lengths of time.
import { mayLocate, mayReceive } from '../decide/index.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { everyConditions, everyRelationships } from '../protocol/points.js'
import { ACTS, HANDLING_CODES, RELATIONSHIPS } from '../protocol/words.js'

export interface RuleChange {
  /** Which rule: `act.triage`, `handling ABOUT_CARER`, `grace of TEAM`. */
  readonly rule: string
  /** The role, where the rule speaks of one. */
  readonly role: string | null
  /** What it was and what it is; null where there was none, or is none any more. */
  readonly from: string | null
  readonly to: string | null
}

/** Each rule as text, by name and role: two editions differ where their texts do. */
type Rules = ReadonlyMap<string, { readonly rule: string; readonly role: string | null; readonly text: string }>

export function ruleChanges(before: CompiledProtocol, after: CompiledProtocol): readonly RuleChange[] {
  const [old, now] = [rulesOf(before), rulesOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => {
    const [was, is] = [old.get(key), now.get(key)]
    if (was?.text === is?.text) return []
    return [
      { rule: (was ?? is)?.rule ?? '', role: (was ?? is)?.role ?? null, from: was?.text ?? null, to: is?.text ?? null },
    ]
  })
}

function rulesOf(protocol: CompiledProtocol): Rules {
  const { edition } = protocol
  const rules = new Map<string, { rule: string; role: string | null; text: string }>()
  const add = (rule: string, role: string | null, text: string | null): void => {
    if (text !== null) rules.set(`${rule} ${role ?? ''}`, { rule, role, text })
  }
  for (const role of protocol.columns) {
    const { code } = role
    for (const act of ACTS) add(`act.${act}`, code, actOf(edition.acts[act], code))
    for (const handling of HANDLING_CODES) add(`handling ${handling}`, code, receives(protocol, handling, code))
    add('told that a record was removed', code, edition.handling.told.includes(code) ? 'yes' : null)
    add('told, without a relationship, that the child is known', code, role.toldTheChildIsKnown ? 'yes' : null)
    const located = everyRelationships(role).filter(set => mayLocate(protocol, code, set) === 'YES')
    const [fewest] = located.map(set => set.map(({ relationship }) => relationship).join(' and ') || 'any')
    add(
      'told where a child with a protection flag is',
      code,
      fewest === undefined ? null : `with ${fewest} relationship`,
    )
    add('asserted by the agencies', code, role.agencies.join(', '))
  }
  const minutes = (ms: number): string => `${ms / 60_000} minutes`
  for (const name of RELATIONSHIPS) add(`grace of ${name}`, null, minutes(edition.relationships[name].grace))
  add('break-glass, at most', null, minutes(edition.breakGlass.atMost))
  add('an episode open after return, at least', null, minutes(edition.episode.openAtLeastAfterReturn))
  add('an episode open after return, at most', null, minutes(edition.episode.openAtMostAfterReturn))
  add('the last known state of an episode counts for', null, minutes(edition.episode.lastConfirmedCountsFor))
  add('the column is narrowed after', null, `${edition.narrowing.afterDays} days`)
  add('facts carried into hub records', null, JSON.stringify(edition.carried))
  add('the gateway acting of itself', null, JSON.stringify(edition.systemActors))
  for (const [name, { concealed, owner }] of Object.entries(edition.categories)) {
    add(`a refusal of ${name}`, null, concealed ? 'looks the same as nothing recorded' : 'is said')
    add(`whoever answers for ${name}`, null, owner)
  }
  return rules
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
