import { describe, expect, it } from '@jest/globals'
import { attendanceCode, type Nation } from '../../../src/adapters/education/attendance-codes.js'

const DAY = '2026-02-11'

/** Both sets in full, as agencies' own guidance groups them. */
const GROUPS: Readonly<Record<Nation, Readonly<Record<string, readonly string[]>>>> = {
  WALES: {
    PRESENT: ['/', '\\', 'L'],
    APPROVED_ACTIVITY: ['B', 'D', 'J', 'P', 'V', 'W'],
    AUTHORISED: ['C', 'E', 'F', 'H', 'I', 'M', 'R', 'S', 'T'],
    UNAUTHORISED: ['G', 'O', 'U'],
    NO_REASON_YET: ['N'],
    UNABLE: ['Y'],
    NOT_REQUIRED: ['X', 'Z', '#'],
    NO_MARK: ['-'],
  },
  ENGLAND: {
    PRESENT: ['/', '\\', 'L'],
    APPROVED_ACTIVITY: ['B', 'D', 'K', 'P', 'V', 'W'],
    AUTHORISED: ['C', 'C1', 'C2', 'E', 'I', 'J1', 'M', 'R', 'S', 'T'],
    UNAUTHORISED: ['G', 'O', 'U'],
    NO_REASON_YET: ['N'],
    UNABLE: ['Q', 'Y1', 'Y2', 'Y3', 'Y4', 'Y5', 'Y6', 'Y7'],
    NOT_REQUIRED: ['X', 'Z', '#'],
    NO_MARK: ['-'],
  },
}
const rows = (Object.keys(GROUPS) as Nation[]).flatMap(nation =>
  Object.entries(GROUPS[nation]).flatMap(([group, codes]) => codes.map(code => [nation, code, group] as const)),
)

describe('attendance codes', () => {
  it.each(rows)('in %s %s counts as %s, and is named in both languages', (nation, code, group) => {
    const mark = attendanceCode(code, nation, DAY)
    expect(mark.group).toBe(group)
    expect(mark.code).toMatchObject({ code, recognised: true })
    expect(mark.code.label?.en).not.toBe(mark.code.label?.cy)
  })

  it.each([
    ['a code of neither set', 'Ω', 'WALES', DAY],
    ["England's code in Wales", 'Y5', 'WALES', DAY],
    ["Wales's code in England", 'H', 'ENGLAND', DAY],
    ['England before its set was in force', '/', 'ENGLAND', '2024-08-18'],
    ['a name every object has', 'constructor', 'WALES', DAY],
    ['an unknown nation', '/', null, DAY],
  ] as const)('keeps %s as unrecognised', (_what, code, nation, day) => {
    const mark = attendanceCode(code, nation, day)
    expect(mark.group).toBe('UNRECOGNISED')
    expect(mark.code).toMatchObject({ code, recognised: false, label: { en: 'Unrecognised code' } })
  })

  it('names the list by nation and date', () => {
    expect(attendanceCode('/', 'WALES', DAY).code.system).toBe('wales-attendance-2010')
    expect(attendanceCode('/', 'ENGLAND', '2024-08-19').code.system).toBe('england-attendance-2024')
  })
})
