// Where the project's own files are, whether this runs from the sources or from the build.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('package.json not found above the program')
  return findRoot(parent)
}

const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)))
/** Views, scripts and styles lie in the sources; the build has only programs. */
export const consoleRoot = join(projectRoot, 'console')
