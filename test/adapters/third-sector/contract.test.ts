import { describeAdapterContract } from '../../contract/suite.js'
import { startCharity } from './start.js'

describeAdapterContract('the debrief adapter', {
  start: () => startCharity(),
  ids: {
    found: 'LL-1',
    missing: 'LL-404',
    wrongChild: 'LL-1',
    restricted: { id: 'LL-2', as: 'protected' },
    others: ['LL-2'],
  },
  required: [
    'items',
    'next',
    'unknown',
    'id',
    'clientId',
    'firstName',
    'lastName',
    'dateOfBirth',
    'dateOfBirthPrecision',
    'protected',
    'outcome',
    'audience',
    'words',
    'withinTarget',
    'sessions',
    'service',
    'ref',
  ],
  endpoints: [
    { path: '/debriefs', parts: ['thirdSector.debriefs'] },
    { path: '/accounts', parts: ['thirdSector.accounts'] },
    { path: '/mediation', parts: ['thirdSector.mediation'] },
    { path: '/referrals', parts: ['thirdSector.referrals'] },
    { path: '/workers', parts: ['professionals'] },
  ],
  signsIn: true,
})
