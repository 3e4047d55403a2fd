// The page's words: both languages whole, and a word for every role and agency there is.
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import { gwent } from '../../policies/protocol/support.js'

interface Words {
  readonly [name: string]: string | Readonly<Record<string, string>>
  readonly roles: Readonly<Record<string, string>>
  readonly agencies: Readonly<Record<string, string>>
}
const page = join(projectRoot, 'src', 'server', 'explorer', 'page', 'words.js')
const { WORDS } = (await import(page)) as { WORDS: Readonly<Record<'en' | 'cy', Words>> }

const names = (words: Words): string[] =>
  Object.entries(words).flatMap(([name, word]) => (typeof word === 'string' ? [name] : Object.keys(word)))

describe('the explorer’s own words', () => {
  it('are the same in both languages', () => {
    expect(names(WORDS.cy)).toEqual(names(WORDS.en))
  })

  it('name every role of the protocol', () => {
    const protocol = gwent()
    const roles = [...protocol.roles.values()].map(({ name }) => name)
    expect(Object.keys(WORDS.en.roles).sort()).toEqual([...new Set(roles)].sort())
  })
})
