import { createOneRoster } from '../../../../src/adapters/education/oneroster/source.js'
import { ONEROSTER_SCOPES } from '../../../../simulators/education/oneroster/system.js'
import { serve } from '../../../../simulators/kit/serve.js'
import { describeAdapterContract, realTransport } from '../../../contract/suite.js'
import { MONMOUTHSHIRE, NOW } from '../region.js'
import { CREDENTIALS } from '../support.js'
import { BASE, idOf, start } from './pupils.js'

describeAdapterContract('OneRoster', {
  async start() {
    const running = await serve(start(), { latencyScale: 0, now: () => NOW, random: () => 0.5 })
    const { config, transport } = realTransport(
      {
        id: 'education-monmouthshire',
        agency: 'EDUCATION',
        kind: 'oneroster',
        area: MONMOUTHSHIRE,
        baseUrl: running.url + BASE,
        auth: {
          kind: 'oauth2',
          tokenUrl: `${running.url}/oauth2/token`,
          clientId: CREDENTIALS.clientId,
          clientSecret: 'roster',
          scope: ONEROSTER_SCOPES,
        },
      },
      { roster: CREDENTIALS.clientSecret },
      () => NOW,
    )
    return { source: createOneRoster(config, transport, () => NOW.getTime()), running, stop: () => running.close() }
  },
  ids: {
    found: idOf(1),
    missing: idOf(9),
    wrongChild: idOf(1),
    restricted: { id: idOf(2), as: 'protected' },
    others: [idOf(2), idOf(3)],
  },
  required: [
    'user',
    'users',
    'sourcedId',
    'status',
    'givenName',
    'userIds',
    'identifier',
    'birthDate',
    'agents',
    'enrollments',
    'school',
  ],
  endpoints: [
    { path: '/enrollments', parts: ['education.enrolments', 'fact.enrolments'] },
    { path: 'agents.sourcedId', parts: ['family'] },
  ],
  signsIn: true,
})
