// A refusal is a code for programs and words that say what to do for people. It never echoes what was written.
import { CASEWORK_REFUSALS } from './casework/refusals.js'
import { EPISODE_REFUSALS, RECORDING_REFUSALS } from './episode/refusals.js'
import { INPUT_REFUSALS } from './input/refusals.js'
import { MIRAF_REFUSALS } from './miraf/refusals.js'
import { REFERRAL_REFUSALS } from './referrals/refusals.js'
import { KEEPING_REFUSALS } from './retention/refusals.js'
import type { Words } from './words.js'

const REFUSALS = {
  ...INPUT_REFUSALS,
  ...EPISODE_REFUSALS,
  ...RECORDING_REFUSALS,
  ...MIRAF_REFUSALS,
  ...REFERRAL_REFUSALS,
  ...CASEWORK_REFUSALS,
  ...KEEPING_REFUSALS,
} as const

export type RefusalCode = keyof typeof REFUSALS

export interface Refused {
  readonly ok: false
  readonly code: RefusalCode
  readonly words: Words
  /** Where in the input, where that is known: `check.doneAt`. */
  readonly field: string | null
}

export const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REFUSALS, text)

export const refuse = (code: RefusalCode, field: string | null = null): Refused => ({
  ok: false,
  code,
  words: REFUSALS[code],
  field,
})
