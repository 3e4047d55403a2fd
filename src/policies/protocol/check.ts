// What the parts of an edition say of one another: names that lead nowhere, and rules that contradict.
import { wordless } from './check-words.js'
import type { Edition } from './load.js'
import { readMember } from './member.js'
import { CHILD_CATEGORIES, RECORD_KINDS, strengthOf } from './words.js'

/** Every contradiction in an edition whose shape is right, as sentences that name the place. */
export function contradictions(edition: Edition): readonly string[] {
  return [
    ...unknownRoles(edition),
    ...members(edition),
    ...documentFacts(edition),
    ...opening(edition),
    ...purposes(edition),
    ...notes(edition),
    ...narrowing(edition),
    ...actsAndBreakGlass(edition),
    ...proportion(edition),
    ...retention(edition),
    ...neverClauses(edition),
    ...wordless(edition),
  ]
}

const when = (wrong: boolean, sentence: string): readonly string[] => (wrong ? [sentence] : [])
const twice = (words: readonly string[]): readonly string[] =>
  words.filter((word, place) => words.indexOf(word) !== place)

function unknownRoles(edition: Edition): readonly string[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...Object.entries(edition.relationships).map(
      ([name, each]) => [`relationships.${name}.heldBy`, each.heldBy] as const,
    ),
    ...Object.entries(edition.purposes).flatMap(([name, each]) => [
      [`purposes.${name}.roles`, [...each.roles, ...each.rolesWithoutEpisode]] as const,
    ]),
    ...edition.notes.flatMap(note =>
      note.roles === 'EVERY_ROLE' ? [] : [[`notes ${note.clause}`, note.roles] as const],
    ),
    ['narrowing.roles', edition.narrowing.roles],
    ['breakGlass.roles', edition.breakGlass.roles],
    ['withoutRelationship.toldTheChildIsKnown', edition.withoutRelationship.toldTheChildIsKnown],
    ['handling.told', edition.handling.told],
    ...Object.entries(edition.handling.audiences).flatMap(([code, audience]) =>
      'everybodyBut' in audience ? [[`handling.audiences.${code}`, audience.everybodyBut] as const] : [],
    ),
    ...Object.entries(edition.acts).flatMap(([name, act]) => [
      [`acts.${name}.roles`, act.roles] as const,
      [`acts.${name}.ofOthers`, act.ofOthers ?? []] as const,
    ]),
    ...edition.never.flatMap(clause =>
      clause.kind === 'level' && 'roles' in clause.who ? [[`never ${clause.id}`, clause.who.roles] as const] : [],
    ),
  ]
  return lists.flatMap(([place, roles]) => [
    ...roles.filter(role => !(role in edition.roles)).map(role => `${place}: unknown role "${role}"`),
    ...twice(roles).map(role => `${place}: role ${role} is named twice`),
  ])
}

function members(edition: Edition): readonly string[] {
  const cleared: (readonly [string, string])[] = [
    ...Object.entries(edition.handling.audiences).flatMap(([code, audience]) =>
      'roles' in audience ? audience.roles.map(text => [`handling.audiences.${code}`, text] as const) : [],
    ),
    ...edition.never.flatMap(clause =>
      clause.kind === 'audience' ? clause.within.map(text => [`never ${clause.id}`, text] as const) : [],
    ),
  ]
  return [
    ...cleared.flatMap(([place, text]) => {
      const { role, qualifier } = readMember(text, 'if')
      return [
        ...when(!(role in edition.roles), `${place}: unknown role "${role}"`),
        ...when(qualifier !== null && !(qualifier in edition.conditions), `${place}: unknown condition "${qualifier}"`),
      ]
    }),
    ...edition.protectionFlag.mayLocate.flatMap(text => {
      const { role, qualifier } = readMember(text, 'with')
      const held = Object.entries(edition.relationships).find(([name]) => name === qualifier)?.[1]
      return [
        ...when(!(role in edition.roles), `protectionFlag.mayLocate: unknown role "${role}"`),
        ...when(
          qualifier !== null && held === undefined,
          `protectionFlag.mayLocate: unknown relationship "${qualifier}"`,
        ),
        ...when(held?.heldBy.includes(role) === false, `protectionFlag.mayLocate: ${role} cannot hold ${qualifier}`),
      ]
    }),
  ]
}

function documentFacts(edition: Edition): readonly string[] {
  const { edition: document, categories, signatories, bases, roles, notes } = edition
  const signed = new Set(signatories.map(each => each.agency))
  const clauses = [...Object.values(categories).map(each => each.clause), ...notes.map(note => note.clause)]
  return [
    ...when(document.until <= document.from, 'edition: it ends before it begins'),
    ...when(document.reviewOn > document.until, 'edition: its review falls after its end'),
    ...Object.entries(categories).flatMap(([name, each]) =>
      each.basis.filter(basis => !(basis in bases)).map(basis => `categories.${name}: unknown lawful basis "${basis}"`),
    ),
    ...Object.entries(roles).flatMap(([code, role]) =>
      role.agencies.filter(agency => !signed.has(agency)).map(agency => `roles.${code}: ${agency} has not signed`),
    ),
    ...twice(Object.values(roles).map(role => role.name)).map(name => `roles: two roles are named ${name}`),
    ...twice([...clauses, ...edition.never.map(clause => clause.id)]).map(clause => `clause ${clause} is used twice`),
  ]
}

function opening(edition: Edition): readonly string[] {
  return Object.entries(edition.roles).flatMap(([code, role]) => {
    const told = edition.withoutRelationship.toldTheChildIsKnown.includes(code)
    if (typeof role.opensBy === 'string') {
      return when(told, `withoutRelationship: ${code} holds no relationship, so it cannot be without one`)
    }
    return role.opensBy
      .filter(name => !edition.relationships[name].heldBy.includes(code))
      .map(name => `roles.${code}: opens by ${name}, which relationships.${name}.heldBy does not let it hold`)
  })
}

function purposes(edition: Edition): readonly string[] {
  const all = Object.entries(edition.purposes)
  const used = new Set(all.flatMap(([, purpose]) => [...purpose.roles, ...purpose.rolesWithoutEpisode]))
  return [
    ...Object.keys(edition.roles)
      .filter(role => !used.has(role))
      .map(role => `purposes: role ${role} may use none, so nothing it is given can be asked for`),
    ...all.flatMap(([name, purpose]) =>
      when(
        purpose.noChildCategory && Object.keys(purpose.caps).length > 0,
        `purposes.${name}: it opens no child category and caps some: say one`,
      ),
    ),
  ]
}

function notes(edition: Edition): readonly string[] {
  return edition.notes.flatMap(note => {
    const place = `notes ${note.clause}`
    const condition = note.if ?? note.unless
    return [
      ...when((note.if === undefined) === (note.unless === undefined), `${place}: say either "if" or "unless"`),
      ...when((note.atMost === undefined) === (note.gives === undefined), `${place}: say either "atMost" or "gives"`),
      ...when(
        condition !== undefined && !(condition in edition.conditions),
        `${place}: unknown condition "${condition}"`,
      ),
      // A rule that widens must name whom it widens for; one that lowers may hold for roles still to come.
      ...when(note.roles === 'EVERY_ROLE' && note.gives !== undefined, `${place}: EVERY_ROLE may only lower`),
      ...(note.roles === 'EVERY_ROLE' ? [] : note.roles).flatMap(role =>
        note.categories.flatMap(category => {
          const cell = edition.matrix.get(category)?.get(role)
          const idle = cell !== undefined && note.atMost !== undefined && strengthOf(note.atMost) >= cell.open
          const lower = cell !== undefined && note.gives !== undefined && strengthOf(note.gives) <= cell.plain
          return when(
            idle || lower,
            `${place}: it changes nothing for ${role} on ${category}, so note and matrix disagree`,
          )
        }),
      ),
    ]
  })
}

function narrowing(edition: Edition): readonly string[] {
  return edition.narrowing.roles.flatMap(role =>
    CHILD_CATEGORIES.flatMap(category => {
      const level = edition.narrowing.only[category]
      const cell = edition.matrix.get(category)?.get(role)
      const wider = level !== undefined && cell !== undefined && strengthOf(level) > cell.plain
      return when(wider, `narrowing: ${level} on ${category} is more than the matrix gives ${role}`)
    }),
  )
}

function proportion({ proportion: { guesses, slowly, shown, within }, roles }: Edition): readonly string[] {
  return [
    ...Object.keys(roles).flatMap(role => when(!(role in shown), `proportion.shown: ${role} has no number`)),
    ...Object.keys(shown).flatMap(role => when(!(role in roles), `proportion.shown: unknown role "${role}"`)),
    ...when(guesses.flaggedFrom >= guesses.atMost, 'proportion.guesses: flagged only when they are used up'),
    ...when(slowly.within <= within, 'proportion.slowly: "within" is no longer than that of the budgets'),
  ]
}

/** A kind without a rule would be kept for good, and one that counts from no record could end on the day it was written. */
function retention({ retention: { rules } }: Edition): readonly string[] {
  return [
    ...twice(rules.map(({ clause }) => clause)).map(clause => `retention.rules: ${clause} is written twice`),
    ...RECORD_KINDS.flatMap(kind =>
      when(
        !rules.some(rule => rule.kind === kind && rule.counted === 'LAST_RECORD'),
        `retention.rules: ${kind} has no rule that counts from its last record`,
      ),
    ),
  ]
}

function actsAndBreakGlass(edition: Edition): readonly string[] {
  const { breakGlass, acts, roles, episode } = edition
  const differ = [...breakGlass.roles].sort().join(' ') !== [...acts.breakGlass.roles].sort().join(' ')
  return [
    ...when(differ, 'breakGlass.roles and acts.breakGlass.roles differ'),
    ...breakGlass.roles
      .filter(code => roles[code]?.opensBy === 'NEVER')
      .map(code => `breakGlass: the column of ${code} never opens`),
    ...when(
      episode.openAtLeastAfterReturn > episode.openAtMostAfterReturn,
      'episode: it stays open at least longer than at most',
    ),
    ...Object.entries(acts).flatMap(([name, act]) => [
      ...[...act.notTheAuthor, ...act.onlyTheOwnersAgency, ...(act.ofOthers ?? [])]
        .filter(role => !act.roles.includes(role))
        .map(role => `acts.${name}: "${role}" is limited but not among its roles`),
      ...act.roles
        .filter(role => act.relationship === 'OWN' && typeof roles[role]?.opensBy === 'string')
        .map(role => `acts.${name}: ${role} has no relationship of its own`),
    ]),
  ]
}

function neverClauses(edition: Edition): readonly string[] {
  return edition.never.flatMap(clause => {
    const place = `never ${clause.id}`
    if (clause.kind === 'level') {
      return when(
        (clause.on === undefined) === (clause.onAllBut === undefined),
        `${place}: say either "on" or "onAllBut"`,
      )
    }
    if (clause.kind === 'audience') return []
    const { same, on, graceAtMost, neverPreFilled } = clause
    return [
      ...when(
        (same === 'BREAK_GLASS') !== (on !== undefined),
        `${place}: "on" belongs to BREAK_GLASS, and it needs it`,
      ),
      ...when(
        (same === 'ENDED_OR_UNDECIDED') !== (graceAtMost !== undefined) ||
          (graceAtMost !== undefined && graceAtMost.default === undefined),
        `${place}: "graceAtMost" with a default belongs to ENDED_OR_UNDECIDED, and it needs it`,
      ),
      ...when(
        (same === 'CARRIED_FACT') !== (neverPreFilled !== undefined),
        `${place}: "neverPreFilled" belongs to CARRIED_FACT, and it needs it`,
      ),
    ]
  })
}
