// What was typed of a report, as the API takes it. What the words may be is the gateway's to say.
import { codeIn, MISSING_FROM, PLACEMENTS, REPORTERS } from '../shared/codes.js'
import type { Named } from '../shared/identifier.js'
import type { Mistake } from '../../server/forms/mistakes.js'
import { momentIn } from '../../server/forms/moments.js'
import type { Translate } from '../../words/translate.js'
import type { ReportIncidentMutationVariables, ReportMissingMutationVariables } from './generated/acts.js'

export type Said = Omit<ReportMissingMutationVariables['input'], 'key' | 'child'>
type Other = ReportIncidentMutationVariables['input']['children'][number]

export interface ReadReport {
  readonly said: Said
  /** The others of the incident. */
  readonly others: readonly Other[]
}

/** As many others as the form has room for. */
export const OTHERS = ['1', '2', '3', '4'] as const
const AUTHORITY = /^[EWNS]\d{8}$/

/** As numbers are read out and copied: with spaces anywhere. */
const closed = (text: string | null): string => (text ?? '').replace(/\s+/g, '')

/** A pupil number begins with a letter, an NHS number is of digits. */
export const numberIn = (form: URLSearchParams, name: string): Named | null => {
  const number = closed(form.get(name))
  if (number === '') return null
  return /^[a-z]/i.test(number) ? { upn: number } : { nhsNumber: number }
}

export function readReport(
  form: URLSearchParams,
  t: Translate,
): ReadReport | { readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const wrong = (field: string, text: string): null => {
    mistakes.push({ field, text })
    return null
  }
  const text = (name: string): string | null => (form.get(name) ?? '').trim() || null
  const moment = (name: string): string | null => {
    const read = momentIn(form, name)
    return read === 'WRONG' ? wrong(name, t('form.momentWrong')) : read.at
  }
  const reporter = codeIn(REPORTERS, form.get('reporter')) ?? wrong('reporter', t('reporter.empty'))
  const [reportedAt, lastSeenAt] = [moment('reported'), moment('seen')]
  const [home, homeCode] = [text('home'), closed(form.get('homeCode')).toUpperCase() || null]
  if (homeCode !== null && !AUTHORITY.test(homeCode)) wrong('homeCode', t('homeCode.wrong'))
  else if (homeCode !== null && home !== null && home !== homeCode) wrong('homeCode', t('homeCode.both'))
  const others = OTHERS.flatMap(nth => {
    const [child, missing] = [numberIn(form, `other-${nth}`), form.get(`other-${nth}-missing`) ?? '']
    if (child === null && missing !== '') wrong(`other-${nth}`, t('others.noNumber', { nth }))
    if (child !== null && missing === '') wrong(`other-${nth}-missing`, t('others.choose', { nth }))
    return child === null ? [] : [{ child, missing: missing === 'yes' }]
  })
  if (reporter === null || mistakes.length > 0) return { mistakes }
  const said: Said = {
    ...{ reporter, reportedAt, lastSeenAt, lastSeenPlace: text('place'), circumstances: text('circumstances') },
    ...{ missingFrom: codeIn(MISSING_FROM, form.get('from')), placement: codeIn(PLACEMENTS, form.get('placement')) },
    ...{ area: text('area'), homeAuthority: homeCode ?? home },
  }
  return { said, others }
}

const INPUTS: Readonly<Record<string, string>> = {
  ...{ reporter: 'reporter', lastSeenAt: 'seen', lastSeenPlace: 'place', circumstances: 'circumstances' },
  ...{ missingFrom: 'from', placement: 'placement', area: 'area', homeAuthority: 'home', child: 'number' },
  children: 'other-1',
}

/** The input that a rule is shown at; what is about the whole report at when it was made. */
export const inputOf = (field: string, form: URLSearchParams): string =>
  field === 'homeAuthority' && closed(form.get('homeCode')) !== '' ? 'homeCode' : (INPUTS[field] ?? 'reported')
