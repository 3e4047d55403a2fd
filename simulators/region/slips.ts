// Which systems have a record of a child, and which mistakes are in them. Rates are of children with such a record.
import type { Care, Child, Holder, Slip } from './child.js'
import type { EpisodeRow } from './model.js'
import type { Setting } from './setting.js'
import { ageAt, swapDayAndMonth, yearGroup } from './clock.js'

/** Which systems know the child. */
export function holdersOf(
  setting: Setting,
  child: Child,
  care: Care | null,
  episodes: readonly EpisodeRow[],
): ReadonlySet<Holder> {
  const random = setting.random(`holders/${child.personId}`)
  const away = episodes.length > 0
  const group = yearGroup(child.dateOfBirth, setting.nowMs)
  const old = ageAt(child.dateOfBirth, setting.nowMs) > 9
  const holds: readonly (readonly [Holder, boolean])[] = [
    ['police', away || (old && random.chance(0.06))],
    ['social-care', care !== null],
    // Some are taught at home; half stay on after sixteen.
    ['education', group >= 0 && random.chance(group > 11 ? 0.6 : 0.98)],
    ['health', random.chance(0.985)],
    ['demographics', random.chance(child.origin === 'alone' ? 0.85 : 0.995)],
    ['charity', away && random.chance(0.35)],
    ['hub', away],
  ]
  return new Set(holds.filter(([, held]) => held).map(([holder]) => holder))
}

/** Which mistakes were made with this child. */
export function slipsOf(setting: Setting, child: Child): ReadonlySet<Slip> {
  const random = setting.random(`slips/${child.personId}`)
  const renumbered = child.supersededNhsNumber !== null
  const number = random.next()
  const made: readonly (readonly [Slip, boolean])[] = [
    ['police-spelling', random.chance(child.background === 'welsh' ? 0.3 : 0.16)],
    ['police-birthday', swapDayAndMonth(child.dateOfBirth) !== null && random.chance(0.07)],
    ['police-merged', random.chance(0.03)],
    ['police-duplicate', random.chance(0.012)],
    ['care-spelling', random.chance(0.02)],
    ['care-no-nhs', number < 0.35],
    ['care-wrong-nhs', number > 0.98],
    ['care-old-nhs', renumbered && number >= 0.35 && number <= 0.98],
    ['care-no-upn', random.chance(0.3)],
    ['hospital-old-nhs', renumbered && random.chance(0.4)],
    ['hospital-unverified', random.chance(0.03)],
    ['hospital-second', swapDayAndMonth(child.dateOfBirth) !== null && random.chance(0.05)],
    ['school-short-name', child.knownAs !== null && random.chance(0.1)],
    ['temporary-upn', child.formerUpn !== null && random.chance(0.3)],
  ]
  return new Set(made.filter(([, is]) => is).map(([slip]) => slip))
}

/** A number wrongly written in social care: a brother's or sister's, or two digits the wrong way round. */
export function wrongNumber(child: Child, sibling: Child | undefined): string {
  if (sibling !== undefined) return sibling.nhsNumber
  const digits = [...child.nhsNumber]
  for (let i = 8; i > 3; i--) {
    const [left, right] = [digits[i - 1], digits[i]]
    if (left !== undefined && right !== undefined && left !== right) {
      digits[i - 1] = right
      digits[i] = left
      break
    }
  }
  return digits.join('')
}
