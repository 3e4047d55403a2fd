// The linking pass, run behind the open door: what is not linked yet answers NOT_LINKED, never "nothing recorded".
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Call } from '../../adapters/agency.js'
import type { OpenedSource } from '../../adapters/registry.js'
import { linkingPass } from '../../children/identity/linking-pass.js'
import type { PassProgress } from '../../children/identity/linking-pass.js'
import type { Store } from '../../store/open.js'

export interface LinkingOptions {
  readonly sources: readonly OpenedSource[]
  readonly store: Store
  readonly progress: (said: PassProgress) => void
}

export interface Linking {
  /** Resolves at the end of the pass, also after `stop`. Rejects where the store failed. */
  readonly done: Promise<void>
  /** Ends after the page under way. */
  stop(): Promise<void>
}

const PAGE_WITHIN_MS = 20_000
const LINKING_ACTOR = { staffRef: 'hafan', role: 'SYSTEM', organisation: 'hub' }

/** Starts the pass; finished sources are left out, and a broken one goes on where it stopped. */
export function startLinking({ sources, store, progress }: LinkingOptions): Linking {
  const stopping = new AbortController()
  const call = (): Call => ({
    correlationId: randomUUID(),
    purpose: 'LINKING',
    actor: LINKING_ACTOR,
    deadline: performance.now() + PAGE_WITHIN_MS,
    signal: stopping.signal,
  })
  const passes = sources.map(({ source, config }) => ({ source, rate: config.linkingRate }))
  const done = linkingPass(passes, { store, call, progress, signal: stopping.signal })
  return {
    done,
    async stop() {
      stopping.abort()
      await done.catch(() => undefined)
    },
  }
}
