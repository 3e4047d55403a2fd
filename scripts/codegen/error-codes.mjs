// A plugin of codegen: the codes of src/errors.ts, for clients. That file imports nothing, so it can be read by itself.
import { readFileSync } from 'node:fs'
import ts from 'typescript'

const source = readFileSync(new URL('../../src/errors.ts', import.meta.url), 'utf8')
const { outputText } = ts.transpileModule(source, { compilerOptions: { module: 'esnext', target: 'es2023' } })
const { ERROR_CODES } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`)

export const plugin = () => {
  const rows = Object.entries(ERROR_CODES).map(([code, status]) => `  ${code}: ${status},`)
  return [
    '/** Code → HTTP status, where a request as a whole fails. */',
    'export const ERROR_CODES = {',
    ...rows,
    '} as const',
    '',
    'export type ErrorCode = keyof typeof ERROR_CODES',
  ].join('\n')
}
