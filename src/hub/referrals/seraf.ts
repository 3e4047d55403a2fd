// The SERAF: what is ticked is shown with its points, and the sum never without them: it is no tick-box. The printed form of the
// area decides on the wording of the indicators; codes and short names are ours (ADR 34).
import { z } from 'zod'
import { coded, codedMany, day } from '../input/fields.js'
import { read } from '../input/read.js'
import type { Refused } from '../refusal.js'
import { say, type Words } from '../words.js'

export const VULNERABILITIES = {
  EMOTIONAL_NEGLECT: say('Emotional neglect in the family', 'Esgeulustod emosiynol yn y teulu'),
  PHYSICAL_ABUSE: say('Physical abuse in the family', 'Cam-drin corfforol yn y teulu'),
  SEXUAL_ABUSE: say('Sexual abuse', 'Cam-drin rhywiol'),
  FAMILY_BREAKDOWN: say('Family relationships broken down', 'Chwalfa perthnasoedd teuluol'),
  FAMILY_DOMESTIC_ABUSE: say('Domestic abuse in the family', 'Cam-drin domestig yn y teulu'),
  FAMILY_SUBSTANCES: say('Substance misuse in the family', 'Camddefnyddio sylweddau yn y teulu'),
  FAMILY_MENTAL_HEALTH: say('Mental health difficulties in the family', 'Anawsterau iechyd meddwl yn y teulu'),
  LOW_SELF_ESTEEM: say('Low self-esteem', 'Hunan-barch isel'),
  UNSUITABLE_HOME: say('Unsuitable accommodation', 'Llety anaddas'),
  ISOLATED: say('Isolated from peers', 'Wedi’i ynysu oddi wrth gyfoedion'),
  NO_PROTECTIVE_ADULT: say('No protective adult', 'Dim oedolyn amddiffynnol'),
} as const

export const MODERATE = {
  STAYING_OUT_LATE: say('Staying out late', 'Aros allan yn hwyr'),
  CALLERS: say('Unknown adults or older young people call', 'Oedolion anhysbys neu bobl ifanc hŷn yn galw'),
  PHONE: say('Worrying use of a phone', 'Defnydd pryderus o ffôn'),
  INTERNET: say('Worrying use of the internet', 'Defnydd pryderus o’r rhyngrwyd'),
  DESPAIR: say('Signs of despair', 'Arwyddion anobaith'),
  OUT_OF_SCHOOL: say('Excluded or absent from school or work', 'Wedi’i wahardd neu’n absennol o’r ysgol neu’r gwaith'),
  WITHDRAWN_DISCLOSURE: say('Told of an assault and withdrew it', 'Soniodd am ymosodiad a’i dynnu’n ôl'),
  INFECTIONS: say('Sexually transmitted infections', 'Heintiau a drosglwyddir yn rhywiol'),
  PEERS_EXPLOITED: say('Peers who are exploited', 'Cyfoedion sy’n cael eu hecsbloetio'),
  DRUGS: say('Misuse of drugs', 'Camddefnyddio cyffuriau'),
  ALCOHOL: say('Misuse of alcohol', 'Camddefnyddio alcohol'),
  OUT_OF_TOUCH: say(
    'Lives alone and cannot be kept in touch with',
    'Yn byw’n annibynnol ac ni ellir cadw mewn cysylltiad',
  ),
  UNEXPLAINED_MONEY: say('Money or things nobody can explain', 'Arian neu bethau na ellir eu hesbonio'),
} as const

export const SIGNIFICANT = {
  MISSING_OVERNIGHT: say('Missing overnight or longer', 'Ar goll dros nos neu’n hirach'),
  CONTROLLING_ADULT: say('Relationship with a controlling adult', 'Perthynas ag oedolyn sy’n rheoli'),
  ABUSED_BY_ADULT: say('Abused by that adult', 'Wedi’i gam-drin gan yr oedolyn hwnnw'),
  UNKNOWN_VEHICLES: say('Gets into vehicles of unknown adults', 'Yn mynd i gerbydau oedolion anhysbys'),
  KNOWN_PLACES: say('Found in places known for exploitation', 'Wedi’i ganfod mewn mannau sy’n hysbys am gamfanteisio'),
  UNDER_THIRTEEN: say('Sexual activity under thirteen', 'Gweithgarwch rhywiol o dan dair ar ddeg oed'),
} as const

const form = z.strictObject({
  assessedOn: day,
  vulnerabilities: codedMany(VULNERABILITIES),
  /** Now or in the last six months. */
  moderate: codedMany(MODERATE),
  significant: z
    .array(
      z
        .strictObject({ code: coded(SIGNIFICANT), recent: z.boolean(), earlier: z.boolean() })
        .refine(({ recent, earlier }) => recent || earlier, { error: 'SERAF_NO_TIME' }),
    )
    .max(Object.keys(SIGNIFICANT).length, { error: 'TOO_MANY_ENTRIES' })
    .refine(all => new Set(all.map(one => one.code)).size === all.length, { error: 'SAID_TWICE' }),
})

/** Now or in the last six months five points, six to twelve months ago one, both six. */
const POINTS = { vulnerability: 1, moderate: 1, recent: 5, earlier: 1 } as const

export const SERAF_CATEGORIES: Readonly<Record<1 | 2 | 3 | 4, Words & { readonly from: number }>> = {
  1: { from: 0, ...say('Not at risk', 'Ddim mewn perygl') },
  2: { from: 6, ...say('Mild risk', 'Risg ysgafn') },
  3: { from: 11, ...say('Moderate risk', 'Risg gymedrol') },
  4: { from: 16, ...say('Significant risk', 'Risg sylweddol') },
}

/** A score as it is read back. */
export const serafForm = z.strictObject({
  assessedOn: day,
  components: z.array(
    z.strictObject({ group: z.enum(['VULNERABILITY', 'MODERATE', 'SIGNIFICANT']), code: z.string(), points: z.int() }),
  ),
  total: z.int(),
  category: z.literal([1, 2, 3, 4]),
})

export interface SerafScore {
  readonly ok: true
  readonly assessedOn: string
  readonly components: readonly {
    readonly group: 'VULNERABILITY' | 'MODERATE' | 'SIGNIFICANT'
    readonly code: string
    readonly points: number
  }[]
  readonly total: number
  readonly category: 1 | 2 | 3 | 4
}

const categoryOf = (total: number): SerafScore['category'] =>
  total >= SERAF_CATEGORIES[4].from
    ? 4
    : total >= SERAF_CATEGORIES[3].from
      ? 3
      : total >= SERAF_CATEGORIES[2].from
        ? 2
        : 1

/** Components, total and category of a SERAF (Barnardo's). */
export function scoreSeraf(input: unknown): SerafScore | Refused {
  const said = read(form, input)
  if (!said.ok) return said
  const { assessedOn, vulnerabilities, moderate, significant } = said.value
  const components: SerafScore['components'] = [
    ...vulnerabilities.map(code => ({ group: 'VULNERABILITY' as const, code, points: POINTS.vulnerability })),
    ...moderate.map(code => ({ group: 'MODERATE' as const, code, points: POINTS.moderate })),
    ...significant.map(({ code, recent, earlier }) => ({
      group: 'SIGNIFICANT' as const,
      code,
      points: (recent ? POINTS.recent : 0) + (earlier ? POINTS.earlier : 0),
    })),
  ]
  const total = components.reduce((sum, { points }) => sum + points, 0)
  return { ok: true, assessedOn, components, total, category: categoryOf(total) }
}
