// The house rules a machine can hold. One `npm run lint`; each rule of ours has a violation in test/house/lint.test.ts that it
// must refuse. A rule may not be switched off in a file: where it is wrong, it is changed here, for everybody to see.
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { CONSOLE_LAYERS, KIT, KIT_SOURCE, LAYERS, OUTSIDE, no } from './eslint.layers.mjs'

const typed = ['**/*.ts']
const scripts = ['**/*.mjs']

// ── What only one place may touch ────────────────────────────────────────────────────────────────────────────────────────

const HTTP_WHY = 'Only src/adapters/http*.ts calls out: one place keeps deadlines, size caps and secrets.'
const HTTP_CLIENTS = [
  'node-fetch',
  'undici',
  'node:http',
  'node:https',
  'node:http2',
  'http',
  'https',
  'http2',
  'axios',
  'got',
].map(name => ({ name, message: HTTP_WHY, allowTypeImports: true }))

const SHIELD = [
  {
    name: 'graphql-shield',
    importNames: ['not'],
    message: '`not` turns a rule that fails into one that passes: a broken rule would open the field.',
  },
  {
    name: 'graphql-shield',
    importNames: ['inputRule'],
    message:
      '`inputRule` checks what a caller wrote, not what the protocol lets them have; the limits and resolvers do that.',
  },
]

const PROCESS = [{ name: 'node:process', message: 'Only main reads the environment; use the global for the rest.' }]

const imports = (files, { layers = [], http = false, ignores = [] } = {}) => ({
  files: [files],
  // The explorer's page is for browsers and has no imports to speak of; the rule below is for TypeScript.
  ignores: [...ignores, '**/*.js'],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [...layers, ...OUTSIDE], paths: [...SHIELD, ...PROCESS, ...(http ? [] : HTTP_CLIENTS)] },
    ],
  },
})

/** Each pattern with the sentence that says why. */
const banned = patterns => ['error', ...patterns.map(([selector, message]) => ({ selector, message }))]

const CLOCK = 'Time comes in as `now` or a clock: what depends on it can then be tested at any hour.'
const ONLY = 'A committed .only or .skip means that tests nobody names are not run.'

const IN_SRC = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', CLOCK],
  ['MemberExpression[object.name="Date"][property.name="now"]', CLOCK],
  [
    'CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|utc|local)$/][arguments.length=0]',
    CLOCK,
  ],
  ['ImportExpression', 'Imports stand at the top, where the rules on layers see them.'],
  [
    'Property[key.name="cache"] > Literal[value=/^(contextual|strict)$/]',
    "Shield's caches key on less than our rules read: an answer for one child could be given for another.",
  ],
  [
    ':matches(Identifier, ImportSpecifier)[name="applyMiddlewareToDeclaredResolvers"]',
    'It leaves fields without a resolver of their own unguarded; middleware goes on every field.',
  ],
  [
    'CallExpression:matches([callee.object.name="log"], [callee.object.property.name="log"]) > :not(Literal).arguments:nth-child(2)',
    'A sentence of the log is written out, and what varies is a field of its list: a value could come with anything else.',
  ],
  ['TSAsExpression > TSAnyKeyword', 'A cast to any switches the compiler off; parse the value or narrow it.'],
]

const IN_TESTS = [
  [
    'CallExpression:matches([callee.property.name=/^(only|skip|todo)$/], [callee.object.property.name=/^(only|skip|todo)$/], [callee.callee.object.property.name=/^(only|skip)$/])[callee.object.name=/^(it|test|describe)$/], MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|skip|todo|skipIf|runIf)$/]',
    ONLY,
  ],
  ['Identifier[name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', ONLY],
]

/** Where a program begins: it alone is told the environment and the time, and hands both down. */
const MAINS = ['src/main.ts', 'src/cli/main.ts', 'console/main.ts']

const noEnvironment = {
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message:
        'Only src/main.ts and src/cli/main.ts read the environment, and console/main.ts: everything else is told what it needs.',
    },
  ],
}

export default defineConfig(
  { ignores: ['node_modules/', '**/dist/', '.hafan/', 'coverage/', '**/generated/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },

  // Everything typed: typescript-eslint with types, plus what architecture and style ask for.
  {
    files: typed,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // Objects here come from factory functions: their methods are closures, know no `this`, and may be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      // `async` without `await` still turns what is thrown into a rejection, which is what a caller of a promise expects.
      '@typescript-eslint/require-await': 'off',
      // Packages' string enums are compared with their text: the union narrows, and nothing of theirs is loaded for it.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  {
    files: [...typed, ...scripts],
    rules: {
      // Real lines: blank ones and comments are read too.
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      // `== null` asks for null and undefined at once, which optional arguments need.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-unused-vars': 'off',
    },
  },

  // The gateway.
  {
    files: ['src/**/*.ts'],
    rules: { 'no-console': 'error', 'no-restricted-syntax': banned(IN_SRC) },
  },
  {
    files: ['src/**/*.ts'],
    ignores: MAINS,
    rules: noEnvironment,
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/adapters/http*.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'fetch', message: HTTP_WHY }] },
  },
  // A main alone asks the machine what time it is, and hands the answer down.
  {
    files: MAINS,
    rules: { 'no-restricted-syntax': banned(IN_SRC.filter(([, message]) => message !== CLOCK)) },
  },
  ...Object.entries(LAYERS).map(([files, layers]) => imports(files, { layers, ignores: ['src/adapters/http*.ts'] })),
  imports('src/adapters/http*.ts', { layers: LAYERS['src/adapters/**'], http: true }),

  // The practitioners' pages.
  {
    files: ['console/**/*.ts'],
    ignores: MAINS,
    rules: { 'no-console': 'error', 'no-restricted-syntax': banned(IN_SRC), ...noEnvironment },
  },
  {
    files: ['console/**/*.ts'],
    ignores: ['console/api/ask.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only console/api/ask.ts calls the gateway, and the OpenID library the providers.' },
      ],
    },
  },
  ...Object.entries(CONSOLE_LAYERS).map(([files, layers]) => ({
    files: [`${files}${files.endsWith('.ts') ? '' : '/*.ts'}`],
    ignores: ['**/generated/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: layers, paths: [...PROCESS, ...HTTP_CLIENTS] }],
    },
  })),

  // The simulated agencies: programs of other organisations, so to speak.
  {
    files: ['simulators/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            no(
              ['src', 'test', 'bench', 'clients'],
              'A simulator that shared code with the gateway would agree with its mistakes.',
            ),
          ],
        },
      ],
    },
  },
  { files: ['simulators/**/*.ts'], ignores: ['simulators/main.ts'], rules: noEnvironment },

  // The partner kit: a program of other organisations, too. Its examples read the environment, as programs do.
  {
    files: ['clients/*/examples/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: KIT }] },
  },
  {
    files: ['clients/*/src/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...KIT, ...KIT_SOURCE] }],
      'no-console': 'error',
      ...noEnvironment,
    },
  },

  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': banned(IN_TESTS) },
  },
)
