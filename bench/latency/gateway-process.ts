// The asking end of a gateway in a process of its own, run as in production.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RemoteRegion } from './region-process.js'

export interface RemoteGateway {
  readonly url: string
  /** The answer and the milliseconds until its last byte. Throws for a status other than 200. */
  ask(token: string, query: string, variables: object): Promise<{ readonly text: string; readonly ms: number }>
  close(): Promise<void>
}

/** Rejects where the other process fails. */
export async function startRemoteGateway(region: RemoteRegion): Promise<RemoteGateway> {
  const file = fileURLToPath(import.meta.url.replace('gateway-process', 'gateway-child'))
  const child = fork(file, { env: { ...process.env, NODE_ENV: 'production' } })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', ({ url: at, error }: { url?: string; error?: string }) =>
      at === undefined ? reject(new Error(error)) : resolve(at),
    )
    child.once('exit', () => reject(new Error('the gateway has ended')))
    const { settings, secrets, seed, personas, now, control, socialCare } = region
    child.send({ settings, secrets, seed, personas, now, control, socialCare })
  })
  return {
    url,
    async ask(token, query, variables) {
      const body = JSON.stringify({ query, variables })
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const started = performance.now()
      const response = await fetch(url, { method: 'POST', headers, body })
      const text = await response.text()
      const ms = performance.now() - started
      if (response.status !== 200) throw new Error(`a picture was answered with ${String(response.status)}`)
      return { text, ms }
    },
    close: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve())
        child.disconnect()
      }),
  }
}
