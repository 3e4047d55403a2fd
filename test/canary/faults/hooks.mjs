// Lets one process hold the gateway many times over, each time with another mistake in it: a module asked for as `file.ts?fault=NAME`
// is read with that fault's edits, and so is everything it imports. Registered with the faults as data.
import { readFile } from 'node:fs/promises'
import ts from 'typescript'

const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true }
const MARK = '?fault='

let faults = new Map()
const compiled = new Map()

export function initialize(given) {
  faults = new Map(given.map(fault => [fault.name, fault]))
}

export async function resolve(name, context, next) {
  const at = context.parentURL?.indexOf(MARK) ?? -1
  if (at < 0 || !name.startsWith('.')) return next(name, context)
  const url = new URL(name.replace(/\.js$/, '.ts'), context.parentURL.slice(0, at))
  return { url: `${url.href}${context.parentURL.slice(at)}`, format: 'module', shortCircuit: true }
}

export async function load(url, context, next) {
  const at = url.indexOf(MARK)
  if (at < 0) return next(url, context)
  const file = url.slice(0, at)
  const fault = faults.get(url.slice(at + MARK.length))
  if (fault === undefined) throw new Error('the fault no longer fits: there is none of this name')
  const edits = fault.edits.filter(edit => file.endsWith(`/${edit.file}`))
  const known = edits.length === 0 ? compiled.get(file) : undefined
  if (known !== undefined) return { format: 'module', shortCircuit: true, source: known }
  const source = edits.reduce(edited, await readFile(new URL(file), 'utf8'))
  const { outputText } = ts.transpileModule(source, { compilerOptions })
  if (edits.length === 0) compiled.set(file, outputText)
  return { format: 'module', shortCircuit: true, source: outputText }
}

/** A fault that no longer fits the code it was written for proves nothing. */
function edited(source, { file, find, replace }) {
  if (source.split(find).length !== 2) throw new Error(`the fault no longer fits: not exactly once in ${file}: ${find}`)
  return source.replace(find, () => replace)
}
