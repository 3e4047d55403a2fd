import { createWonde } from '../../../../src/adapters/education/wonde/source.js'
import { createWondeSystem } from '../../../../simulators/education/wonde/system.js'
import { serve } from '../../../../simulators/kit/serve.js'
import { describeAdapterContract, realTransport } from '../../../contract/suite.js'
import { NEWPORT, NOW, pupil, regionOf } from '../region.js'
import { CREDENTIALS } from '../support.js'

const other = {
  givenName: 'Gethin',
  familyName: 'Example',
  dateOfBirth: '2012-09-30',
  sex: 'MALE',
  upn: 'D676401914042',
} as const
const region = regionOf([
  pupil({ pupilId: 'A1001', gss: NEWPORT }),
  pupil({ pupilId: 'A1002', gss: NEWPORT, ...other }),
  pupil({ pupilId: 'A1003', gss: NEWPORT, protectedRecord: true }),
])

describeAdapterContract('Wonde', {
  async start() {
    const system = createWondeSystem({ id: 'education-newport', region, gss: NEWPORT, credentials: CREDENTIALS })
    const running = await serve(system, { latencyScale: 0, now: () => NOW, random: () => 0.5 })
    const { config, transport } = realTransport(
      {
        id: 'education-newport',
        agency: 'EDUCATION',
        kind: 'wonde',
        area: NEWPORT,
        baseUrl: `${running.url}/v1.0/`,
        auth: { kind: 'bearer', token: 'wonde' },
      },
      { wonde: CREDENTIALS.token },
      () => NOW,
    )
    return { source: createWonde(config, transport, () => NOW.getTime()), running, stop: () => running.close() }
  },
  ids: { found: 'A1001', missing: 'A9999', wrongChild: 'A1001', restricted: { id: 'A1003', as: 'protected' } },
  required: [
    'data',
    'forename',
    'date_of_birth',
    'upn',
    'addresses',
    'enrolment_status',
    'attendance_code',
    'incident',
    'reason',
  ],
  endpoints: [
    { path: 'attendance/session', parts: ['education.attendance'] },
    { path: 'attendance-summaries', parts: ['education.attendance'] },
    { path: '/behaviours', parts: ['education.behaviour'] },
    { path: '/exclusions', parts: ['education.exclusions'] },
  ],
  signsIn: false,
})
