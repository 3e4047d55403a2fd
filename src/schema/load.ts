// Reads the SDL: one file a domain, joined in name order.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../paths.js'

const folder = join(projectRoot, 'src', 'schema')

/** The SDL by domain: the name of its file → its text. */
export function typeDefsByDomain(): ReadonlyMap<string, string> {
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.graphql'))
    .sort()
  return new Map(names.map(name => [name.slice(0, -'.graphql'.length), readFileSync(join(folder, name), 'utf8')]))
}

/** The whole SDL as text. */
export const loadTypeDefs = (): string => [...typeDefsByDomain().values()].join('\n')
