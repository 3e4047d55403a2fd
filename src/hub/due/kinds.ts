// What can be due at the hub, and where the rule comes from. G: evaluation of the Gwent hub; O: inspection of ten authorities;
// S: Staffordshire 2018; Guidance: statutory guidance of 2014 (England) and All Wales practice guide of 2021; SERAF: Barnardo's.
import { say, type Words } from '../words.js'

interface Kind extends Words {
  readonly source: string
}

const kind = (en: string, cy: string, source: string): Kind => ({ ...say(en, cy), source })

export const DUE_KINDS = {
  TRIAGE: kind('Triage', 'Brysbennu', 'G: every report is triaged'),
  ABSENT_REVIEW: kind('Review of an absent child', 'Adolygu plentyn absennol', 'O: absence is reviewed on a timer'),
  CHECK: kind('Safe and well check', 'Gwiriad diogel ac iach', 'Guidance: as soon as possible after return'),
  INTERVIEW: kind('Return interview', 'Cyfweliad dychwelyd', 'Guidance: within 72 hours of return'),
  MIRAF: kind(
    'Review of the risk assessment',
    'Adolygu’r asesiad risg',
    'G: after five episodes, on a rise in risk, at the date',
  ),
  MEETING: kind('Meeting', 'Cyfarfod', 'S: at 3, 5 and 9 in 90 days, or called by a person'),
  ACTION: kind('Action of a plan', 'Gweithred mewn cynllun', 'O: action plans are monitored'),
  REFERRAL: kind('Referral without an answer', 'Atgyfeiriad heb ateb', 'G: take-up is tracked'),
  SERAF: kind('Review of the SERAF', 'Adolygu’r SERAF', 'SERAF: at least every three months'),
} as const satisfies Readonly<Record<string, Kind>>

export type DueKind = keyof typeof DUE_KINDS
