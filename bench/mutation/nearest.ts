// Which tests are put to a mutant: those whose imports reach its file, the nearest first. A folder of the same name counts like an
// import less: else the many tests of one folder would leave no room for those of its users, which may be more telling.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** The files of `root` that a file imports when it runs; types alone are not imported then. */
function importsOf(root: string, file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023)
  return source.statements.flatMap(statement => {
    const name = runsWith(statement)
    return name?.startsWith('.') === true && name.endsWith('.js')
      ? [join(dirname(file), name.replace(/\.js$/, '.ts'))]
      : []
  })
}

/** The module that a statement loads when it runs. */
function runsWith(statement: ts.Statement): string | undefined {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return undefined
  const typesOnly = ts.isImportDeclaration(statement)
    ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : statement.isTypeOnly
  const { moduleSpecifier } = statement
  return !typesOnly && moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined
}

/** Every file that runs when a test does, with the number of imports that lead to it. */
function distances(test: string, importsOfFile: (file: string) => readonly string[]): ReadonlyMap<string, number> {
  const found = new Map([[test, 0]])
  // A map that grows is walked to its new end.
  for (const [file, distance] of found)
    for (const next of importsOfFile(file)) if (!found.has(next)) found.set(next, distance + 1)
  return found
}

/** How many of the folders below `src` and below `test` are the same: `src/audit/a.ts` and `test/audit/b.test.ts` share one. */
function shared(file: string, test: string): number {
  const [one, other] = [dirname(file).split('/').slice(1), dirname(test).split('/').slice(1)]
  const parted = one.findIndex((folder, depth) => folder !== other[depth])
  return parted === -1 ? one.length : parted
}

export type Ranking = (file: string) => readonly string[]

/** Gives the tests of a file, the most telling first and `most` of them at most. Paths are from `root`, with `/`. */
export function createRanking(root: string, tests: readonly string[], most: number): Ranking {
  const read = new Map<string, readonly string[]>()
  const imports = (file: string): readonly string[] => {
    const known = read.get(file) ?? importsOf(root, file)
    read.set(file, known)
    return known
  }
  const reached = tests.map(test => ({ test, from: distances(test, imports) }))
  return file =>
    reached
      .flatMap(({ test, from }) => {
        const distance = from.get(file)
        return distance === undefined ? [] : [{ test, distance, far: distance - shared(file, test) }]
      })
      .sort((one, other) => one.far - other.far || one.distance - other.distance || one.test.localeCompare(other.test))
      .slice(0, most)
      .map(({ test }) => test)
}
