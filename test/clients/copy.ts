// A clean copy of the checkout as it is now, committed or not, with the packages that are installed.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../src/paths.js'

export interface Copy {
  readonly folder: string
  remove(): void
}

export function cleanCopy(): Copy {
  const folder = mkdtempSync(join(tmpdir(), 'hafan-copy-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  for (const file of listed.split('\0').filter(Boolean))
    if (existsSync(join(projectRoot, file))) cpSync(join(projectRoot, file), join(folder, file))
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
