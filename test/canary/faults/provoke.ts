// One gateway, mistake and all, and what becomes of it: loaded anew for every fault, see hooks.mjs.
import { runCanary } from '../run.js'
import { compareWorlds } from '../worlds.js'
import { startOnly } from '../house.js'

export interface Provoked {
  readonly by: 'start' | 'canary' | 'worlds' | null
  /** Operations until it was caught. */
  readonly after: number
  /** What gave it away; for a fault that was not caught, what else there was. */
  readonly says: string
}

export interface Provoking {
  readonly ops: number
  readonly worlds: number
  readonly seed: number
  readonly shows: RegExp
}

export async function provoke({ ops, worlds, seed, shows }: Provoking): Promise<Provoked> {
  let other = 'nothing'
  const isShown = (says: string): boolean => {
    if (shows.test(says)) return true
    other = says
    return false
  }
  try {
    if (ops > 0) {
      let says = ''
      const until = (kinds: readonly { kind: string; says: string }[]): boolean => {
        const found = kinds.map(({ kind, says: what }) => `${kind} ${what}`).find(isShown)
        says = says === '' ? (found ?? '') : says
        return found !== undefined
      }
      const run = await runCanary({ ops, seed, databaseEvery: 50, until: ({ problems }) => until(problems) })
      if (says !== '') return { by: 'canary', after: run.operations, says }
    }
    if (worlds > 0) {
      const { differences, operations } = await compareWorlds({ ops: worlds, seed, until: isShown })
      const found = differences.find(isShown)
      if (found !== undefined) return { by: 'worlds', after: operations, says: found }
    }
    if (ops + worlds === 0) await startOnly()
    return { by: null, after: ops + worlds, says: other }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    if (says.includes('the fault no longer fits')) throw error
    return isShown(says) ? { by: 'start', after: 0, says } : { by: null, after: 0, says }
  }
}
