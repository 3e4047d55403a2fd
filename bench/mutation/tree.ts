// A copy of the project to make mistakes in: the working tree is never touched.
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

const LEFT_OUT = ['node_modules', 'dist', 'coverage', '.git', '.hafan']

export interface Tree {
  readonly root: string
  remove(): Promise<void>
}

/** A whole copy but for what is built or fetched; packages are those of the original. */
export async function copyTree(from: string): Promise<Tree> {
  const root = await mkdtemp(join(tmpdir(), 'hafan-mutation-'))
  const sweep = (): void => rmSync(root, { recursive: true, force: true })
  process.once('exit', sweep)
  await cp(from, root, { recursive: true, filter: path => !LEFT_OUT.includes(relative(from, path)) })
  await symlink(join(from, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    async remove() {
      process.off('exit', sweep)
      await rm(root, { recursive: true, force: true })
    },
  }
}
