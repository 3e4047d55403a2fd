// A OneRoster source over the pupils of this folder, for its tests.
import { createOneRoster } from '../../../../src/adapters/education/oneroster/source.js'
import type { OneRosterOptions } from '../../../../simulators/education/oneroster/system.js'
import type { PupilRow } from '../../../../simulators/region/model.js'
import { MONMOUTHSHIRE, NOW } from '../region.js'
import { config, direct, type Bend } from '../support.js'
import { BASE, DELETED, DUAL, FFION, signIn, start } from './pupils.js'

interface Setup extends Partial<OneRosterOptions> {
  readonly pupils?: PupilRow[]
  readonly bend?: Bend
}

export function setup({ pupils = [FFION, DUAL, DELETED], bend, ...options }: Setup = {}) {
  const system = start(options, pupils)
  const { transport, asked } = direct(system, BASE, signIn(system), bend)
  return { source: createOneRoster(config('oneroster', MONMOUTHSHIRE, BASE), transport, () => NOW.getTime()), asked }
}

export const renamed =
  (field: string, path = ''): Bend =>
  (asked, answer) =>
    asked.pathname.includes(path)
      ? {
          ...answer,
          body: JSON.parse(JSON.stringify(answer.body).replaceAll(`"${field}"`, `"${field}Renamed"`)) as unknown,
        }
      : answer
export const paths = (asked: readonly string[]): readonly string[] =>
  asked.map(path => path.split('?')[0] ?? path).sort()
