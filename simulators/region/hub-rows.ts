// What a hub would already know: its cases, who is to hold a debrief, and summaries written for sharing.
import type { Known } from './child.js'
import { DAY, day, instant } from './clock.js'
import { workerFor } from './charity-rows.js'
import type { CharityRow, EpisodeRow, HubRow } from './model.js'
import type { Setting } from './setting.js'

type Summary = NonNullable<HubRow['summary']>
type Words = Pick<Summary, 'en' | 'cy' | 'whatToDoEn' | 'whatToDoCy'>

/** Summaries name nobody and no place: they are written for schools and carers. */
const WORDS: Readonly<Record<'LOW' | 'MEDIUM' | 'HIGH', Words>> = {
  LOW: {
    en: 'Has been late or away for a few hours on some occasions and has come back without help. Overall risk: low.',
    cy: 'Wedi bod yn hwyr neu i ffwrdd am ychydig oriau ar ambell achlysur, ac wedi dod yn ôl heb gymorth. Risg gyffredinol: isel.',
    whatToDoEn:
      'Ring the carer first. If there is no answer within an hour, tell the hub and give the last place seen.',
    whatToDoCy:
      "Ffoniwch y gofalwr yn gyntaf. Os na chewch ateb o fewn awr, rhowch wybod i'r hyb gan nodi'r lle olaf y gwelwyd y plentyn.",
  },
  MEDIUM: {
    en: 'Has gone missing several times, usually in the evening, and has been with people whom carers do not know. Overall risk: medium.',
    cy: "Wedi mynd ar goll sawl gwaith, gyda'r nos fel arfer, ac wedi bod gyda phobl nad yw'r gofalwyr yn eu hadnabod. Risg gyffredinol: canolig.",
    whatToDoEn: 'Report if away without reason for more than thirty minutes. A calm welcome on return helps most.',
    whatToDoCy:
      "Rhowch wybod os yw'r plentyn i ffwrdd heb reswm am fwy na hanner awr. Croeso tawel wrth ddychwelyd sy'n helpu fwyaf.",
  },
  HIGH: {
    en: 'Goes missing often, and there is a danger of exploitation while away. Overall risk: high.',
    cy: 'Yn mynd ar goll yn aml, ac mae perygl o gamfanteisio tra bydd i ffwrdd. Risg gyffredinol: uchel.',
    whatToDoEn: 'Report at once; do not wait. Tell the hub of any new telephone, car or friend.',
    whatToDoCy:
      'Rhowch wybod ar unwaith; peidiwch ag aros. Dywedwch wrth yr hyb am unrhyw ffôn, car neu ffrind newydd.',
  },
}

/** The summary's words for a level. */
export const summaryWords = (risk: 'LOW' | 'MEDIUM' | 'HIGH'): Words => WORDS[risk]

export function hubRows(setting: Setting, known: Known, charity: CharityRow | undefined): HubRow[] {
  const { child, episodes } = known
  if (!known.holders.has('hub') || episodes.length === 0) return []
  const random = setting.random(`hub/${child.personId}`)
  const yearAgo = instant(setting.nowMs - 365 * DAY)
  const recent = episodes.filter(episode => episode.reportedAt >= yearAgo)
  const level = summaryLevel(episodes)
  const written = episodes.filter(episode => episode.category === 'MISSING').length >= 3 ? 0.6 : 0.04
  const approved = setting.nowMs - random.int(3, 120) * DAY
  return [
    {
      personId: child.personId,
      caseFrom: recent.at(-1)?.reportedAt.slice(0, 10) ?? null,
      debriefAssignee: isDebriefDue(setting, episodes, charity) ? workerFor(setting, known) : null,
      episodes,
      summary: random.chance(written)
        ? { risk: level, ...WORDS[level], approvedAt: instant(approved), reviewDue: day(approved + 180 * DAY) }
        : null,
    },
  ]
}

function summaryLevel(episodes: readonly EpisodeRow[]): 'LOW' | 'MEDIUM' | 'HIGH' {
  const recent = episodes.slice(0, 5)
  if (recent.some(episode => episode.risk === 'HIGH')) return 'HIGH'
  return recent.some(episode => episode.risk === 'MEDIUM') ? 'MEDIUM' : 'LOW'
}

/** A return of the last month whose interview is neither held nor declined is somebody's to do. */
function isDebriefDue(setting: Setting, episodes: readonly EpisodeRow[], charity: CharityRow | undefined): boolean {
  const monthAgo = instant(setting.nowMs - 30 * DAY)
  return episodes.some(({ category, endedAt, ref }) => {
    if (category !== 'MISSING' || endedAt === null || endedAt < monthAgo) return false
    const outcome = charity?.debriefs.find(debrief => debrief.episodeRef === ref)?.outcome
    return outcome !== 'HELD' && outcome !== 'DECLINED'
  })
}
