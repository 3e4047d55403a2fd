// The mutants of this project and the tests they are put to.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../test/canary/random.js'
import { projectRoot } from '../../src/paths.js'
import { mutantsOf } from './mutants.js'
import type { Mutant } from './mutants.js'
import { createRanking } from './nearest.js'
import { drawn, interval } from './sample.js'
import { tryAll } from './try.js'
import type { Tried, Verdict } from './try.js'

/** What decides who sees what, what remembers it, and what checks that memory. */
const FOLDERS = ['src/policies', 'src/audit', 'src/verify']

/** A survivor costs all of them: with more, mistakes in what everything imports would take minutes each. */
const MOST_TESTS = 20

export interface Wanted {
  /** How many, drawn by chance; null for every one. */
  readonly sample: number | null
  readonly seed: number
  readonly workers: number
  /** A file or folder from the project's root, to try that alone. */
  readonly within?: string
  /** One line of the file. */
  readonly line?: number
  /** Folders of tests: no others are put to a mutant. */
  readonly tests?: readonly string[]
}

export interface Tally extends Tried {
  readonly all: number
  readonly tried: number
  readonly survivors: readonly Verdict[]
  /** Killed of those tried, in percent. */
  readonly killed: number
  /** Where the share of all lies, at 95 %. */
  readonly between: readonly [number, number]
}

/** Every mutant of the folders, or of a file or line of them. */
export function allMutants({ within, line }: Pick<Wanted, 'within' | 'line'> = {}): readonly Mutant[] {
  return FOLDERS.flatMap(folder => filesOf(folder, '.ts'))
    .filter(file => within === undefined || file === within || file.startsWith(`${within}/`))
    .flatMap(file => mutantsOf(file, readFileSync(join(projectRoot, file), 'utf8')))
    .filter(mutant => line === undefined || mutant.line === line)
}

const filesOf = (folder: string, ending: string): readonly string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith(ending))
    .map(path => `${folder}/${path}`)
    .sort()

/** Draws, tries and counts. `heard` is told of each verdict, of how many are in and how many there will be. */
export async function tryProject(
  wanted: Wanted,
  heard: (verdict: Verdict, done: number, of: number) => void,
): Promise<Tally> {
  const all = allMutants(wanted)
  const sample = drawn(all, ({ file }) => file, wanted.sample ?? all.length, wanted.seed)
  // In no order, so that what is in when somebody stops it is a fair sample too.
  const mutants = createRandom(wanted.seed).shuffle(sample)
  const folders = wanted.tests ?? ['test']
  const testsOf = createRanking(
    projectRoot,
    folders.flatMap(folder => filesOf(folder, '.test.ts')),
    MOST_TESTS,
  )
  const tried = await tryAll({
    ...{ root: projectRoot, mutants, testsOf, workers: wanted.workers },
    heard: (verdict, done) => heard(verdict, done, mutants.length),
  })
  const survivors = tried.verdicts.filter(({ killedBy }) => killedBy === null)
  const hits = tried.verdicts.length - survivors.length
  return {
    ...tried,
    ...{ all: all.length, tried: mutants.length, survivors },
    killed: mutants.length === 0 ? 0 : (hits / mutants.length) * 100,
    between: interval(hits, mutants.length),
  }
}

export const placeOf = ({ mutant: { file, line, operator, was } }: Pick<Verdict, 'mutant'>): string =>
  `${file}:${line} ${operator}: ${was}`
