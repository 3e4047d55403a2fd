// What operators see of the gateway, as numbers. Every label is from a closed list: error codes, the ids in the sources'
// settings, the answer statuses of the schema. Nothing that came in a request can become a label.
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Audit } from '../audit/index.js'
import type { SourceView } from '../children/source-view.js'
import { ERROR_CODES } from '../errors.js'
import type { ErrorCode } from '../errors.js'
import type { Load } from './load.js'

export interface Metrics {
  /** A request was answered: OK, or the code of what failed it. */
  answered(code: ErrorCode | 'OK'): void
  took(seconds: number): void
  /** Refused by rate. */
  limited(who: 'caller' | 'nobody'): void
  sourceAnswered(source: string, status: string, ms: number): void
  /** The same audit, watched. */
  watch(audit: Audit): Audit
  /** In the text format of Prometheus. */
  text(): Promise<string>
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

export interface MetricsDeps {
  readonly load: Pick<Load, 'lagMs' | 'underWay'>
  readonly sources: readonly SourceView[]
  /** The schema's own answer statuses. */
  readonly statuses: ReadonlySet<string>
  readonly monotonic: () => number
}

export function createMetrics({ load, sources, statuses, monotonic }: MetricsDeps): Metrics {
  const register = new Registry()
  const registers = [register]
  const requests = new Counter({
    name: 'hafan_requests_total',
    help: 'Requests answered, by code',
    labelNames: ['code'],
    registers,
  })
  const duration = new Histogram({
    name: 'hafan_request_seconds',
    help: 'From a request to the end of its answer',
    buckets: SECONDS,
    registers,
  })
  const limited = new Counter({
    name: 'hafan_limited_total',
    help: 'Requests refused because of their rate',
    labelNames: ['who'],
    registers,
  })
  const answers = new Counter({
    name: 'hafan_source_answers_total',
    help: 'Answers of sources, by status',
    labelNames: ['source', 'status'],
    registers,
  })
  const sourceTime = new Histogram({
    name: 'hafan_source_seconds',
    help: 'Time a source took',
    labelNames: ['source'],
    buckets: SECONDS,
    registers,
  })
  const auditTime = new Histogram({
    name: 'hafan_audit_seconds',
    help: 'Until an audit row was durable',
    buckets: SECONDS,
    registers,
  })
  const auditFailed = new Counter({
    name: 'hafan_audit_failures_total',
    help: 'Audit rows that could not be written',
    registers,
  })
  const waiting = new Gauge({ name: 'hafan_audit_waiting', help: 'Groups of audit rows not yet durable', registers })
  gauge('hafan_loop_lag_seconds', 'Mean lag of the event loop in the last second', () => load.lagMs() / 1000)
  gauge('hafan_requests_under_way', 'Requests under way', () => load.underWay())
  gauge('hafan_resident_bytes', 'Memory of the process', () => process.memoryUsage.rss())
  const ids = new Set(sources.map(({ source }) => source.description.id))
  new Gauge({
    name: 'hafan_source_up', help: 'Whether calls to a source go through: 0 while its breaker holds them back', labelNames: ['source'], registers,
    collect() {
      for (const { source, state } of sources) this.set({ source: source.description.id }, state() === 'DOWN' ? 0 : 1)
    },
  }) // prettier-ignore

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set(value())
      },
    })
  }

  async function watched(write: () => Promise<void>): Promise<void> {
    const started = monotonic()
    waiting.inc()
    try {
      await write()
      auditTime.observe((monotonic() - started) / 1000)
    } catch (error) {
      auditFailed.inc()
      throw error
    } finally {
      waiting.dec()
    }
  }

  return {
    answered: code => requests.inc({ code: Object.hasOwn(ERROR_CODES, code) ? code : 'OK' }),
    took: seconds => duration.observe(seconds),
    limited: who => limited.inc({ who }),
    sourceAnswered(source, status, ms) {
      if (!ids.has(source) || !statuses.has(status)) return
      answers.inc({ source, status })
      sourceTime.observe({ source }, ms / 1000)
    },
    watch: audit => ({
      intent: row => watched(() => audit.intent(row)),
      outcome: rows => watched(() => audit.outcome(rows)),
      refusal: row => watched(() => audit.refusal(row)),
      stop: () => audit.stop(),
    }),
    text: () => register.metrics(),
  }
}
