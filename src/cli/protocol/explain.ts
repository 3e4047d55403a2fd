// `hafan protocol explain`: which clause gives or refuses, for one caller in one circumstance.
import { parseArgs } from 'node:util'
import type { Explanation } from '../../policies/explain/explain.js'
import { explainAsked } from '../../policies/explain/question.js'
import { AGENCIES, CHILD_CATEGORIES, PURPOSES, RELATIONSHIPS } from '../../policies/protocol/index.js'
import type { Records } from '../../types/index.js'
import { LEVELS } from '../../types/index.js'
import { WrongWords } from '../command.js'
import type { Command } from '../command.js'
import { readClassification } from './coordinates.js'
import { editionOf } from './edition.js'

const EPISODES = ['OPEN', 'NOT_OPEN', 'LONG_AGO', 'UNDECIDED'] as const
const OPTIONS = {
  role: { type: 'string' },
  purpose: { type: 'string' },
  relationship: { type: 'string', multiple: true, default: [] as string[] },
  episode: { type: 'string', default: 'NOT_OPEN' },
  'break-glass': { type: 'boolean', default: false },
  'seconded-from': { type: 'string' },
  vetting: { type: 'string' },
  clearance: { type: 'string', multiple: true, default: [] as string[] },
  ceiling: { type: 'string', multiple: true, default: [] as string[] },
  protocol: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

export const protocolExplain: Command = {
  name: 'protocol explain',
  summary: 'say which clause gives or refuses something to somebody, and why',
  help: `hafan protocol explain SUBJECT… --role ROLE --purpose PURPOSE [options]

SUBJECT is a coordinate of the schema (PoliceRecord.markers) or a category (POLICE_MARKERS). The answer is that of the tables the
gateway runs on; an auditor gets the same from Query.sharingDecision.

  --role ROLE               code or name: SW, SOCIAL_WORKER
  --purpose PURPOSE         ${PURPOSES.join(', ')}
  --relationship NAME       one that holds, or NAME:UNDECIDED; as often as there are
                            ${RELATIONSHIPS.slice(0, 6).join(', ')},
                            ${RELATIONSHIPS.slice(6).join(', ')}
  --episode WHICH           ${EPISODES.join(', ')} (default NOT_OPEN)
  --break-glass             break-glass is in force
  --seconded-from AGENCY    ${AGENCIES.join(', ')}
  --vetting WORD, --clearance WORD
  --ceiling CATEGORY=LEVEL  what the application may have; as often as there are; what is not named is NONE (default: no ceiling)
  --protocol FILE           an edition (default: the one in force in protocol/)
  --json                    for a program

  hafan protocol explain PoliceRecord.markers --role SW --purpose ASSESS_RISK --relationship ALLOCATED

Exit code 0: all that was asked about is given. 1: something is not. 2: the words are off.
`,
  run(words, deps) {
    const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true })
    if (positionals.length === 0) throw new WrongWords('Name a coordinate or a category.')
    const protocol = editionOf(values.protocol, deps)
    const classification = readClassification()
    const question: Omit<Records.SharingQuestion, 'about'> = {
      role: needed('--role', values.role),
      purpose: oneOf(PURPOSES, '--purpose', needed('--purpose', values.purpose)),
      relationships: values.relationship.map(relationshipOf),
      episode: oneOf(EPISODES, '--episode', values.episode),
      breakGlass: values['break-glass'],
      secondedFrom:
        values['seconded-from'] === undefined ? null : oneOf(AGENCIES, '--seconded-from', values['seconded-from']),
      vetting: values.vetting ?? null,
      clearance: values.clearance,
      ceiling: values.ceiling.length === 0 ? null : values.ceiling.map(ceilingOf),
    }
    const explanations = positionals.map(subject =>
      explainAsked(protocol, classification, { ...question, about: aboutOf(subject) }),
    )
    deps.write(values.json ? `${JSON.stringify(explanations, null, 2)}\n` : explanations.map(inWords).join('\n'))
    return Promise.resolve(explanations.every(({ outcome }) => outcome === 'GIVEN') ? 0 : 1)
  },
}

function needed(option: string, value: string | undefined): string {
  if (value === undefined) throw new WrongWords(`${option} is needed.`)
  return value
}

function oneOf<T extends string>(words: readonly T[], option: string, value: string): T {
  const found = words.find(word => word === value.toUpperCase().replaceAll('-', '_'))
  if (found === undefined) throw new WrongWords(`${option} is one of ${words.join(', ')}.`)
  return found
}

function relationshipOf(text: string): Records.SharingRelationship {
  const [name = '', outcome] = text.split(':')
  if (outcome !== undefined && outcome !== 'UNDECIDED')
    throw new WrongWords('A relationship is NAME or NAME:UNDECIDED.')
  return { relationship: oneOf(RELATIONSHIPS, '--relationship', name), decided: outcome === undefined }
}

function ceilingOf(text: string): Records.SharingCeiling {
  const [category = '', level = ''] = text.split('=')
  return { category: oneOf(CHILD_CATEGORIES, '--ceiling', category), level: oneOf(LEVELS, '--ceiling', level) }
}

function aboutOf(subject: string): Records.SharingSubject {
  if (subject.includes('.')) return { coordinate: subject }
  return { category: oneOf(CHILD_CATEGORIES, 'A subject without a dot', subject) }
}

const LOCATES = {
  YES: 'given also of a child with a protection flag',
  NO: 'kept back of a child with a protection flag',
  UNDECIDED: 'whether it is given of a child with a protection flag could not be decided',
}

function inWords(one: Explanation): string {
  const { sought, outcome, level, hubLevel, clause, why, edition, ofProtectedChild, contact } = one
  const levels = level === hubLevel ? level : `${level} from agencies, ${hubLevel} in the hub's own records`
  return [
    `${sought.name}: ${outcome}`,
    `  ${sought.category} is at ${levels}; this needs ${sought.level}.`,
    `  Clause ${clause} of edition ${edition}: ${why.en}`,
    `  ${why.cy}`,
    ...(ofProtectedChild === null ? [] : [`  It tells where a child is: ${LOCATES[ofProtectedChild]}.`]),
    ...(outcome === 'GIVEN' ? [] : [`  Whom to ring: ${contact.name}, ${contact.phone}.`]),
    '',
  ].join('\n')
}
