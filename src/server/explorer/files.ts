// The page's files: ours beside this one, and GraphiQL with its React from node_modules. Nothing is fetched from elsewhere.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectRoot } from '../../paths.js'

const JAVASCRIPT = 'text/javascript; charset=utf-8'
const CSS = 'text/css; charset=utf-8'
const own =
  (name: string): (() => string) =>
  () =>
    join(projectRoot, 'src', 'server', 'explorer', 'page', name)
/** By way of its package.json, because not every package lets its files be asked for by name. */
const packaged = (name: string, path: string) => (): string =>
  join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), path)

const FILES: Readonly<Record<string, readonly [type: string, path: () => string]>> = {
  '/explorer/': ['text/html; charset=utf-8', own('page.html')],
  '/explorer/page.css': [CSS, own('page.css')],
  '/reference/page.css': [CSS, own('reference.css')],
  '/explorer/page.js': [JAVASCRIPT, own('page.js')],
  '/explorer/words.js': [JAVASCRIPT, own('words.js')],
  '/explorer/graphiql.css': [CSS, packaged('graphiql', 'graphiql.min.css')],
  '/explorer/graphiql.js': [JAVASCRIPT, packaged('graphiql', 'graphiql.min.js')],
  '/explorer/react.js': [JAVASCRIPT, packaged('react', 'umd/react.production.min.js')],
  '/explorer/react-dom.js': [JAVASCRIPT, packaged('react-dom', 'umd/react-dom.production.min.js')],
}

/** Their addresses. */
export const EXPLORER_FILES = Object.keys(FILES)

/** A file by its address, with its type. Rejects for one that is not there. */
export async function explorerFile(address: string): Promise<{ readonly type: string; readonly body: Buffer }> {
  const found = FILES[address]
  if (found === undefined) throw new Error(`the explorer has no ${address}`)
  return { type: found[0], body: await readFile(found[1]()) }
}
