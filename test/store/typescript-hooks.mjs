// Lets a plain `node --import` run the TypeScript of this project, for tests that need a second process to kill.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import ts from 'typescript'

const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }

if (isMainThread) register(import.meta.url)

export async function resolve(name, context, next) {
  const ours = context.parentURL?.endsWith('.ts') === true && name.startsWith('.')
  return next(ours ? name.replace(/\.js$/, '.ts') : name, context)
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const source = await readFile(new URL(url), 'utf8')
  return { format: 'module', shortCircuit: true, source: ts.transpileModule(source, { compilerOptions }).outputText }
}
