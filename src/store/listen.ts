// One session that hears what is said on a channel of the database, for as long as it is wanted. What is said is only that
// there is something to read: whoever hears it reads the store, so that nothing is lost while the session is.
import pg from 'pg'
import type { Log } from './log.js'
import { withSettings } from './pools.js'

export interface Listening {
  /** The process id of the session in the database, while there is one. */
  session(): number | null
  stop(): Promise<void>
}

export interface ListenOptions {
  readonly databaseUrl: string
  /** A plain name. */
  readonly channel: string
  /** Called for each word, and whenever the session has come back, since what was said meanwhile nobody heard. */
  readonly heard: () => void
  readonly log: Pick<Log, 'warn' | 'info'>
}

const CONNECT_WITHIN_MS = 5_000
const STATEMENT_WITHIN_MS = 5_000
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000
/** A session whose other end has vanished would be silent for ever. */
const ASK_EVERY_MS = 15_000

/** Resolves once it listens. Rejects if the database cannot be had at first; later it tries again and again. */
export async function listen({ databaseUrl, channel, heard, log }: ListenOptions): Promise<Listening> {
  if (!/^[a-z_]+$/.test(channel)) throw new Error('a channel has a plain name')
  let client: pg.Client | null = null
  let session: number | null = null
  let pause = FIRST_PAUSE_MS
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  async function connect(): Promise<void> {
    const made = new pg.Client({
      connectionString: withSettings(databaseUrl, STATEMENT_WITHIN_MS),
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      query_timeout: STATEMENT_WITHIN_MS,
      keepAlive: true,
      application_name: 'hafan-listen',
    })
    let listens = false
    const gone = (): void => {
      if (listens) lost(made)
    }
    made.on('error', gone)
    made.on('end', gone)
    made.on('notification', () => heard())
    try {
      await made.connect()
      session = await listening(made)
    } catch (error) {
      end(made)
      throw error
    }
    // Stopped meanwhile: nobody would end it.
    if (stopped) return end(made)
    client = made
    listens = true
    pause = FIRST_PAUSE_MS
    ask(made)
  }

  async function listening(made: pg.Client): Promise<number | null> {
    await made.query(`listen ${channel}`)
    const { rows } = await made.query<{ pid: number }>('select pg_backend_pid() as pid')
    return rows[0]?.pid ?? null
  }

  function ask(made: pg.Client): void {
    timer = setTimeout(() => {
      made.query('select 1').then(
        () => client === made && ask(made),
        () => lost(made),
      )
    }, ASK_EVERY_MS).unref()
  }

  function lost(gone: pg.Client): void {
    if (client !== gone || stopped) return
    client = null
    session = null
    clearTimeout(timer)
    end(gone)
    log.warn({}, 'The session that hears of alerts was lost: subscriptions look for themselves until it is back')
    again()
  }

  function again(): void {
    timer = setTimeout(() => {
      connect().then(heard, () => {
        if (!stopped) again()
      })
    }, pause).unref()
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
  }

  await connect()
  return {
    session: () => session,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}

function end(client: pg.Client): void {
  client.end().catch(() => undefined)
}
