// What reads of linked records say goes to the identity index behind the answer: no caller waits for it. Kept for a moment and
// bounded; what is lost when the process dies is written at the next read.
import type { Reading } from '../../adapters/agency.js'
import type { IdentityIndex, IndexedIdentity } from '../../store/identity-index.js'
import { recordKey, type Link, type RecordName } from '../../types/child.js'

export interface IndexRefresh {
  /** Takes what a reading said of the child it was found to be about; a record that is locked now takes back what it said. */
  note(link: Link, reading: Reading): void
  /** Resolves once everything noted so far is written, or could not be. */
  stop(): Promise<void>
}

export interface IndexRefreshDeps {
  readonly index: Pick<IdentityIndex, 'refresh' | 'forget'>
  readonly now: () => Date
  readonly onFault: (error: unknown) => void
  /** Records that may wait to be written; those beyond are left for their next read. */
  readonly most?: number
}

const MOST_WAITING = 5_000
const AT_ONCE = 200

export function createIndexRefresh({ index, now, onFault, most = MOST_WAITING }: IndexRefreshDeps): IndexRefresh {
  const waiting = new Map<string, Waiting>()
  let writing: Promise<void> | null = null

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const entries = [...waiting].slice(0, AT_ONCE)
      for (const [key] of entries) waiting.delete(key)
      try {
        const all = entries.map(([, entry]) => entry)
        await index.forget(all.filter(one => one.demographics === null))
        await index.refresh(all.flatMap(one => (one.demographics === null ? [] : [one])))
      } catch (error) {
        onFault(error)
      }
    }
    writing = null
  }

  function entryOf({ sourceId, recordId, childId }: Link, reading: Reading): Waiting | null {
    if (reading.kind === 'locked') return { sourceId, recordId, demographics: null }
    const said = indexable(reading)
    return said === null ? null : { sourceId, childId, ...said, seenAt: now().toISOString() }
  }

  return {
    note(link, reading) {
      const entry = entryOf(link, reading)
      if (entry === null) return
      const key = recordKey(entry)
      if (waiting.size >= most && !waiting.has(key)) return
      waiting.set(key, entry)
      writing ??= write()
    },
    async stop() {
      await writing
    },
  }
}

/** `demographics` null: the record says nothing any more. */
type Waiting = IndexedIdentity | (RecordName & { readonly demographics: null })

/** Old news and a record without a name say nothing that a search could go by, and would take the place of what does. */
function indexable(reading: Reading): Pick<IndexedIdentity, 'recordId' | 'demographics'> | null {
  if (reading.kind !== 'read' || reading.stale || reading.subject === null) return null
  const { demographics } = reading.subject
  if (demographics.givenNames.length + demographics.familyNames.length === 0) return null
  return { recordId: reading.recordId, demographics }
}
