import { describeAdapterContract } from '../../contract/suite.js'
import { bareNominal, nominals } from '../../simulators/police/region.js'
import { startPolice } from './start.js'

const sought = { givenName: 'Fion', familyName: 'Price', dateOfBirth: '2010-04-07', sex: null }
const crowd = Array.from({ length: 11 }, (_, index) =>
  bareNominal({ nominalId: `N-9${index}`, givenName: 'Alex', familyName: 'Crowd', dateOfBirth: sought.dateOfBirth }),
)

describeAdapterContract('the police records adapter', {
  start: () => startPolice({ police: [...nominals, ...crowd] }),
  ids: {
    found: 'N-1',
    missing: 'N-404',
    wrongChild: 'N-1',
    merged: { asked: 'N-0', current: 'N-1' },
    restricted: { id: 'N-3', as: 'protected' },
    others: ['N-2', 'N-3', 'N-0'],
  },
  required: [
    'data',
    'attributes',
    'relationships',
    'included',
    'links',
    'id',
    'surname',
    'givenName',
    'dateOfBirth',
    'dateOfBirthKnown',
    'protected',
    'code',
    'status',
    'riskLevel',
    'preventionInterview',
    'handling',
    'conditions',
    'text',
    'restricted',
    'areas',
  ],
  endpoints: [
    { path: '/missing-episodes', parts: ['episodes', 'fact.episodes'] },
    { path: '/occurrences', parts: ['police.occurrences'] },
    { path: '/ppns', parts: ['police.protectionNotices'] },
    { path: '/intelligence', parts: ['police.intelligence'] },
    { path: '/custody', parts: ['police.custody'] },
    { path: '/bail-conditions', parts: ['police.bailConditions'] },
  ],
  signsIn: true,
  search: {
    one: sought,
    restricted: { ...sought, givenName: 'Nia', familyName: 'Hughes', dateOfBirth: '2011-09-30' },
    many: { ...sought, givenName: 'Alex', familyName: 'Crowd' },
    required: ['data', 'attributes', 'links', 'next', 'id', 'surname', 'givenName', 'dateOfBirth', 'protected'],
  },
})
