// A fault is an edit of code that is there; where the code has changed, it proves nothing until it is written anew.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import { FAULTS, GATE_THREE_AWAY } from './all.js'
import type { Edit } from './fault.js'

const fits = ({ file, find }: Edit): boolean => {
  const path = join(projectRoot, file)
  return existsSync(path) && readFileSync(path, 'utf8').split(find).length === 2
}

it('every seeded fault still fits the code it was written for', () => {
  const astray = FAULTS.flatMap(({ name, edits }) =>
    edits.filter(one => !fits(one)).map(({ file }) => `${name}: ${file}`),
  )
  expect(astray).toEqual([])
  expect(fits(GATE_THREE_AWAY)).toBe(true)
})

it('one that does not is noticed', () => {
  expect(fits({ file: 'src/errors.ts', find: 'no such words', replace: '' })).toBe(false)
  expect(fits({ file: 'src/no-such-file.ts', find: '', replace: '' })).toBe(false)
})
