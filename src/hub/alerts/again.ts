// How long until what did not succeed is tried again: soon at first, then further apart, and not for ever.
const MINUTE_MS = 60_000

/** Those entitled are looked for over about a day; then a person has to. */
const LOOKED_FOR = [1, 2, 5, 10, 15, 30, 60, 60, 120, 120, 240, 240, 480] as const
/**
 * A message is tried for about three days, over a weekend: it says only that there is an alert, which the inbox does as well. So
 * often that a receiver which fails every second time gets all but one in two million.
 */
const SENT = [1, 2, 5, 10, 20, 40, 60, 120, 240, 240, 240, 240, 240, 360, 360, 360, 480, 480, 480, 480] as const

const after = (minutes: readonly number[], tries: number, at: Date): Date | null => {
  const wait = minutes[tries]
  return wait === undefined ? null : new Date(at.getTime() + wait * MINUTE_MS)
}

/** `tries` before this one. Null: that was the last. */
export const lookAgainAt = (tries: number, at: Date): Date | null => after(LOOKED_FOR, tries, at)
export const sendAgainAt = (tries: number, at: Date): Date | null => after(SENT, tries, at)
