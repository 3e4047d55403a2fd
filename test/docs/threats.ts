// Reads docs/threats.md and says what is wrong with it. A claim of cover is worth only what it points at, so each row must name
// files that are there, and a covered one the test that feeds it a violation.

const STATES = ['covered', 'partly', 'not'] as const
const ROWS = 71

type State = (typeof STATES)[number]

const isState = (word: string): word is State => STATES.some(state => state === word)

interface Row {
  readonly number: number
  readonly name: string
  readonly state: string
  readonly where: string
  readonly tests: string
  readonly missing: string
}

/** Rows of the table: those whose first cell is a number. */
function rowsOf(text: string): readonly Row[] {
  return [...text.matchAll(/^\| (\d+) \|(.*)\|$/gm)].map(([, number = '', rest = '']) => {
    const [name = '', state = '', where = '', tests = '', missing = ''] = rest.split('|').map(cell => cell.trim())
    return { number: Number(number), name, state, where, tests, missing }
  })
}

/** What stands in backticks and holds a slash: a path. */
const pathsIn = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path).filter(path => path.includes('/'))

const isTest = (path: string): boolean => path.startsWith('test/') && path.endsWith('.test.ts')

function faultsOf(row: Row, exists: (path: string) => boolean): readonly string[] {
  const { number, name, state, where, tests, missing } = row
  const named = [...pathsIn(where), ...pathsIn(tests), ...pathsIn(missing)]
  return [
    ...(name === '' ? [`${number} has no name`] : []),
    ...(isState(state) ? [] : [`${number} is in no known state`]),
    ...named.filter(path => !exists(path)).map(path => `${number} names ${path}, which is not there`),
    ...(state === 'covered' && !pathsIn(tests).some(isTest) ? [`${number} is called covered without a test`] : []),
    ...(state === 'covered' && missing !== '' ? [`${number} is called covered, and lacks something`] : []),
    ...(state !== 'covered' && missing === '' ? [`${number} does not say what is missing`] : []),
  ]
}

/** `covered` of the summary line, as the table has them. */
function summaryOf(rows: readonly Row[]): string {
  const count = (state: State): number => rows.filter(row => row.state === state).length
  return `${ROWS} threats: ${count('covered')} covered, ${count('partly')} partly, ${count('not')} not.`
}

/** What is wrong with the table, a sentence each; none where it is as it should be. `exists` is told paths from the root. */
export function wrongWith(text: string, exists: (path: string) => boolean): readonly string[] {
  const rows = rowsOf(text)
  const numbers = rows.map(({ number }) => number)
  const wanted = Array.from({ length: ROWS }, (_, index) => index + 1)
  const summary = summaryOf(rows)
  return [
    ...(numbers.join() === wanted.join() ? [] : [`the rows are not 1 to ${ROWS}, once each and in order`]),
    ...rows.flatMap(row => faultsOf(row, exists)),
    ...(text.includes(summary) ? [] : [`the summary should say: ${summary}`]),
  ]
}
