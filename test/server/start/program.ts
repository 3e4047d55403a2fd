// The built program as a newcomer runs it, for tests that need the whole of it.
import { execFile, spawn } from 'node:child_process'
import { readFile, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { projectRoot } from '../../../src/paths.js'

const run = promisify(execFile)

/** Builds unless the build is newer than everything it is made from. */
export async function upToDateBuild(): Promise<void> {
  const built = await stat(join(projectRoot, 'dist', '.tsbuildinfo')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  const sources = await Promise.all(
    ['src', 'simulators', 'console', 'bench'].map(name => newest(join(projectRoot, name))),
  )
  if (built >= Math.max(...sources)) return
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: projectRoot })
}

async function newest(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  const times = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).mtimeMs),
  )
  return Math.max(...times)
}

export interface Program {
  readonly pid: number
  readonly out: () => string
  readonly err: () => string
  /** Exit code, once it has ended. */
  readonly ended: Promise<number | null>
  signal(name: NodeJS.Signals): void
}

/** Runs dist/src/main.js with this environment and no other. */
export function startProgram(args: readonly string[], environment: Readonly<Record<string, string>>): Program {
  const child = spawn(process.execPath, [join(projectRoot, 'dist', 'src', 'main.js'), ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (text: Buffer) => (out += text.toString('utf8')))
  child.stderr.on('data', (text: Buffer) => (err += text.toString('utf8')))
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    ended: new Promise(resolve => void child.once('exit', resolve)),
    signal: name => void child.kill(name),
  }
}

/** Looks again until there is something; throws, with what the program said, once it has ended or too long has passed. */
export async function until<T>(program: Program, look: () => Promise<T | null> | T | null): Promise<T> {
  let over = false
  void program.ended.then(() => (over = true))
  for (let tries = 0; tries < 1_200 && !over; tries += 1) {
    const found = await look()
    if (found !== null) return found
    await pause(100)
  }
  throw new Error(`the program did not come to it:\n${program.out()}\n${program.err()}`)
}

export const readJson = async <T>(file: string): Promise<T | null> =>
  readFile(file, 'utf8').then(
    text => JSON.parse(text) as T,
    () => null,
  )

/** Processes started by this one that still run. */
export async function childrenOf(pid: number): Promise<readonly { readonly pid: number; readonly command: string }[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,args='])
  return stdout.split('\n').flatMap(line => {
    const [, id, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return Number(parent) === pid ? [{ pid: Number(id), command }] : []
  })
}

export async function ask(
  url: string,
  token: string,
  query: string,
): Promise<{ readonly data: unknown; readonly errors?: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  })
  return (await response.json()) as { data: unknown }
}
