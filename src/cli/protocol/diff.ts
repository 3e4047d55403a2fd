// `hafan protocol diff`: who gains and who loses between two editions, before anybody signs the second.
import { parseArgs } from 'node:util'
import { levelChanges } from '../../policies/explain/difference.js'
import type { LevelChange } from '../../policies/explain/difference.js'
import { ruleChanges } from '../../policies/explain/rule-changes.js'
import type { RuleChange } from '../../policies/explain/rule-changes.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { readClassification } from './coordinates.js'
import { readEdition } from './edition.js'

export const protocolDiff: Command = {
  name: 'protocol diff',
  summary: 'list who gains and who loses between two editions',
  help: `hafan protocol diff OLD NEW [--json]

Decides every point of role, relationships, token, circumstance, purpose and category under both editions, by the tables the
gateway runs on, and lists where they differ: who, at which level, in which circumstances, and which coordinates of the schema are
given now and were not, or the other way round. Then what else differs: acts, restrained records, whereabouts, budgets, lengths of
time, and the words of the document: dates, signatures, bases, notes, never-clauses, names, contacts.
A circumstance that is not named makes no difference. Relationships are named by the fewest that do it.

  hafan protocol diff protocol/gwent.yaml draft.yaml

Exit code 0: nobody gains or loses anything. 1: somebody does. 2: an edition may not be used.
`,
  run(words, { write, workingDirectory }) {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [old, now, ...more] = positionals
    if (old === undefined || now === undefined || more.length > 0) throw new WrongWords('Name two editions.')
    const [before, after] = [readEdition(old, workingDirectory), readEdition(now, workingDirectory)]
    const changes = levelChanges(before, after, readClassification().coordinates.values())
    const rules = ruleChanges(before, after)
    const found = { before: before.id, after: after.id, levels: changes, rules }
    write(values.json ? `${JSON.stringify(found, null, 2)}\n` : inWords(before.id, after.id, changes, rules))
    return Promise.resolve(changes.length + rules.length === 0 ? 0 : 1)
  },
}

function inWords(before: string, after: string, changes: readonly LevelChange[], rules: readonly RuleChange[]): string {
  if (changes.length + rules.length === 0) return `From ${before} to ${after} nobody gains or loses anything.\n`
  const roles = [...new Set(changes.map(({ role }) => role))]
  return [
    `From ${before} to ${after}:`,
    ...roles.flatMap(role => ['', role, ...roleInWords(changes.filter(each => each.role === role))]),
    ...(rules.length === 0 ? [] : ['', 'Other rules', ...rules.map(ruleInWords)]),
    '',
  ].join('\n')
}

const RECORDS = { ALL: '', AGENCIES: ', in records of agencies', HUB: ", in the hub's own records" }

/** Changes of one role that happen in the same circumstances stand under these once. */
function roleInWords(changes: readonly LevelChange[]): readonly string[] {
  const alike = new Map<string, LevelChange[]>()
  for (const each of changes) {
    const key = JSON.stringify([each.change, each.records, each.when])
    alike.set(key, [...(alike.get(key) ?? []), each])
  }
  return [...alike.values()].flatMap(group => {
    const [first] = group
    const when = (first?.when ?? []).map(box =>
      Object.entries(box)
        .map(([name, values]) => `${name} ${values.join(' or ')}`)
        .join('; '),
    )
    return [
      `  ${first?.change.toLowerCase()}${RECORDS[first?.records ?? 'ALL']}`,
      ...when.map(line => `    when ${line === '' ? 'ever it is asked for' : line}`),
      ...group.flatMap(({ category, from, to, coordinates }) => [
        `    ${category}: ${from} to ${to}`,
        ...(coordinates.length === 0 ? [] : [`      ${coordinates.join(', ')}`]),
      ]),
    ]
  })
}

function ruleInWords({ rule, role, change, from, to }: RuleChange): string {
  const who = role ?? (change === 'CHANGES' ? '' : 'everybody it speaks of')
  const verb = change === 'CHANGES' ? '' : ` ${change.toLowerCase()}`
  return `  ${who === '' ? '' : `${who}${verb}, `}${rule}: ${from ?? 'no'} becomes ${to ?? 'no'}`
}
