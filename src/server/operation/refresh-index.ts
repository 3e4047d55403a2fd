// What reads of linked records say goes to the identity index behind the answer: no caller waits for it. Kept for a moment and
// bounded; what is lost when the process dies is written at the next read.
import type { Reading } from '../../adapters/agency.js'
import type { IdentityIndex, IndexedIdentity } from '../../store/identity-index.js'
import { recordKey, type Link } from '../../types/child.js'

export interface IndexRefresh {
  /** Takes what a reading said of the child it was found to be about. */
  note(link: Link, reading: Reading): void
  /** Resolves once everything noted so far is written, or could not be. */
  stop(): Promise<void>
}

export interface IndexRefreshDeps {
  readonly index: Pick<IdentityIndex, 'refresh'>
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
  /** Records that may wait to be written; those beyond are left for their next read. */
  readonly most?: number
}

const MOST_WAITING = 5_000
const AT_ONCE = 200

export function createIndexRefresh({ index, now, onFault, most = MOST_WAITING }: IndexRefreshDeps): IndexRefresh {
  const waiting = new Map<string, IndexedIdentity>()
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const entries = [...waiting].slice(0, AT_ONCE)
      for (const [key] of entries) waiting.delete(key)
      try {
        await index.refresh(entries.map(([, entry]) => entry))
      } catch (error) {
        onFault(error)
      }
    }
    writing = null
  }

  return {
    note(link, reading) {
      const said = indexable(reading)
      if (said === null) return
      const entry = { sourceId: link.sourceId, recordId: said.recordId, childId: link.childId }
      const key = recordKey(entry)
      if (waiting.size >= most && !waiting.has(key)) return
      waiting.set(key, { ...entry, demographics: said.demographics, seenAt: now().toISOString() })
      writing ??= write()
    },
    async stop() {
      await writing
    },
  }
}

/** Old news and a record without a name say nothing that a search could go by, and would take the place of what does. */
function indexable(reading: Reading): Pick<IndexedIdentity, 'recordId' | 'demographics'> | null {
  if (reading.kind !== 'read' || reading.stale || reading.subject === null) return null
  const { demographics } = reading.subject
  if (demographics.givenNames.length + demographics.familyNames.length === 0) return null
  return { recordId: reading.recordId, demographics }
}
