// From `npm start` to the first answered picture, as a newcomer meets it: after `npm ci`, with nothing built and no data.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../../src/paths.js'
import type { DevFile } from '../../src/server/start/dev-file.js'
import type { Measured } from '../figures.js'

/** What a checkout does not have after `npm ci`, and the packages, which are linked. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.hafan', 'coverage'])
const LIMIT_MS = 300_000

/** Seconds from the command to the first picture from every agency. Rejects where there is none within five minutes. */
export async function measureStart(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'hafan-start-'))
  // Passable, as a checkout usually is: as root, the database's own account must reach its files.
  await chmod(folder, 0o711)
  const checkout = join(folder, 'hafan')
  await cp(projectRoot, checkout, { recursive: true, filter: path => !LEFT_OUT.has(basename(path)) })
  await symlink(join(projectRoot, 'node_modules'), join(checkout, 'node_modules'))
  const began = performance.now()
  const npm = spawn('npm', ['start'], {
    cwd: checkout,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', HAFAN_DATA: '.hafan' },
    stdio: 'ignore',
    detached: true,
  })
  try {
    const dev = await written(join(checkout, '.hafan', 'dev.json'), npm)
    await askPicture(dev)
    return (performance.now() - began) / 1000
  } finally {
    await stop(npm)
    await rm(folder, { recursive: true, force: true })
  }
}

/** As the figures' harness wants it. */
export async function measure(): Promise<Measured> {
  return {
    value: await measureStart(),
    notes: ['The build, a region of 20,000 children and an empty database included.'],
  }
}

async function written(file: string, npm: ChildProcess): Promise<DevFile> {
  const until = performance.now() + LIMIT_MS
  while (performance.now() < until && npm.exitCode === null) {
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text !== null) return JSON.parse(text) as DevFile
    await pause(50)
  }
  throw new Error('npm start ended, or took more than five minutes, without writing dev.json')
}

const QUERY = `query Picture($by: ChildIdentifier!) {
  child(by: $by, purpose: ASSESS_RISK) {
    ... on Child {
      completeness
      police { status } socialCare { status } education { status } health { status } thirdSector { status } hub { status }
    }
  }
}`

async function askPicture({ url, personas, children }: DevFile): Promise<void> {
  const token = personas.find(({ id }) => id === 'social-worker')?.token ?? ''
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: QUERY, variables: { by: { id: children[0]?.id } } }),
  })
  const { data } = (await response.json()) as { data?: { child?: Record<string, { status: string }[]> } }
  const sections = ['police', 'socialCare', 'education', 'health', 'hub']
  const unanswered = sections.filter(name => !data?.child?.[name]?.some(({ status }) => status === 'FOUND'))
  if (unanswered.length > 0) throw new Error(`the first picture has nothing from ${unanswered.join(', ')}`)
}

/** The whole group, and until nobody is left in it: npm does not hand every signal on, nor wait for everybody. */
async function stop(npm: ChildProcess): Promise<void> {
  if (npm.pid === undefined) return
  signal(npm.pid, 'SIGTERM')
  while (signal(npm.pid, 0)) await pause(50)
}

/** Whether anybody was there to get it. */
function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, name)
  } catch {
    return false
  }
}
