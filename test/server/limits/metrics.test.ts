import { describe, expect, it } from '@jest/globals'
import type { AgencySource } from '../../../src/adapters/agency.js'
import { AuditUnavailable } from '../../../src/audit/index.js'
import type { Audit } from '../../../src/audit/index.js'
import { openMetricsServer } from '../../../src/server/metrics-server.js'
import { createMetrics } from '../../../src/server/metrics.js'

let state: 'UP' | 'DOWN' | 'NOT_ASKED' = 'UP'
const source = { description: { id: 'police-gwent' } } as AgencySource
const open = (): ReturnType<typeof createMetrics> =>
  createMetrics({
    load: { lagMs: () => 40, underWay: () => 3 },
    sources: [{ source, state: () => state }],
    statuses: new Set(['FOUND', 'UNAVAILABLE']),
    monotonic: () => 0,
  })
const refusing: Audit = {
  intent: () => Promise.resolve(),
  outcome: () => Promise.reject(new AuditUnavailable('DATABASE')),
  refusal: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

describe('the metrics', () => {
  it('count answers of a source by status and tell whether calls to it go through', async () => {
    const metrics = open()
    metrics.sourceAnswered('police-gwent', 'FOUND', 120)
    metrics.sourceAnswered('police-gwent', 'UNAVAILABLE', 3_000)
    expect(await metrics.text()).toContain('hafan_source_answers_total{source="police-gwent",status="FOUND"} 1')
    expect(await metrics.text()).toContain('hafan_source_seconds_sum{source="police-gwent"} 3.12')
    expect(await metrics.text()).toContain('hafan_source_up{source="police-gwent"} 1')
    state = 'DOWN'
    expect(await metrics.text()).toContain('hafan_source_up{source="police-gwent"} 0')
  })

  it('take no label that is not on a list', async () => {
    const metrics = open()
    metrics.sourceAnswered('canary', 'FOUND', 1)
    metrics.sourceAnswered('police-gwent', 'canary', 1)
    metrics.answered('canary' as 'OK')
    expect(await metrics.text()).not.toContain('canary')
  })

  it('count audit rows that could not be written, and pass the failure on', async () => {
    const metrics = open()
    const audit = metrics.watch(refusing)
    await expect(audit.outcome([])).rejects.toThrow(AuditUnavailable)
    expect(await metrics.text()).toContain('hafan_audit_failures_total 1')
    expect(await metrics.text()).toContain('hafan_audit_waiting 0')
  })

  it('are read at a door of their own, which has nothing else', async () => {
    const server = await openMetricsServer({ host: '127.0.0.1', port: 0 }, () => open().text())
    const response = await fetch(server.url)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.text()).toContain('hafan_loop_lag_seconds 0.04')
    for (const path of ['/', '/graphql', '/health/live']) {
      expect((await fetch(new URL(path, server.url))).status).toBe(404)
    }
    await server.close()
  })
})
