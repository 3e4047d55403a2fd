import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { CASEWORK_REFUSALS } from '../../src/hub/casework/refusals.js'
import { KEEPING_REFUSALS } from '../../src/hub/retention/refusals.js'
import * as episodeCodes from '../../src/hub/episode/codes.js'
import { EPISODE_REFUSALS, RECORDING_REFUSALS } from '../../src/hub/episode/refusals.js'
import { INPUT_REFUSALS } from '../../src/hub/input/refusals.js'
import * as mirafCodes from '../../src/hub/miraf/codes.js'
import { IMPACTS, LIKELIHOODS, MATRIX } from '../../src/hub/miraf/matrix.js'
import { MIRAF_REFUSALS } from '../../src/hub/miraf/refusals.js'
import { REFERRAL_REFUSALS } from '../../src/hub/referrals/refusals.js'
import * as seraf from '../../src/hub/referrals/seraf.js'
import * as services from '../../src/hub/referrals/services.js'
import { RISK_LEVELS } from '../../src/hub/risk.js'
import { codesOf, type CodeList } from '../../src/hub/words.js'
import { projectRoot } from '../../src/paths.js'

const REFUSALS = {
  ...INPUT_REFUSALS,
  ...EPISODE_REFUSALS,
  ...RECORDING_REFUSALS,
  ...MIRAF_REFUSALS,
  ...REFERRAL_REFUSALS,
  ...CASEWORK_REFUSALS,
  ...KEEPING_REFUSALS,
}
const { VULNERABILITIES, MODERATE, SIGNIFICANT } = seraf
const LISTS: Readonly<Record<string, CodeList>> = { ...episodeCodes, ...mirafCodes, ...services, RISK_LEVELS, VULNERABILITIES, MODERATE, SIGNIFICANT } // prettier-ignore
const page = readFileSync(join(projectRoot, 'docs', 'hub.md'), 'utf8')

/** The same in both languages: names. */
const NAMES = new Set(['BARNARDOS'])

describe('the words of the hub', () => {
  it.each(Object.entries(LISTS))('name every code of %s in both languages', (_name, list) => {
    for (const [code, { en, cy }] of Object.entries(list)) expect([code, en !== '' && cy !== '' && (en !== cy || NAMES.has(code))]).toEqual([code, true]) // prettier-ignore
  })

  it.each(Object.entries(REFUSALS))('say of %s what to do, in a sentence of either language', (_code, { en, cy }) => {
    expect(en).toMatch(/^[A-Z].+\.$/)
    expect(cy).toMatch(/^[A-Z].+\.$/)
    expect(en).not.toBe(cy)
  })

  it('are no two refusals of one code, and the page has them all', () => {
    const codes = [
      INPUT_REFUSALS,
      EPISODE_REFUSALS,
      RECORDING_REFUSALS,
      MIRAF_REFUSALS,
      REFERRAL_REFUSALS,
      CASEWORK_REFUSALS,
      KEEPING_REFUSALS,
    ].flatMap(table => Object.keys(table))
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.filter(code => !page.includes(`\`${code}\``))).toEqual([])
    const [, refusals = ''] = page.split('## Refusals')
    const named = [...refusals.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code = '']) => code)
    expect(named.filter(code => !codes.includes(code))).toEqual([])
  })

  it('of the page say of the matrix what the rules say', () => {
    const rows = Object.entries(IMPACTS).map(([impact, { word }]) => {
      const cells = Object.keys(LIKELIHOODS).map(likelihood => {
        const level = Object.entries(MATRIX).find(([name]) => name === impact)?.[1]
        return Object.entries(level ?? {}).find(([name]) => name === likelihood)?.[1] ?? ''
      })
      return `| ${[word.en, ...cells].join(' | ').toLowerCase().replaceAll('_', ' ')} |`
    })
    expect(rows.filter(row => !page.includes(row))).toEqual([])
  })

  it('are at hand for a list that has codes, and a list without any is a mistake', () => {
    expect(codesOf({ A: { en: 'a', cy: 'a' } })).toEqual(['A'])
    expect(() => codesOf({})).toThrow('without codes')
  })
})
