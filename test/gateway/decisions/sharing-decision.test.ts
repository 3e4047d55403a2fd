// Query.sharingDecision: the protocol asked about itself, by those who answer for it, with the answer the command line gives.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Records } from '../../../src/types/index.js'
import { hafan } from '../../cli/support.js'
import { openKit } from '../bad-input/kit.js'
import type { Kit, Reply } from '../bad-input/kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ seedOnly: true })
}, 60_000)
afterAll(() => kit.close())

const QUERY = `query Q($question: SharingQuestion!) { sharingDecision(question: $question) {
  edition about category needs outcome level hubLevel clause why { en cy } opened purposeAllowed ofProtectedChild contact { name phone } } }`
const MARKERS = { role: 'SW', purpose: 'ASSESS_RISK', about: { coordinate: 'PoliceRecord.markers' } } as const
const ask = (persona: string, question: object = MARKERS): Promise<Reply> =>
  kit.ask(persona, { query: QUERY, variables: { question } })
const decided = ({ data }: Reply): Records.SharingDecision =>
  (data as { sharingDecision: Records.SharingDecision }).sharingDecision

describe('what the protocol decides', () => {
  it.each(['auditor', 'hub-manager'])('is told to %s, without a word to any agency', async persona => {
    const reply = await ask(persona, { ...MARKERS, relationships: [{ relationship: 'ALLOCATED' }] })
    expect([reply.status, reply.calls]).toEqual([200, 0])
    expect(decided(reply)).toMatchObject({
      edition: 'gwent-1', about: 'PoliceRecord.markers', category: 'POLICE_MARKERS', needs: 'SUMMARY',
      outcome: 'GIVEN', level: 'SUMMARY', clause: '3.POLICE_MARKERS.SW', opened: 'YES',
      why: { en: expect.stringContaining('Social worker'), cy: expect.stringContaining('Gweithiwr cymdeithasol') },
    }) // prettier-ignore
  })

  it('is audited like any operation, and names no child', async () => {
    const { rows } = await ask('auditor')
    expect(rows.map(({ kind }) => kind)).toEqual(['INTENT', 'OUTCOME'])
    expect(rows[0]?.body).toMatchObject({
      purpose: null,
      identifiers: [],
      edition: 'gwent-1',
      coordinates: expect.arrayContaining(['Query.sharingDecision', 'SharingDecision.clause']),
    })
    expect(rows[1]?.body).toMatchObject({ child: null, given: [], clauses: [] })
  })

  it.each(['social-worker', 'school-lead', 'police-coordinator', 'hub-police', 'analyst'])(
    'is refused whole to %s, and recorded',
    async persona => {
      const query = `query Q($question: SharingQuestion!) { viewer { role } sharingDecision(question: $question) { clause } }`
      const reply = await kit.ask(persona, { query, variables: { question: MARKERS } })
      expect([reply.status, reply.code, reply.data]).toEqual([403, 'OPERATION_REFUSED', undefined])
      expect(reply.rows.map(({ kind, body }) => [kind, body['code']])).toEqual([['REFUSAL', 'OPERATION_REFUSED']])
    },
  )

  it('is not refused to others who leave it out', async () => {
    const query = `query Q($question: SharingQuestion!, $ask: Boolean!) { viewer { role } sharingDecision(question: $question) @include(if: $ask) { clause } }`
    const reply = await kit.ask('social-worker', { query, variables: { question: MARKERS, ask: false } })
    expect(reply.data).toEqual({ viewer: { role: 'SOCIAL_WORKER' } })
  })

  it.each<[string, object, string]>([
    ['role', { ...MARKERS, role: 'CANARY_ROLE' }, 'The protocol knows no such role. Its roles are HP (HUB_PRACTITIONER)'],
    ['coordinate', { ...MARKERS, about: { coordinate: 'Canary.field' } }, 'The schema has no such coordinate.'],
    ['coordinate of a prototype', { ...MARKERS, about: { coordinate: '__proto__' } }, 'The schema has no such coordinate.'],
  ])('a %s there is not is refused with what there is, and not repeated', async (_, question, sentence) => {
    const reply = await ask('auditor', question)
    expect([reply.code, reply.message]).toEqual(['BAD_ARGUMENT', expect.stringContaining(sentence)])
    expect(reply.text).not.toMatch(/canary|__proto__/i)
  }) // prettier-ignore

  it('is what hafan protocol explain says, by the same code', async () => {
    const cases: readonly (readonly [Records.SharingQuestion, readonly string[]])[] = [
      [{ ...MARKERS, relationships: [{ relationship: 'TEAM', decided: false }] }, ['--role', 'SW', '--purpose', 'ASSESS_RISK', '--relationship', 'TEAM:UNDECIDED', 'PoliceRecord.markers']],
      [{ role: 'EC', purpose: 'LOCATE_CHILD', about: { category: 'HEALTH_SENSITIVE' }, breakGlass: true, episode: 'OPEN' }, ['--role', 'EC', '--purpose', 'LOCATE_CHILD', '--break-glass', '--episode', 'OPEN', 'HEALTH_SENSITIVE']],
      [{ role: 'HM', purpose: 'QUALITY_ASSURANCE', about: { coordinate: 'Child.calledBy' }, relationships: [{ relationship: 'HUB_CASE' }] }, ['--role', 'HM', '--purpose', 'QUALITY_ASSURANCE', '--relationship', 'HUB_CASE', 'Child.calledBy']],
      [{ role: 'HP', purpose: 'ASSESS_RISK', about: { coordinate: 'Address.lines' }, relationships: [{ relationship: 'HUB_CASE' }], secondedFrom: 'EDUCATION', vetting: 'police', clearance: ['protected'], ceiling: [{ category: 'CONTACT', level: 'SUMMARY' }] }, ['--role', 'HP', '--purpose', 'ASSESS_RISK', '--relationship', 'HUB_CASE', '--seconded-from', 'EDUCATION', '--vetting', 'police', '--clearance', 'protected', '--ceiling', 'CONTACT=SUMMARY', 'Address.lines']],
    ]
    for (const [question, words] of cases) {
      const { out } = await hafan(['protocol', 'explain', '--json', ...words])
      const [{ sought, ...said }] = JSON.parse(out) as [Record<string, unknown> & { sought: Record<string, unknown> }]
      const asked = decided(await ask('auditor', question))
      expect(asked).toMatchObject({ about: sought['name'], category: sought['category'], needs: sought['level'] })
      const { contact, ...rest } = said
      expect(asked).toMatchObject(rest)
      expect(contact).toMatchObject(asked.contact)
    }
  }) // prettier-ignore
})
