// Tools for making a child by hand.
import { allocate, foster } from './care.js'
import type { Care, Child, Holder, Known, Placement, Slip } from './child.js'
import { day, DAY, HOUR, receptionYear, YEAR } from './clock.js'
import { type EpisodePlan, writeEpisode } from './episodes.js'
import type { EpisodeRow, Gss, Region } from './model.js'
import { upn } from './numbers.js'
import { authorityNumber } from './organisations.js'
import { makeParents, type Registers } from './people.js'
import { placeIn } from './places.js'
import type { Rows } from './rows.js'
import type { Setting } from './setting.js'

export interface Handmade {
  readonly known: Known
  readonly rows: Rows
  /** What the child is there to show; null for a record that is not to be shown beside the others. */
  readonly note: string | null
}

export interface Kit {
  readonly setting: Setting
  child(details: Details): Child
  /** A second number for a child: the reserved one of that place. */
  nhsNumber(place: number): string
  /** Episodes, newest first, numbered. */
  absences(child: Child, plans: readonly Absence[]): EpisodeRow[]
}

export interface Details extends Partial<Omit<Child, 'personId' | 'dateOfBirth'>> {
  readonly id: string
  readonly index: number
  readonly givenName: string
  readonly familyName: string
  /** Age reached this calendar year, and the day of birth in it. */
  readonly born: readonly [number, string]
  readonly sex: Child['sex']
  readonly gss: Gss
  readonly establishment?: string
  readonly serial?: number
}

interface Absence extends Partial<Omit<EpisodePlan, 'reportedAt' | 'endedAt'>> {
  readonly daysAgo: number
  /** From report to return; null while away. */
  readonly hours: number | null
  readonly ref?: string
}

export function createKit(setting: Setting, registers: Registers): Kit {
  const thisYear = Number(day(setting.nowMs).slice(0, 4))
  return {
    setting,
    child: ({ id, born: [age, inYear], establishment = '4001', serial, ...details }) => {
      const random = setting.random(id)
      const dateOfBirth = `${thisYear - age}-${inYear}`
      const { gss, familyName, index } = details
      const child: Child = {
        personId: `showcase-${id}`,
        middleNames: null,
        knownAs: null,
        dateOfBirthMask: 'DAY',
        background: 'welsh',
        ethnicity: 'WBRI',
        language: 'en',
        origin: 'family',
        responsibleLa: gss,
        home: placeIn(gss, random),
        formerHome: null,
        household: `showcase-${familyName}`,
        parents: makeParents(familyName, random),
        siblings: [],
        mobile: null,
        nhsNumber: registers.nhs.byHand(index),
        supersededNhsNumber: null,
        upn: upn(authorityNumber(gss), establishment, receptionYear(dateOfBirth), serial ?? 900 + index),
        formerUpn: null,
        protection: null,
        dateOfBirth,
        ...details,
      }
      return child
    },
    nhsNumber: registers.nhs.byHand,
    absences: (child, plans) => plans.map((plan, n) => absence(setting, child, plan, plans.length - n)),
  }
}

function absence(setting: Setting, child: Child, plan: Absence, n: number): EpisodeRow {
  const random = setting.random(`${child.personId}/${n}`)
  const officer = random.pick(setting.staffOf('61', 'Response officer'))
  const reportedAt = setting.nowMs - Math.round(plan.daysAgo * DAY)
  const written = writeEpisode(random, {
    category: 'MISSING',
    missingFrom: 'HOME',
    gss: child.gss,
    officer: `${officer.ref} ${officer.name}`,
    ...plan,
    reportedAt,
    endedAt: plan.hours === null ? null : reportedAt + Math.round(plan.hours * HOUR),
  })
  const serial = `9${String(child.index).padStart(2, '0')}${String(n).padStart(3, '0')}`
  return { ...written, ref: plan.ref ?? `MP-61-${written.reportedAt.slice(2, 4)}-${serial}` }
}

/** A child as known: without care, episodes or mistakes unless said. */
export const asKnown = (
  child: Child,
  holders: readonly Holder[],
  rest: { readonly care?: Care; readonly episodes?: readonly EpisodeRow[]; readonly slips?: readonly Slip[] } = {},
): Known => ({
  child,
  care: rest.care ?? null,
  episodes: rest.episodes ?? [],
  holders: new Set(holders),
  slips: new Set(rest.slips ?? []),
  wrongNhsNumber: null,
})

/** What the generator takes over from the showcase. */
export interface Showcase {
  readonly children: readonly Child[]
  readonly missing: number
  readonly reports: number
  readonly refs: ReadonlySet<string>
  readonly rows: readonly Rows[]
  readonly families: Region['families']
  readonly notes: Region['showcase']
}

export const WITHOUT_CARE: readonly Holder[] = ['police', 'education', 'health', 'demographics', 'charity', 'hub']
export const ALL: readonly Holder[] = [...WITHOUT_CARE, 'social-care']

export function careFor(
  { setting }: Kit,
  child: Child,
  kind: Care['kind'],
  placement: Placement | null = null,
  locked = false,
): Care {
  const decided = { kind, since: setting.nowMs - 1.2 * YEAR, placement, legal: kind === 'LAC' ? 'C2' : null, locked }
  return allocate(setting, setting.random(`${child.personId}/care`), child, decided)
}

export function fostered({ setting }: Kit, child: Child, gss: Gss, days: number): Placement {
  const random = setting.random(`${child.personId}/placement`)
  return {
    ...foster(random, placeIn(gss, random), gss, setting.nowMs - days * DAY, false),
    type: 'U6',
    provider: 'PR1',
  }
}
