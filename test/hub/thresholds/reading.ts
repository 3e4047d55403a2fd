// A second reading of thresholds, by brute force: every episode against every other, dates by the platform's own calendar.
const DAY = 86_400_000

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The date in London. */
export const dateOf = (moment: string): string => calendar.format(new Date(moment))

/** Dates from one to another. */
const datesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** The date so many days on. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10)

/** The midnight in London that ends a date: of the two hours it can be, the one that the clock shows as 00:00. */
export function midnightAfter(date: string): string {
  const next = dateAfter(date, 1)
  const found = [0, 1]
    .map(hours => new Date(Date.parse(next) - hours * 3_600_000))
    .find(moment => clock.format(moment) === '00:00' && calendar.format(moment) === next)
  if (!found) throw new Error(`no midnight after ${date}`)
  return found.toISOString()
}

export interface Plain {
  readonly reference: string
  readonly at: string
  readonly counts: boolean
}

/** Which episode reached which of 3, 5 and 9, as `reference:number`, oldest first. */
export function reachedByForce(episodes: readonly Plain[]): readonly string[] {
  const counted = episodes
    .filter(one => one.counts)
    .sort((a, b) => (`${a.at} ${a.reference}` < `${b.at} ${b.reference}` ? -1 : 1))
  return counted.flatMap((one, index) => {
    const before = counted.slice(0, index).filter(other => datesBetween(dateOf(other.at), dateOf(one.at)) < 90).length
    return [3, 5, 9]
      .filter(number => before < number && before + 1 >= number)
      .map(number => `${one.reference}:${number}`)
  })
}

/** When the one meeting is due, or null. */
export function meetingByForce(
  episodes: readonly Plain[],
  calls: readonly string[],
  meetings: readonly string[],
): { readonly dueAt: string; readonly episodes: number | null } | null {
  const causes = reachedByForce(episodes).map(text => {
    const [reference, number] = text.split(':')
    const at = episodes.find(one => one.reference === reference)?.at ?? ''
    return { at, number: Number(number), dueAt: midnightAfter(dateAfter(dateOf(at), 7)) }
  })
  const called = calls.map(at => ({ at, number: 0, dueAt: midnightAfter(dateAfter(dateOf(at), 1)) }))
  const open = [...causes, ...called].filter(({ at }) => !meetings.some(held => held >= at))
  if (open.length === 0) return null
  const number = Math.max(...open.map(one => one.number))
  return { dueAt: open.map(one => one.dueAt).sort()[0] ?? '', episodes: number === 0 ? null : number }
}
