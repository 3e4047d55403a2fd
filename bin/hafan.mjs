#!/usr/bin/env node
// `npx hafan …`. Builds first where the build is missing or older than what it is made from, so that a clean checkout needs
// `npm ci` and nothing else; then the program itself takes over.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// Of our own: the compiler writes its stamp also where it only checks, and leaves it where nothing that counts has changed.
const STAMP = join(root, 'dist', '.hafan')
const PROGRAM = join(root, 'dist', 'src', 'cli', 'main.js')

/** Whether a file of the sources is newer than the build. */
function outOfDate() {
  if (!existsSync(STAMP) || !existsSync(PROGRAM)) return true
  const built = statSync(STAMP).mtimeMs
  return readdirSync(join(root, 'src'), { recursive: true })
    .filter(name => name.endsWith('.ts'))
    .some(name => statSync(join(root, 'src', name)).mtimeMs > built)
}

if (outOfDate()) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  if (!existsSync(compiler)) {
    process.stderr.write('hafan is not built, and what builds it is not installed: run "npm ci" first.\n')
    process.exit(2)
  }
  const built = spawnSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.build.json')], { stdio: 'inherit' })
  if (built.status !== 0) process.exit(2)
  writeFileSync(STAMP, '')
}

await import(new URL('../dist/src/cli/main.js', import.meta.url))
