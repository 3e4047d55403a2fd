// Every command of the project says what it does when it is asked with --help, and does nothing else.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'
import { upToDateBuild } from '../server/start/program.js'

const run = promisify(execFile)
const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

/** A program of ours at the end of the script; those of packages have a help of their own. */
const commands = Object.entries(scripts).flatMap(([name, script]) => {
  const [, file] = /node ((?:dist|scripts)\/\S+)$/.exec(script) ?? []
  return file === undefined ? [] : [[name, file] as const]
})

beforeAll(upToDateBuild, 300_000)

describe('--help', () => {
  it('is asked of each command there is', () => {
    const names = commands.map(([name]) => name).sort()
    expect(names).toEqual([
      'bench',
      'canary',
      'codegen',
      'console',
      'figure',
      'matrix',
      'mutation',
      'schema',
      'simulate',
      'start',
    ])
  })

  it.each(commands)(
    '%s says how it is called',
    async (name, file) => {
      const { stdout, stderr } = await run(process.execPath, [join(projectRoot, file), '--help'], {
        cwd: projectRoot,
        env: { PATH: process.env['PATH'] },
        timeout: 60_000,
      })
      expect(stderr).toBe('')
      expect(stdout).toContain(name === 'start' ? 'npm start' : `npm run ${name}`)
    },
    90_000,
  )
})
