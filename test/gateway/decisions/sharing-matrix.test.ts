// Query.sharingMatrix and Viewer.sharing: the protocol's levels for those who answer for it, and for each its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectRoot } from '../../../src/paths.js'
import type { Records } from '../../../src/types/index.js'
import { openKit } from '../bad-input/kit.js'
import type { Kit } from '../bad-input/kit.js'

let kit: Kit
beforeAll(async () => {
  kit = await openKit({ seedOnly: true })
}, 60_000)
afterAll(() => kit.close())

const COLUMN = `code role opens opensBy toldTheChildIsKnown cells { category level concealed unless { level clause why { en cy } } }`
const MATRIX = `query M($episode: EpisodeCircumstance! = NOT_OPEN, $glass: Boolean! = false) {
  sharingMatrix(episode: $episode, breakGlass: $glass) { edition columns { ${COLUMN} } } }`
const OWN = `query O($episode: EpisodeCircumstance! = NOT_OPEN) { viewer { sharing(episode: $episode) { ${COLUMN} } } }`

const matrixFor = async (persona: string, variables: object): Promise<Records.SharingMatrix> => {
  const { data } = await kit.ask(persona, { query: MATRIX, variables })
  return (data as { sharingMatrix: Records.SharingMatrix }).sharingMatrix
}
const ownOf = async (persona: string): Promise<Records.SharingColumn | null> => {
  const { data } = await kit.ask(persona, { query: OWN })
  return (data as { viewer: { sharing: Records.SharingColumn | null } }).viewer.sharing
}

/** A table of the printed matrix, under its heading: letters by category and code. */
function printed(heading: string): readonly (readonly string[])[] {
  const text = readFileSync(join(projectRoot, 'docs', 'matrix.md'), 'utf8')
  const [, table = ''] = text.split(`## ${heading}\n`)
  return (table.trimStart().split('\n\n')[0] ?? '').split('\n').flatMap((line, index) =>
    index === 1
      ? []
      : [
          line
            .slice(2, -2)
            .split(' | ')
            .map(cell => cell.replace(' (concealed)', '')),
        ],
  )
}
const LETTER = { NONE: '-', EXISTS: 'E', SUMMARY: 'S', FULL: 'F' } as const

describe('the matrix', () => {
  it.each([
    ['With the relationship in place, no episode open', { episode: 'NOT_OPEN' }],
    ['With the relationship in place, an episode open', { episode: 'OPEN' }],
  ])('%s: is what people have in print', async (heading, variables) => {
    const [head = [], ...rows] = printed(heading)
    expect([head.length, rows.length]).toEqual([18, 30])
    const { columns, edition } = await matrixFor('auditor', variables)
    expect(edition).toBe('gwent-1')
    expect(columns.map(({ code }) => code)).toEqual(head.slice(1))
    const cells = rows.map(([category = ''], index) => [
      category,
      ...columns.map(column => {
        const cell = column.cells[index]
        expect(cell?.category).toBe(category)
        const notes = (cell?.unless ?? []).map(({ level, clause }) => `${LETTER[level]} ${clause.replace('3.', '')}`)
        return [cell ? LETTER[cell.level] : '', ...notes].join(' / ')
      }),
    ])
    expect(cells).toEqual(rows)
  })

  it('under break-glass gives nothing to roles that have none, and notes are in both languages', async () => {
    const { columns } = await matrixFor('hub-manager', { episode: 'OPEN', glass: true })
    const given = columns.filter(({ cells }) => cells.some(({ level }) => level !== 'NONE')).map(({ role }) => role)
    expect(given).toEqual(expect.arrayContaining(['SOCIAL_WORKER', 'EMERGENCY_CLINICIAN']))
    expect(given).not.toContain('SCHOOL_LEAD')
    const notes = (await matrixFor('hub-manager', {})).columns.flatMap(({ cells }) => cells.flatMap(c => c.unless))
    expect(notes.length).toBeGreaterThan(0)
    for (const { why } of notes) expect(why.cy).not.toBe(why.en)
  })

  it.each(['social-worker', 'school-lead', 'hub-police', 'analyst'])('is refused whole to %s', async persona => {
    const reply = await kit.ask(persona, { query: MATRIX })
    expect([reply.status, reply.code, reply.data]).toEqual([403, 'OPERATION_REFUSED', undefined])
  })
})

describe('one’s own column', () => {
  it.each(['social-worker', 'school-lead', 'analyst', 'auditor'])('%s has the one of the matrix', async persona => {
    const own = await ownOf(persona)
    const { columns } = await matrixFor('auditor', {})
    expect(own).toEqual(columns.find(({ role }) => role === own?.role))
    expect(own).not.toBeNull()
  })
})
