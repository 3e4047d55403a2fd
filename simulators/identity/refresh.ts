// Refresh tokens: good once, replaced at each use, and worthless for good once one of them is used a second time.
import { randomBytes } from 'node:crypto'
import type { Persona } from '../region/personas.js'

const LIFE_MS = 12 * 60 * 60_000

export interface Refreshing {
  /** A token that begins a line of them. */
  begin(persona: Persona, application: string, now: Date): string
  /** Whom it stands for, with the next of its line; null where it does not count. */
  use(token: string, application: string, now: Date): { readonly persona: Persona; readonly next: string } | null
  /** Ends every line: as though everybody had been signed out at the agency. */
  endAll(): void
}

interface Line {
  readonly persona: Persona
  readonly application: string
  readonly until: number
  current: string
}

export function createRefreshing(): Refreshing {
  const lines = new Map<string, Line>()
  const add = (line: Line): string => {
    line.current = randomBytes(24).toString('base64url')
    lines.set(line.current, line)
    return line.current
  }
  return {
    begin: (persona, application, now) => add({ persona, application, until: now.getTime() + LIFE_MS, current: '' }),
    use(token, application, now) {
      const line = lines.get(token)
      if (line === undefined || line.application !== application || line.until < now.getTime()) return null
      if (line.current === token) return { persona: line.persona, next: add(line) }
      // Used twice: one of the two who have it stole it.
      lines.delete(line.current)
      return null
    },
    endAll: () => lines.clear(),
  }
}
