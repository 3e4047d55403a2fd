// A small system and its adapter, to show that the suite passes what keeps the contract. `habit` breaks it in one way.
import { z } from 'zod'
import type { AgencySource, Reading, Subject } from '../../src/adapters/agency.js'
import { reading, settleParts } from '../../src/adapters/reading.js'
import { SourceFault, type Transport } from '../../src/adapters/transport.js'
import { createTokenEndpoint } from '../../simulators/kit/auth.js'
import { serve } from '../../simulators/kit/serve.js'
import type { SimRequest, SimResponse, SimulatedSystem } from '../../simulators/kit/system.js'
import { found, sampleSearch, searchSample } from './sample-search.js'
import { realTransport, type ContractSubject } from './subject.js'

/** Ways to break the contract, each a mistake that adapters are really made with. */
export type Habit =
  | 'none'
  | 'failure-is-empty'
  | 'any-404-is-nothing'
  | 'lenient-shape'
  | 'asks-everything'
  | 'repeats-the-id'
  | 'throws'
  | 'no-deadline'
  | 'unordered-many'
  | 'search-failure-is-nobody'
  | 'search-cuts-short'
  | 'search-undeclared'

const people: Record<string, { familyName: string; givenName: string; born: string; area: string; schools: string[] }> =
  {
    'P-1': { familyName: 'Prys', givenName: 'Ffion', born: '2010-04-07', area: 'W06000022', schools: ['A1'] },
    'P-2': { familyName: 'Rees', givenName: 'Owain', born: '2011-09-30', area: 'W06000018', schools: [] },
  }

/** The system: people and their schools. `P-0` was merged into `P-1`, `P-9` is locked. */
function createSampleSystem(): SimulatedSystem {
  const signIn = createTokenEndpoint({ clientId: 'gateway', clientSecret: 'sample-secret' })
  return {
    id: 'sample',
    latency: { p50: 5, p99: 20 },
    handle: request =>
      signIn.answer(request) ?? (signIn.problem(request) ? { status: 401, body: {} } : answer(request)),
  }
}

function answer(request: SimRequest): SimResponse {
  if (request.path === '/people') return found(request)
  const [, asked = '', rest] = /^\/people\/([^/]+)(\/schools)?$/.exec(request.path) ?? []
  if (asked === 'P-9') return { status: 403, body: { code: 'LOCKED' } }
  const id = asked === 'P-0' ? 'P-1' : asked
  const person = people[id === 'P-1' && request.fault === 'wrong-child' ? 'P-2' : id]
  if (person === undefined) return { status: 404, body: { code: 'NO_SUCH_PERSON' } }
  const { schools, ...own } = person
  return { status: 200, body: rest === undefined ? { id, ...own } : { schools } }
}

const personShape = z.object({
  id: z.string(),
  familyName: z.string(),
  givenName: z.string(),
  born: z.string(),
  area: z.string(),
})
const schoolsShape = z.object({ schools: z.array(z.string()) })
const problemShape = z.object({ code: z.enum(['NO_SUCH_PERSON', 'LOCKED']) })

function parsed<T>(shape: z.ZodType<T>, body: unknown): T {
  const result = shape.safeParse(body)
  if (!result.success) throw new SourceFault('MALFORMED')
  return result.data
}

/** The adapter, good or with one bad habit. */
function createSampleSource(transport: Transport, habit: Habit): AgencySource {
  const lookup: AgencySource['lookup'] = async (ask, call) => {
    const patient = habit === 'no-deadline' ? { ...call, deadline: call.deadline + 700 } : call
    const work = async (): Promise<Reading> => {
      const path = `people/${ask.recordId}`
      const person = await transport.send({ path, expect: [403, 404] }, patient)
      if (person.status !== 200) {
        if (habit === 'any-404-is-nothing' && person.status === 404) return { kind: 'nothing' }
        const problem = problemShape.safeParse(person.body)
        if (problem.success) return { kind: problem.data.code === 'LOCKED' ? 'locked' : 'nothing' }
        throw new SourceFault(person.status === 403 ? 'REFUSED' : 'SOURCE_ERROR')
      }
      const it = parsed(personShape, person.body)
      const schools = async (): Promise<{ school: string; current: boolean }[]> => {
        const body = (await transport.send({ path: `${path}/schools` }, patient)).body
        const lenient = (body as { schools?: string[] }).schools ?? []
        const list = habit === 'lenient-shape' ? lenient : parsed(schoolsShape, body).schools
        return list.map(school => ({ school, current: true }))
      }
      const wantsSchools = ask.parts.has('fact.enrolments')
      const fetched = wantsSchools || habit === 'asks-everything' ? schools() : Promise.resolve([])
      const settled = await settleParts({
        ...(ask.parts.has('fact.area') ? { 'fact.area': Promise.resolve({ homeAuthority: it.area }) } : {}),
        ...(wantsSchools
          ? { 'fact.enrolments': habit === 'failure-is-empty' ? fetched.catch(() => []) : fetched }
          : {}),
      })
      const recordId = habit === 'repeats-the-id' ? ask.recordId : it.id
      return {
        kind: 'read',
        recordId,
        subject: subjectOf(it),
        asOf: null,
        stale: false,
        protectedRecord: false,
        ...settled,
      }
    }
    return habit === 'throws' ? work() : reading(work)
  }
  return {
    description: {
      id: 'sample',
      name: 'Sample',
      agency: 'POLICE',
      organisation: '61',
      area: null,
      serves: [],
      contact: null,
    },
    offers: new Set(['fact.area', 'fact.enrolments']),
    lookup,
    async lookupMany(asks, call) {
      const order = habit === 'unordered-many' ? [...asks].sort((a, b) => a.recordId.localeCompare(b.recordId)) : asks
      return Promise.all(order.map(ask => lookup(ask, call)))
    },
    search: (person, call) =>
      searchSample(
        transport,
        person,
        call,
        habit === 'search-failure-is-nobody' || habit === 'search-cuts-short' ? habit : null,
      ),
  }
}

function subjectOf(it: z.output<typeof personShape>): Subject {
  const names = { givenNames: [it.givenName], familyNames: [it.familyName] }
  const demographics = { ...names, dateOfBirth: it.born, sex: null, postcodeSector: null }
  return { nhsNumber: null, nhsNumberVerified: false, upn: null, formerUpns: [], demographics }
}

/** The sample as a subject of the suite. */
export function sampleSubject(habit: Habit = 'none'): ContractSubject {
  return {
    async start() {
      const running = await serve(createSampleSystem(), { latencyScale: 0, now: () => new Date(), random: Math.random })
      const auth = {
        kind: 'oauth2',
        tokenUrl: `${running.url}/oauth2/token`,
        clientId: 'gateway',
        clientSecret: 'S',
      } as const
      const { transport } = realTransport(
        { id: 'sample', agency: 'POLICE', kind: 'police-rms', baseUrl: running.url, auth },
        { S: 'sample-secret' },
      )
      return { source: createSampleSource(transport, habit), running, stop: () => running.close() }
    },
    ids: {
      found: 'P-1',
      missing: 'P-404',
      wrongChild: 'P-1',
      merged: { asked: 'P-0', current: 'P-1' },
      restricted: { id: 'P-9', as: 'locked' },
      others: ['P-2', 'P-9'],
    },
    required: ['id', 'area', 'schools'],
    endpoints: [{ path: '/schools', parts: ['fact.enrolments'] }],
    signsIn: true,
    ...(habit === 'search-undeclared' ? {} : { search: sampleSearch }),
  }
}
