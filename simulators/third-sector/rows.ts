// What the charity's case system says of a client: the client, and the lists that hang off one.
import type { CharityRow, Staff } from '../region/model.js'

type Row = Readonly<Record<string, unknown>>

const PRECISION = { DAY: 'day', MONTH: 'month', YEAR: 'year' } as const
const AUDIENCE = {
  HUB: 'hub',
  SOCIAL_CARE: 'social-care',
  POLICE: 'police',
  HEALTH: 'health',
  EDUCATION: 'education',
} as const

/** The client under the number asked for. */
export function client(row: CharityRow, id: string): Row {
  const home = row.addresses.find(address => address.until === null)
  return {
    id,
    firstName: row.givenName,
    middleNames: row.middleNames,
    lastName: row.familyName,
    preferredName: row.knownAs,
    otherNames: row.formerNames.map(name => ({ firstName: name.givenName, lastName: name.familyName, kind: name.use })),
    dateOfBirth: row.dateOfBirth,
    dateOfBirthPrecision: PRECISION[row.dateOfBirthMask],
    dateOfBirthEstimated: row.dateOfBirthEstimated,
    gender: row.sex.toLowerCase(),
    language: row.language,
    postcodeSector: /^(.+ \d)[A-Z]{2}$/.exec(home?.postcode ?? '')?.[1] ?? null,
    protected: row.protectedRecord,
  }
}

type Workers = ReadonlyMap<string, Staff>

/** By path segment. Every row carries the client's number. */
export const LISTS: Readonly<Record<string, (row: CharityRow, clientId: string, workers: Workers) => readonly Row[]>> =
  {
    debriefs: (row, clientId) =>
      row.debriefs.map(({ ref, workerRef, push, pull, ...debrief }) => ({
        clientId,
        id: ref,
        ...debrief,
        outcome: debrief.outcome.toLowerCase(),
        pushFactors: push,
        pullFactors: pull,
        worker: workerRef,
      })),
    accounts: (row, clientId) =>
      row.accounts.map(account => ({
        clientId,
        ...account,
        audience: account.audience.map(audience => AUDIENCE[audience]),
      })),
    mediation: (row, clientId) => row.mediation.map(mediation => ({ clientId, ...mediation })),
    referrals: (row, clientId) => row.referrals.map(referral => ({ clientId, ...referral })),
    workers: workersOf,
  }

const isOpen = ({ outcome }: CharityRow['debriefs'][number]): boolean => outcome === 'OFFERED' || outcome === 'ACCEPTED'

/** Who has debriefed the client: since the first offer, and until the last interview if none is open. */
function workersOf(row: CharityRow, clientId: string, workers: Workers): readonly Row[] {
  const refs = [...new Set(row.debriefs.map(debrief => debrief.workerRef))]
  return refs.map(ref => {
    const theirs = row.debriefs.filter(debrief => debrief.workerRef === ref)
    const days = theirs.map(debrief => debrief.offeredAt).sort()
    const ended = theirs.map(debrief => debrief.heldAt ?? debrief.offeredAt).sort()
    const { name = null, phone = null, email = null, team = null } = workers.get(ref) ?? {}
    return { clientId, ref, name, phone, email, team, from: days[0], until: theirs.some(isOpen) ? null : ended.at(-1) }
  })
}

/** The worker's open interviews. */
export function assignments(rows: readonly CharityRow[], worker: string): readonly Row[] {
  return rows.flatMap(row =>
    row.debriefs
      .filter(debrief => debrief.workerRef === worker && isOpen(debrief))
      .map(debrief => ({ clientId: row.clientId, debriefId: debrief.ref, since: debrief.offeredAt })),
  )
}
