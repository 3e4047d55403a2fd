// Pupils of one school and a Wonde source over them, for the tests of this folder.
import { createWonde } from '../../../../src/adapters/education/wonde/source.js'
import { createWondeSystem, type WondeOptions } from '../../../../simulators/education/wonde/system.js'
import type { PupilRow } from '../../../../simulators/region/model.js'
import { NEWPORT, NOW, pupil, regionOf } from '../region.js'
import { config, CREDENTIALS, direct, type Bend } from '../support.js'

export const FFION = pupil({ pupilId: 'A1001', gss: NEWPORT })
const entry = FFION.enrolments[0]
if (entry === undefined) throw new Error('the fixture has enrolments')
const DUAL = pupil({
  pupilId: 'A1002',
  gss: NEWPORT,
  upn: 'D676401914042',
  enrolments: [entry, { ...entry, school: 'A2', kind: 'SUBSIDIARY', from: '2025-01-06' }],
})
const DELETED = pupil({ pupilId: 'A1003', gss: NEWPORT, enrolments: [{ ...entry, toBeDeleted: true }] })
export const LEFT = pupil({
  pupilId: 'A1004',
  gss: NEWPORT,
  upn: 'Y678402115003',
  enrolments: [{ ...entry, until: '2025-07-20' }],
})

interface Setup extends Partial<WondeOptions> {
  readonly pupils?: readonly PupilRow[]
  readonly bend?: Bend
}

export function setup({ pupils = [FFION, DUAL, DELETED, LEFT], bend, ...options }: Setup = {}) {
  const region = regionOf(pupils)
  const system = createWondeSystem({
    id: 'education-newport',
    region,
    gss: NEWPORT,
    credentials: CREDENTIALS,
    ...options,
  })
  const { transport, asked } = direct(system, '/v1.0/', 'Bearer TOKEN', bend)
  return { source: createWonde(config('wonde', NEWPORT, '/v1.0/'), transport, () => NOW.getTime()), asked }
}

/** Changes the body of answers whose path holds `path`. */
export const bendBody =
  (path: string, change: (text: string) => string): Bend =>
  (asked, answer) =>
    asked.pathname.includes(path)
      ? { ...answer, body: JSON.parse(change(JSON.stringify(answer.body))) as unknown }
      : answer
