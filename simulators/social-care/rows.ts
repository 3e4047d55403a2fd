// What both social-care systems do with the region's rows, whatever shape they then give them.
import type { SimRequest } from '../kit/system.js'
import type { Gss, Region, SocialCareRow, Staff } from '../region/model.js'

export interface Rows {
  readonly all: readonly SocialCareRow[]
  readonly gss: Gss
  readonly authorityName: (gss: string) => string
  readonly staff: ReadonlyMap<string, Staff>
  /** The row that answers under the id, after any merge. */
  byId(id: string): SocialCareRow | undefined
  /** The next child, for acting out a system that mixes records up. */
  otherThan(row: SocialCareRow): SocialCareRow
}

/** Indexes one authority's children. `merged` says which ids were folded into which others. */
export function createRows(region: Region, gss: Gss | null, merged: ReadonlyMap<string, string> = new Map()): Rows {
  if (gss === null) throw new TypeError('a social-care system belongs to one authority: `gss` is missing')
  const all = [...region.socialCare[gss]].sort((a, b) => (a.laChildId < b.laChildId ? -1 : 1))
  const index = new Map(all.map((row, position) => [row.laChildId, { row, position }]))
  const names = new Map<string, string>(region.authorities.map(authority => [authority.gss, authority.name]))
  return {
    all,
    gss,
    authorityName: code => names.get(code) ?? code,
    staff: new Map(region.staff.map(person => [person.ref, person])),
    byId: id => index.get(merged.get(id) ?? id)?.row,
    otherThan: row => all[((index.get(row.laChildId)?.position ?? 0) + 1) % all.length] ?? row,
  }
}

/** Whether the record is locked against the person acting: only people of this authority can be on a lock's list. */
export function lockedFor(row: SocialCareRow, request: SimRequest): boolean {
  if (row.lockedTo === null) return false
  const actor = decodeURIComponent(request.headers['x-acting-user'] ?? '')
  return request.headers['x-acting-organisation'] !== row.gss || !row.lockedTo.includes(actor)
}

/** Whether something with this end date still holds on the request's day. */
export const holds = (until: string | null, request: Pick<SimRequest, 'now'>): boolean =>
  until === null || until.slice(0, 10) >= request.now.toISOString().slice(0, 10)

/** Whether the worker, or one of the teams, is involved with the child now. */
export function involved(row: SocialCareRow, worker: string | null, teams: readonly string[], request: SimRequest) {
  return row.involvements.some(
    one => holds(one.until, request) && (one.staffRef === worker || teams.includes(one.team)),
  )
}

/** An address is not to be disclosed if it says so, or if a placement at the same postcode says so. */
export function undisclosed(row: SocialCareRow, postcode: string, flagged: boolean): boolean {
  return flagged || row.placements.some(one => one.doNotDisclose && compact(one.postcode) === compact(postcode))
}

export const compact = (text: string): string => text.replace(/\s/g, '').toUpperCase()

/** First and last day that a date of birth may be, by how much of it is known. */
export function birthRange(row: SocialCareRow): { readonly lower: string; readonly upper: string } {
  const [year = '', month = ''] = row.dateOfBirth.split('-')
  if (row.dateOfBirthMask === 'YEAR') return { lower: `${year}-01-01`, upper: `${year}-12-31` }
  if (row.dateOfBirthMask === 'DAY') return { lower: row.dateOfBirth, upper: row.dateOfBirth }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { lower: `${year}-${month}-01`, upper: `${year}-${month}-${String(last)}` }
}

/** Welsh placement code letters are not published, so Welsh systems here send a text group and no code (agencies.md §4.4). */
export function welshPlacementText(type: string): string {
  return PLACEMENT_TEXTS.find(([codes]) => codes.test(type))?.[1] ?? type
}

const PLACEMENT_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^U[123]$/, 'Foster placement with relative or friend'],
  [/^U[456]$/, 'Foster placement with other carer'],
  [/^K1$/, 'Secure accommodation'],
  [/^K2$/, "Children's home"],
  [/^(K3|H5)$/, 'Supported accommodation'],
  [/^P1$/, 'Placed with own parents or person with parental responsibility'],
  [/^P[23]$/, 'Living independently'],
  [/^A[3-6]$/, 'Placed for adoption'],
  [/^R[1235]$/, 'Other residential setting'],
  [/^S1$/, 'Residential school'],
  [/^T[0-4]$/, 'Temporary placement'],
  [/^Z1[1-4]?$/, 'Other placement'],
]
