// The child's page: what the console adds to what the gateway takes, what the page weighs, and when the first of it is there.
import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import * as agencies from '../../console/pages/children/generated/agencies.js'
import * as queries from '../../console/pages/children/generated/query.js'
import { raw, weighed } from '../../test/console/kit/raw.js'
import type { Measured } from '../figures.js'
import { median } from '../peers/results.js'
import { PERSONA, withConsole, type Reader } from './with-console.js'

/** What the page asks, all of it together. */
const OPERATIONS = [...Object.values(queries), ...Object.values(agencies)]
/** What the page asks for as the persona. */
const PURPOSE = 'ASSESS_RISK'
const LATENCY_MS = 20
const WARM_UP = 120
const TURNS = 240
const SLOW_MS = 2_000
/** Children whose page is opened with each agency slow in turn. */
const EACH = 2

/** Milliseconds of the median page, to its last byte, more than the median of the same operations asked of the gateway. */
export const measureServerMs = (): Promise<Measured> =>
  withConsole(LATENCY_MS, async reader => {
    const ids = reader.children
    let token = ''
    const turn = async (nth: number): Promise<{ page: number; api: number }> => {
      // A token lives for minutes; the console renews its own.
      if (nth % ids.length === 0) token = await reader.region.tokenFor(PERSONA)
      const id = ids[nth % ids.length] ?? ''
      const ofPage = (): Promise<number> => pageMs(reader, id)
      const ofApi = (): Promise<number> => apiMs(reader, token, id)
      // Turn about which goes first: what the one warms, the other finds warm.
      if (nth % 2 === 0) return { page: await ofPage(), api: await ofApi() }
      const api = await ofApi()
      return { page: await ofPage(), api }
    }
    for (let nth = 0; nth < WARM_UP; nth += 1) await turn(nth)
    const turns: Awaited<ReturnType<typeof turn>>[] = []
    for (let nth = 0; nth < TURNS; nth += 1) turns.push(await turn(nth))
    const [page, api] = [turns.map(each => each.page), turns.map(each => each.api)].map(median)
    const apart = turns.map(each => each.page - each.api)
    return {
      value: (page ?? Number.NaN) - (api ?? Number.NaN),
      notes: [
        `page p50 ${ms(page)}, ${OPERATIONS.length} operations p50 ${ms(api)}, over ${turns.length} turns with every system at ${LATENCY_MS} ms`,
        `median of what a page took more than the operations beside it: ${ms(median(apart))}; ${loads()}`,
      ],
    }
  })

/** Kilobytes of the heaviest child's page over the wire, packed, with all that it loads. */
export const measureKilobytes = (): Promise<Measured> =>
  withConsole(0, async ({ client, origin, children }) => {
    const all: number[] = []
    for (const id of children) all.push((await weighed(client, origin, `/children/${id}`)).bytes / 1024)
    return {
      value: Math.max(...all),
      notes: [`of ${all.length} children; median ${median(all).toFixed(1)}`],
    }
  })

/** Milliseconds until the first part of the page is there, with one agency at 2 s: the worst of all agencies in turn. */
export const measureFirstContent = (): Promise<Measured> =>
  withConsole(LATENCY_MS, async ({ client, origin, children, region }) => {
    const look = async (id: string): Promise<{ first: number; whole: number }> => {
      const { chunks, at } = await raw(client, origin, `/children/${id}`, 'identity')
      // The frame has places for parts, and words that say that they are waited for; that is no content.
      const first = at[chunks.findIndex(chunk => chunk.includes(' slot="'))]
      if (first === undefined) throw new Error('a page has no part')
      return { first, whole: at.at(-1) ?? Number.NaN }
    }
    for (const id of children) await look(id)
    const looks: { first: number; whole: number; agency: string }[] = []
    for (const { id: agency } of region.settings.sources) {
      await region.setFaultOf(agency, { kind: 'latency', ms: SLOW_MS - LATENCY_MS })
      for (const id of children.slice(0, EACH)) looks.push({ agency, ...(await look(id)) })
      await region.setFaultOf(agency, null)
    }
    const worst = looks.reduce((one, other) => (other.first > one.first ? other : one))
    const waited = looks.filter(({ whole }) => whole >= SLOW_MS).length
    if (waited === 0) throw new Error('no page waited for the slow agency')
    return {
      value: worst.first,
      notes: [
        `the worst is with ${worst.agency} at ${SLOW_MS} ms; median ${ms(median(looks.map(({ first }) => first)))}`,
        `${waited} of ${looks.length} pages waited for the slow agency to be whole; ${loads()}`,
      ],
    }
  })

async function pageMs({ origin, client }: Pick<Reader, 'origin' | 'client'>, id: string): Promise<number> {
  const began = performance.now()
  const { status, text } = await client.get(`/children/${id}`)
  const took = performance.now() - began
  if (status !== 200 || !text.trimEnd().endsWith('</html>')) throw new Error(`a page of ${origin} came as ${status}`)
  return took
}

async function apiMs({ api }: Pick<Reader, 'api'>, token: string, id: string): Promise<number> {
  const headers = {
    ...{ 'content-type': 'application/json', authorization: `Bearer ${token}` },
    'x-hafan-view': randomUUID(),
  }
  const variables = { id, purpose: PURPOSE }
  const began = performance.now()
  const answers = await Promise.all(
    OPERATIONS.map(async ({ name, text }) => {
      const body = JSON.stringify({ query: text, operationName: name, variables })
      const response = await fetch(api, { method: 'POST', headers, body })
      return { name, status: response.status, text: await response.text() }
    }),
  )
  const took = performance.now() - began
  const wrong = answers.find(each => each.status !== 200 || !each.text.includes('"__typename":"Child"'))
  if (wrong !== undefined) throw new Error(`${wrong.name} was answered with ${wrong.status}`)
  return took
}

const ms = (value = Number.NaN): string => `${value.toFixed(1)} ms`
const loads = (): string => `load ${loadavg().map(each => each.toFixed(1)).join(' ')}` // prettier-ignore
