// Dates and times as people here read them: on the clocks of London, in their language.
import { DateTime } from 'luxon'
import { LOCALES, type Language } from './shape.js'

const ZONE = 'Europe/London'

export interface Dates {
  /** `3 March 2026, 14:05`; of a date alone, without a time. */
  when(iso: string): string
  /** `14:05` */
  time(iso: string): string
  /** `3 March 2026` */
  day(iso: string): string
  /** Whole hours and minutes from then until now, or days where there are two or more; not below nothing. */
  length(iso: string): { readonly days: number; readonly hours: number; readonly minutes: number }
}

export function createDates(language: Language, now: Date): Dates {
  const read = (iso: string): DateTime => DateTime.fromISO(iso, { zone: ZONE }).setLocale(LOCALES[language])
  const dayOf = (at: DateTime): string => at.toLocaleString(DateTime.DATE_FULL)
  const timeOf = (at: DateTime): string => at.toFormat('HH:mm')
  return {
    day: iso => dayOf(read(iso)),
    time: iso => timeOf(read(iso)),
    when(iso) {
      // Read once: a child’s page has many moments.
      const at = read(iso)
      return iso.includes('T') ? `${dayOf(at)}, ${timeOf(at)}` : dayOf(at)
    },
    length(iso) {
      const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60_000))
      const days = minutes >= 48 * 60 ? Math.floor(minutes / (24 * 60)) : 0
      const rest = minutes - days * 24 * 60
      return { days, hours: Math.floor(rest / 60), minutes: rest % 60 }
    },
  }
}
