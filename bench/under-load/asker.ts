// Whoever asks the gateway for pictures: as fast as it answers, or so many a second whether it answers or not.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Pool } from 'undici'
import { queriesFolder, type Harness } from '../peers/harness.js'
import type { Prepared } from '../peers/prepare.js'

export type Query = 'combined' | 'school'

export interface Asker {
  /** One picture of the next child; its milliseconds from `since` on, the monotonic clock's. Throws where it was not answered. */
  one(query: Query, since?: number): Promise<number>
  /** Children by their numbers, in one operation; its milliseconds. */
  several(document: string, numbers: number): Promise<number>
  /** So many at once, each asking again when it is answered. */
  closed(query: Query, connections: number, seconds: number): Promise<readonly number[]>
  /** So many a second. Each time counts from when it was due, so that what had to wait is not left out. */
  open(query: Query, perSecond: number, seconds: number): Promise<readonly number[]>
}

const OPERATIONS = { combined: 'CombinedPicture', school: 'SchoolSummary' } as const
const MOST_CONNECTIONS = 512

export async function createAsker(url: string, { numbers }: Harness, { token }: Prepared): Promise<Asker> {
  const { origin, pathname } = new URL(url)
  const pool = new Pool(origin, { connections: MOST_CONNECTIONS, pipelining: 1, headersTimeout: 60_000 })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const texts = {
    combined: await readFile(join(queriesFolder, 'combined.graphql'), 'utf8'),
    school: await readFile(join(queriesFolder, 'school.graphql'), 'utf8'),
  }
  let next = 0
  const nextNumber = (): string => numbers[(next += 1) % numbers.length] ?? ''

  async function post(body: object, since: number): Promise<number> {
    const { statusCode, body: answer } = await pool.request({
      ...{ path: pathname, method: 'POST', headers, body: JSON.stringify(body) },
    })
    const text = await answer.text()
    if (statusCode !== 200 || !text.includes('"data"')) throw new Error(`answered with ${String(statusCode)}`)
    return performance.now() - since
  }

  const one: Asker['one'] = (query, since = performance.now()) =>
    post({ operationName: OPERATIONS[query], query: texts[query], variables: { id: nextNumber() } }, since)

  return {
    one,
    several(document, many) {
      const by = Array.from({ length: many }, () => ({ local: { source: 'numbers', value: nextNumber() } }))
      return post({ query: document, variables: { by } }, performance.now())
    },
    async closed(query, connections, seconds) {
      const until = performance.now() + seconds * 1_000
      const times: number[] = []
      const connection = async (): Promise<void> => {
        while (performance.now() < until) times.push(await one(query))
      }
      await Promise.all(Array.from({ length: connections }, connection))
      return times
    },
    async open(query, perSecond, seconds) {
      const began = performance.now()
      const asked: Promise<number>[] = []
      for (let nth = 0; nth < perSecond * seconds; nth += 1) {
        const due = began + (nth * 1_000) / perSecond
        const early = due - performance.now()
        if (early > 1) await pause(early)
        const answered = one(query, due)
        // Looked at below, once all are asked.
        answered.catch(() => undefined)
        asked.push(answered)
      }
      return Promise.all(asked)
    },
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
