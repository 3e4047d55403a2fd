// From the text of a protocol file to an edition, or to everything that is wrong with it, in words a signatory can act on.
import { parseDocument } from 'yaml'
import type { z } from 'zod'
import { contradictions } from './check.js'
import type { Matrix } from './matrix-text.js'
import { readMatrix } from './matrix-text.js'
import type { EditionFile } from './schema.js'
import { editionSchema } from './schema.js'

/** A protocol that is complete and free of contradictions. Its never-clauses are proved apart, on the compiled form. */
export interface Edition extends Omit<EditionFile, 'matrix'> {
  readonly matrix: Matrix
}
export type Loaded =
  { readonly ok: true; readonly edition: Edition } | { readonly ok: false; readonly problems: readonly string[] }

/** Reads an edition from YAML text. Never throws: what is wrong comes back as sentences, each naming its place. */
export function load(yamlText: string): Loaded {
  const document = parseDocument(yamlText, { uniqueKeys: true })
  if (document.errors.length > 0) return refused(document.errors.map(error => error.message.split('\n')[0] ?? ''))
  let raw: unknown
  try {
    raw = document.toJS({ maxAliasCount: 0 })
  } catch {
    return refused(['aliases are not read: write each rule out'])
  }
  const wild = wildcards(raw, [])
  const parsed = editionSchema.safeParse(raw)
  if (!parsed.success) return refused([...wild, ...parsed.error.issues.flatMap(describe)])
  const problems = [...wild]
  const matrix = readMatrix(parsed.data.matrix, Object.keys(parsed.data.roles), problems)
  const edition: Edition = { ...parsed.data, matrix }
  problems.push(...contradictions(edition))
  return problems.length > 0 ? refused(problems) : { ok: true, edition }
}

const refused = (problems: readonly string[]): Loaded => ({ ok: false, problems: [...new Set(problems)] })

// `*`, `POLICE_*`: a rule that would grow by itself when a role or category is added.
function wildcards(value: unknown, path: readonly string[]): readonly string[] {
  if (typeof value === 'string') {
    return /^[A-Z_]*\*$/.test(value.trim()) ? [`${path.join('.')}: "${value}" is a wildcard; name each one`] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key.includes('*') ? [`${path.join('.')}: "${key}" is a wildcard; name each one`] : []),
    ...wildcards(inner, [...path, key]),
  ])
}

const KINDS: Readonly<Record<string, string>> = {
  categories: 'category',
  caps: 'category',
  only: 'category',
  gives: 'category',
  purposes: 'purpose',
  relationships: 'relationship',
  audiences: 'handling code',
  acts: 'act',
}

function describe(issue: z.core.$ZodIssue): readonly string[] {
  const where = issue.path.join('.') || 'the file'
  const kind = KINDS[String(issue.path.at(-1))] ?? 'entry'
  if (issue.code === 'unrecognized_keys') return issue.keys.map(key => `${where}: unknown ${kind} "${key}"`)
  if (issue.code === 'invalid_key') {
    const parent = issue.path.slice(0, -1)
    return [`${parent.join('.')}: unknown ${KINDS[String(parent.at(-1))] ?? 'entry'} "${String(issue.path.at(-1))}"`]
  }
  if (issue.code === 'invalid_union')
    return issue.errors.flat().length === 0 ? [`${where}: ${issue.message}`] : unionOf(issue)
  if (issue.code === 'invalid_type' && issue.input === undefined) return [`${where}: missing`]
  return [`${where}: ${issue.message}`]
}

// Of the alternatives of a union, the one that came closest says best what is wrong.
function unionOf(issue: z.core.$ZodIssueInvalidUnion): readonly string[] {
  const [closest = []] = [...issue.errors].sort((one, other) => depth(other) - depth(one) || one.length - other.length)
  return closest.flatMap(inner => describe({ ...inner, path: [...issue.path, ...inner.path] }))
}
const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(issue => issue.path.length))
