import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from '@jest/globals'
import { checkPort } from '../../../src/server/start/core.js'

describe('the port', () => {
  it('that is taken is named, with what to do', async () => {
    const other = createServer()
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const sentence = `Port ${port} is taken by another program. Set PORT to another, or to 0 for any free one.`
    await expect(checkPort('127.0.0.1', port)).rejects.toThrow(sentence)
    await new Promise(resolve => other.close(resolve))
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined()
  })
})
