// What somebody typed into a form whose session ended before it was sent: kept sealed for sixty minutes, for that person
// alone, and given back once they have signed in again.
import type pg from 'pg'
import type { Sealing } from './seal.js'
import { LIVES_MS, type Person } from './sessions.js'

export interface Drafts {
  /** `form`: the address of the page it belongs to. A later one of the same form takes its place. */
  keep(person: string, form: string, values: URLSearchParams): Promise<void>
  find(person: string, form: string): Promise<URLSearchParams | null>
  drop(person: string, form: string): Promise<void>
  sweep(): Promise<void>
}

/** By what a person's drafts are found: who they are to their provider, and nothing that may change with a post. */
export const personKey = ({ issuer, subject }: Pick<Person, 'issuer' | 'subject'>): string => `${issuer} ${subject}`

const USE = 'draft'

export function createDrafts(pool: Pick<pg.Pool, 'query'>, sealing: Sealing, now: () => Date): Drafts {
  const at = (person: string, form: string): [Buffer, Buffer] => [
    sealing.name('person', person),
    sealing.name('form', `${person} ${form}`),
  ]
  const key = (person: string, form: string): string => `${person} ${form}`
  return {
    async keep(person, form, values) {
      const sealed = sealing.seal(USE, key(person, form), values.toString())
      await pool.query(
        `insert into console.draft values ($1, $2, $3, $4)
         on conflict (person, form) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
        [...at(person, form), sealed, new Date(now().getTime() + LIVES_MS)],
      )
    },
    async find(person, form) {
      const { rows } = await pool.query<{ sealed: Buffer }>(
        'select sealed from console.draft where person = $1 and form = $2 and expires_at > $3',
        [...at(person, form), now()],
      )
      const plain = rows[0] === undefined ? null : sealing.open(USE, key(person, form), rows[0].sealed)
      return plain === null ? null : new URLSearchParams(plain)
    },
    async drop(person, form) {
      await pool.query('delete from console.draft where person = $1 and form = $2', at(person, form))
    },
    async sweep() {
      await pool.query('delete from console.draft where expires_at <= $1', [now()])
    },
  }
}
