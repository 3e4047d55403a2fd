// Documents and variables made to cost the gateway more than they cost whoever sends them, each with the code that refuses it.
export interface Attack {
  readonly name: string
  readonly body: string
  readonly code: string
}

const times = (count: number, of: (nth: number) => string): string =>
  Array.from({ length: count }, (_, nth) => of(nth)).join(' ')
const nest = (depth: number, open: string, inner: string, close: string): string =>
  open.repeat(depth) + inner + close.repeat(depth)
const child = (selection: string): string =>
  `child(by: {nhsNumber: "9990000018"}, purpose: ASSESS_RISK) { ... on Child { ${selection} } }`
const many = (selection: string): string =>
  `query ($by: [ChildIdentifier!]!) { children(by: $by, purpose: ASSESS_RISK) { ... on Child { ${selection} } } }`
const ids = (count: number): readonly object[] => Array.from({ length: count }, () => ({ nhsNumber: '9990000018' }))
const arrays = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const RICH =
  'police { record { markers { marker { label { en cy } } } } } timeline(first: 50) { edges { node { title { en cy } } } }'

const query = (name: string, text: string, code: string): Attack => ({
  name,
  body: JSON.stringify({ query: text }),
  code,
})
const varied = (name: string, text: string, variables: unknown, code: string): Attack => ({
  name,
  body: JSON.stringify({ query: text, variables }),
  code,
})
const raw = (name: string, body: string, code: string): Attack => ({ name, body, code })

const LARGE = 'DOCUMENT_TOO_LARGE'
const DEEP = 'DOCUMENT_TOO_DEEP'
const INVALID = 'DOCUMENT_INVALID'

export const ATTACKS: readonly Attack[] = [
  query('fields in fields', `{ ${nest(300, 'a { ', 'b', ' }')} }`, DEEP),
  query('inline fragments in inline fragments', `{ ${nest(380, '... { ', '__typename', ' }')} }`, DEEP),
  query('depth by fragments', `{ ...F0 } ${times(60, n => `fragment F${n} on Query { ...F${n + 1} }`)} fragment F60 on Query { sources { id } }`, DEEP),
  query('one field a thousand times', `{ viewer { ${times(1_100, () => 'role')} } }`, LARGE),
  query('one field with arguments, compared with itself', `{ ${child(times(90, () => 'timeline(first: 1) { pageInfo { endCursor } }'))} }`, LARGE),
  query('overlapping parents', `{ ${child(times(180, () => 'police { status reason complete }'))} }`, LARGE),
  query('overlapping parents in overlapping fragments', `{ ${child(times(90, n => `...F${n}`))} } ${times(90, n => `fragment F${n} on Child { police { status } }`)}`, LARGE),
  query('overlaps under different types', `{ viewer { caseload(purpose: ASSESS_RISK) { edges { node { ${times(110, () => '... on Child { id police { status } }')} } } } } }`, LARGE),
  query('conflicts by the hundred', `{ ${child(times(300, n => `x: ${n % 2 ? 'id' : 'completeness'}`))} }`, LARGE),
  query('aliases of a root field', `{ ${times(190, n => `a${n}: sources { id }`)} }`, LARGE),
  query('aliases of a field', `{ viewer { ${times(80, n => `a${n}: role`)} } ${times(20, n => `v${n}: viewer { ${times(14, m => `b${m}: role`)} }`)} }`, LARGE),
  query('__typename a thousand times', `{ ${times(1_000, () => '__typename')} }`, LARGE),
  query('__typename under aliases', `{ ${times(390, n => `t${n}: __typename`)} }`, LARGE),
  query('fragments that double', `{ ...F0 } ${times(40, n => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`)} fragment F40 on Query { sources { id } }`, LARGE),
  query('fragments that grow tenfold', `{ ...F0 } ${times(8, n => `fragment F${n} on Query { ${times(10, () => `...F${n + 1}`)} }`)} fragment F8 on Query { sources { id } }`, LARGE),
  query('a fragment of itself', `{ viewer { ...A } } fragment A on Viewer { role ${times(300, () => '...A')} }`, INVALID),
  query('fragments in a circle', `{ ...F0 } ${times(140, n => `fragment F${n} on Query { ...F${(n + 1) % 140} }`)}`, DEEP),
  query('fragments nobody uses', `{ viewer { role } } ${times(120, n => `fragment F${n} on Viewer { role role role }`)}`, INVALID),
  query('fragments nobody uses, full of overlaps', `{ viewer { role } } fragment F on Viewer { ${times(1_100, () => 'role')} }`, INVALID),
  query('fragments that do not exist', `{ ${times(550, n => `...F${n}`)} }`, INVALID),
  query('types that do not exist', `{ viewer { ${times(180, n => `... on Chil${n} { a${n} }`)} } }`, INVALID),
  query('fields almost of another name', `{ viewer { ${times(590, n => `rol${n}`)} } }`, INVALID),
  query('directives by the hundred', `{ viewer { role ${times(165, () => '@include(if: true)')} } }`, LARGE),
  query('directives nobody knows', `{ viewer { role ${times(580, n => `@d${n}`)} } }`, LARGE),
  query('directives on the operation', `query ${times(580, n => `@d${n}`)} { viewer { role } }`, LARGE),
  query('directives on variables', `query (${times(40, n => `$a${n}: Int ${times(11, () => '@x')}`)}) { viewer { role } }`, LARGE),
  query('arguments by the hundred', `{ labels(${times(380, () => 'enum: "x"')}) { value } }`, LARGE),
  query('variables by the hundred', `query (${times(290, n => `$a${n}: Int`)}) { viewer { role } }`, LARGE),
  query('one variable declared again and again', `query (${times(290, () => '$a: Int')}) { viewer { role } }`, LARGE),
  query('many operations', times(145, n => `query Q${n} { viewer { role } }`), 'ONE_OPERATION'),
  query('more words than are read', `{ ${times(30_000, () => 'a')} }`, LARGE),
  query('a list in a list, twenty thousand deep', `{ children(by: ${'['.repeat(20_000)}`, LARGE),
  query('a list in a list, as deep as is read', `{ children(by: ${arrays(500)}, purpose: ASSESS_RISK) { __typename } }`, DEEP),
  query('an object in an object', `{ child(by: ${nest(280, '{local: ', '1', '}')}, purpose: ASSESS_RISK) { __typename } }`, DEEP),
  query('one key again and again', `{ child(by: {${times(370, () => 'id: "a"')}}, purpose: ASSESS_RISK) { __typename } }`, INVALID),
  query('nothing but lines, and then a mistake', `${'\n'.repeat(48_000)}{ viewer { rol } }`, LARGE),
  query('nothing but lines, and mistakes by the hundred', `${'\n'.repeat(45_000)}{ viewer { ${times(700, n => `a${n}`)} } }`, LARGE),
  query('a block of text, ninety thousand characters long', `{ labels(enum: """${' \n'.repeat(22_000)}""" x: 1) { value } }`, LARGE),
  query('text of escapes', `{ labels(enum: "${'\\u{1F3F4}'.repeat(9_000)}", x: 1) { value } }`, LARGE),
  query('as many lines as are read, and mistakes on the last', `${'\n'.repeat(1_990)}{ viewer { ${times(500, n => `a${n}`)} } }`, INVALID),
  query('as many characters as are read, in one text', `{ labels(enum: "${'é'.repeat(49_000)}", x: 1) { value } }`, INVALID),
  query('as many characters as are read, in comments', `${times(1_900, () => '# a comment of twenty\n')}{ viewer { rol } }`, INVALID),
  query('as large as a document may be, and wrong at its end', `{ ${times(18, n => `v${n}: viewer { ${times(18, m => `b${m}: role`)} }`)} viewer { rol } }`, INVALID),
  query('names that look alike', `{ v\u0456ewer { role } }`, INVALID),
  query('text that turns round', `{ viewer { role # \u202e } }\n \u2066 } }`, INVALID),
  query('half a character', '{ viewer { role(x: "\ud83c") } }', INVALID),
  query('a null character', '{ viewer { ro\u0000le } }', INVALID),
  query('the schema', '{ __schema { types { name fields { name type { ofType { ofType { name } } } } } } }', INVALID),
  query('the schema under another name', '{ a: __type(name: "Child") { b: fields { name } } }', INVALID),
  query('the schema behind a fragment', '{ ...A } fragment A on Query { ... { ... on Query { s: __schema { t: types { n: name } } } } }', INVALID),
  varied('a list of ten thousand', many('id'), { by: ids(2_400) }, 'TOO_MANY'),
  varied('a list of wrong values', many('id'), { by: Array.from({ length: 9_000 }, () => 1) }, 'TOO_MANY'),
  varied('four hundred children with all of it', many(RICH), { by: ids(400) }, 'COST_TOO_HIGH'),
  varied('a page by a variable', `query ($n: Int) { viewer { caseload(purpose: ASSESS_RISK, first: $n) { edges { cursor } } } }`, { n: 2_000_000_000 }, 'BAD_ARGUMENT'),
  varied('pages in pages by variables', `query ($n: Int, $m: Int) { viewer { caseload(purpose: ASSESS_RISK, first: $n) { edges { node { ... on Child { timeline(first: $m) { edges { node { title { en cy } } cursor } } } } } } } }`, { n: 400, m: 50 }, 'COST_TOO_HIGH'),
  varied('a page by a default', `query ($n: Int = 400) { ${times(16, n => `v${n}: viewer { caseload(purpose: ASSESS_RISK, first: $n) { edges { node { ... on Child { ${RICH.replace('first: 50', 'first: 49')} } } } } }`)} }`, {}, 'COST_TOO_HIGH'),
  varied('variables nobody declared', '{ viewer { role } }', Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`a${n}`, n])), 'BAD_ARGUMENT'),
  raw('variables in variables', `{"query":"{ viewer { role } }","variables":{"a":${arrays(20_000)}}}`, 'BAD_ARGUMENT'),
  raw('an object in an object, in variables', `{"query":"{ viewer { role } }","variables":${nest(12_000, '{"a":', '1', '}')}}`, 'BAD_ARGUMENT'),
  raw('a thousand operations in a list', `[${times(1_000, () => '{"query":"{ viewer { role } }"},')}{}]`, 'ONE_OPERATION'),
  raw('no JSON', '{'.repeat(90_000), INVALID),
] // prettier-ignore
