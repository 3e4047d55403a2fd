// Sessions: sealed rows under the hash of a token that only the person's browser has. Each lives sixty minutes from its last
// use, and twelve hours at the most.
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import type { Sealing } from './seal.js'

export const LIVES_MS = 60 * 60_000
const AT_MOST_MS = 12 * LIVES_MS

const personShape = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  role: z.string(),
  agency: z.string(),
  organisation: z.string(),
})
/** Who is signed in, as their agency's provider and the gateway say. */
export type Person = z.output<typeof personShape>

const sessionShape = z.object({
  person: personShape,
  /** The provider's id in the console's settings. */
  provider: z.string(),
  /** What a form must bring along. */
  csrf: z.string(),
  access: z.string(),
  /** Milliseconds since 1970. */
  accessUntil: z.number(),
  refresh: z.string().nullable(),
  startedAt: z.number(),
})
export type Session = z.output<typeof sessionShape>

export interface Sessions {
  /** Keeps a new session; gives the token for the browser. */
  begin(session: Omit<Session, 'csrf' | 'startedAt'>): Promise<string>
  /** The session of a token; null where there is none any more. It lives on for it, unless only a page refreshes itself. */
  use(token: string, livesOn?: boolean): Promise<Session | null>
  /** Keeps what changed of it. */
  change(token: string, session: Session): Promise<void>
  end(token: string): Promise<void>
  /** Takes away what has expired. */
  sweep(): Promise<void>
}

const USE = 'session'
const idOf = (token: string): Buffer => createHash('sha256').update(token).digest()
const random = (): string => randomBytes(32).toString('base64url')

export function createSessions(pool: Pick<pg.Pool, 'query'>, sealing: Sealing, now: () => Date): Sessions {
  const until = (): Date => new Date(now().getTime() + LIVES_MS)
  return {
    async begin(session) {
      const token = random()
      const whole: Session = { ...session, csrf: random(), startedAt: now().getTime() }
      const sealed = sealing.seal(USE, token, JSON.stringify(whole))
      await pool.query('insert into console.session values ($1, $2, $3)', [idOf(token), sealed, until()])
      return token
    },
    async use(token, livesOn = true) {
      const { rows } = livesOn
        ? await pool.query<{ sealed: Buffer }>(
            'update console.session set expires_at = $2 where id = $1 and expires_at > $3 returning sealed',
            [idOf(token), until(), now()],
          )
        : await pool.query<{ sealed: Buffer }>('select sealed from console.session where id = $1 and expires_at > $2', [
            idOf(token),
            now(),
          ])
      const plain = rows[0] === undefined ? null : sealing.open(USE, token, rows[0].sealed)
      const session = plain === null ? null : sessionShape.parse(JSON.parse(plain))
      if (session === null || now().getTime() - session.startedAt < AT_MOST_MS) return session
      await pool.query('delete from console.session where id = $1', [idOf(token)])
      return null
    },
    async change(token, session) {
      const sealed = sealing.seal(USE, token, JSON.stringify(session))
      await pool.query('update console.session set sealed = $2 where id = $1', [idOf(token), sealed])
    },
    async end(token) {
      await pool.query('delete from console.session where id = $1', [idOf(token)])
    },
    async sweep() {
      await pool.query('delete from console.session where expires_at <= $1', [now()])
    },
  }
}
