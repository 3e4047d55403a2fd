import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'
import { wrongWith } from './threats.js'

const text = readFileSync(join(projectRoot, 'docs/threats.md'), 'utf8')
const exists = (path: string): boolean => existsSync(join(projectRoot, path))

/** The paper with one row put in the place of another. */
const withRow = (number: number, row: string): string =>
  text.replace(new RegExp(`^\\| ${number} \\|.*\\|$`, 'm'), () => row)

describe('docs/threats.md', () => {
  it('has every threat once, in order, and points at what is there', () => {
    expect(wrongWith(text, exists)).toEqual([])
  })

  it.each([
    ['a row is gone', withRow(7, ''), 'the rows are not 1 to 71, once each and in order'],
    ['a row stands twice', withRow(7, '| 6 | x | not | | | later |'), 'the rows are not 1 to 71, once each and in order'],
    ['there is no table', '', 'the rows are not 1 to 71, once each and in order'],
    ['a threat has no name', withRow(7, '| 7 | | not | | | later |'), '7 has no name'],
    ['a state is another word', withRow(7, '| 7 | x | mostly | | | later |'), '7 is in no known state'],
    [
      'a file is not there',
      withRow(7, '| 7 | x | partly | `src/nowhere.ts` | | later |'),
      '7 names src/nowhere.ts, which is not there',
    ],
    [
      'a test is not there',
      withRow(7, '| 7 | x | covered | | `test/nowhere.test.ts` | |'),
      '7 names test/nowhere.test.ts, which is not there',
    ],
    [
      'it is called covered by no test',
      withRow(7, '| 7 | x | covered | `src/errors.ts` | `src/errors.ts` | |'),
      '7 is called covered without a test',
    ],
    [
      'it is called covered and is not',
      withRow(7, '| 7 | x | covered | | `test/docs/threats.test.ts` | a part |'),
      '7 is called covered, and lacks something',
    ],
    ['it is not said what is missing', withRow(7, '| 7 | x | not | | | |'), '7 does not say what is missing'],
    ['the summary counts wrongly', text.replace(/\d+ covered/, '99 covered'), 'the summary should say: '],
  ])('is refused where %s', (_, paper, sentence) => {
    expect(wrongWith(paper, exists).join('\n')).toContain(sentence)
  })
})
