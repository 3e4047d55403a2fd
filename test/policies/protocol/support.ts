// The protocol of the repository, and the same with something wrong in it.
import { readFileSync } from 'node:fs'
import type { CompiledProtocol } from '../../../src/policies/protocol/index.js'
import { compile, load, readProtocol } from '../../../src/policies/protocol/index.js'
import type { Question } from '../../../src/policies/decide/index.js'

export const gwentText = readFileSync(new URL('../../../protocol/gwent.yaml', import.meta.url), 'utf8')

/** The protocol as it stands; loading it is itself a test. That it keeps its never-clauses is proved where that is tested. */
export const gwent = (): CompiledProtocol => unproved(gwentText)

/** The file with one piece of text replaced. Fails where the piece is not there, so that no test passes by changing nothing. */
export function mutated(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the protocol does not contain: ${from}`)
    return text.replace(from, () => to)
  }, gwentText)
}

/** The file with another cell at a category and role. */
export function withCell(category: string, role: string, cell: string): string {
  const lines = gwentText.split('\n')
  const head = lines.find(line => line.startsWith('  | category ')) ?? ''
  const place = head.split('|').findIndex(each => each.trim() === role)
  const row = lines.findIndex(line => line.startsWith(`  | ${category} `))
  if (place < 0 || row < 0) throw new Error(`no cell at ${category}, ${role}`)
  const cells = (lines[row] ?? '').split('|')
  cells[place] = ` ${cell} `
  lines[row] = cells.join('|')
  return lines.join('\n')
}

/** What is wrong with a file; empty if it is accepted. */
export function problemsOf(text: string): readonly string[] {
  const read = readProtocol(text)
  return read.ok ? [] : read.problems
}

/** Compiles without proving, for a file that breaks a never-clause. */
export function unproved(text: string): CompiledProtocol {
  const loaded = load(text)
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'))
  return compile(loaded.edition)
}

/** A question that asks nothing special: a social worker with an allocated child, no episode, to assess risk. */
export function question(changes: Partial<Question> = {}): Question {
  return {
    role: 'SW',
    conditions: { secondedFrom: null, vetting: null, clearance: [] },
    relationships: [{ relationship: 'ALLOCATED', outcome: 'HOLDS' }],
    episodeOpen: 'NO',
    recentEpisode: true,
    breakGlass: false,
    purpose: 'ASSESS_RISK',
    ceiling: 'ALL',
    ...changes,
  }
}

/** For each role of the table: a relationship that opens its column, and a purpose that caps nothing of what is looked at. */
export const OPENS = {
  HP: 'HUB_CASE',
  HM: 'HUB_CASE',
  DW: 'ASSIGNED_DEBRIEF',
  SW: 'ALLOCATED',
  TM: 'TEAM',
  ED: 'DUTY',
  IR: 'REVIEWING',
  CC: 'REVIEWING',
  PM: 'IN_AREA',
  PO: 'IN_AREA',
  SL: 'ENROLLED',
  EW: 'IN_AREA',
  SN: 'UNDER_CARE',
  EC: 'UNDER_CARE',
  RM: 'RESIDENT',
} as const
export type TableRole = keyof typeof OPENS
