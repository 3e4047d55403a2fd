import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../src/paths.js'
import { loadTypeDefs } from '../../src/schema/load.js'
import { snapshotOf } from '../../src/schema/snapshot.js'
import { breakingAgainst } from './rules.js'

const committed = readFileSync(join(projectRoot, 'schema.graphql'), 'utf8')
const built = snapshotOf(loadTypeDefs())

/** What to do about a snapshot that is not the schema; nothing where it is. */
function advice(snapshot: string, schema: string): string {
  if (snapshot === schema) return 'up to date'
  const breaking = breakingAgainst(snapshot, schema)
  const warning =
    breaking.length === 0 ? '' : `\nThis breaks clients; the CHANGELOG must say so:\n${breaking.join('\n')}`
  return `schema.graphql is not the schema: run "npm run schema" and commit the result.${warning}`
}

describe('schema.graphql', () => {
  it('is the schema', () => {
    expect(advice(committed, built)).toBe('up to date')
  })

  it('says of each field under which category and level it is shared', () => {
    expect(built).toMatch(/Category POLICE_INTELLIGENCE, level SUMMARY\./)
  })

  it('names the command that mends it, and what would break', () => {
    const changed = built.replace('\n  nhsNumber: String\n', '\n  nhs: String\n')
    expect(advice(built, changed)).toMatch(/npm run schema[^]*CHANGELOG[^]*ChildIdentifier\.nhsNumber was removed/)
  })
})
