// What the compiler says of a text that stands in a partner's program, as strictly as this project compiles its own.
import { join } from 'node:path'
import ts from 'typescript'
import { projectRoot } from '../../src/paths.js'

const folder = join(projectRoot, 'clients', 'typescript')

/** Name → what is wrong with the text, a sentence each. */
export function complaints(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const configFile = join(folder, 'tsconfig.json')
  const read = ts.readConfigFile(configFile, path => ts.sys.readFile(path))
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const files = new Map([...texts].map(([name, text]) => [join(folder, 'examples', `${name}.ts`), text]))
  const noEmit = { ...options, noEmit: true, incremental: false }
  delete noEmit.tsBuildInfoFile
  const host = ts.createCompilerHost(noEmit)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = path => files.has(path) || fileExists(path)
  host.readFile = path => files.get(path) ?? readFile(path)
  host.getSourceFile = (path, languageVersion, ...rest) => {
    const text = files.get(path)
    return text === undefined
      ? getSourceFile(path, languageVersion, ...rest)
      : ts.createSourceFile(path, text, languageVersion)
  }
  const program = ts.createProgram([...files.keys()], noEmit, host)
  const sentence = (of: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(of.messageText, '\n')
  return new Map(
    [...files].map(([path], nth) => {
      const source = program.getSourceFile(path)
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      return [[...texts.keys()][nth] ?? '', found.map(sentence)]
    }),
  )
}
