// When an answer that shows no child leaves: at a multiple of a fixed time, so that its time tells nothing.
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'

interface Evenly {
  readonly notShownMs: number
}

export async function evenOut(started: number, { notShownMs }: Evenly): Promise<void> {
  const took = performance.now() - started
  const left = Math.ceil(Math.max(took, 1) / notShownMs) * notShownMs - took
  await wait(left)
}

/** A refusal for want of budget leaves as late as any answer that shows no child. */
export async function spentIn<T>(started: number, evenly: Evenly, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await evenOut(started, evenly)
    throw error
  }
}
