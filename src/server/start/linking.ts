// The linking pass, run behind the open door: what is not linked yet answers NOT_LINKED, never "nothing recorded".
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Call } from '../../adapters/agency.js'
import type { OpenedSource } from '../../adapters/registry.js'
import { linkingPass } from '../../children/identity/linking-pass.js'
import type { PassProgress } from '../../children/identity/linking-pass.js'
import type { Held } from '../../store/linking-progress.js'
import type { Store } from '../../store/open.js'

export interface LinkingOptions {
  readonly sources: readonly OpenedSource[]
  readonly store: Store
  readonly progress: (said: PassProgress) => void
  readonly now: () => Date
}

type Ended = 'COMPLETE' | 'INCOMPLETE' | 'STOPPED'

export interface Linking {
  /** How the pass ended; INCOMPLETE where a list could not be read to its end. Rejects where the store failed. */
  readonly done: Promise<Ended>
  /** Ends after the page under way. */
  stop(): Promise<void>
}

const PAGE_WITHIN_MS = 20_000
/** How often a replica looks whether the one that links has ended. */
const AGAIN_AFTER_MS = 2_000
const LINKING_ACTOR = { staffRef: 'hafan', role: 'SYSTEM', organisation: 'hub' }

/** A call for each page, with a deadline of its own. */
export const linkingCall = (signal: AbortSignal) => (): Call => ({
  ...{ correlationId: randomUUID(), purpose: 'LINKING', actor: LINKING_ACTOR, signal },
  deadline: performance.now() + PAGE_WITHIN_MS,
})

/** Starts the pass; finished sources are left out, and a broken one goes on where it stopped. */
export function startLinking({ sources, store, progress, now }: LinkingOptions): Linking {
  const stopping = new AbortController()
  const call = linkingCall(stopping.signal)
  const passes = sources.map(({ source, config }) => ({ source, rate: config.linkingRate }))
  let incomplete = false
  const heard = (said: PassProgress): void => {
    // A page broken off because everything stops has not failed.
    if (stopping.signal.aborted) return
    if (said.failed) incomplete = true
    progress(said)
  }
  const pass = (held: Held): Promise<void> =>
    linkingPass(passes, { store, call, progress: heard, now, signal: stopping.signal, held })
  /** Two at one system would read it faster than its owner allows: a replica that comes later waits for the end of the other. */
  const inTurn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const left = await unfinished(sources, store)
      if (left.length === 0) return
      if ((await store.linkingProgress.alone(left, held => pass(held).then(() => true))) !== null) return
      await wait(AGAIN_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const done = inTurn().then((): Ended =>
    stopping.signal.aborted ? 'STOPPED' : incomplete ? 'INCOMPLETE' : 'COMPLETE',
  )
  return {
    done,
    async stop() {
      stopping.abort()
      await done.catch(() => null)
    },
  }
}

/** Sources that can list their records and have not been gone through. */
async function unfinished(sources: readonly OpenedSource[], { linkingProgress }: Store): Promise<string[]> {
  const ids = sources.flatMap(({ source, config }) => (source.list === undefined ? [] : [config.id]))
  const known = await Promise.all(ids.map(id => linkingProgress.of(id)))
  return ids.filter((_, nth) => known[nth]?.doneAt === null || known[nth]?.cursor !== null)
}
