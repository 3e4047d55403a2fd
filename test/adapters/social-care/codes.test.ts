import { describe, expect, it } from '@jest/globals'
import { coded, combined, worded, type CodeList } from '../../../src/adapters/social-care/codes.js'
import * as care from '../../../src/adapters/social-care/codes/care.js'
import * as concerns from '../../../src/adapters/social-care/codes/concerns.js'
import * as people from '../../../src/adapters/social-care/codes/people.js'
import { day, moment, postcodeSector, sexOf, upnOf, yesNo } from '../../../src/adapters/social-care/values.js'
import { SourceFault } from '../../../src/adapters/transport.js'

const lists: readonly CodeList[] = [
  ...Object.values(care).flatMap(list => ('system' in list ? [list] : Object.values(list))),
  ...Object.values(concerns),
  ...Object.values(people),
]

describe('code lists', () => {
  it.each(lists.map(list => [list.system, list] as const))('%s has both languages for every code', (_system, list) => {
    expect(list.labels.size).toBeGreaterThan(2)
    for (const label of list.labels.values()) {
      expect(label.en).toMatch(/\S/)
      expect(label.cy).toMatch(/\S/)
    }
  })

  it('say what a code means whatever its case', () => {
    expect(coded(care.PROVIDER, ' pr1 ')).toMatchObject({ label: { en: 'Own local authority' }, recognised: true })
  })

  it('show an unknown code as unrecognised and keep it', () => {
    expect(coded(care.PROVIDER, 'PR9')).toEqual({
      code: 'PR9',
      system: 'ssda903-provider',
      label: { en: 'Unrecognised code', cy: 'Cod heb ei adnabod' },
      recognised: false,
    })
  })

  it('have nothing for no code', () => {
    expect([coded(care.PROVIDER, null), coded(care.PROVIDER, ' '), worded(care.PLACEMENT_TEXT, null)]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('name section 76 in Wales and section 20 in England', () => {
    expect(coded(care.LEGAL_STATUS.wales, 'V2')?.label?.cy).toContain('adran 76')
    expect(coded(care.LEGAL_STATUS.england, 'V2')?.label?.en).toContain('section 20')
  })

  it('put words into Welsh, and show words they do not know as they came', () => {
    expect(worded(care.PLACEMENT_TEXT, "Children's home")).toMatchObject({ code: null, label: { cy: 'Cartref plant' } })
    expect(worded(care.PLACEMENT_TEXT, 'Lodge')).toMatchObject({
      label: { en: 'Lodge', cy: 'Lodge' },
      recognised: false,
    })
  })

  it('read combined categories of abuse, and only of codes they know', () => {
    expect(combined(care.ABUSE_CATEGORY, 'NEG/EMO')?.label).toEqual({
      en: 'Neglect + Emotional abuse',
      cy: 'Esgeulustod + Cam-drin emosiynol',
    })
    expect(combined(care.ABUSE_CATEGORY, 'NEG/XXX')?.recognised).toBe(false)
  })
})

describe('values of social-care systems', () => {
  it('are days as they were in this country', () => {
    expect(day('2024-06-02T23:00:00Z')).toBe('2024-06-03')
    expect(day('2024-12-02T23:00:00Z')).toBe('2024-12-02')
    expect(day('2024-06-03')).toBe('2024-06-03')
    expect(day('2024-02-29')).toBe('2024-02-29')
    expect([day(null), day('')]).toEqual([null, null])
  })

  it('are moments in UTC', () => {
    expect(moment('2026-02-11T19:30:00+01:00')).toBe('2026-02-11T18:30:00.000Z')
    expect(moment('2026-06-10')).toBe('2026-06-09T23:00:00.000Z')
  })

  it.each(['03/06/2024', '2024-13-01', '2023-02-29', '2024-04-31', '2024-05-00', 'soon'])(
    'are refused where %s is no date',
    value => {
      expect(() => day(value)).toThrow(SourceFault)
      expect(() => moment(value)).toThrow(SourceFault)
    },
  )

  it('have three states for yes and no', () => {
    expect(['Y', 'N', 'NA', null, true, false].map(yesNo)).toEqual([
      'YES',
      'NO',
      'NOT_RECORDED',
      'NOT_RECORDED',
      'YES',
      'NO',
    ])
  })

  it('have no sex for a code nobody knows', () => {
    expect(['F', 'M', 'U', '1', '2', 'INDETERMINATE', 'Q', null].map(sexOf)).toEqual([
      'FEMALE',
      'MALE',
      'UNKNOWN',
      'MALE',
      'FEMALE',
      'OTHER',
      null,
      null,
    ])
  })

  it('have a postcode sector only for a postcode', () => {
    expect(['np209zz', 'NP4 1AB', 'SE1A 2BC', 'somewhere', null].map(postcodeSector)).toEqual([
      'NP20 9',
      'NP4 1',
      'SE1A 2',
      null,
      null,
    ])
  })

  it('have no UPN where a code says why', () => {
    expect(['UN4', 'm680400114001', ''].map(upnOf)).toEqual([null, 'M680400114001', null])
  })
})
