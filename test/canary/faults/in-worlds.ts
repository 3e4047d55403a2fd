// Mistakes by which what is not shown can be told all the same: only two worlds side by side show them.
import { edit } from './fault.js'
import type { Edit, Fault } from './fault.js'

const fault = (name: string, says: string, finding: string, ...edits: Edit[]): Fault => ({ name, says, finding, edits, caughtBy: 'worlds', shows: / ≠ / }) // prettier-ignore
const ANSWERS = 'children/answers.ts'

export const IN_WORLDS: readonly Fault[] = [
  fault('told-to-all', 'Everybody learns that a row was removed.', '§2.16',
    edit('policies/protocol/audience.ts', 'return role !== undefined && protocol.edition.handling.told.includes(role.code)', 'return role !== undefined')),
  fault('withheld-if-recorded', 'That something is withheld is said only where there is something.', '§2.18',
    edit(ANSWERS, '  const offered = (parts: ReadonlySet<Part>): Part[] =>', '  withheld = withheld.filter(() => [...asked.parts.values()].every(({ removed }) => !removed))\n  const offered = (parts: ReadonlySet<Part>): Part[] =>')),
  fault('count-before-removal', 'Whether there is a next page is worked out with the rows that were removed.', '§2.16',
    edit('children/timeline/connection.ts', 'hasNextPage: start + page.length < entries.length', 'hasNextPage: start + page.length < entries.length + picture.asked.filter(({ parts }) => [...parts.values()].some(({ removed }) => removed)).length')),
  fault('hole-in-list', 'A removed row leaves a hole in its list.', '§2.8',
    edit('children/trim.ts', '.filter(row => row !== null)', '')),
  fault('completeness-of-removed', 'Whether rows were removed makes a difference to completeness, for everybody.', '§2.16',
    edit('children/completeness.ts', "const kept = told && picture.asked.some(asked => asked.reading?.kind === 'locked' || keptRows(asked))", "const kept = picture.asked.some(asked => asked.reading?.kind === 'locked' || keptRows(asked))")),
  fault('recorded-before-removal', 'Something counts as recorded though nothing is left of it.', '§2.15',
    edit('children/picture.ts', 'recorded: holdsPart(part, trimmed.value)', 'recorded: holdsPart(part, value)')),
  fault('complete-with-what-is-hidden', 'How complete an answer is depends on fields that the caller is not given.', '§2.15',
    edit(ANSWERS, 'missing.length === 0 &&', "missing.length === 0 && [...asked.parts.values()].every(({ value }) => !JSON.stringify(value ?? 0).includes(':null')) &&")),
] // prettier-ignore
