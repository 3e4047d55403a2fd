// Mistakes of which the gateway itself says that it will not start with them.
import { edit, inProtocol, inSchema } from './fault.js'
import type { Fault } from './fault.js'

const SHIELD = 'policies/shield.ts'
const RULE = '[coordinate.field]: made }'
const rule = (name: string, says: string, finding: string, made: string, shows: RegExp): Fault => ({
  ...{ name, says, finding, shows },
  caughtBy: 'start',
  edits: [edit(SHIELD, RULE, `[coordinate.field]: ${made} }`)],
})
const ONLY = "name === 'PoliceRecord.intelligence'"
const NO_RULE = /PoliceRecord\.intelligence has no rule of this package/

export const AT_START: readonly Fault[] = [
  rule('undefined-rule', 'A rule is undefined: the library would open its whole type.', '§0.1', `${ONLY} ? undefined : made`, NO_RULE),
  rule('plain-function-rule', 'A rule is a plain function: the library would open its whole type.', '§0.1', `${ONLY} ? () => true : made`, NO_RULE),
  rule('rule-of-another-copy', 'A rule comes from another copy of the library.', '§0.1', `${ONLY} ? Object.assign(Object.create({}), made) : made`, NO_RULE),
  rule('field-without-rule', 'A field of a type has no rule.', '§5.1', 'made }; if (' + ONLY + ') delete tree[coordinate.type].intelligence; ({', NO_RULE),
  {
    name: 'type-without-rules', says: 'A whole type has no rules.', finding: '§5.3', caughtBy: 'start', shows: /IntelligenceReport\.text has no rule/,
    edits: [edit(SHIELD, 'const name = `${coordinate.type}.${coordinate.field}`', "if (coordinate.type === 'IntelligenceReport') continue\n    const name = `${coordinate.type}.${coordinate.field}`")],
  },
  {
    name: 'rule-on-interface', says: 'A rule stands on an interface, where the library ignores it.', finding: '§0.2', caughtBy: 'start', shows: /Answer has rules and is not an object type/,
    edits: [edit(SHIELD, '  return tree\n}', "  tree['Answer'] = { status: deny }\n  return tree\n}")],
  },
  {
    name: 'rule-of-no-field', says: 'A rule is for a field that does not exist, and its field has none.', finding: '§5.3', caughtBy: 'start', shows: /Child\.nothing does not exist/,
    edits: [edit(SHIELD, '  return tree\n}', "  tree['Child'] = { ...tree['Child'], nothing: deny }\n  return tree\n}")],
  },
  {
    name: 'coordinate-unclassified', says: 'A new field is shipped without a classification.', finding: '§2.4', caughtBy: 'start', shows: /ChildExists\.\w+ has no @shared/,
    edits: [inSchema('type ChildExists @shared(category: DERIVED, level: NONE) {', 'type ChildExists {')],
  },
  {
    name: 'edge-of-weaker-category', says: 'An edge is classified more weakly than what it leads to.', finding: '§5.14', caughtBy: 'start', shows: /PoliceRecord\.intelligence .* leads to IntelligenceReport/,
    edits: [inSchema('intelligence: [IntelligenceReport!] @shared(category: POLICE_INTELLIGENCE)', 'intelligence: [IntelligenceReport!] @shared(category: MIRAF_SUMMARY)')],
  },
  {
    name: 'edge-of-lower-level', says: 'An edge asks a lower level than what it leads to.', finding: '§5.14', caughtBy: 'start', shows: /PoliceRecord\.custody .* leads to CustodyEvent/,
    edits: [inSchema('custody: [CustodyEvent!] @shared(category: POLICE_RECORD, level: FULL)', 'custody: [CustodyEvent!] @shared(category: POLICE_RECORD, level: EXISTS)')],
  },
  {
    name: 'wildcard', says: 'A rule of the protocol names every category by a wildcard.', finding: '§5.1', caughtBy: 'start', shows: /is a wildcard/,
    edits: [inProtocol('categories: [POLICE_RECORD, POLICE_INTELLIGENCE]', "categories: ['POLICE_*']")],
  },
  {
    name: 'never-education-police', says: 'A cell gives a school police intelligence.', finding: '§3.2', caughtBy: 'start', shows: /N1/,
    edits: [inProtocol('| F  | F  | -  | S  | S  | E, S* | -  | E  | F  | S*    | -  | -  | -  | -  | -  | -  | -  |', '| F  | F  | -  | S  | S  | E, S* | -  | E  | F  | S*    | S  | -  | -  | -  | -  | -  | -  |')],
  },
  {
    name: 'secondment-note-lost', says: 'Notes to the matrix no longer lower a cell.', finding: '§3.2', caughtBy: 'start', shows: /N1|N4/,
    edits: [edit('policies/protocol/levels.ts', 'Math.min(level, at(standing.caps, index), at(rule.caps, index))', 'Math.min(level, at(rule.caps, index))')],
  },
  {
    name: 'unknown-category', says: 'A cap names a category that there is not: it would never apply.', finding: '§5.3', caughtBy: 'start', shows: /unknown category/,
    edits: [inProtocol('caps: { SOCIAL_ASSESSMENT: NONE, BEHAVIOUR: NONE, REFERRALS: NONE }', 'caps: { SOCIAL_ASSESSMENTS: NONE, BEHAVIOUR: NONE, REFERRALS: NONE }')],
  },
  {
    name: 'category-without-row', says: 'A category has no row in the matrix.', finding: '§5.3', caughtBy: 'start', shows: /DEBRIEF_ACCOUNT/,
    edits: [inProtocol('  | DEBRIEF_ACCOUNT     | F  | S  | F  | S  | S  | S*    | S  | S  | E  | -     | -  | -  | -  | -  | -  | -  | -  |\n', '')],
  },
  {
    name: 'audience-too-wide', says: 'Reports with conditions go to every hub practitioner.', finding: '§3.2', caughtBy: 'start', shows: /N9/,
    edits: [inProtocol('INTELLIGENCE_C: { roles: [HP if police-cleared, HM if police-cleared, PM, PO] }', 'INTELLIGENCE_C: { roles: [HP, HM if police-cleared, PM, PO] }')],
  },
  {
    name: 'grace-without-end', says: 'A grace has no end.', finding: '§2.30', caughtBy: 'start', shows: /N7/,
    edits: [edit('policies/protocol/grace.ts', 'return age >= 0 && age <= protocol.edition.relationships[relationship].grace', 'return age >= 0')],
  },
  {
    name: 'strict-cache', says: 'The library keeps answers by what it takes for the same, and ignores the field.', finding: '§5.8', caughtBy: 'start', shows: /multiple definitions of these rules/,
    edits: [edit(SHIELD, "const made = rule(name, { cache: 'no_cache' })", "const made = rule('allowed', { cache: 'strict' })")],
  },
  {
    name: 'undecided-circumstance-counts', says: 'What could not be found out is taken as so.', finding: '§2b', caughtBy: 'start', shows: /N7/,
    edits: [edit('policies/protocol/levels.ts', "(verdict === 'UNDECIDED' && view === 'POSSIBLE')", "verdict === 'UNDECIDED'")],
  },
] // prettier-ignore
