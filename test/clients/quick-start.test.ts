// The quick start for partners, run from its own text in a clean copy of the checkout, to its first answers.
import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'
import { blocksIn } from './blocks.js'
import type { Block } from './blocks.js'
import { cleanCopy } from './copy.js'
import type { Copy } from './copy.js'

jest.setTimeout(400_000)

const blocks = blocksIn(readFileSync(join(projectRoot, 'docs', 'partners', 'quick-start.md'), 'utf8'))
/** A free port; everything else is as a newcomer has it. */
const environment = { ...process.env, PORT: '0', CI: 'true' }

let copy: Copy
let server: ChildProcess | null = null
beforeAll(() => {
  copy = cleanCopy()
})
afterAll(async () => {
  if (server !== null) await stopped(server)
  copy.remove()
})

/** The process and those it started. */
async function stopped({ pid, exitCode }: ChildProcess): Promise<void> {
  if (pid === undefined || exitCode !== null) return
  const gone = new Promise(resolve => server?.once('exit', resolve))
  process.kill(-pid, 'SIGINT')
  await gone
}

/** Resolves when the region can be asked. The packages are there already: that `npm ci` installs them is for the run of CI. */
async function start({ text }: Block, folder: string): Promise<void> {
  const [install, ...commands] = text.trim().split('\n')
  expect(install).toBe('npm ci')
  const started = spawn('sh', ['-ec', `exec ${commands.join('\n')}`], {
    ...{ cwd: folder, env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  })
  server = started
  let said = ''
  for (const stream of [started.stdout, started.stderr]) stream?.on('data', (data: Buffer) => (said += String(data)))
  while (!existsSync(join(folder, '.hafan', 'dev.json'))) {
    if (started.exitCode !== null) throw new Error(`The region did not start:\n${said}`)
    await wait(100)
  }
}

/** What the commands print, and the folder they end in. */
function run(text: string, folder: string): { readonly printed: string; readonly folder: string } {
  const { stdout, stderr, status } = spawnSync('sh', ['-ec', `${text}\necho "::$PWD"`], {
    ...{ cwd: folder, env: environment, encoding: 'utf8' },
  })
  if (status !== 0) throw new Error(`${text}\n${stdout}\n${stderr}`)
  const [printed = '', end = folder] = stdout.split(/^::(.*)$/m)
  return { printed, folder: end }
}

/** As a text with gaps says it, line by line from the first; "…" stands for anything. */
const alike = (text: string, printed: string): boolean => {
  const pattern = text
    .trim()
    .split('…')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
  return new RegExp(`^${pattern}`).test(printed)
}

describe('the quick start', () => {
  it('leads from a clean checkout to the answers it shows', async () => {
    let [printed, folder, answers] = ['', copy.folder, 0]
    for (const block of blocks) {
      if (block.of === 'server') await start(block, folder)
      else if (block.language === 'sh') ({ printed, folder } = run(block.text, folder))
      else if (block.language === 'text') {
        expect([block.text, printed, alike(block.text, printed)]).toEqual([block.text, printed, true])
        answers += 1
      } else writeFileSync(join(folder, block.of), block.text)
    }
    expect(answers).toBe(2)
  })

  it('is noticed where it shows another', () => {
    expect(alike('Ffion Prys\nRisk MEDIUM. …', 'Ffion Prys\nRisk HIGH. Away.\n')).toBe(false)
    expect(alike('…: … episodes', 'Gwent Police: 4 episodes\n')).toBe(true)
    expect(() => run('node nothing.js', copy.folder)).toThrow(/nothing\.js/)
  })
})
