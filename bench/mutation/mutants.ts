// The mutants of one file: every edit that compiles and does not come to the same JavaScript as the file, or as one before it.
import ts from 'typescript'
import { editsOf } from './operators.js'
import type { Edit } from './operators.js'

export interface Mutant extends Edit {
  /** From the project's root, with `/`. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** What stood there, in one line. */
  readonly was: string
}

const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  removeComments: true,
}

/** The JavaScript without its line breaks; null for a text that is none. */
function compiled(text: string): string | null {
  const { outputText, diagnostics } = ts.transpileModule(text, { compilerOptions, reportDiagnostics: true })
  return diagnostics?.length ? null : outputText.replace(/[\s;]+/g, ' ')
}

/** The file's text with the mistake in it. */
export const mutated = (text: string, { start, end, text: put }: Edit): string =>
  text.slice(0, start) + put + text.slice(end)

/** Every mutant of a file that can be told from it by what it is compiled to. */
export function mutantsOf(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true)
  const seen = new Set([null, compiled(text)])
  return editsOf(source).flatMap(edit => {
    const script = compiled(mutated(text, edit))
    if (seen.has(script)) return []
    seen.add(script)
    const was = text.slice(edit.start, edit.end).replace(/\s+/g, ' ').slice(0, 60)
    return [{ ...edit, file, was, line: source.getLineAndCharacterOfPosition(edit.start).line + 1 }]
  })
}
