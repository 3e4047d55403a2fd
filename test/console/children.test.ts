import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { testConsole, type TestConsole } from './kit/start.js'
import type { Client } from './kit/client.js'

let kit: TestConsole
let client: Client
let child: string
beforeAll(async () => {
  kit = await testConsole()
  client = await kit.signedIn('hub-manager')
  child = /href="\/children\/([^"?]+)"/.exec((await client.get('/board')).text)?.[1] ?? ''
}, 120_000)
afterAll(() => kit.close())
afterEach(() => {
  for (const system of kit.gateway.region.systems.values()) system.setFault(null)
})

describe('the child page', () => {
  it('is reached from the board, and has every part in its place', async () => {
    expect(child).not.toBe('')
    const { status, text } = await client.get(`/children/${child}`)
    if (process.env['DUMP']) (await import('node:fs')).writeFileSync(process.env['DUMP'], text)
    expect(status).toBe(200)
    for (const place of ['who', 'now', 'risk', 'do', 'warn-police', 'where', 'placed', 'professionals', 'gaps', 'family'])
      expect(text).toContain(` slot="${place}"`)
    expect(text).not.toContain('PART_FAILED')
    expect(kit.logged).toEqual([])
    expect(text.endsWith('</html>')).toBe(true)
  })
})
void [createHash, request, gunzipSync]
