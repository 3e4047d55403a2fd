// Every change of the tables, in order. Forward only: a change already made anywhere is never edited, another follows it.
import { sql as childrenAndLinks } from './0001-children-and-links.js'
import { sql as hubRecords } from './0002-hub-records.js'
import { sql as audit } from './0003-audit.js'
import { sql as actsAndNotices } from './0004-acts-and-notices.js'
import { sql as episodeLapses } from './0004-episode-lapses.js'
import { sql as conflictsAndBudgets } from './0005-conflicts-and-budgets.js'
import { sql as auditAccesses } from './0006-audit-accesses.js'
import { sql as linkHistory } from './0007-link-history.js'
import { sql as identityIndex } from './0008-identity-index.js'
import { sql as hubEpisodes } from './0009-hub-episodes.js'
import { sql as wholeChildren } from './0010-whole-children.js'
import { sql as incidentsAndWhose } from './0011-incidents-and-whose.js'
import { sql as miraf } from './0012-miraf.js'
import { sql as alerts } from './0013-alerts.js'
import { sql as casework } from './0014-casework.js'
import { sql as statistics } from './0015-statistics.js'
import { sql as linkConflicts } from './0016-link-conflicts.js'
import { sql as secondaryNumbers } from './0017-secondary-numbers.js'
import { sql as worksWith } from './0018-works-with.js'
import { sql as retention } from './0019-retention.js'
import { sql as dueWork } from './0020-due-work.js'

/** One change: its lasting name and its statements, all made or none. */
export interface Migration {
  readonly id: string
  readonly sql: string
}

/** In the order they are made. */
export const migrations: readonly Migration[] = [
  { id: '0001-children-and-links', sql: childrenAndLinks },
  { id: '0002-hub-records', sql: hubRecords },
  { id: '0003-audit', sql: audit },
  { id: '0004-acts-and-notices', sql: actsAndNotices },
  { id: '0004-episode-lapses', sql: episodeLapses },
  { id: '0005-conflicts-and-budgets', sql: conflictsAndBudgets },
  { id: '0006-audit-accesses', sql: auditAccesses },
  { id: '0007-link-history', sql: linkHistory },
  { id: '0008-identity-index', sql: identityIndex },
  { id: '0009-hub-episodes', sql: hubEpisodes },
  { id: '0010-whole-children', sql: wholeChildren },
  { id: '0011-incidents-and-whose', sql: incidentsAndWhose },
  { id: '0012-miraf', sql: miraf },
  { id: '0013-alerts', sql: alerts },
  { id: '0014-casework', sql: casework },
  { id: '0015-statistics', sql: statistics },
  { id: '0016-link-conflicts', sql: linkConflicts },
  { id: '0017-secondary-numbers', sql: secondaryNumbers },
  { id: '0018-works-with', sql: worksWith },
  { id: '0019-retention', sql: retention },
  { id: '0020-due-work', sql: dueWork },
]
