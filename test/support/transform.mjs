// Strips types, one file at a time, so that a test need not wait for a build of the whole project.
import { createHash } from 'node:crypto'
import ts from 'typescript'

const compilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  inlineSourceMap: true,
  inlineSources: true,
}

export default {
  process(source, fileName) {
    return { code: ts.transpileModule(source, { fileName, compilerOptions }).outputText }
  },
  getCacheKey(source, fileName) {
    return createHash('sha256')
      .update(ts.version)
      .update(JSON.stringify(compilerOptions))
      .update(fileName)
      .update(source)
      .digest('hex')
  },
}
