// Asks as a browser does, and gives what came as it came: packed bytes, and in which pieces.
import { request } from 'node:http'
import type { Client } from './client.js'

export interface Raw {
  readonly status: number
  readonly encoding: string
  readonly chunks: readonly Buffer[]
}

export const raw = (client: Client, origin: string, path: string, encoding: string): Promise<Raw> =>
  new Promise((done, fail) => {
    const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { cookie, 'accept-encoding': encoding }
    request(new URL(path, origin), { headers }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'] ?? '',
          chunks,
        }),
      )
    })
      .on('error', fail)
      .end()
  })
