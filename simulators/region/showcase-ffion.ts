// Ffion Prys of agencies.md §10: every agency has something on her, and hardly two agree.
import { asKnown, type Handmade, type Kit } from './showcase-kit.js'
import type { Care, Known } from './child.js'
import { allocate } from './care.js'
import { day, DAY, HOUR, receptionYear, YEAR } from './clock.js'
import type { MarkBook } from './education-rows.js'
import { upn } from './numbers.js'
import { authorityNumber } from './organisations.js'
import type { Place } from './places.js'
import { rowsOf } from './rows.js'
import { withHerStory } from './showcase-ffion-story.js'

const NEWPORT = 'W06000022'
const TORFAEN = 'W06000020'
const HOME = 'SC999999'
const BORN = 2010
const PLACED: Place = {
  lines: ['14 Heol Enghraifft'],
  town: 'Newport',
  postcode: 'NP20 9ZZ',
  uprn: '990000000014',
  gss: NEWPORT,
}

/** Born on 7 April 2010; later regions move the year so that she stays a child. */
export const ageThisYear = (nowMs: number): number => Math.min(new Date(nowMs).getUTCFullYear() - BORN, 16)

export function makeFfion(kit: Kit, marks: MarkBook): Handmade {
  const { setting } = kit
  const { nowMs } = setting
  const child = kit.child({
    id: 'ffion-prys',
    index: 1,
    givenName: 'Ffion',
    middleNames: 'Mair',
    familyName: 'Prys',
    knownAs: 'Fi',
    born: [ageThisYear(nowMs), '04-07'],
    sex: 'FEMALE',
    language: 'cy',
    gss: TORFAEN,
    mobile: '07700 900118',
    formerHome: {
      lines: ['3 Maes y Dryw'],
      town: 'Pontypool',
      postcode: 'NP4 0ZZ',
      uprn: '990000000003',
      gss: TORFAEN,
    },
  })
  // Her number begins with Newport's: she first went to school there.
  const ffion = { ...child, upn: upn(authorityNumber(NEWPORT), '4001', receptionYear(child.dateOfBirth), 1) }
  const year = day(nowMs - 2.5 * HOUR).slice(2, 4)
  const away = { missingFrom: 'CARE_HOME', gss: NEWPORT } as const
  const written = kit.absences(ffion, [
    { ...away, daysAgo: 0.1, hours: null, risk: 'MEDIUM', ref: `MP-61-${year}-004417` },
    { ...away, daysAgo: 9.2, hours: 7, risk: 'MEDIUM' },
    { ...away, daysAgo: 27.1, hours: 31, risk: 'HIGH' },
    { ...away, daysAgo: 48.3, hours: 5, risk: 'LOW' },
    { ...away, daysAgo: 71.2, hours: 4, risk: 'MEDIUM' },
    { ...away, daysAgo: 96.4, hours: 2, category: 'ABSENT', risk: 'VERY_LOW' },
    { ...away, daysAgo: 201.3, hours: 1.5, category: 'NO_FURTHER_ACTION', risk: 'LOW' },
  ])
  const found = {
    foundPlace: 'Retail park',
    foundBy: 'Police',
    companions: ['a man known as Red'],
    harm: ['Minor injury'],
  }
  const episodes = written.map((episode, n) => (n === 2 ? { ...episode, ...found } : episode))
  const care = ffionsCare(kit, ffion)
  const known = asKnown(ffion, ['police', 'social-care', 'education', 'health', 'demographics', 'charity', 'hub'], {
    care,
    episodes,
    slips: ['hospital-second'],
  })
  return {
    known,
    rows: withHerStory(kit, known, rowsOf(setting, marks, known)),
    note: 'Missing now; known to every agency, under different names, numbers and addresses',
  }
}

function ffionsCare({ setting }: Kit, child: Known['child']): Care {
  const home = setting.homes.find(({ urn }) => urn === HOME) ?? null
  const placement = {
    type: 'K2',
    provider: 'PR4',
    home,
    place: PLACED,
    hostLa: NEWPORT,
    carer: null,
    from: setting.nowMs - 280 * DAY,
    doNotDisclose: true,
  }
  const care = allocate(setting, setting.random('ffion/care'), child, {
    kind: 'LAC',
    since: setting.nowMs - 1.7 * YEAR,
    placement,
    legal: 'C2',
    locked: false,
  })
  const [worker] = setting.staffOf(TORFAEN, 'Social worker', 'Torfaen LAC 2')
  const [reviewer] = setting.staffOf(TORFAEN, 'Independent reviewing officer')
  const [chair] = setting.staffOf(TORFAEN, 'Child protection chair')
  return {
    ...care,
    team: 'Torfaen LAC 2',
    workerRef: worker?.ref ?? care.workerRef,
    reviewerRef: reviewer?.ref ?? null,
    chairRef: chair?.ref ?? null,
  }
}
