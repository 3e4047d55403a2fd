import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'

/** Folders of the machine something was written on: in a tracked file they are wrong on every other machine. */
const MACHINE_PATH = /(?<![\w.~-])\/(work|tmp|home|root|Users|private\/var)\/[\w.-]/
const REGISTRY = /registry\.npmjs|registry\.yarnpkg/
const MARKER = /\b(TODO|FIXME)\b/

/** Lines that tell where the text was written or what is left undone, as `file:line`. */
function faults(file: string, text: string): readonly string[] {
  return text.split('\n').flatMap((line, index) => {
    const wrong = [MACHINE_PATH, REGISTRY, MARKER].some(pattern => pattern.test(line))
    return wrong ? [`${file}:${index + 1}`] : []
  })
}

const tracked = (): readonly string[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: projectRoot, encoding: 'utf8' }).split('\0').filter(Boolean)

/** This file holds the violations it shows; the lock file's hashes are random text. */
const LEFT_OUT = new Set(['test/house/tracked.test.ts', 'package-lock.json'])

describe('tracked files', () => {
  it('hold no paths of a machine, no registry, and no work left undone', () => {
    const found = tracked()
      .filter(file => !LEFT_OUT.has(file))
      .flatMap(file => {
        try {
          return faults(file, readFileSync(join(projectRoot, file), 'utf8'))
        } catch {
          return [] // Removed in the work tree, not yet in git.
        }
      })
    expect(found).toEqual([])
  })

  it.each([
    'see /home/somebody/hafan/notes.txt',
    "const folder = '/tmp/hafan-test'",
    'npm install --registry https://registry.npmjs.org',
    '// TODO: the second page',
  ])('are noticed where they do: %s', line => {
    expect(faults('a.ts', `first\n${line}\n`)).toEqual(['a.ts:2'])
  })

  it.each(["from '../tmp/a.js'", 'GET /homes/1', 'https://example.org/tmp/a'])('may well say: %s', line => {
    expect(faults('a.ts', line)).toEqual([])
  })
})
