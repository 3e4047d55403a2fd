// The region in a few lines, for the command line.
import { HOUR } from './clock.js'
import type { Region } from './model.js'

/** Counts by system and of episodes, one a line. */
export function describeRegion(region: Region): string {
  const episodes = region.hub.flatMap(row => row.episodes)
  const of = (category: string): number => episodes.filter(episode => episode.category === category).length
  const missing = episodes.filter(episode => episode.category === 'MISSING' && episode.endedAt !== null)
  const within = missing.filter(
    ({ reportedAt, endedAt }) => Date.parse(endedAt ?? '') - Date.parse(reportedAt) < 24 * HOUR,
  )
  const people = new Set(
    [
      ...region.health,
      ...region.demographics,
      ...region.police,
      ...Object.values(region.education).flat(),
      ...Object.values(region.socialCare).flat(),
    ].map(row => row.personId),
  )
  const byArea = (rows: Region['socialCare'] | Region['education']): string =>
    region.authorities.map(({ gss, name }) => `${name} ${rows[gss].length}`).join(', ')
  return [
    `seed ${region.seed}, now ${region.now}: ${people.size} people, ${region.families.length} families with several children, ${region.families.filter(family => family.twins).length} pairs of twins`,
    `${region.schools.length} schools, ${region.homes.length} children's homes, ${region.staff.length} staff`,
    `police ${region.police.length} nominals (${region.police.filter(row => row.mergedInto !== null).length} merged away)`,
    `social care: ${byArea(region.socialCare)}`,
    `education: ${byArea(region.education)}`,
    `health board ${region.health.length}, demographics service ${region.demographics.length}, charity ${region.charity.length}, hub ${region.hub.length}`,
    `episodes ${episodes.length}: missing ${of('MISSING')}, absent ${of('ABSENT')}, no further action ${of('NO_FURTHER_ACTION')}; open now ${episodes.filter(episode => episode.status === 'OPEN').length}, safe and well check due ${episodes.filter(episode => episode.status === 'FOUND').length}`,
    `back within 24 hours: ${Math.round((100 * within.length) / Math.max(1, missing.length))} of 100`,
    `showcase: ${region.showcase.map(({ personId }) => personId.replace('showcase-', '')).join(', ')}`,
  ].join('\n')
}
