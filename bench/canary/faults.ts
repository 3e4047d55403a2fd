// The seeded faults in a process of their own, and what became of each as a table for people.
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../src/paths.js'
import { FAULTS } from '../../test/canary/faults/all.js'
import type { Measured } from '../figures.js'

interface Line {
  readonly name: string
  readonly caught: boolean
  readonly by: string | null
  readonly after: number
  readonly says: string
}

const LENGTHS = ['2000', '1500', '1']

/** One line a fault, and last that of the gateway as it is. */
export async function tryFaults(heard: (line: Line) => void = () => undefined): Promise<readonly Line[]> {
  const at = (path: string): string => join(projectRoot, path)
  const words = ['--import', at('test/store/typescript-hooks.mjs'), at('test/canary/faults/main.ts'), ...LENGTHS]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: Line[] = []
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line
    lines.push(line)
    heard(line)
  }
  if (lines.length !== FAULTS.length + 1)
    throw new Error(`${lines.length} trials of ${FAULTS.length + 1} came to an end`)
  return lines
}

const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0 // prettier-ignore

function summary(lines: readonly Line[]): string {
  const count = (by: string): number => lines.filter(one => one.by === by && one.caught).length
  const after = lines.filter(({ by, caught }) => caught && by === 'canary').map(one => one.after)
  return `${FAULTS.length} faults: ${count('start')} caught at start, ${count('canary')} by the canary after a median of ${median(after)} operations, ${count('worlds')} by two worlds`
}

export async function measureFaults(): Promise<Measured> {
  const lines = await tryFaults()
  const control = lines.find(({ name }) => name === 'control')
  const missed = lines.filter(({ name, caught }) => name !== 'control' && !caught)
  // A gateway without a mistake in which one is found proves nothing of the others.
  const notes = [summary(lines), `the gateway as it is: ${control?.by ?? 'nothing found'}`, ...missed.map(({ name, says }) => `${name}: ${says}`)] // prettier-ignore
  return { value: missed.length + (control?.by === null ? 0 : 1), notes }
}

const HOW: Readonly<Record<string, string>> = { start: 'does not start', canary: 'canary', worlds: 'two worlds' }

/** Writes docs/seeded-faults.md. */
export async function writeTable(heard: (line: Line) => void): Promise<boolean> {
  const lines = await tryFaults(heard)
  const rows = FAULTS.map(({ name, says, finding }) => {
    const line = lines.find(one => one.name === name)
    const how = line?.caught === true ? (HOW[line.by ?? ''] ?? '') : '**missed**'
    const shows = (line?.says ?? '').split('\n')[0]?.replaceAll('|', '/').replace(/cnr[a-z]{8}/g, 'a canary').replace(/^(.{90}).*/, '$1 …') ?? '' // prettier-ignore
    return `| ${name} | ${says} | ${finding} | ${how} | ${line?.by === 'start' ? '' : (line?.after ?? '')} | ${line?.by === 'worlds' ? 'answers that differ' : shows} |` // prettier-ignore
  })
  const text = `# Seeded faults

Deliberate mistakes, each put into the gateway by script (\`test/canary/faults\`), and how it came to light. Written by \`npm run canary -- --seeded-faults\`;
do not edit. A fault counts as caught only by what should catch it, saying what it should say; the gateway without a mistake passes the same trials. The
findings are those of the project's study of the libraries and of the threats.

${summary(lines)}.

| fault | what it is | finding | caught by | after operations | what showed it |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
  await writeFile(join(projectRoot, 'docs', 'seeded-faults.md'), text)
  return lines.every(({ name, caught }) => caught === (name !== 'control'))
}
