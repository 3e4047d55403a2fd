import { describe, expect, it } from '@jest/globals'
import { jsonLog, terminalLog } from '../../../src/server/start/log.js'
import type { LogFields } from '../../../src/store/log.js'

const CANARY = 'canary-9990000018'
/** As untyped code might pass them. */
const given = {
  ...{ correlationId: 'c-1', pid: 7, shedding: true, account: null },
  ...{ name: CANARY, nhsNumber: CANARY, code: { text: CANARY }, edition: [CANARY], error: new Error(CANARY), __proto__: { url: CANARY } },
} as unknown as LogFields // prettier-ignore

function json(): { readonly log: ReturnType<typeof jsonLog>; readonly lines: string[] } {
  const lines: string[] = []
  return { log: jsonLog({ write: line => void lines.push(line) }), lines }
}

describe('a line of the log', () => {
  it('has the listed fields, where they are plain, and nothing else', () => {
    const { log, lines } = json()
    log.error(given, 'Something fixed.')
    const { time, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>
    expect(rest).toEqual({
      level: 50,
      correlationId: 'c-1',
      pid: 7,
      shedding: true,
      account: null,
      msg: 'Something fixed.',
    })
    expect(time).toMatch(/Z$/)
  })

  it('is as careful on a terminal', () => {
    const lines: string[] = []
    terminalLog(line => lines.push(line)).warn(given, 'Something fixed.')
    expect(lines).toEqual(['warning: Something fixed. (correlationId c-1, pid 7, shedding true, account null)\n'])
  })

  it('has an end', () => {
    const { log, lines } = json()
    log.info({ error: 'x'.repeat(100_000) }, 'Long.')
    expect(lines[0]?.length).toBeLessThan(1_200)
  })
})
