import { beforeAll, describe, expect, it } from '@jest/globals'
import { ESLint } from 'eslint'
import { projectRoot } from '../../src/paths.js'

let eslint: ESLint
// The first text read reads the whole project's types; the rest take a moment each.
beforeAll(async () => {
  eslint = new ESLint({ cwd: projectRoot })
  await problems('src/errors.ts', 'export {}')
}, 120_000)

/** What the linter says of a text as if it stood in that file: the file must exist, so that its types are known. */
async function problems(filePath: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath })
  return result?.messages.map(({ ruleId, message }) => `${ruleId ?? 'syntax'}: ${message}`) ?? []
}

const DAY = `export const day = (now: Date): string => now.toISOString()\n`

describe('the linter', () => {
  it.each([
    'src/adapters/describe.ts',
    'src/resolvers/query.ts',
    'src/policies/shield.ts',
    'simulators/kit/serve.ts',
    'console/server/origin.ts',
    'clients/typescript/src/pages.ts',
  ])('has nothing to say of a plain function in %s', async file => {
    expect(await problems(file, DAY)).toEqual([])
  })

  // prettier-ignore
  it.each<[rule: string, file: string, text: string, sentence: RegExp]>([
    // Which way imports run.
    ['types stand at the bottom', 'src/types/caller.ts', `import type { A } from '../adapters/agency.js'\nexport type B = A`, /Types stand at the bottom/],
    ['errors stand at the bottom', 'src/errors.ts', `export type { Caller } from './types/caller.js'`, /Errors and paths stand/],
    ['the schema knows no store', 'src/schema/load.ts', `export { openStore } from '../store/open.js'`, /The schema says what there is/],
    ['adapters know no policies', 'src/adapters/describe.ts', `export { guardSchema } from '../policies/shield.js'`, /An adapter translates/],
    ['adapters know no policies, however deep', 'src/adapters/police/rms/map.ts', `export type { Rights } from '../../../policies/admission/rights.js'`, /An adapter translates/],
    ['adapters know no children', 'src/adapters/http.ts', `export { picture } from '../children/picture.js'`, /An adapter translates/],
    ['adapters know no server', 'src/adapters/registry.ts', `export type { Context } from '../server/context.js'`, /An adapter translates/],
    ['the store knows no adapters', 'src/store/keys.ts', `export type { Ask } from '../adapters/agency.js'`, /The store keeps rows/],
    ['the audit knows no store', 'src/audit/chain.ts', `export { openStore } from '../store/open.js'`, /The audit must be able/],
    ['the verifier shares nothing with the audit', 'src/verify/row.ts', `export { canonicalJson } from '../audit/canonical.js'`, /would share the mistake/],
    ['the audit shares nothing with its verifier', 'src/audit/chain.ts', `export type { Row } from '../verify/format.js'`, /The audit must be able/],
    ['children know no policies', 'src/children/trim.ts', `export type { Rights } from '../policies/admission/rights.js'`, /A picture is put together/],
    ['children know no server', 'src/children/trim.ts', `export type { Context } from '../server/context.js'`, /A picture is put together/],
    ['policies know no server', 'src/policies/shield.ts', `export type { Context } from '../server/context.js'`, /A rule decides from facts/],
    ['policies ask no source', 'src/policies/shield.ts', `export { openSources } from '../adapters/registry.js'`, /Policies ask facts through narrow ports/],
    ['resolvers ask no store', 'src/resolvers/query.ts', `export { openStore } from '../store/open.js'`, /A resolver shapes an answer: no HTTP/],
    ['nothing starts main', 'src/server/limits.ts', `import '../main.js'`, /Only main reads the environment and starts/],
    ['nothing starts the commands', 'src/server/limits.ts', `import '../cli/main.js'`, /Only main reads the environment and starts/],
    ['policies know no commands', 'src/policies/shield.ts', `export type { Command } from '../cli/command.js'`, /A rule decides from facts/],
    ['adapters know no commands', 'src/adapters/http.ts', `export type { Command } from '../cli/command.js'`, /An adapter translates/],
    ['commands start no gateway by main', 'src/cli/run.ts', `import '../main.js'`, /Only main reads the environment and starts/],
    ['the gateway knows no simulators', 'src/server/limits.ts', `export { startRegion } from '../../simulators/start.js'`, /must run where none of these is/],
    ['the gateway knows no tests', 'src/adapters/http.ts', `export { testKeys } from '../../test/support/database.js'`, /must run where none of these is/],
    ['simulators know no gateway', 'simulators/kit/serve.ts', `export { createKeys } from '../../src/store/keys.js'`, /agree with its mistakes/],
    ['the console knows no gateway', 'console/server/views.ts', `export { createKeys } from '../../src/store/keys.js'`, /client of the API like any other/],
    ['pages of the console know no gateway, however deep', 'console/pages/board/rows.ts', `export { createKeys } from '../../../src/store/keys.js'`, /client of the API like any other/],
    ['pages of the console have no rows', 'console/pages/board/rows.ts', `export { createSessions } from '../../sessions/sessions.js'`, /through its visit alone/],
    ['pages of the console have no way to ask but the visit', 'console/pages/board/rows.ts', `export { createApi } from '../../api/ask.js'`, /through its visit alone/],
    ['what the console keeps knows no pages', 'console/sessions/drafts.ts', `export { pages } from '../pages/index.js'`, /knows nothing of requests and pages/],
    ['the console asks in one place', 'console/server/views.ts', `export const get = () => fetch('https://example.org')`, /Only console\/api\/ask.ts/],
    ['the console asks in one place: undici', 'console/server/views.ts', `export { request } from 'undici'`, /Only src\/adapters\/http/],
    ['the console reads no environment but in main', 'console/settings.ts', `export const port = process.env['PORT']`, /Only src\/main.ts and src\/cli\/main.ts read/],
    ['the console is handed the time', 'console/words/dates.ts', `export const now = () => new Date()`, /Time comes in as/],
    ['the gateway knows no clients', 'src/server/limits.ts', `export { createClient } from '../../clients/typescript/src/index.js'`, /must run where none of these is/],
    ['simulators know no clients', 'simulators/kit/serve.ts', `export { createClient } from '../../clients/typescript/src/index.js'`, /agree with its mistakes/],
    ['the kit knows no gateway', 'clients/typescript/src/pages.ts', `export { ERROR_CODES } from '../../../src/errors.js'`, /for others to install/],
    ['the kit knows no simulators', 'clients/typescript/src/pages.ts', `export type { Persona } from '../../../simulators/region/personas.js'`, /for others to install/],
    ['examples know no gateway', 'clients/typescript/examples/pupil-summary.ts', `export { ERROR_CODES } from '../../../src/errors.js'`, /for others to install/],
    ['the kit needs no Node', 'clients/typescript/src/pages.ts', `export { join } from 'node:path'`, /wherever there is fetch/],
    ['the kit reads no environment', 'clients/typescript/src/pages.ts', `export const url = process.env['URL']`, /no-restricted-properties/],
    ['the kit prints nothing', 'clients/typescript/src/pages.ts', `console.log('a name')`, /no-console/],
    ['imports stand at the top', 'src/resolvers/query.ts', `export const late = () => import('../store/open.js')`, /Imports stand at the top/],

    // What one place may touch.
    ['one way out: node-fetch', 'src/adapters/registry.ts', `export { default } from 'node-fetch'`, /Only src\/adapters\/http/],
    ['one way out: undici', 'src/children/trim.ts', `export { request } from 'undici'`, /Only src\/adapters\/http/],
    ['one way out: node:https', 'src/server/limits.ts', `export { get } from 'node:https'`, /Only src\/adapters\/http/],
    ['one way out: the global fetch', 'src/server/limits.ts', `export const get = () => fetch('https://example.org')`, /Only src\/adapters\/http/],
    ['the environment is for main', 'src/server/settings.ts', `export const port = process.env['PORT']`, /Only src\/main.ts and src\/cli\/main.ts read/],
    ['the environment is for main, also taken apart', 'src/server/settings.ts', `const { env } = process\nexport { env }`, /Only src\/main.ts and src\/cli\/main.ts read/],
    ['the environment is for main, also imported', 'src/server/settings.ts', `export { env } from 'node:process'`, /Only main reads the environment/],
    ['commands are handed the environment', 'src/cli/run.ts', `export const port = process.env['PORT']`, /Only src\/main.ts and src\/cli\/main.ts read/],
    ['commands are handed the time', 'src/cli/run.ts', `export const now = () => new Date()`, /Time comes in as/],
    ['simulators read no environment', 'simulators/kit/serve.ts', `export const port = process.env['PORT']`, /Only src\/main.ts and src\/cli\/main.ts read/],
    ['one clock', 'src/children/trim.ts', `export const now = () => new Date()`, /Time comes in as/],
    ['one clock, in milliseconds too', 'src/children/trim.ts', `export const now = () => Date.now()`, /Time comes in as/],
    ['one clock, luxon\'s too', 'src/children/trim.ts', `import { DateTime } from 'luxon'\nexport const now = () => DateTime.now()`, /Time comes in as/],
    ['the log has fixed sentences', 'src/server/limits.ts', "import type { Log } from '../store/log.js'\nexport const f = (log: Log, name: string) => log.warn({}, `of ${name}`)", /A sentence of the log is written out/],
    ['the log has fixed sentences, also where it is one of the deps', 'src/server/limits.ts', "import type { Log } from '../store/log.js'\nexport const f = (deps: { log: Log }, name: string) => deps.log.warn({}, name)", /A sentence of the log is written out/],
    ['no console', 'src/server/limits.ts', `console.log('a name')`, /no-console/],

    // What graphql-shield offers and we do not use.
    ['no `not`', 'src/policies/shield.ts', `export { not } from 'graphql-shield'`, /turns a rule that fails/],
    ['no `inputRule`', 'src/policies/shield.ts', `import { inputRule } from 'graphql-shield'\nexport const a = inputRule`, /checks what a caller wrote/],
    ['no contextual cache', 'src/policies/shield.ts', `export const o = { cache: 'contextual' }`, /Shield's caches/],
    ['no strict cache', 'src/policies/shield.ts', `export const o = { cache: 'strict' }`, /Shield's caches/],
    ['middleware on every field', 'src/policies/shield.ts', `export { applyMiddlewareToDeclaredResolvers } from 'graphql-middleware'`, /leaves fields without a resolver/],

    // TypeScript.
    ['no promise left alone', 'src/server/limits.ts', `const f = async () => 1\nexport const g = () => { f() }`, /no-floating-promises/],
    ['switches are exhaustive', 'src/server/limits.ts', `export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1 } }`, /switch-exhaustiveness-check/],
    ['types are imported as types', 'src/server/limits.ts', `import { Caller } from '../types/caller.js'\nexport type A = Caller`, /consistent-type-imports/],
    ['no any', 'src/server/limits.ts', `export const f = (a: any): unknown => a as unknown`, /no-explicit-any/],
    ['no @ts-ignore', 'src/server/limits.ts', `// @ts-ignore\nexport const a = 1`, /ban-ts-comment/],
    ['no rule switched off in a file', 'src/server/limits.ts', `/* eslint-disable no-console */\nconsole.log('a name')`, /no-console/],
    ['250 lines, blank ones counted', 'src/server/limits.ts', `${'\n'.repeat(250)}export const a = 1\n`, /max-lines/],
    ['=== unless null', 'src/server/limits.ts', `export const f = (a: number) => a == 1`, /eqeqeq/],

    // Tests.
    ...['it.only', 'describe.only', 'it.skip', 'test.todo', 'it.only.each([1])', 'describe.skip'].map(
      (call): [string, string, string, RegExp] => [
        `no ${call}`,
        'test/house/lint.test.ts',
        `import { describe, it, test } from '@jest/globals'\nexport const a = [describe, it, test]\n${call}('a', () => undefined)`,
        /A committed \.only or \.skip/,
      ],
    ),
  ])('refuses a violation: %s', async (_rule, file, text, sentence) => {
    expect(await problems(file, text)).toContainEqual(expect.stringMatching(sentence))
  })
})
