// By what name a caller's remembered relationships are kept.
import type { Caller, Person } from '../../types/caller.js'

/** The person in the posts held now: what was confirmed for a post that is over confirms nothing. */
export function callerNameOf({ issuer, subject }: Caller, { role, organisation, posts }: Person, now: Date): string {
  const held = posts.filter(
    ({ from, to }) => Date.parse(from) <= now.getTime() && (to === null || Date.parse(to) > now.getTime()),
  )
  const values = held.map(({ kind, value }) => `${kind} ${value}`).sort()
  return [issuer, subject, role, organisation, ...values].join('\n')
}
