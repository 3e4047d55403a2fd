// The care of a child as dated entries: statuses, legal orders, placements, current first.
import type { Care } from './child.js'
import { day, DAY, YEAR } from './clock.js'
import type { SocialCareRow } from './model.js'
import type { Random } from './random.js'
import type { Setting } from './setting.js'

export function statusesOf(
  setting: Setting,
  random: Random,
  dateOfBirth: string,
  care: Care,
): SocialCareRow['statuses'] {
  const status = (
    kind: SocialCareRow['statuses'][number]['kind'],
    from: number,
    until: number | null = null,
    endReason: string | null = null,
  ): SocialCareRow['statuses'][number] => ({
    kind,
    from: day(from),
    until: until === null ? null : day(until),
    endReason,
  })
  const before = care.since - 0.6 * YEAR
  const early = before > Date.parse(dateOfBirth) && random.chance(0.5) ? [status('CIN', before, care.since, 'RC7')] : []
  if (care.kind === 'REFERRAL')
    return random.chance(0.5) ? [status('CIN', care.since, care.since + 40 * DAY, 'RC8')] : []
  if (care.kind === 'LEAVER') {
    const left = setting.nowMs - 0.2 * YEAR
    return [status('LEAVER', left), status('LAC', Math.min(care.since, left - DAY), left, 'E5')]
  }
  return [status(care.kind, care.since), ...early]
}

export function legalOrders(random: Random, care: Care): SocialCareRow['legal'] {
  if (care.legal === null) return []
  const interim = care.legal === 'C2' && random.chance(0.7)
  return [
    { code: care.legal, from: day(care.since), until: null },
    ...(interim ? [{ code: 'C1', from: day(care.since - 200 * DAY), until: day(care.since) }] : []),
  ]
}

export function placementsOf(setting: Setting, random: Random, care: Care): SocialCareRow['placements'] {
  const { placement } = care
  if (placement === null) return []
  const earlier = placement.from - care.since > 60 * DAY
  return [
    {
      type: placement.type,
      provider: placement.provider,
      urn: placement.home?.urn ?? null,
      name: placement.home?.name ?? null,
      postcode: placement.place.postcode,
      phone: placement.home?.phone ?? null,
      distance: placement.place.gss === null ? 999.9 : random.int(5, 320) / 10,
      from: day(placement.from),
      until: null,
      changeReason: null,
      doNotDisclose: placement.doNotDisclose,
    },
    ...(earlier
      ? [
          {
            type: 'U6',
            provider: 'PR1',
            urn: null,
            name: null,
            postcode: random.pick(setting.homes).postcode,
            phone: null,
            distance: random.int(5, 200) / 10,
            from: day(care.since),
            until: day(placement.from),
            changeReason: random.pick(['CREQB', 'STAND', 'CARPL', 'PLACE']),
            doNotDisclose: false,
          },
        ]
      : []),
  ]
}
