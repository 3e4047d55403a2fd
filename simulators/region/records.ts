// Every record of the region with its source and its id there, for the truth and for the seed.
import { DAY } from './clock.js'
import type { PersonRow, Region } from './model.js'

export interface RecordOf {
  readonly sourceId: string
  readonly recordId: string
  readonly row: PersonRow
  readonly protectedRecord: boolean
}

/** `Blaenau Gwent` → `blaenau-gwent`, as source ids end. */
const areaSlug = (name: string): string => name.toLowerCase().replaceAll(' ', '-')

/** All records, source by source. Merged police nominals are among them. */
export function recordsOf(region: Region): readonly RecordOf[] {
  const records: RecordOf[] = []
  const add = (sourceId: string, recordId: string, row: PersonRow, protectedRecord: boolean): void => {
    records.push({ sourceId, recordId, row, protectedRecord })
  }
  for (const row of region.police) add('police-gwent', row.nominalId, row, row.protectedRecord)
  for (const { gss, name } of region.authorities) {
    for (const row of region.socialCare[gss])
      add(`social-care-${areaSlug(name)}`, row.laChildId, row, row.protection !== null)
    for (const row of region.education[gss]) add(`education-${areaSlug(name)}`, row.pupilId, row, row.protectedRecord)
  }
  for (const row of region.health) add('health-abuhb', row.patientId, row, row.protectedRecord)
  for (const row of region.demographics) add('health-wds', row.nhsNumber, row, row.restricted)
  for (const row of region.charity) add('third-sector-debrief', row.clientId, row, row.protectedRecord)
  return records
}

/** When links made by hand were confirmed: a month before the region's now. */
export const confirmedAt = (region: Region): string => new Date(Date.parse(region.now) - 30 * DAY).toISOString()
