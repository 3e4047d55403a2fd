// What the parts of an edition may not say of one another: for each, an edition that says it, and that sentence alone as the answer.
import { describe, expect, it } from '@jest/globals'
import { contradictions } from '../../../src/policies/protocol/check.js'
import type { Edition } from '../../../src/policies/protocol/load.js'
import { gwent } from './support.js'

const { edition } = gwent()
type Never = Edition['never'][number]
const relational = (
  id: string,
  change: (clause: Extract<Never, { kind: 'relational' }>) => Partial<Never>,
): Edition => ({
  ...edition,
  never: edition.never.map(clause =>
    clause.id === id && clause.kind === 'relational' ? ({ ...clause, ...change(clause) } as Never) : clause,
  ),
})
const withNote = (clause: string, change: Partial<Edition['notes'][number]>): Edition => ({
  ...edition,
  notes: edition.notes.map(note => (note.clause === clause ? { ...note, ...change } : note)),
})
const withRole = (code: string, change: Partial<Edition['roles'][string]>): Edition => {
  const role = edition.roles[code]
  if (!role) throw new Error(`no role ${code}`)
  return { ...edition, roles: { ...edition.roles, [code]: { ...role, ...change } } }
}
const withAct = <Act extends keyof Edition['acts']>(act: Act, change: Partial<Edition['acts'][Act]>): Edition => ({
  ...edition,
  acts: { ...edition.acts, [act]: { ...edition.acts[act], ...change } },
})
const withLevel = (id: string, change: Partial<Extract<Never, { kind: 'level' }>>): Edition => ({
  ...edition,
  never: edition.never.map(clause => (clause.id === id && clause.kind === 'level' ? { ...clause, ...change } : clause)),
})
const locating = (...mayLocate: string[]): Edition => ({
  ...edition,
  protectionFlag: { ...edition.protectionFlag, mayLocate },
})
const heldBy = (relationship: 'ALLOCATED', roles: string[]): Edition => ({
  ...edition,
  relationships: {
    ...edition.relationships,
    [relationship]: { ...edition.relationships[relationship], heldBy: roles },
  },
})
const { breakGlass, handling, narrowing, withoutRelationship, purposes, episode, edition: document } = edition

describe('an edition', () => {
  it('that contradicts itself nowhere is told nothing', () => {
    expect(contradictions(edition)).toEqual([])
  })

  it.each<[string, Edition, string[]]>([
    ['a relationship of nobody’s', heldBy('ALLOCATED', ['SW', 'QQ']), ['relationships.ALLOCATED.heldBy: unknown role "QQ"']],
    ['a relationship twice one role’s', heldBy('ALLOCATED', ['SW', 'SW']), ['relationships.ALLOCATED.heldBy: role SW is named twice']],
    ['a role told twice', { ...edition, handling: { ...handling, told: ['HP', 'HM', 'HP'] } }, ['handling.told: role HP is named twice']],
    ['a role narrowed that there is not', { ...edition, narrowing: { ...narrowing, roles: ['PM', 'QQ'] } }, ['narrowing.roles: unknown role "QQ"']],
    ['a role told of the child that there is not', { ...edition, withoutRelationship: { ...withoutRelationship, toldTheChildIsKnown: ['QQ'] } }, ['withoutRelationship.toldTheChildIsKnown: unknown role "QQ"']],
    ['a role told of the child that needs no relationship', { ...edition, withoutRelationship: { ...withoutRelationship, toldTheChildIsKnown: ['SW', 'AU'] } }, ['withoutRelationship: AU holds no relationship, so it cannot be without one']],
    ['a role without episode that there is not', { ...edition, purposes: { ...purposes, ASSESS_RISK: { ...purposes.ASSESS_RISK, rolesWithoutEpisode: ['PO', 'QQ'] } } }, ['purposes.ASSESS_RISK.roles: unknown role "QQ"']],
    ['a purpose of no child that caps', { ...edition, purposes: { ...purposes, STATISTICS: { ...purposes.STATISTICS, caps: { IDENTITY: 'NONE' } } } }, ['purposes.STATISTICS: it opens no child category and caps some: say one']],
    ['a note for a role there is not', withNote('3.(4)', { roles: ['HM', 'QQ'] }), ['notes 3.(4): unknown role "QQ"']],
    ['a note with two conditions', withNote('3.(1)', { if: 'police-cleared' }), ['notes 3.(1): say either "if" or "unless"']],
    ['a note with two effects', withNote('3.(1)', { gives: 'FULL' }), ['notes 3.(1): say either "atMost" or "gives"', ...['HP', 'HM'].map(role => `notes 3.(1): it changes nothing for ${role} on POLICE_INTELLIGENCE, so note and matrix disagree`)]],
    ['a note on a condition there is not', withNote('3.(4)', { if: 'lucky' }), ['notes 3.(4): unknown condition "lucky"']],
    ['a note that caps at what there is', withNote('3.(1)', { roles: ['HP'], atMost: 'FULL' }), ['notes 3.(1): it changes nothing for HP on POLICE_INTELLIGENCE, so note and matrix disagree']],
    ['a note that gives what there is', withNote('3.(4)', { gives: 'NONE' }), ['HM', 'PM'].map(role => `notes 3.(4): it changes nothing for ${role} on PROTECTED, so note and matrix disagree`)],
    ['an audience of nobody', { ...edition, handling: { ...handling, audiences: { ...handling.audiences, ADDRESS_DO_NOT_DISCLOSE: { roles: ['HM', 'QQ'] } } } }, ['handling.audiences.ADDRESS_DO_NOT_DISCLOSE: unknown role "QQ"']],
    ['an audience of everybody but nobody', { ...edition, handling: { ...handling, audiences: { ...handling.audiences, ABOUT_CARER: { everybodyBut: ['QQ'] } } } }, ['handling.audiences.ABOUT_CARER: unknown role "QQ"']],
    ['whereabouts for nobody', locating('HM', 'QQ'), ['protectionFlag.mayLocate: unknown role "QQ"']],
    ['whereabouts by no relationship', locating('SW with LUCK'), ['protectionFlag.mayLocate: unknown relationship "LUCK"']],
    ['whereabouts by another’s relationship', locating('SW with RESIDENT'), ['protectionFlag.mayLocate: SW cannot hold RESIDENT']],
    ['an end on the first day', { ...edition, edition: { ...document, until: document.from, reviewOn: document.from } }, ['edition: it ends before it begins']],
    ['a review after the end', { ...edition, edition: { ...document, reviewOn: '2028-01-10' } }, ['edition: its review falls after its end']],
    ['a clause twice', withNote('3.(4)', { clause: '3.(1)' }), ['clause 3.(1) is used twice', 'welsh.notes: "3.(4)" is not in this edition']],
    ['break-glass for a column that never opens', { ...edition, breakGlass: { ...breakGlass, roles: [...breakGlass.roles, 'AN'] }, acts: { ...edition.acts, breakGlass: { ...edition.acts.breakGlass, roles: [...breakGlass.roles, 'AN'], relationship: 'NOT_NEEDED' } } }, ['breakGlass: the column of AN never opens']],
    ['an episode that closes before it may', { ...edition, episode: { ...episode, openAtMostAfterReturn: episode.openAtLeastAfterReturn - 1 } }, ['episode: it stays open at least longer than at most']],
    ['an author who may not act', withAct('approveSummary', { notTheAuthor: ['HP', 'PO'] }), ['acts.approveSummary: "PO" is limited but not among its roles']],
    ['an owner’s agency that may not act', withAct('reconcileBreakGlass', { onlyTheOwnersAgency: ['AU', 'PO'] }), ['acts.reconcileBreakGlass: "PO" is limited but not among its roles']],
    ['an act by a relationship nobody has', withAct('recordDebrief', { roles: ['DW', 'AU'] }), ['acts.recordDebrief: AU has no relationship of its own']],
    ['a clause on two sets', withLevel('N1', { onAllBut: ['CONTACT'] }), ['never N1: say either "on" or "onAllBut"']],
    ['a clause for a role there is not', withLevel('N5', { who: { roles: ['AN', 'QQ'] } }), ['never N5: unknown role "QQ"']],
    ['break-glass on nothing', relational('N6', ({ on: _, ...rest }) => ({ ...rest, on: undefined })), ['never N6: "on" belongs to BREAK_GLASS, and it needs it']],
    ['a grace with another clause', relational('N6', () => ({ graceAtMost: { default: 1 } })), ['never N6: "graceAtMost" with a default belongs to ENDED_OR_UNDECIDED, and it needs it']],
    ['a grace without a default', relational('N7', () => ({ graceAtMost: { ENROLLED: 1 } })), ['never N7: "graceAtMost" with a default belongs to ENDED_OR_UNDECIDED, and it needs it']],
    ['what is never pre-filled with another clause', relational('N7', () => ({ neverPreFilled: ['CONTACT'] })), ['never N7: "neverPreFilled" belongs to CARRIED_FACT, and it needs it']],
    ['"on" with another clause', relational('N8', () => ({ on: ['CONTACT'] })), ['never N8: "on" belongs to BREAK_GLASS, and it needs it']],
    ['two roles of one name', withRole('TM', { name: 'SOCIAL_WORKER' }), ['roles: two roles are named SOCIAL_WORKER']],
  ])('may not have %s', (_, of, says) => {
    expect(contradictions(of)).toEqual(says)
  }) // prettier-ignore

  it.each<[string, Edition]>([
    ['a review on its last day', { ...edition, edition: { ...document, reviewOn: document.until } }],
    ['an episode that is open as long at least as at most', { ...edition, episode: { ...episode, openAtMostAfterReturn: episode.openAtLeastAfterReturn } }],
    ['break-glass roles in another order', { ...edition, breakGlass: { ...breakGlass, roles: [...breakGlass.roles].reverse() } }],
    ['whereabouts by whichever relationship', locating('SW', 'TM with TEAM')],
  ])('may have %s', (_, of) => {
    expect(contradictions(of)).toEqual([])
  }) // prettier-ignore
})
