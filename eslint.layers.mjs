// Which way imports run, for eslint.config.mjs: each arrow that is not there, with a sentence saying why.
// {main, cli} → server → {resolvers, policies} → {children, hub, statistics} → {adapters, store, audit} → schema → types, errors.

/** Folders a layer may not import from, and why. `typesToo: false` still lets a layer name their types. */
export const no = (folders, why, { typesToo = true } = {}) => ({
  regex: `^(\\.\\./)+(${folders.join('|')})(/|\\.js$)`,
  allowTypeImports: !typesToo,
  message: why,
})

const UPPER = ['main', 'cli', 'server', 'resolvers', 'policies']
const RECORDS = ['children', 'hub', 'statistics']

/** Files → what they may not import. Each file matches one entry. */
export const LAYERS = {
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
      [...UPPER, ...RECORDS, 'adapters', 'store', 'verify'],
      'The audit must be able to record any other part, so it depends on none.',
    ),
  ],
  'src/verify/**': [
    no(
      ['(?!verify/).*'],
      'The verifier reads the audit on its own: shared code would share the mistake that it is there to find.',
    ),
  ],
  'src/{children,hub,statistics}/**': [
    no(UPPER, 'A picture is put together from what was decided; it takes decisions from the handle and makes none.'),
  ],
  'src/policies/**': [
    no(
      ['main', 'cli', 'server', 'resolvers'],
      'A rule decides from facts handed to it, so that it can be tested and proved without a server.',
    ),
    no(
      ['adapters', 'store', 'audit'],
      'Policies ask facts through narrow ports, never a source: only types may come from below.',
      { typesToo: false },
    ),
  ],
  'src/resolvers/**': [
    no(['main', 'cli'], 'A resolver shapes an answer; how the program starts is no part of it.'),
    no(
      ['server', 'policies', 'adapters', 'store', 'audit'],
      'A resolver shapes an answer: no HTTP, no SQL, no permission. It reaches the rest only through the context.',
      { typesToo: false },
    ),
  ],
  'src/server/**': [no(['main', 'cli'], 'Only main reads the environment and starts things; nothing may start main.')],
  'src/cli/**': [no(['main'], 'Only main reads the environment and starts things; nothing may start main.')],
  'src/main.ts': [],
}

/** For the console: main → server, sign-in and pages → {sessions, api, words}. A page knows of the server what a page is. */
const CONSOLE_ONLY = {
  regex: '^(\\.\\./)+(src|simulators|test|bench|scripts)/',
  message: 'The console is a client of the API like any other: what it knows of the gateway is the schema.',
}
export const CONSOLE_LAYERS = {
  'console/{sessions,words,api}/**': [
    CONSOLE_ONLY,
    no(['main', 'pages', 'server', 'sign-in'], 'What is kept, asked and said knows nothing of requests and pages.'),
  ],
  'console/pages/**': [
    CONSOLE_ONLY,
    no(
      ['main', 'sign-in', 'sessions', 'api/ask'],
      'A page asks and keeps through its visit alone: it has no token, no cookie and no row in its hands.',
    ),
  ],
  'console/{server,sign-in}/**': [CONSOLE_ONLY, no(['main'], 'Only main reads the environment and starts things.')],
  'console/*.ts': [CONSOLE_ONLY],
}

/** For every file of the gateway. */
export const OUTSIDE = [
  no(
    ['simulators', 'test', 'bench', 'scripts', 'console', 'clients'],
    'The gateway must run where none of these is: it never imports simulators, tests, benchmarks, pages or clients.',
  ),
]

/** For the partner kit, whose files stand three folders down. */
export const KIT = [
  {
    regex: '^(\\.\\./){3,}',
    message:
      'The kit is for others to install: what it shared with the gateway would not be there, or would agree with its mistakes.',
  },
]

/** For what of it is published. */
export const KIT_SOURCE = [
  { regex: '^node:', message: 'The kit runs wherever there is fetch: what Node alone has is handed in.' },
]
