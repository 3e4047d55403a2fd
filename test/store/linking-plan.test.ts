import { describe, expect, it } from '@jest/globals'
import { isOneName } from '../../src/children/identity/names.js'
import { recordKey, type Demographics } from '../../src/types/child.js'
import { planLinks } from '../../src/store/linking-plan.js'
import {
  identifierKey,
  type HashedIdentifier,
  type Known,
  type LinkableRecord,
} from '../../src/store/linking-records.js'

const ffion: Demographics = {
  givenNames: ['Ffion'],
  familyNames: ['Prys'],
  dateOfBirth: '2010-04-07',
  sex: 'FEMALE',
  postcodeSector: null,
}
const rhys: Demographics = { ...ffion, givenNames: ['Rhys'], sex: 'MALE' }
const nothing: Known = {
  ...{ links: new Map(), holders: new Map(), anchors: new Map(), rejected: new Map() },
  ...{ secondary: new Set(), protectedChildren: new Set(), isSevered: () => false },
}
const nhs: HashedIdentifier = { scheme: 'NHS_NUMBER', hash: 'aa' }
const upn: HashedIdentifier = { scheme: 'UPN', hash: 'bb' }

function record(sourceId: string, anchor = ffion, protectedRecord = false): LinkableRecord {
  return {
    sourceId,
    recordId: '1',
    how: 'NHS_NUMBER',
    identifiers: { nhsNumber: null, upn: null },
    anchor,
    protectedRecord,
  }
}

function plan(page: [LinkableRecord, HashedIdentifier[]][], known: Partial<Known> = {}): ReturnType<typeof planLinks> {
  let next = 0
  const entries = page.map(([one, hashed]) => ({ record: one, hashed }))
  return planLinks(entries, { ...nothing, ...known }, () => `new-${(next += 1)}`)
}

describe('planLinks', () => {
  it('makes a child for the first record, and gives it the next of the same page', () => {
    const made = plan([
      [record('a'), [nhs]],
      [record('b'), [nhs, upn]],
      [record('c'), [upn]],
    ])
    expect(made.children).toEqual(['new-1'])
    expect(made.links.map(link => link.childId)).toEqual(['new-1', 'new-1', 'new-1'])
    expect(made.identifiers.map(({ scheme, childId }) => [scheme, childId])).toEqual([
      ['NHS_NUMBER', 'new-1'],
      ['UPN', 'new-1'],
    ])
  })

  it('leaves a record without a verified identifier to a person', () => {
    const made = plan([[record('a'), []]])
    expect(made.unidentified).toEqual([{ sourceId: 'a', recordId: '1' }])
    expect([...made.children, ...made.links]).toEqual([])
  })

  it('does not link identifiers that belong to two children', () => {
    const holders = new Map([
      [identifierKey(nhs), 'one'],
      [identifierKey(upn), 'two'],
    ])
    const made = plan([[record('a'), [nhs, upn]]], { holders })
    expect(made.conflicts).toEqual([
      { sourceId: 'a', recordId: '1', kind: 'TWO_CHILDREN', childIds: ['one', 'two'], disagreements: [] },
    ])
    expect([...made.children, ...made.links, ...made.identifiers]).toEqual([])
  })

  it('does not link a twin who carries the other twin’s number', () => {
    const known = { holders: new Map([[identifierKey(nhs), 'one']]), anchors: new Map([['one', [ffion]]]) }
    const made = plan([[record('a', rhys), [nhs, upn]]], known)
    expect(made.conflicts).toEqual([
      {
        sourceId: 'a',
        recordId: '1',
        kind: 'DIFFERENT_PERSON',
        childIds: ['one'],
        disagreements: ['GIVEN_NAME', 'SEX'],
      },
    ])
    expect([...made.children, ...made.links, ...made.identifiers]).toEqual([])
  })

  it.each<[string, Partial<LinkableRecord>, HashedIdentifier]>([
    ['an NHS number that nobody has traced', { untracedNhs: true }, nhs],
    ['a pupil number', { how: 'UPN' }, upn],
  ])('does not link by %s where the given name alone is another', (_, rest, hashed) => {
    const known = { holders: new Map([[identifierKey(hashed), 'one']]), anchors: new Map([['one', [ffion]]]) }
    for (const givenNames of [['Seren'], ['Ffiona'], ['Ffion Mair'], []]) {
      const made = plan([[{ ...record('a', { ...ffion, givenNames }), ...rest }, [hashed]]], known)
      expect([made.links, made.identifiers]).toEqual([[], []])
      expect(made.conflicts).toMatchObject([
        { kind: 'DIFFERENT_PERSON', childIds: ['one'], disagreements: ['GIVEN_NAME'] },
      ])
    }
    const welsh = plan([[{ ...record('a', { ...ffion, givenNames: ['FION'] }), ...rest }, [hashed]]], known)
    expect(welsh.links.map(({ childId }) => childId)).toEqual(['one'])
  })

  it('links by a traced number over another given name, and by a pupil number over a known short form', () => {
    const known = { holders: new Map([[identifierKey(nhs), 'one']]), anchors: new Map([['one', [ffion]]]) }
    const traced = plan([[record('a', { ...ffion, givenNames: ['Seren'] }), [nhs, upn]]], known)
    expect(traced.links.map(({ childId }) => childId)).toEqual(['one'])
    const oliver = { ...ffion, givenNames: ['Oliver'] }
    const school = { record: record('a', { ...ffion, givenNames: ['Ollie'] }), hashed: [upn] }
    const pupil = { ...nothing, holders: new Map([[identifierKey(upn), 'one']]), anchors: new Map([['one', [oliver]]]) }
    expect(planLinks([school], pupil, () => 'new', isOneName).links).toHaveLength(1)
    expect(planLinks([school], pupil, () => 'new').links).toEqual([])
  })

  it('makes no child of a number that nobody has traced, and gives it to none', () => {
    const untraced = { ...record('a'), untracedNhs: true } as const
    expect(plan([[untraced, [nhs]]])).toMatchObject({ children: [], links: [], unidentified: [{ sourceId: 'a' }] })
    expect(plan([[untraced, [nhs, upn]]]).identifiers.map(({ scheme }) => scheme)).toEqual(['UPN'])
  })

  it('sees that within one page too', () => {
    const made = plan([
      [record('a'), [nhs]],
      [record('b', rhys), [nhs]],
    ])
    expect(made.links.map(link => link.record.sourceId)).toEqual(['a'])
    expect(made.conflicts.map(conflict => conflict.kind)).toEqual(['DIFFERENT_PERSON'])
  })

  it('does not link a record to a child of whom a person has said that it is not, nor another record of the number so', () => {
    const rejected = new Map([[recordKey(record('a')), new Set(['one'])]])
    const known = { holders: new Map([[identifierKey(nhs), 'one']]), rejected }
    const made = plan(
      [
        [record('a'), [nhs]],
        [record('b'), [nhs]],
      ],
      known,
    )
    expect(made.conflicts).toEqual([
      { sourceId: 'a', recordId: '1', kind: 'REJECTED_BEFORE', childIds: ['one'], disagreements: [] },
    ])
    expect(made.links.map(({ record: { sourceId }, childId }) => [sourceId, childId])).toEqual([['b', 'one']])
  })

  it('links over a single disagreement', () => {
    const known = { holders: new Map([[identifierKey(nhs), 'one']]), anchors: new Map([['one', [ffion]]]) }
    const made = plan([[record('a', { ...ffion, familyNames: ['Evans'] }), [nhs]]], known)
    expect(made.links.map(link => link.childId)).toEqual(['one'])
  })

  it('reports a linked record whose identifier has become another child’s, and leaves its link alone', () => {
    const links = new Map([
      [recordKey(record('a')), { childId: 'one', how: 'NHS_NUMBER' as const, protectedRecord: false, anchor: ffion }],
    ])
    const made = plan([[record('a'), [nhs]]], { links, holders: new Map([[identifierKey(nhs), 'two']]) })
    expect(made.conflicts.map(({ kind, childIds }) => [kind, childIds])).toEqual([['OTHER_CHILD', ['one', 'two']]])
    expect([...made.renewals, ...made.links]).toEqual([])
  })

  it('renews the protection of a record even while who it is about is in doubt', () => {
    const links = new Map([
      [recordKey(record('a')), { childId: 'one', how: 'NHS_NUMBER' as const, protectedRecord: false, anchor: ffion }],
    ])
    const made = plan([[record('a', rhys, true), []]], { links })
    expect(made.conflicts.map(conflict => conflict.kind)).toEqual(['DIFFERENT_PERSON'])
    expect(made.renewals.map(({ protectedRecord, anchor }) => [protectedRecord, anchor])).toEqual([[true, null]])
  })

  it('plans nothing for what is already so', () => {
    const links = new Map([
      [recordKey(record('a')), { childId: 'one', how: 'NHS_NUMBER' as const, protectedRecord: false, anchor: ffion }],
    ])
    const made = plan([[record('a'), [nhs]]], { links, holders: new Map([[identifierKey(nhs), 'one']]) })
    expect([...made.children, ...made.links, ...made.identifiers, ...made.renewals, ...made.conflicts]).toEqual([])
    expect(made.childOf.get(recordKey(record('a')))).toBe('one')
  })

  describe('of a record that a score has linked', () => {
    const links = new Map([
      [recordKey(record('a')), { childId: 'one', how: 'MODEL' as const, protectedRecord: false, anchor: ffion }],
    ])

    it('gives no number to the child, and puts a new one before a person', () => {
      const made = plan([[record('a'), [nhs]]], { links })
      expect(made.conflicts).toMatchObject([{ kind: 'LINKED_BY_SCORE', childIds: ['one'] }])
      expect([made.identifiers, [...made.unproven], [...made.childOf]]).toEqual([[], [recordKey(record('a'))], []])
      // So that the next of the number makes a child of its own.
      const both = plan([[record('a'), [nhs]], [record('b'), [nhs]]], { links }) // prettier-ignore
      expect(both.links.map(({ record: { sourceId }, childId }) => [sourceId, childId])).toEqual([['b', 'new-1']])
    })

    it('has nothing to ask where another record gave the child the number', () => {
      const made = plan([[record('a'), [nhs]]], { links, holders: new Map([[identifierKey(nhs), 'one']]) })
      expect([made.conflicts, made.identifiers, [...made.childOf.values()]]).toEqual([[], [], ['one']])
    })
  })
})
