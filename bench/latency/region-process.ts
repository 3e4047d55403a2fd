// The parent's end of a region in a process of its own: starts it, signs personas in, sets faults, reads the calls it saw.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RecordedCall } from '../../simulators/kit/serve.js'
import type { ScopedFault } from '../../simulators/kit/faults.js'
import type { StartOptions } from '../../simulators/start.js'
import type { Order, ToldWhole } from './region-child.js'

export interface RemoteRegion extends ToldWhole {
  tokenFor(persona: string): Promise<string>
  secret(name: string): string
  /** On every agency system. */
  setFault(fault: ScopedFault | null): Promise<void>
  /** On one of them, by its id. */
  setFaultOf(id: string, fault: ScopedFault | null): Promise<void>
  calls(): Promise<ReadonlyMap<string, readonly RecordedCall[]>>
  resetCalls(): Promise<void>
  close(): Promise<void>
}

/** Rejects where the other process fails. */
export async function startRemoteRegion(
  size: number,
  latency: Pick<StartOptions, 'latencyScale' | 'fixedLatencyMs'>,
): Promise<RemoteRegion> {
  const child = fork(fileURLToPath(import.meta.url.replace('region-process', 'region-child')))
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let asked = 0
  child.on('message', (message: { id: number; value?: never; error?: string }) => {
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) one?.resolve(message.value as never)
    else one?.reject(new Error(message.error))
  })
  child.on('exit', () => {
    for (const one of waiting.values()) one.reject(new Error('the region has ended'))
  })
  const order = <T>(what: Order): Promise<T> =>
    new Promise((resolve, reject) => {
      asked += 1
      waiting.set(asked, { resolve, reject })
      child.send({ id: asked, order: what })
    })
  const told = await order<ToldWhole>({ kind: 'start', size, latency })
  const ids = told.settings.sources.map(({ id }) => id)
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(told.control + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) })
    return response.json()
  }
  const onEach = async (method: string, what: string, body?: object): Promise<void> => {
    await Promise.all(ids.map(id => control(method, `/systems/${id}/${what}`, body)))
  }
  return {
    ...told,
    tokenFor: persona => order({ kind: 'token', persona }),
    secret(name) {
      const value = told.secrets[name]
      if (value === undefined) throw new Error(`the region has no secret ${name}`)
      return value
    },
    setFault: fault => (fault === null ? onEach('DELETE', 'fault') : onEach('PUT', 'fault', fault)),
    async setFaultOf(id, fault) {
      if (fault === null) await control('DELETE', `/systems/${id}/fault`)
      else await control('PUT', `/systems/${id}/fault`, fault)
    },
    async calls() {
      const lists = await Promise.all(ids.map(id => control('GET', `/systems/${id}/calls`)))
      return new Map(ids.map((id, index) => [id, (lists[index] as { calls: readonly RecordedCall[] }).calls]))
    },
    resetCalls: () => onEach('DELETE', 'calls'),
    close: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}
