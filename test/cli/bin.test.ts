// bin/hafan.mjs in a checkout of its own, small enough to build in a moment.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'

let checkout = ''
const main = (): string => join(checkout, 'src', 'cli', 'main.ts')

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'hafan-bin-'))
  for (const name of ['bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json', '.npmrc'])
    await cp(join(projectRoot, name), join(checkout, name), { recursive: true })
  await symlink(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'))
  await mkdir(join(checkout, 'src', 'cli'), { recursive: true })
  await writeFile(main(), says('one'))
})
afterAll(() => rm(checkout, { recursive: true }))

const says = (word: string): string =>
  `const word: string = '${word}'\nprocess.stdout.write(word + process.argv.slice(2).join())\nprocess.exitCode = 1\n`

const outcome = (started: Promise<{ stdout: string }>): Promise<{ out: string; code: number }> =>
  started.then(
    ({ stdout }) => ({ out: stdout, code: 0 }),
    (error: { stdout: string; code: number }) => ({ out: error.stdout, code: error.code }),
  )
const start = promisify(execFile)
const bin = (...words: string[]): ReturnType<typeof outcome> =>
  outcome(start(process.execPath, [join(checkout, 'bin', 'hafan.mjs'), ...words]))

describe('bin/hafan.mjs', () => {
  it('is what `npx hafan` runs, without a registry: builds, hands the words on, ends with the exit code', async () => {
    // An npm cache of its own, and no way out: what answers can only be what is here.
    const env = { PATH: process.env['PATH'], HOME: checkout, npm_config_cache: join(checkout, '.npm') }
    const npx = start('npx', ['hafan', 'protocol', 'check'], {
      cwd: checkout,
      env: { ...env, npm_config_offline: 'true' },
    })
    expect(await outcome(npx)).toEqual({ out: 'oneprotocol,check', code: 1 })
  })

  it('builds again after a change, and only then', async () => {
    const later = new Date(Date.now() + 5_000)
    await writeFile(main(), says('two'))
    await utimes(main(), new Date(1_000), new Date(1_000))
    expect((await bin()).out).toBe('one')
    await utimes(main(), later, later)
    expect((await bin()).out).toBe('two')
  })

  it('says what to do where nothing is installed', async () => {
    await rm(join(checkout, 'node_modules'))
    await rm(join(checkout, 'dist'), { recursive: true })
    expect((await bin()).code).toBe(2)
  })
})
