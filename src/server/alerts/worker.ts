// Works alerts off in this process, few at a time; other gateways on the same database take their share.
import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { runTaskList, type Task, type WorkerEvents, type WorkerPool } from 'graphile-worker'
import { ALERT_JOBS } from '../../store/alert-queue.js'
import { silentJobs } from '../../store/jobs-schema.js'
import { lookAtChild } from './asked.js'
import { deliver } from './deliver.js'
import { routeAlert, type AlertDeps } from './route.js'
import { sweep } from './sweep.js'

export interface AlertWorkerOptions extends Omit<AlertDeps, 'signal'> {
  /** What else is worked off here, looked for once an hour. */
  readonly beside?: {
    readonly job: string
    readonly queue: () => Promise<void>
    readonly work: (signal: AbortSignal) => Promise<void>
  }
  /** How often the alerts are looked through. */
  readonly sweepEveryMs?: number
  /** How long after it let go of everything it begins again. */
  readonly againAfterMs?: number
}

export interface AlertWorker {
  /** Ends what is under way, or leaves it to be done again, and takes nothing more. */
  stop(): Promise<void>
}

const AT_ONCE = 3
const SWEEP_EVERY_MS = 15_000
const HOUR_MS = 3_600_000
const AGAIN_AFTER_MS = 5_000

export function startAlertWorker(options: AlertWorkerOptions): AlertWorker {
  const { store, beside, onFault } = options
  const stopping = new AbortController()
  const deps: AlertDeps = { ...options, signal: stopping.signal }
  const taskList = {
    [ALERT_JOBS.route]: about(id => routeAlert(id, deps)),
    [ALERT_JOBS.look]: about(id => lookAtChild(id, deps)),
    [ALERT_JOBS.deliver]: about(id => deliver(id, deps)),
    [ALERT_JOBS.sweep]: async () => {
      if (await sweep(deps)) await store.queueSweep()
    },
    ...(beside && { [beside.job]: () => beside.work(stopping.signal) }),
  }
  const queueSweep = (): void => void store.queueSweep().catch(onFault)
  const queueBeside = (): void => void beside?.queue().catch(onFault)
  const hourly = setInterval(queueBeside, HOUR_MS)
  const timer = setInterval(queueSweep, options.sweepEveryMs ?? SWEEP_EVERY_MS)
  let hands: WorkerPool | null = null

  /**
   * It ends where the database was away: then it is begun again. Not by the library's `run`: its crontab, of which there is none here,
   * ends the whole process where it begins without a database.
   */
  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      const events: WorkerEvents = new EventEmitter()
      const some = runTaskList(
        { concurrency: AT_ONCE, noHandleSignals: true, logger: silentJobs, events },
        taskList,
        store.jobsPool,
      )
      hands = some
      // A job that fails is tried again, and would fail unheard.
      events.on('job:error', ({ error }) => onFault(error))
      // A hand that could not write down what became of a job lets go for good, and no other takes its place: all let go then.
      events.once('worker:fatalError', ({ error }) => {
        onFault(error)
        void some.gracefulShutdown().catch(onFault)
      })
      await some.promise.catch(onFault)
      hands = null
      await wait(options.againAfterMs ?? AGAIN_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const working = work()
  queueSweep()
  queueBeside()

  return {
    async stop() {
      clearInterval(timer)
      clearInterval(hourly)
      stopping.abort()
      await hands?.gracefulShutdown().catch(() => undefined)
      await working
    },
  }
}

const about =
  (work: (id: string) => Promise<void>): Task =>
  async payload => {
    if (typeof payload !== 'object' || payload === null || !('id' in payload) || typeof payload.id !== 'string')
      throw new Error('a job names the row it is about')
    await work(payload.id)
  }
