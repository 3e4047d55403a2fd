// Opens the store: a PostgreSQL given by its address, or the gateway's own.
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { createAlertDeliveries, type AlertDeliveries } from './alert-deliveries.js'
import { createAlertInbox, type AlertInbox } from './alert-inbox.js'
import { ALERT_JOBS, addJob } from './alert-queue.js'
import { createAlertRecurring, type AlertRecurring } from './alert-recurring.js'
import { createAlertStream, type AlertStream } from './alert-stream.js'
import { createAlertRoutes, type AlertRoutes } from './alert-routes.js'
import { createBudgets, type Budgets } from './budgets.js'
import { createAccesses, type Accesses } from './accesses.js'
import { createBreakGlass, type BreakGlass } from './break-glass.js'
import { createCasework, type Casework } from './casework.js'
import { createChildren, type Children } from './children.js'
import { createConfirmations, type Confirmations } from './confirmations.js'
import { createConflicts, type Conflicts } from './conflicts.js'
import { createDueWork, type DueWork } from './due-work.js'
import { startEmbedded } from './embedded/server.js'
import { createEpisodeBoard, type EpisodeBoard } from './episode-board.js'
import { createFigurePeriods, type FigurePeriods } from './figure-periods.js'
import { createStatisticsActs, type StatisticsActs } from './statistics-records.js'
import { createStatistics, type Statistics } from './statistics.js'
import { createEpisodes, type Episodes } from './episodes.js'
import { createIncidents, type Incidents } from './incidents.js'
import { createEpisodeStates, type EpisodeStates } from './episode-states.js'
import { createHolds, type Holds } from './holds.js'
import { createHub, type Hub } from './hub.js'
import { createIdentityIndex, type BlockingTokens, type IdentityIndex } from './identity-index.js'
import { createInbox, type Inbox } from './inbox.js'
import { prepareJobs } from './jobs-schema.js'
import type { IsOneName } from './demographics.js'
import type { Keys } from './keys.js'
import { createKnown, type Known } from './known.js'
import { createLinkChanges, type LinkChanges } from './link-changes.js'
import { createLinkReviews, type LinkReviews } from './link-reviews.js'
import { createLinking, type Linking } from './linking.js'
import { createLinkingProgress, type LinkingProgress } from './linking-progress.js'
import type { Log } from './log.js'
import { migrate } from './migrate.js'
import { openPool, sessionsOf } from './pools.js'
import { createMirafs, type Mirafs } from './mirafs.js'
import { createMirafSummaries, type MirafSummaries } from './miraf-summaries.js'
import { createOversight, type Oversight } from './oversight.js'
import { createRetention, type Retention } from './retention.js'
import { createScoreLinks, type ScoreLinks } from './score-links.js'
import type { Tables } from './tables.js'
import { createWorksWith, type WorksWith } from './works-with.js'

/** What the gateway keeps, by aggregate. */
export interface Store {
  /** Its database, as the owner: for what keeps a schema of its own beside the gateway's when trying out. */
  readonly url: string
  readonly children: Children
  /** What is read before an agency may be asked, in one statement. */
  readonly known: Known
  readonly linking: Linking
  readonly linkingProgress: LinkingProgress
  readonly linkChanges: LinkChanges
  readonly linkReviews: LinkReviews
  readonly scoreLinks: ScoreLinks
  readonly hub: Hub
  readonly episodes: Episodes
  readonly episodeBoard: EpisodeBoard
  readonly mirafs: Mirafs
  readonly mirafSummaries: MirafSummaries
  readonly incidents: Incidents
  readonly casework: Casework
  readonly dueWork: DueWork
  readonly holds: Holds
  readonly retention: Retention
  readonly statistics: Statistics
  readonly figurePeriods: FigurePeriods
  readonly statisticsActs: StatisticsActs
  readonly confirmations: Confirmations
  readonly episodeStates: EpisodeStates
  readonly conflicts: Conflicts
  readonly oversight: Oversight
  readonly budgets: Budgets
  readonly accesses: Accesses
  readonly breakGlass: BreakGlass
  readonly inbox: Inbox
  readonly identityIndex: IdentityIndex
  readonly alertStream: AlertStream
  readonly alertRoutes: AlertRoutes
  readonly alertInbox: AlertInbox
  readonly alertDeliveries: AlertDeliveries
  readonly alertRecurring: AlertRecurring
  readonly worksWith: WorksWith
  /** Sessions in which durable jobs are worked off. */
  readonly jobsPool: pg.Pool
  /** Has the alerts looked through, soon and by one gateway. */
  queueSweep(): Promise<void>
  /** Sessions kept for the audit alone: no crowd of readers may keep an answer from its record. */
  readonly auditPool: pg.Pool
  /** Rejects while the database does not answer. For the readiness check. */
  ping(): Promise<void>
  /** Closes every session, and stops the database if it is the gateway's own. */
  stop(): Promise<void>
}

export interface StoreOptions {
  /** As the owner of the database: `postgresql://user:password@host/database`. Null: the gateway runs its own. */
  readonly databaseUrl: string | null
  /** Where the gateway's own database lies; not used with `databaseUrl`. */
  readonly dataDir: string
  readonly keys: Keys
  readonly log: Log
  /** By what a child can be searched for: matching says it, which stands above the store. */
  readonly blockingTokens: BlockingTokens
  /** Which given names are one name. Left out: those that are spelt alike. */
  readonly isOneName?: IsOneName
}

const READERS = { max: 10, connectWithin: 5_000, statementWithin: 15_000 }
const WORKERS = { max: 5, connectWithin: 5_000, statementWithin: 15_000 }
const AUDITORS = { max: 2, connectWithin: 2_000, statementWithin: 2_000 }

/** Opens the store and brings its tables up to date. Throws StoreError, with a code, when it must not be used. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, keys, log, blockingTokens, isOneName } = options
  const server =
    databaseUrl === null ? await startEmbedded(dataDir, log) : { url: databaseUrl, stop: () => Promise.resolve() }
  try {
    await bringUpToDate(server.url, keys)
    const pool = await openPool(server.url, READERS, log)
    const auditPool = await openPool(server.url, AUDITORS, log)
    const jobsPool = await openPool(server.url, WORKERS, log)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: sessionsOf(pool, log) }) })
    const children = createChildren(db, keys)
    const conflicts = createConflicts(db, keys, children)
    return {
      url: server.url,
      children,
      known: createKnown(db, keys, conflicts),
      linking: createLinking(db, keys, isOneName),
      linkingProgress: createLinkingProgress(db),
      linkChanges: createLinkChanges(db, keys),
      linkReviews: createLinkReviews(db, keys),
      scoreLinks: createScoreLinks(db, keys),
      hub: createHub(db, keys),
      episodes: createEpisodes(db, keys),
      episodeBoard: createEpisodeBoard(db),
      mirafs: createMirafs(db, keys),
      mirafSummaries: createMirafSummaries(db, keys),
      incidents: createIncidents(db, keys),
      casework: createCasework(db, keys),
      dueWork: createDueWork(db, keys),
      holds: createHolds(db, keys),
      retention: createRetention(db),
      statistics: createStatistics(db),
      figurePeriods: createFigurePeriods(db),
      statisticsActs: createStatisticsActs(db, keys),
      confirmations: createConfirmations(db, keys),
      episodeStates: createEpisodeStates(db),
      oversight: createOversight(db, keys),
      conflicts,
      budgets: createBudgets(db, keys),
      accesses: createAccesses(db),
      breakGlass: createBreakGlass(db, keys),
      inbox: createInbox(db, keys),
      identityIndex: createIdentityIndex(db, { keys, blockingTokens, log }),
      alertStream: createAlertStream(db, server.url, log),
      alertRoutes: createAlertRoutes(db),
      alertInbox: createAlertInbox(db, keys),
      alertDeliveries: createAlertDeliveries(db),
      alertRecurring: createAlertRecurring(db),
      worksWith: createWorksWith(db, keys),
      jobsPool,
      queueSweep: () => db.transaction().execute(trx => addJob(trx, ALERT_JOBS.sweep, 'all')),
      auditPool,
      ping: async () => void (await pool.query('select 1')),
      async stop() {
        await Promise.all([db.destroy(), auditPool.end(), jobsPool.end()])
        // Kysely ends the sessions only of a pool it was asked to use.
        if (!pool.ending) await pool.end()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function bringUpToDate(url: string, keys: Keys): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'hafan-migrate',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await migrate(client, keys.fingerprint)
    await prepareJobs(client, url)
  } finally {
    await client.end()
  }
}
