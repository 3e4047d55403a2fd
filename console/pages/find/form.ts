// What was typed about a child who is looked for, as the gateway takes it. Nothing of it is ever in an address.
import { z } from 'zod'
import type { FindQueryVariables } from './generated/query.js'

type Input = FindQueryVariables['input']

const FIELDS = ['text', 'givenName', 'familyName', 'postcode', 'nhsNumber', 'upn', 'localId'] as const
export const DATE = ['day', 'month', 'year'] as const
const SEXES = ['FEMALE', 'MALE', 'OTHER'] as const

export type Typed = Readonly<Record<string, string>>
export type Mistake = 'nothing' | 'date' | 'age'

export type Read =
  | { readonly ok: true; readonly input: Input }
  /** `field`: the id of the input. */
  | { readonly ok: false; readonly field: string; readonly mistake: Mistake }

export const typedIn = (form: URLSearchParams): Typed =>
  Object.fromEntries([...FIELDS, ...DATE, 'age', 'sex'].map(name => [name, (form.get(name) ?? '').trim()]))

const whole = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)

export function readForm(typed: Typed): Read {
  const texts = Object.fromEntries(FIELDS.flatMap(name => (typed[name] ? [[name, typed[name]]] : [])))
  const dated = DATE.some(name => typed[name] !== '')
  const date = dated ? dateOf(typed) : null
  if (dated && date === null) return { ok: false, field: 'day', mistake: 'date' }
  const age = typed['age'] === '' ? null : whole.safeParse(typed['age'])
  if (age !== null && (!age.success || age.data > 25)) return { ok: false, field: 'age', mistake: 'age' }
  const sex = SEXES.find(each => each === typed['sex']) ?? null
  const input: Input = {
    ...texts,
    ...(date === null ? {} : { dateOfBirth: date }),
    ...(age === null ? {} : { age: age.data }),
    ...(sex === null ? {} : { sex }),
  }
  return Object.keys(input).length === 0 ? { ok: false, field: 'text', mistake: 'nothing' } : { ok: true, input }
}

/** Null where it is none of the calendar, or not whole. */
function dateOf(typed: Typed): string | null {
  const [year, month, day] = [typed['year'], typed['month'], typed['day']].map(part => whole.safeParse(part).data ?? 0)
  const iso = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && (year ?? 0) >= 1900 ? iso : null
}

const pad = (value: number | undefined, length: number): string => String(value ?? 0).padStart(length, '0')
