// Names and telephone numbers of the schools of one source. They are not about any child, so they may be kept for ten
// minutes; nothing of a pupil ever is.
import type { Call } from '../agency.js'
import type { Records } from '../../types/index.js'
import type { Nation } from './attendance-codes.js'

export interface DirectoryEntry extends Records.School {
  readonly nation: Nation | null
}
export type Schools = ReadonlyMap<string, DirectoryEntry>

export interface Directory {
  /** The schools by id. Throws what reading them throws. */
  schools(call: Call): Promise<Schools>
}

const KEPT_MS = 10 * 60_000

/** A directory read at its first use. Callers that come while it is being read wait for that one reading. */
export function createDirectory(read: (call: Call) => Promise<Schools>, now: () => number): Directory {
  let kept: { readonly schools: Promise<Schools>; readonly until: number } | null = null

  function begin(call: Call): Promise<Schools> {
    const schools = read(call)
    const mine = { schools, until: now() + KEPT_MS }
    kept = mine
    schools.catch(() => {
      if (kept === mine) kept = null
    })
    return schools
  }

  return {
    async schools(call) {
      const current = kept
      if (current === null || now() >= current.until) return begin(call)
      try {
        return await current.schools
      } catch {
        // That reading ended with another caller's deadline, perhaps: this one still has its own. The first to come
        // reads anew, the others wait for it.
        return kept === null || kept === current ? begin(call) : kept.schools
      }
    },
  }
}

/** The school as the directory has it, or only its id where the directory has it not. */
export function schoolOf(schools: Schools, id: string): Records.School {
  const { name, town, phone } = schools.get(id) ?? { name: null, town: null, phone: null }
  return { id, name, town, phone }
}
