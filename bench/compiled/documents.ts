// Documents that are sent once each: whether a memory of them grows, and whether they cost more than one document that is made
// anew every time. Everything that keeps by document is in the way: the server's, the gates', the plans'.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Measured } from '../figures.js'
import type { Reply, Taken } from './documents-child.js'

const DOCUMENTS = 100_000
/** The part by which every bounded memory is full. */
const FULL = 1 / 5
const CONNECTIONS = 8
/** For the ratio: the part in a turn, and turns about. */
const TURN = 1 / 50
const TURNS = 5

interface Sent {
  /** So many documents, each with `words` of its own. */
  send(from: number, count: number, words: (nth: number) => string): Promise<void>
  taken(): Promise<Taken>
}

/** Megabytes of heap that are held after all of them and were not after the first fifth. */
export const measureMegabytes = (documents = DOCUMENTS): Promise<Measured> =>
  withGateway(async ({ send, taken }) => {
    const first = documents * FULL
    await send(0, first, unlike)
    const before = await taken()
    await send(first, documents - first, unlike)
    const after = await taken()
    return {
      value: Math.max(0, after.heapMegabytes - before.heapMegabytes),
      notes: [
        `${documents.toLocaleString('en-GB')} documents; ${before.heapMegabytes.toFixed(1)} MB held after ${first.toLocaleString('en-GB')}, ${after.heapMegabytes.toFixed(1)} MB after all`,
      ],
    }
  })

/** CPU of a document sent once, of that of one which nothing can be kept of, the median of turns about. */
export const measureRatio = (documents = DOCUMENTS): Promise<Measured> =>
  withGateway(async ({ send, taken }) => {
    const [first, inTurn] = [documents * FULL, documents * TURN]
    await send(0, first, unlike)
    const pairs: (readonly [number, number])[] = []
    for (let turn = 0; turn < TURNS; turn += 1) {
      const costOf = async (words: (nth: number) => string): Promise<number> => {
        const before = await taken()
        await send(first + turn * inTurn, inTurn, words)
        return ((await taken()).cpuMs - before.cpuMs) / inTurn
      }
      pairs.push([await costOf(unlike), await costOf(spaced)])
    }
    const ratios = pairs.map(([one, other]) => one / other).sort((a, b) => a - b)
    return {
      value: ratios[Math.floor(TURNS / 2)] ?? Number.NaN,
      notes: [
        `CPU a request in ms, unlike and one document: ${pairs.map(pair => pair.map(each => each.toFixed(2)).join('/')).join(', ')}`,
      ],
    }
  })

const QUERY = (alias: string, space: string): string =>
  `query${space}Q { ${alias}: viewer { role agency organisation purposes } labels(enum: "AnswerStatus") { enum value label { en cy } } sources { id name agency parts } }`

/** Another document each time. */
const unlike = (nth: number): string => QUERY(`v${nth}`, ' ')
/** One document, written with so much room that its text was never sent before. */
const spaced = (nth: number): string => QUERY('v', ' '.repeat(1 + (nth % 16)) + ','.repeat(1 + (nth >> 4) % 64) + '\n'.repeat(1 + (nth >> 10))) // prettier-ignore

async function withGateway(work: (sent: Sent) => Promise<Measured>): Promise<Measured> {
  const file = fileURLToPath(import.meta.url.replace('documents', 'documents-child'))
  const child = fork(file, { execArgv: ['--expose-gc'], env: { ...process.env, NODE_ENV: 'production' } })
  const order = (what: 'start' | 'taken'): Promise<Reply> =>
    new Promise((resolve, reject) => {
      child.once('message', (reply: Reply) => ('error' in reply ? reject(new Error(reply.error)) : resolve(reply)))
      child.send(what)
    })
  try {
    const begun = await order('start')
    if (!('url' in begun)) throw new Error('the gateway did not say where it is')
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${begun.token}` }
    return await work({
      async send(from, count, words) {
        let next = from
        const connection = async (): Promise<void> => {
          while (next < from + count) {
            const body = JSON.stringify({ query: words((next += 1)) })
            const response = await fetch(begun.url, { method: 'POST', headers, body })
            if (!(await response.text()).includes('"HUB_')) throw new Error('a document was not answered')
          }
        }
        await Promise.all(Array.from({ length: CONNECTIONS }, connection))
      },
      async taken() {
        const reply = await order('taken')
        if (!('cpuMs' in reply)) throw new Error('the gateway did not say what it takes')
        return reply
      },
    })
  } finally {
    child.disconnect()
  }
}
