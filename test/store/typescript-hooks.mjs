// Lets a plain `node --import` run the TypeScript of this project, for tests that need a second process to kill. What was
// translated once is kept: a process that is started again and again need not wait for it.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { register } from 'node:module'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import ts from 'typescript'

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
}
const kept = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'hafan-typescript')

if (isMainThread) register(import.meta.url)

/** With or without a query: suites that share a worker have one. */
const isTypeScript = url => /\.ts(\?\d+)?$/.test(url)

export async function resolve(name, context, next) {
  const ours = context.parentURL !== undefined && isTypeScript(context.parentURL) && name.startsWith('.')
  return next(ours ? name.replace(/\.js$/, '.ts') : name, context)
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context)
  return { format: 'module', shortCircuit: true, source: await translated(new URL(url)) }
}

async function translated(url) {
  const source = await readFile(url, 'utf8')
  const key = createHash('sha256')
    .update(ts.version)
    .update(JSON.stringify(compilerOptions))
    .update(url.pathname)
    .update(source)
    .digest('hex')
  const file = join(kept, `${key}.js`)
  const before = await readFile(file, 'utf8').catch(() => null)
  if (before !== null) return before
  const text = ts.transpileModule(source, { fileName: url.pathname, compilerOptions }).outputText
  await mkdir(kept, { recursive: true })
  // Whole or not at all, whoever else is writing it.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, text)
  await rename(draft, file)
  return text
}
