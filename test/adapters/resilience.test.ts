import { describe, expect, it } from '@jest/globals'
import { setTimeout as sleep } from 'node:timers/promises'
import { createResilience } from '../../src/adapters/resilience.js'
import type { Resilience, ResilienceOptions } from '../../src/adapters/resilience.js'
import { SourceFault } from '../../src/adapters/transport.js'
import type { AnswerReason } from '../../src/types/index.js'

const never = new AbortController().signal
const made = (options: Partial<ResilienceOptions> = {}): Resilience =>
  createResilience({ concurrency: 2, queue: 1, halfOpenAfterMs: 60_000, ...options })

/** Work that fails as told, and counts how often it was begun. */
function failing(reason: AnswerReason, status?: number): { work: () => Promise<string>; begun: () => number } {
  let count = 0
  return {
    work: () => {
      count += 1
      return Promise.reject(new SourceFault(reason, status))
    },
    begun: () => count,
  }
}

async function reasonOf(work: Promise<unknown>): Promise<AnswerReason | 'ANSWERED'> {
  try {
    await work
    return 'ANSWERED'
  } catch (error) {
    if (error instanceof SourceFault) return error.reason
    throw error
  }
}

const run = (of: Resilience, work: () => Promise<unknown>, retry = false, signal = never) =>
  reasonOf(of.run(work, { retry, signal }))

describe('the bulkhead', () => {
  it('lets so many calls run, so many wait, and turns the rest away with LOCAL_LIMIT', async () => {
    const resilience = made()
    let running = 0
    let most = 0
    let release = (): void => undefined
    const gate = new Promise<void>(resolve => (release = resolve))
    const work = async (): Promise<void> => {
      running += 1
      most = Math.max(most, running)
      await gate
      running -= 1
    }
    const calls = Array.from({ length: 4 }, () => run(resilience, work))
    expect(await calls[3]).toBe('LOCAL_LIMIT')
    release()
    expect(await Promise.all(calls.slice(0, 3))).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED'])
    expect(most).toBe(2)
  })

  it('ends a call that waits its turn when its signal ends', async () => {
    const resilience = made({ concurrency: 1 })
    void run(resilience, () => new Promise(() => undefined))
    expect(await run(resilience, () => Promise.resolve(), false, AbortSignal.timeout(30))).toBe('TIMED_OUT')
  })

  it('does not begin what was given up while it waited', async () => {
    const resilience = made({ concurrency: 1 })
    let release = (): void => undefined
    const first = run(resilience, () => new Promise<void>(resolve => (release = resolve)))
    const { work, begun } = failing('SOURCE_ERROR')
    expect(await run(resilience, work, false, AbortSignal.timeout(20))).toBe('TIMED_OUT')
    release()
    await first
    await sleep(5)
    expect(begun()).toBe(0)
  })

  it('is not the source being unwell: nothing turned away counts against it', async () => {
    const resilience = made({ concurrency: 1, queue: 0 })
    let release = (): void => undefined
    const first = run(resilience, () => new Promise<void>(resolve => (release = resolve)))
    for (let call = 0; call < 8; call += 1) expect(await run(resilience, () => Promise.resolve())).toBe('LOCAL_LIMIT')
    release()
    await first
    expect(resilience.state()).toBe('UP')
  })
})

describe('the breaker', () => {
  it('opens after five failures in a row, and tells those held back why', async () => {
    const resilience = made()
    const { work, begun } = failing('SOURCE_ERROR', 503)
    for (let call = 0; call < 5; call += 1) await run(resilience, work)
    expect(resilience.state()).toBe('DOWN')
    expect(await run(resilience, work)).toBe('SOURCE_ERROR')
    expect(begun()).toBe(5)
  })

  it('is not opened by four failures and an answer', async () => {
    const resilience = made()
    const { work } = failing('UNREACHABLE')
    for (let round = 0; round < 3; round += 1) {
      for (let call = 0; call < 4; call += 1) await run(resilience, work)
      await run(resilience, () => Promise.resolve())
    }
    expect(resilience.state()).toBe('UP')
  })

  const answers: readonly [AnswerReason, number | undefined][] = [
    ['REFUSED', 403],
    ['RATE_LIMITED', 429],
    ['MALFORMED', 200],
    ['SOURCE_ERROR', 404],
    ['SOURCE_ERROR', 400],
  ]
  it.each(answers)('takes %s (%s) for an answer, not for illness', async (reason, status) => {
    const resilience = made()
    const { work, begun } = failing(reason, status)
    for (let call = 0; call < 8; call += 1) await run(resilience, work)
    expect([resilience.state(), begun()]).toEqual(['UP', 8])
  })

  it('closes again after one answer, once its time is over', async () => {
    const resilience = made({ halfOpenAfterMs: 30 })
    const { work } = failing('TIMED_OUT')
    for (let call = 0; call < 5; call += 1) await run(resilience, work)
    expect(resilience.state()).toBe('DOWN')
    await sleep(40)
    expect(await run(resilience, () => Promise.resolve())).toBe('ANSWERED')
    expect(resilience.state()).toBe('UP')
  })

  it('stays open where the one call let through fails', async () => {
    const resilience = made({ halfOpenAfterMs: 30 })
    const { work, begun } = failing('TIMED_OUT')
    for (let call = 0; call < 5; call += 1) await run(resilience, work)
    await sleep(40)
    await run(resilience, work)
    await run(resilience, work)
    expect([resilience.state(), begun()]).toEqual(['DOWN', 6])
  })

  it('does not end calls that are under way when it opens', async () => {
    const resilience = made({ concurrency: 8, queue: 8 })
    let release = (): void => undefined
    const slow = run(resilience, () => new Promise<void>(resolve => (release = resolve)))
    const { work } = failing('UNREACHABLE')
    for (let call = 0; call < 5; call += 1) await run(resilience, work)
    release()
    expect(await slow).toBe('ANSWERED')
  })

  it('of one source says nothing of another', async () => {
    const [one, other] = [made(), made()]
    const { work } = failing('UNREACHABLE')
    for (let call = 0; call < 5; call += 1) await run(one, work)
    expect(await run(other, () => Promise.resolve())).toBe('ANSWERED')
    expect([one.state(), other.state()]).toEqual(['DOWN', 'UP'])
  })

  it('says of a source nobody has asked that it was not asked', () => {
    expect(made().state()).toBe('NOT_ASKED')
  })
})

describe('the one retry', () => {
  it('is made of what may be asked twice, once', async () => {
    const { work, begun } = failing('SOURCE_ERROR', 503)
    expect(await run(made(), work, true)).toBe('SOURCE_ERROR')
    expect(begun()).toBe(2)
  })

  it('is not made of what may not', async () => {
    const { work, begun } = failing('SOURCE_ERROR', 503)
    await run(made(), work, false)
    expect(begun()).toBe(1)
  })

  const final: readonly [AnswerReason, number | undefined][] = [
    ['TIMED_OUT', undefined],
    ['RATE_LIMITED', 429],
    ['REFUSED', 401],
    ['MALFORMED', 200],
    ['SOURCE_ERROR', 404],
    ['LOCAL_LIMIT', undefined],
  ]
  it.each(final)('is not made after %s (%s)', async (reason, status) => {
    const { work, begun } = failing(reason, status)
    await run(made(), work, true)
    expect(begun()).toBe(1)
  })

  it('is not made once the signal has ended', async () => {
    const stop = new AbortController()
    let begun = 0
    await run(
      made(),
      () => {
        begun += 1
        stop.abort()
        return Promise.reject(new SourceFault('UNREACHABLE'))
      },
      true,
      stop.signal,
    )
    await sleep(5)
    expect(begun).toBe(1)
  })

  it('is paid from a small budget, so that a failing source is not asked twice as much', async () => {
    const resilience = made()
    // Each first try fails and each second answers, so the breaker stays closed: only the budget can say no.
    const outcomes: string[] = []
    for (let call = 0; call < 12; call += 1) {
      let begun = 0
      const secondTime = (): Promise<string> => {
        begun += 1
        return begun === 1 ? Promise.reject(new SourceFault('SOURCE_ERROR', 503)) : Promise.resolve('')
      }
      outcomes.push(await run(resilience, secondTime, true))
    }
    // Ten saved, and a tenth of one more for each call.
    expect(outcomes.filter(outcome => outcome === 'ANSWERED')).toHaveLength(11)
    expect(outcomes.filter(outcome => outcome === 'SOURCE_ERROR')).toHaveLength(1)
  })

  it('lets a bug through as it is', async () => {
    const bug = new TypeError('ours')
    await expect(made().run(() => Promise.reject(bug), { retry: true, signal: never })).rejects.toBe(bug)
  })
})
