// Asks as a browser does, and gives what came as it came: packed bytes, in which pieces, and when.
import { request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { gunzipSync } from 'node:zlib'
import type { Client } from './client.js'

export interface Raw {
  readonly status: number
  readonly encoding: string
  readonly chunks: readonly Buffer[]
  /** Of each of them, the milliseconds since it was asked for. */
  readonly at: readonly number[]
}

export const raw = (client: Client, origin: string, path: string, encoding: string): Promise<Raw> =>
  new Promise((done, fail) => {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, 'accept-encoding': encoding }
    const began = performance.now()
    request(new URL(path, origin), { headers }, response => {
      const chunks: Buffer[] = []
      const at: number[] = []
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        at.push(performance.now() - began)
      })
      response.on('error', fail)
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'] ?? '',
          ...{ chunks, at },
        }),
      )
    })
      .on('error', fail)
      .end()
  })

/** Everything that a page and its scripts name. */
const ASSETS = ['govuk.css', 'moj.css', 'console.css', 'icon.svg', 'console.js', 'govuk.js', 'moj.js', 'live.js']

/** A page, and how many bytes it takes over the wire, packed, with all that it loads. Throws where some of it is not there. */
export async function weighed(client: Client, origin: string, path: string): Promise<{ text: string; bytes: number }> {
  const got = await raw(client, origin, path, 'gzip, br')
  if (got.status !== 200 || got.encoding !== 'gzip') throw new Error(`the page came as ${got.status} ${got.encoding}`)
  const packed = Buffer.concat(got.chunks)
  const text = gunzipSync(packed).toString('utf8')
  const base = /href="(\/assets\/[0-9a-f]+\/)/.exec(text)?.[1] ?? ''
  let bytes = packed.length
  for (const name of ASSETS) {
    const { status, chunks } = await raw(client, origin, base + name, 'br')
    if (status !== 200) throw new Error(`${name} is not there`)
    bytes += Buffer.concat(chunks).length
  }
  return { text, bytes }
}
