// One language at a time: how the page says its own words, the schema's labels and the protocol's sentences in it.
import type { Bilingual, Level } from '../../../types/index.js'
import type { CompiledProtocol } from '../compile.js'
import type { NeverClause } from '../schema.js'
import { at, named } from '../table.js'
import { strengthOf } from '../words.js'
import { LETTERS, WORDS } from './words.js'

export type Language = 'en' | 'cy'
/** The names of a schema's enum values. Throws for one there is not. */
export type Labels = (name: string, value: string) => Bilingual

export interface Section {
  readonly title: string
  readonly body: readonly string[]
}

export interface Speech {
  readonly letters: readonly string[]
  say(text: Bilingual): string
  label(name: string, value: string): string
  letter(level: Level): string
  roleName(code: string): string
  /** `HP if police-cleared`, `SW with ALLOCATED`, in words. */
  member(text: string): string
  noteSays(note: CompiledProtocol['edition']['notes'][number]): string
  neverSays(clause: NeverClause): string
  /** Where a rule of retention has its length from. */
  sourceOf(rule: CompiledProtocol['edition']['retention']['rules'][number]): string
  basis(name: string): string
  span(ms: number): string
}

export function speechIn(language: Language, { edition }: CompiledProtocol, labels: Labels): Speech {
  const { names, welsh, bases } = edition
  const say = (text: Bilingual): string => text[language] ?? text.en ?? ''
  const english = language === 'en'
  const letters = LETTERS[language]
  const label = (name: string, value: string): string => say(labels(name, value))
  return {
    letters,
    say,
    label,
    letter: level => at(letters, strengthOf(level)),
    roleName: code => say(named(names.roles, code)),
    member(text) {
      const [role = '', condition] = text.split(' if ')
      const [code = '', relationship] = role.split(' with ')
      const told = condition === undefined ? '' : ` (${say(named(names.conditions, condition))})`
      return `${code}${relationship === undefined ? '' : ` (${label('Relationship', relationship)})`}${told}`
    },
    noteSays: note => (english ? note.says : named(welsh.notes, note.clause)),
    neverSays: clause => (english ? clause.says : named(welsh.never, clause.id)),
    sourceOf: ({ clause, source }) => (english ? source : named(welsh.retention, clause)),
    basis: name => named(english ? bases : welsh.bases, name),
    span(ms) {
      const hours = ms / 3_600_000
      if (hours < 2) return `${ms / 60_000} ${say(WORDS.minutes)}`
      return hours % 24 === 0 && hours > 24 ? `${hours / 24} ${say(WORDS.days)}` : `${hours} ${say(WORDS.hours)}`
    },
  }
}
