// Two clients of the charity: one with everything, one with nothing but a protected record.
import type { CharityRow } from '../../../simulators/region/model.js'
import { person } from '../police/region.js'

export const fullClient: CharityRow = {
  ...person,
  clientId: 'LL-1',
  debriefs: [
    {
      ref: 'LL-1-D1',
      episodeRef: 'MP-61-25-000002',
      offeredAt: '2025-11-02T12:00:00Z',
      outcome: 'HELD',
      declinedReason: null,
      heldAt: '2025-11-03T12:00:00Z',
      withinTarget: true,
      push: ['Arguments at home'],
      pull: ['Friends in another town'],
      wouldHelp: ['A later time to be home'],
      workerRef: 'DBW1',
    },
    {
      ref: 'LL-1-D2',
      episodeRef: 'MP-61-26-000001',
      offeredAt: '2026-02-12T12:00:00Z',
      outcome: 'ACCEPTED',
      declinedReason: null,
      heldAt: null,
      withinTarget: null,
      push: [],
      pull: [],
      wouldHelp: [],
      workerRef: 'DBW1',
    },
  ],
  accounts: [
    {
      at: '2025-11-03T12:00:00Z',
      gist: 'Goes out to calm down',
      words: 'I always come back',
      audience: ['HUB', 'POLICE'],
    },
  ],
  mediation: [{ startedOn: '2025-12-01', sessions: 3, status: 'OPEN' }],
  referrals: [{ service: 'COUNSELLING', sentOn: '2025-12-02', takeUp: 'WAITING' }],
  protectedRecord: false,
}

export const bareClient = (over: Partial<CharityRow> = {}): CharityRow => ({
  ...person,
  personId: 'p-2',
  givenName: 'Owain',
  familyName: 'Rees',
  knownAs: null,
  formerNames: [],
  dateOfBirth: '2011-09-30',
  sex: 'MALE',
  addresses: [],
  clientId: 'LL-2',
  debriefs: [],
  accounts: [],
  mediation: [],
  referrals: [],
  protectedRecord: true,
  ...over,
})

export const clients: readonly CharityRow[] = [fullClient, bareClient()]
