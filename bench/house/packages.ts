// How many packages the gateway names as its own dependencies, and how many come with them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'
import type { Measured } from '../figures.js'

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly optional?: boolean }>>
}

export function measure(): Measured {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(projectRoot, name), 'utf8'))
  const { dependencies } = read('package.json') as { dependencies: Readonly<Record<string, string>> }
  const { packages } = read('package-lock.json') as LockFile
  const installed = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  const everywhere = installed.filter(([, { optional }]) => optional !== true)
  return {
    value: Object.keys(dependencies).length,
    notes: [
      `${everywhere.length} packages with all that come with them, and ${installed.length - everywhere.length} for some systems only`,
    ],
  }
}
