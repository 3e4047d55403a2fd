// The house rules a machine can hold. One `npm run lint`; each rule of ours has a violation in test/house/lint.test.ts that it
// must refuse. A rule may not be switched off in a file: where it is wrong, it is changed here, for everybody to see.
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const typed = ['**/*.ts']
const scripts = ['**/*.mjs']

// ── Which way imports run ────────────────────────────────────────────────────────────────────────────────────────────────
// main → server → {resolvers, policies} → {children, hub, statistics} → {adapters, store, audit} → schema → types, errors.

/** Folders a layer may not import from, and why. `typesToo: false` still lets a layer name their types. */
const no = (folders, why, { typesToo = true } = {}) => ({
  regex: `^(\\.\\./)+(${folders.join('|')})(/|\\.js$)`,
  allowTypeImports: !typesToo,
  message: why,
})

const UPPER = ['main', 'server', 'resolvers', 'policies']
const RECORDS = ['children', 'hub', 'statistics']

const LAYERS = {
  'src/types/**': [
    no(['(?!types/).*'], 'Types stand at the bottom: everything may rest on them because they rest on nothing.'),
  ],
  'src/{errors,paths}.ts': [
    {
      regex: '^\\.',
      message: 'Errors and paths stand at the bottom: everything may rest on them because they rest on nothing.',
    },
  ],
  'src/schema/*.ts': [
    no(
      [...UPPER, ...RECORDS, 'adapters', 'store', 'audit'],
      'The schema says what there is; it must not depend on how any of it is found.',
    ),
  ],
  'src/adapters/**': [
    no(
      [...UPPER, ...RECORDS, 'store', 'audit'],
      'An adapter translates one agency system: it cannot leak what it does not know, callers and permissions above all.',
    ),
  ],
  'src/store/**': [
    no(
      [...UPPER, ...RECORDS, 'adapters', 'audit'],
      'The store keeps rows; who may see them and where else they come from is decided above it.',
    ),
  ],
  'src/audit/**': [
    no(
      [...UPPER, ...RECORDS, 'adapters', 'store'],
      'The audit must be able to record any other part, so it depends on none.',
    ),
  ],
  'src/{children,hub,statistics}/**': [
    no(UPPER, 'A picture is put together from what was decided; it takes decisions from the handle and makes none.'),
  ],
  'src/policies/**': [
    no(
      ['main', 'server', 'resolvers'],
      'A rule decides from facts handed to it, so that it can be tested and proved without a server.',
    ),
    no(
      ['adapters', 'store', 'audit'],
      'Policies ask facts through narrow ports, never a source: only types may come from below.',
      { typesToo: false },
    ),
  ],
  'src/resolvers/**': [
    no(['main'], 'A resolver shapes an answer; how the program starts is no part of it.'),
    no(
      ['server', 'policies', 'adapters', 'store', 'audit'],
      'A resolver shapes an answer: no HTTP, no SQL, no permission. It reaches the rest only through the context.',
      { typesToo: false },
    ),
  ],
  'src/server/**': [no(['main'], 'Only main reads the environment and starts things; nothing may start main.')],
  'src/main.ts': [],
}

const OUTSIDE = [
  no(
    ['simulators', 'test', 'bench', 'scripts', 'console'],
    'The gateway must run where none of these is: it never imports simulators, tests, benchmarks or pages.',
  ),
]

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
  ignores,
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
  ['ImportExpression', 'Imports stand at the top, where the rules on layers see them.'],
  [
    'Property[key.name="cache"] > Literal[value=/^(contextual|strict)$/]',
    "Shield's caches key on less than our rules read: an answer for one child could be given for another.",
  ],
  [
    ':matches(Identifier, ImportSpecifier)[name="applyMiddlewareToDeclaredResolvers"]',
    'It leaves fields without a resolver of their own unguarded; middleware goes on every field.',
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

const noEnvironment = {
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'Only src/main.ts reads the environment: everything else is told what it needs.',
    },
  ],
}

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', '.hafan/', 'coverage/', '**/generated/'] },
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
    ignores: ['src/main.ts'],
    rules: noEnvironment,
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/adapters/http*.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'fetch', message: HTTP_WHY }] },
  },
  // main alone asks the machine what time it is, and hands the answer down.
  {
    files: ['src/main.ts'],
    rules: { 'no-restricted-syntax': banned(IN_SRC.filter(([, message]) => message !== CLOCK)) },
  },
  ...Object.entries(LAYERS).map(([files, layers]) => imports(files, { layers, ignores: ['src/adapters/http*.ts'] })),
  imports('src/adapters/http*.ts', { layers: LAYERS['src/adapters/**'], http: true }),

  // The simulated agencies: programs of other organisations, so to speak.
  {
    files: ['simulators/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            no(
              ['src', 'test', 'bench'],
              'A simulator that shared code with the gateway would agree with its mistakes.',
            ),
          ],
        },
      ],
    },
  },
  { files: ['simulators/**/*.ts'], ignores: ['simulators/main.ts'], rules: noEnvironment },

  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': banned(IN_TESTS) },
  },
)
