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
  const day = (iso: string): string => read(iso).toLocaleString(DateTime.DATE_FULL)
  const time = (iso: string): string => read(iso).toFormat('HH:mm')
  return {
    day,
    time,
    when: iso => (iso.includes('T') ? `${day(iso)}, ${time(iso)}` : day(iso)),
    length(iso) {
      const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(iso)) / 60_000))
      const days = minutes >= 48 * 60 ? Math.floor(minutes / (24 * 60)) : 0
      const rest = minutes - days * 24 * 60
      return { days, hours: Math.floor(rest / 60), minutes: rest % 60 }
    },
  }
}
