import { describe, expect, it } from '@jest/globals'
import { createBelongings } from '../../../src/server/start/belongings.js'

describe('belongings', () => {
  it('are closed last first', async () => {
    const closed: string[] = []
    const { own, closeAll } = createBelongings(() => undefined)
    for (const name of ['store', 'audit', 'door']) await own(name, opened => void closed.push(opened))
    await closeAll()
    expect(closed).toEqual(['door', 'audit', 'store'])
  })

  it('that are still opening are waited for, closed, and not handed on', async () => {
    const closed: string[] = []
    const { own, closeAll } = createBelongings(() => undefined)
    let opened: (name: string) => void = () => undefined
    const opening = own(new Promise<string>(resolve => (opened = resolve)), name => void closed.push(name))
    const refused = expect(opening).rejects.toThrow('Stopped before it had started.')
    const closing = closeAll()
    opened('store')
    await closing
    await refused
    expect(closed).toEqual(['store'])
  })

  it('that never opened have nothing to close', async () => {
    const { own, closeAll } = createBelongings(() => undefined)
    const closed: string[] = []
    await expect(own(Promise.reject(new Error('no')), () => void closed.push('x'))).rejects.toThrow('no')
    await closeAll()
    expect(closed).toEqual([])
  })

  it('that cannot be closed keep nothing else open', async () => {
    const faults: unknown[] = []
    const closed: string[] = []
    const { own, closeAll } = createBelongings(error => faults.push(error))
    await own('store', name => void closed.push(name))
    await own('door', () => Promise.reject(new Error('stuck')))
    await closeAll()
    expect(closed).toEqual(['store'])
    expect(faults).toHaveLength(1)
  })
})
