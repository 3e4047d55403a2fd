import { describe, expect, it } from '@jest/globals'
import type { PartValues, Reading } from '../../src/adapters/agency.js'
import { answersOf } from '../../src/children/answers.js'
import { completenessOf, sourceOutcomes } from '../../src/children/completeness.js'
import { professionalsOf } from '../../src/children/professionals.js'
import { shownIn } from '../../src/children/source-view.js'
import { timelineOf } from '../../src/children/timeline/connection.js'
import type { Rights } from '../../src/types/decision.js'
import type { Records } from '../../src/types/index.js'
import { answerDeps, everything, identity, load, read, rights, source, subject, view } from './support.js'
import type { Answering } from './support.js'

const police = source()
const health = source({ id: 'health-abuhb', agency: 'HEALTH' })
const torfaen = { area: 'W06000020' } as const
const care = source({ id: 'social-care-torfaen', agency: 'SOCIAL_CARE', ...torfaen })
const schools = source({ id: 'education-torfaen', agency: 'EDUCATION', ...torfaen })

const address = {
  use: 'HOME',
  lines: ['1 Stryd Fawr'],
  town: 'Cwmbrân',
  postcode: 'NP44 1AA',
  uprn: null,
  from: null,
  until: null,
} as const
const contact: PartValues['contact'] = { addresses: [address], phones: null, emails: null }
const CONTACT = ['Child.contact', 'ContactAnswer.record', 'ContactRecord.addresses']

describe('who is asked', () => {
  it('every linked source that offers a part of the plan, once, for those parts only', async () => {
    const { questions } = await load(
      [
        { source: police, reading: read({ identity: null }) },
        { source: source({ id: 'b', agency: 'HEALTH', offers: ['health.alerts'] }), reading: read({}) },
      ],
      { rights: everything(), requested: ['Child.identity'] },
    )
    expect(questions).toEqual([{ source: 'police-gwent', recordId: 'record-at-police-gwent', parts: ['identity'] }])
  })

  it('nobody who is not linked', async () => {
    const { questions, picture } = await load([{ source: police, reading: null }], {
      rights: everything(),
      requested: CONTACT,
    })
    expect(questions).toEqual([])
    expect(picture.asked).toMatchObject([{ link: null, reading: null }])
  })

  it('an authority without a link is a gap only where the child has a tie to it', async () => {
    const asked = async (answering: readonly Answering[]): Promise<string[]> =>
      (await load(answering, { rights: everything(), requested: CONTACT })).picture.asked.map(
        one => one.source.description.id,
      )
    expect(await asked([{ source: care, reading: null }])).toEqual([])
    expect(
      await asked([
        { source: care, reading: null },
        { source: schools, reading: read({ contact }) },
      ]),
    ).toEqual(['social-care-torfaen', 'education-torfaen'])
  })

  it('a pupil of one authority’s school is not missed at another’s', async () => {
    const newport = source({ id: 'education-newport', agency: 'EDUCATION', area: 'W06000022' })
    const { picture } = await load(
      [{ source: care, reading: read({ contact }) }, { source: schools, reading: null }, { source: newport, reading: read({ contact }) }],
      { rights: everything(), requested: CONTACT },
    ) // prettier-ignore
    expect(picture.asked.map(one => one.source.description.id)).toEqual(['social-care-torfaen', 'education-newport'])
  })
})

describe('a record that is another child’s', () => {
  const other = subject({
    demographics: { ...subject().demographics, givenNames: ['Gwenllian'], dateOfBirth: '2012-01-01' },
  })
  const anchored = { anchor: subject().demographics }
  const requested = ['Child.identity']

  it('gives no part, and nothing is learnt from it', async () => {
    const { picture, learnt } = await load(
      [
        {
          source: police,
          reading: read({ identity: identity({ givenName: 'Gwenllian' }) }, { subject: other }),
          link: anchored,
        },
      ],
      { rights: everything(), requested },
    )
    expect([picture.asked[0]?.sameChild, picture.asked[0]?.parts.size, learnt]).toEqual([false, 0, []])
  })

  it('is one whose verified number is another child’s, however alike the two are', async () => {
    const { picture } = await load(
      [{ source: police, reading: read({ identity: identity() }, { subject: subject() }), link: anchored }],
      { rights: everything(), requested },
      false,
    )
    expect(picture.asked[0]?.sameChild).toBe(false)
  })

  it('is one that the system has merged into a record which is not this child’s', async () => {
    const { picture, learnt } = await load(
      [{ source: police, reading: read({ identity: identity() }, { subject: subject() }), link: anchored }],
      { rights: everything(), requested },
      null,
      [police.description.id],
    )
    expect([learnt.length, picture.asked[0]?.sameChild, picture.asked[0]?.parts.size]).toEqual([1, false, 0])
  })

  it('does not hide where this child is by its own protection flag', async () => {
    const { picture } = await load(
      [{ source: police, reading: read({ contact: null }, { subject: other, protectedRecord: true }), link: anchored }, { source: health, reading: read({ contact }) }],
      { rights: everything({ mayLocate: false }), requested: CONTACT },
    ) // prettier-ignore
    expect(JSON.stringify(picture.asked[1]?.parts.get('contact')?.value)).toContain('Cwmbrân')
  })
})

describe('a protection flag on any record', () => {
  const both = (flagged: Partial<Answering>): readonly Answering[] => [
    { source: police, reading: read({ contact: null }), ...flagged },
    { source: health, reading: read({ contact }) },
  ]
  const located = async (answering: readonly Answering[], held: Rights): Promise<boolean> => {
    const { picture } = await load(answering, { rights: held, requested: CONTACT })
    return JSON.stringify(picture.asked.map(({ parts }) => [...parts.values()])).includes('Cwmbrân')
  }

  it('takes what locates the child out of every source’s answer', async () => {
    const held = everything({ mayLocate: false })
    expect(await located(both({ reading: read({ contact: null }, { protectedRecord: true }) }), held)).toBe(false)
    expect(await located(both({ link: { protectedRecord: true } }), held)).toBe(false)
    expect(await located(both({}), held)).toBe(true)
  })

  it('holds also while the source that flagged it is down', async () => {
    const down: Reading = { kind: 'failed', reason: 'UNREACHABLE' }
    expect(
      await located(both({ reading: down, link: { protectedRecord: true } }), everything({ mayLocate: false })),
    ).toBe(false)
  })

  it('limits nobody who may know', async () => {
    expect(await located(both({ link: { protectedRecord: true } }), everything({ mayLocate: true }))).toBe(true)
  })
})

describe('the sources of a protected child, to a caller who may not know where the child is', () => {
  const contactOf = { name: 'Duty desk of Torfaen', phone: null, hours: null }
  const torfaenCare = source({ id: 'social-care-torfaen', agency: 'SOCIAL_CARE', contact: contactOf, ...torfaen })
  const shownTo = async (held: Rights): Promise<readonly Records.Source[]> => {
    const answering = [
      { source: torfaenCare, reading: read({ contact }), link: { protectedRecord: true } },
      { source: police, reading: read({ contact }) },
    ]
    const { picture } = await load(answering, { rights: held, requested: CONTACT })
    return picture.asked.map(shownIn(picture, view))
  }

  it('say of an authority’s system only what kind of agency it is', async () => {
    const shown = await shownTo(everything({ mayLocate: false }))
    expect(JSON.stringify(shown)).not.toMatch(/torfaen|W06000020/i)
    expect(shown.map(({ id, name, area }) => [id, name, area])).toEqual([
      ['social-care', 'Social care', null],
      ['police-gwent', 'police-gwent', null],
    ])
  })

  it('are themselves for everybody else', async () => {
    expect((await shownTo(everything()))[0]).toMatchObject({ id: 'social-care-torfaen', area: 'W06000020' })
  })

  it('are so in the envelopes too, the desk to ring among them', async () => {
    const held = everything({ mayLocate: false })
    const answering = [{ source: torfaenCare, reading: { kind: 'many' } as const, link: { protectedRecord: true } }]
    const { picture, plan } = await load(answering, { rights: held, requested: CONTACT })
    const section = plan.sections.get('contact')
    const envelopes = section && answersOf('contact', section, picture, held, answerDeps)
    expect(envelopes?.[0]?.source?.id).toBe('social-care')
    expect(JSON.stringify(envelopes)).not.toMatch(/torfaen|W06000020/i)
  })
})

describe('a locked record, to a caller who may not be told', () => {
  const person = {
    name: 'Gwen Rees',
    role: { en: 'Social worker', cy: null },
    agency: 'SOCIAL_CARE',
    reveals: 'LEGAL_STATUS',
    until: null,
  } as never
  const requested = ['Child.professionals', 'Professionals.people', 'Child.timeline', 'Child.contact']
  const everyone = (reading: Reading | null): readonly Answering[] => [
    { source: police, reading: read({ contact: null, professionals: [person] }) },
    { source: care, reading },
    { source: schools, reading: null },
  ]

  async function told(reading: Reading | null, held: Rights): Promise<string> {
    const { picture, plan } = await load(everyone(reading), { rights: held, requested })
    const deps = { start: 0, childId: 'x', rights: held, cursors: { seal: () => '', open: () => null }, view }
    return JSON.stringify({
      sources: sourceOutcomes(picture, held, view),
      professionals: professionalsOf(picture, held, '2026-03-10', view),
      timeline: timelineOf(picture, { first: 10 }, deps),
      completeness: completenessOf([], picture, plan, held),
    })
  }

  it('is in everything worked out from the picture the same as no link', async () => {
    const held = everything({ told: false })
    expect(await told({ kind: 'locked' }, held)).toBe(await told(null, held))
  })

  it('is there for a caller who may be told', async () => {
    expect(await told({ kind: 'locked' }, everything({ told: true }))).toContain('LOCKED_BY_OWNER')
  })

  it('is still known to the audit as asked', async () => {
    const { picture } = await load(everyone({ kind: 'locked' }), { rights: everything({ told: false }), requested })
    expect(picture.notTold?.map(one => one.source.description.id)).toEqual(['social-care-torfaen'])
  })
})

it('asks no agency under a purpose for the hub’s records only', async () => {
  const held = { ...rights({}, { otherwise: 'FULL' }), hubRecordsOnly: true }
  expect(
    (await load([{ source: police, reading: read({ contact }) }], { rights: held, requested: CONTACT })).questions,
  ).toEqual([])
})
