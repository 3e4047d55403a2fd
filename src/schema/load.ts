// Reads the SDL: one file a domain, joined in name order.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../paths.js'

const folder = join(projectRoot, 'src', 'schema')

/** The whole SDL as text. */
export function loadTypeDefs(): string {
  return readdirSync(folder)
    .filter(name => name.endsWith('.graphql'))
    .sort()
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
}
