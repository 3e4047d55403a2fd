import { describe, expect, it } from '@jest/globals'
import type { Involvement } from '../../src/adapters/agency.js'
import { professionalsOf } from '../../src/children/professionals.js'
import type { Rights } from '../../src/types/decision.js'
import type { Records } from '../../src/types/index.js'
import { everything, load, read, rights, source, view } from './support.js'
import type { Answering } from './support.js'

const worker = (rest: Partial<Involvement> = {}): Involvement => ({
  name: 'Gwen Rees', role: { en: 'Social worker', cy: 'Gweithiwr cymdeithasol' }, agency: 'SOCIAL_CARE', team: null,
  organisation: null, phone: null, email: null, from: null, staffRef: null, until: null, reveals: 'LEGAL_STATUS', ...rest,
}) // prettier-ignore

const by = (id: string, people: readonly Involvement[]): Answering => ({
  source: source({ id, agency: 'SOCIAL_CARE' }),
  reading: read({ professionals: people }),
})

async function named(answering: readonly Answering[], held: Rights = everything()): Promise<Records.Professionals> {
  const { picture } = await load(answering, { rights: held, requested: ['Child.professionals'] })
  return professionalsOf(picture, held, '2026-03-10', view)
}

const names = async (...args: Parameters<typeof named>): Promise<(string | null)[]> =>
  ((await named(...args)).people ?? []).map(({ name }) => name)

describe('who is who', () => {
  it('names each person once, with every source that names them', async () => {
    const { people } = await named([by('a', [worker()]), by('b', [worker({ name: 'GWEN  REES' })])])
    expect(people).toHaveLength(1)
    expect(people?.[0]?.sources.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('takes each detail from the first source that has it', async () => {
    const { people } = await named([
      by('a', [worker({ phone: '01632 960001' })]),
      by('b', [worker({ email: 'gwen@example.test', team: 'North' })]),
    ])
    expect(people?.[0]).toMatchObject({ phone: '01632 960001', team: 'North' })
  })

  it('takes nobody for somebody else: in doubt there are two', async () => {
    const two = async (left: Partial<Involvement>, right: Partial<Involvement>): Promise<number> =>
      (await names([by('a', [worker(left), worker(right)])])).length
    expect(await two({ team: 'North' }, { team: 'South' })).toBe(2)
    expect(await two({ phone: '01632 960001' }, { phone: '01632 960002' })).toBe(2)
    expect(await two({ organisation: 'Torfaen' }, { organisation: 'Newport' })).toBe(2)
    expect(await two({ staffRef: 'SW1' }, { staffRef: 'SW2' })).toBe(2)
    expect(await two({ name: null }, { name: null })).toBe(2)
    expect(await two({ name: null, team: 'North' }, { name: null, team: 'North' })).toBe(1)
    expect(await two({ staffRef: 'SW1', name: 'G. Rees' }, { staffRef: 'SW1' })).toBe(1)
  })

  it('keeps two people of one name apart where their roles or agencies differ', async () => {
    const nurse = worker({ role: { en: 'Nurse', cy: 'Nyrs' } })
    const teacher = worker({ agency: 'EDUCATION' })
    expect(await names([by('a', [worker(), nurse, teacher])])).toHaveLength(3)
  })

  it('orders by name', async () => {
    expect(await names([by('a', [worker({ name: 'Zoe' }), worker({ name: 'Anwen' })])])).toEqual(['Anwen', 'Zoe'])
  })

  it('leaves out an involvement that has ended, and keeps one that ends today', async () => {
    const people = [
      worker({ name: 'Ended', until: '2026-03-09' }),
      worker({ name: 'Today', until: '2026-03-10' }),
      worker({ name: 'Open' }),
    ]
    expect(await names([by('a', people)])).toEqual(['Open', 'Today'])
  })

  it('leaves out somebody whose involvement gives away what the caller may not know', async () => {
    const people = [worker({ name: 'Youth justice', reveals: 'POLICE_RECORD' }), worker({ name: 'Social worker' })]
    expect(await names([by('a', people)], rights({ PROFESSIONALS: 'FULL', LEGAL_STATUS: 'EXISTS' }))).toEqual([
      'Social worker',
    ])
  })

  it('tells nothing of the staff reference, the end or what is revealed', async () => {
    const { people } = await named([by('a', [worker({ staffRef: 'SW123456' })])])
    expect(Object.keys(people?.[0] ?? {}).sort()).toEqual([
      'agency',
      'email',
      'from',
      'name',
      'organisation',
      'phone',
      'role',
      'sources',
      'team',
    ])
  })

  it('says who did not answer: there may be more', async () => {
    const down: Answering = {
      source: source({ id: 'b', agency: 'SOCIAL_CARE' }),
      reading: { kind: 'failed', reason: 'TIMED_OUT' },
    }
    const answer = await named([by('a', [worker()]), down])
    expect([answer.complete, answer.notAnswered.map(({ id }) => id)]).toEqual([false, ['b']])
  })

  it('counts a source that no record is linked of among those who did not answer', async () => {
    const unlinked: Answering = { source: source({ id: 'b', agency: 'SOCIAL_CARE' }), reading: null }
    const answer = await named([by('a', [worker()]), unlinked])
    expect([answer.complete, answer.notAnswered.map(({ id }) => id)]).toEqual([false, ['b']])
  })

  it('does not say where a protected child’s workers sit', async () => {
    const place = { organisation: 'Torfaen', team: 'Cwmbrân', phone: '01632 960001', email: 'gwen@torfaen.example' }
    const { source: from, reading } = by('a', [worker(place)])
    const people = await named(
      [{ source: from, reading, link: { protectedRecord: true } }],
      everything({ mayLocate: false }),
    )
    expect(people.people?.[0]).toMatchObject({
      name: 'Gwen Rees',
      organisation: null,
      team: null,
      phone: null,
      email: null,
    })
  })

  it('is complete where all answered, though one names nobody', async () => {
    expect((await named([by('a', [worker()]), by('b', [])])).complete).toBe(true)
  })
})
