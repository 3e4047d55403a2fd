// hafan audit, on what a gateway wrote: verified, exported, told to a family.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCheckpointKey } from '../../../src/audit/index.js'
import { openKit } from '../../gateway/bad-input/kit.js'
import type { Kit } from '../../gateway/bad-input/kit.js'
import { asOwner } from '../../support/database.js'
import { hafan } from '../support.js'
import type { Said } from '../support.js'
import { loadDefinitions, problemsOf } from './fhir-validators.js'

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const key = readCheckpointKey(pem)

let kit: Kit
let folder: string
const at = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hafan-audit-'))
  kit = await openKit({ checkpoints: { folder: at('checkpoints'), key, everyMs: 200 }, seedOnly: true })
  const child = (fields: string, purpose: string, by = '{nhsNumber: "9990000018"}'): object => ({
    query: `{ child(by: ${by}, purpose: ${purpose}) { ... on Child { id ${fields} } } }`,
  })
  await kit.ask('hub-police', child('police { status } socialCare { status }', 'ASSESS_RISK'))
  await kit.ask('school-lead', child('education { record { attendance { presentPercent } } }', 'SCHOOL_SUPPORT'))
  await kit.ask(
    'social-worker',
    child('health { status } police { record { intelligence { text } } }', 'CARE_PLANNING'),
  )
  await kit.ask('school-lead', child('completeness', 'SCHOOL_SUPPORT', '{nhsNumber: "9990009996"}'))
  await kit.ask('analyst', { query: '{ viewer { role } }' })
  await kit.ask('analyst', { query: '{ nothing }' })
  await kit.ask(null, { query: '{ viewer { role } }' })
}, 60_000)
afterAll(async () => {
  await kit.close()
  await rm(folder, { recursive: true, force: true })
})

const onDatabase = (...words: string[]): Promise<Said> =>
  hafan(['audit', ...words, '--database-url', kit.gateway.database.url])
const verify = (...words: string[]): Promise<Said> => onDatabase('verify', '--checkpoints', at('checkpoints'), ...words)
const sql = (statement: string): Promise<{ rows: readonly Record<string, string>[] }> =>
  asOwner(kit.gateway.database.url, client => client.query<Record<string, string>>(statement))

describe('hafan audit verify', () => {
  it('finds nothing wrong with what the gateway wrote, while it goes on writing', async () => {
    const said = await verify()
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toMatch(/^The public keys are those in the folder/)
    expect(said.out).toMatch(/1\d rows in 1 chain read, held against \d+ checkpoints?\.\nNothing is wrong\.\n$/)
  })

  it('believes the keys it is given, and no other', async () => {
    await writeFile(at('ours.pem'), key.publicPem)
    await writeFile(at('theirs.pem'), generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }))
    expect(await verify('--public-key', at('ours.pem'))).toMatchObject({ code: 0 })
    const other = await verify('--public-key', at('theirs.pem'))
    expect([other.code, other.out.includes('signed with a key that was not given')]).toEqual([1, true])
  })

  it('names the row that was edited, and the columns beside it', async () => {
    await sql(`update hafan.audit_row set record = replace(record, 'ASSESS_RISK', 'CARE_PLANNING') where seq = 1`)
    const said = await verify()
    await sql(`update hafan.audit_row set record = replace(record, 'CARE_PLANNING', 'ASSESS_RISK') where seq = 1`)
    expect([said.code, said.out]).toEqual([1, expect.stringMatching(/EDITED {7}[0-9a-f-]{36} row 1: its text is not/)])
    await sql(`update hafan.audit_row set at = at + interval '1 microsecond' where seq = 3`)
    const later = await verify()
    await sql(`update hafan.audit_row set at = at - interval '1 microsecond' where seq = 3`)
    expect([later.code, later.out]).toEqual([1, expect.stringMatching(/row 3: its text says another time/)])
    expect(await verify()).toMatchObject({ code: 0 })
  })

  it('reads an exported file, finds in it what was cut off, and leaves a file that is there alone', async () => {
    expect(await onDatabase('export', '--format', 'ndjson', '--out', at('audit.ndjson'))).toMatchObject({ code: 0 })
    expect(await onDatabase('export', '--format', 'ndjson', '--out', at('audit.ndjson'))).toMatchObject({ code: 2 })
    const file = (name: string, ...words: string[]): Promise<Said> =>
      hafan(['audit', 'verify', '--file', at(name), '--checkpoints', at('checkpoints'), ...words])
    expect(await file('audit.ndjson')).toMatchObject({ code: 0 })
    const lines = (await readFile(at('audit.ndjson'), 'utf8')).trimEnd().split('\n')
    expect(lines.map(line => (JSON.parse(line) as { type: string }).type).slice(0, 2)).toEqual(['chain', 'row'])
    await writeFile(at('cut.ndjson'), lines.slice(0, -4).join('\n'))
    const cut = await file('cut.ndjson')
    expect([cut.code, cut.out]).toEqual([1, expect.stringMatching(/TRUNCATED/)])
    await writeFile(at('torn.ndjson'), [...lines.slice(0, 3), lines[3]?.slice(0, 60), ...lines.slice(4)].join('\n'))
    const torn = await file('torn.ndjson')
    expect([torn.code, torn.out]).toEqual([1, expect.stringMatching(/line 4 row 4: is no row/)])
  })

  it('does not let an audit that is held against nothing look as if it had been', async () => {
    const without = await hafan(['audit', 'verify', '--database-url', kit.gateway.database.url], {
      projectRoot: folder,
      environment: {},
    })
    expect(without).toMatchObject({ code: 2, err: expect.stringContaining('--without-checkpoints') })
    await mkdir(at('empty'))
    const empty = await onDatabase('verify', '--checkpoints', at('empty'))
    expect([empty.code, empty.out]).toEqual([1, expect.stringContaining('signed no checkpoint')])
    const chains = await onDatabase('verify', '--without-checkpoints')
    expect([chains.code, chains.out]).toEqual([0, expect.stringContaining('held against no checkpoint')])
  })
})

describe('hafan audit export --format fhir', () => {
  interface Event {
    readonly id: string
    readonly outcome: string
    readonly subtype: readonly { code: string }[]
    readonly entity: readonly { role?: { code: string }; what?: { identifier: { value: string } } }[]
  }
  let events: Event[]
  beforeAll(async () => {
    expect(await onDatabase('export', '--format', 'fhir', '--out', at('events.ndjson'))).toMatchObject({
      code: 0,
      err: '',
    })
    events = (await readFile(at('events.ndjson'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Event)
    loadDefinitions()
  }, 60_000)

  it('is valid FHIR R4, say two validators that know nothing of it', () => {
    expect([...new Set(events.flatMap(problemsOf))]).toEqual([])
    // And they do say so where it is not.
    const { outcome, ...rest } = events[0] ?? { outcome: '' }
    expect(problemsOf({ ...rest, outcome: `${outcome}9`, agent: [] }).length).toBeGreaterThan(0)
    expect(problemsOf({ ...rest, somebody: 'else' }).length).toBeGreaterThan(0)
  })

  it('is, for each child of an answer, what was asked, decided and disclosed, under ids of their own', () => {
    const of = (child: boolean, code: string): Event[] =>
      events.filter(
        ({ subtype, entity }) => subtype[0]?.code === code && child === entity.some(({ role }) => role?.code === '1'),
      )
    expect(['search', 'AuthZ-Role', 'disclose'].map(code => of(true, code).length)).toEqual([3, 3, 3])
    // Nobody was shown, no child was asked for; and two were refused.
    expect([of(false, 'search').length, of(false, 'AuthZ-Role').map(({ outcome }) => outcome)]).toEqual([2, ['8', '8']])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })
})

describe("hafan audit subject, for a child's family", () => {
  let child: string
  beforeAll(async () => {
    child = (await sql(`select child from hafan.audit_row where child is not null limit 1`)).rows[0]?.['child'] ?? ''
  })
  const today = new Date().toISOString().slice(0, 10)
  const subject = (...words: string[]): Promise<Said> =>
    hafan(['audit', 'subject', '--child', child, '--database-url', kit.gateway.database.url, ...words], {
      now: () => new Date(),
    })
  const withhold = (...words: string[]): Promise<Said> =>
    hafan(['audit', 'withhold', '--child', child, '--database-url', kit.gateway.database.url, ...words], {
      now: () => new Date(),
    })

  it('says who looked, when, why, at what and under which rule, in both languages and no jargon', async () => {
    const { code, out, err } = await subject()
    expect([code, err]).toEqual([0, ''])
    for (const part of ['WHO HAS LOOKED', 'Police markers', 'a social worker, social services', 'Why: Support at school', 'Attendance', 'gwent-1',
      'PWY SYDD WEDI EDRYCH', 'gweithiwr cymdeithasol, y gwasanaethau cymdeithasol', 'Presenoldeb', 'Nothing is left out.', 'Nid oes dim'])
      expect(out).toContain(part) // prettier-ignore
    expect(out.replaceAll(/\d\.[A-Z_.]+/g, '')).not.toMatch(
      /[A-Z]{3,}_[A-Z]|Ffion|9990000018|W06|not said|undefined|null/,
    )
  })

  it('is the same as a page to print, with nothing to load or run', async () => {
    const { out } = await subject('--format', 'html')
    expect(out).toMatch(/^<!doctype html>[^]*<section lang="en">[^]*<section lang="cy">/)
    expect(out).not.toMatch(/<script|src=|href=/)
  })

  it('leaves out what a ground was recorded for, says so, counts it, and names who decided', async () => {
    const days = ['--from', '2026-01-01', '--until', '2099-12-31']
    const lapses = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    const by = ['--by', 'Data protection <officer>', '--lapses', lapses]
    expect(await withhold(...days, ...by, '--ground', 'CRIME', '--agency', 'EDUCATION')).toMatchObject({ code: 0 })
    const { out } = await subject()
    expect(out).not.toContain('Support at school')
    expect(out).toMatch(/Times left out: 1\n[^]*prevent a crime[^]*Decided by: Data protection <officer>/)
    expect(out).toContain('a social worker')
    expect((await subject('--format', 'html')).out).toContain('Data protection &lt;officer&gt;')
    // Once the ground has lapsed the family is told.
    const later = await hafan(
      ['audit', 'subject', '--child', child, '--database-url', kit.gateway.database.url, '--from', today],
      {
        now: () => new Date(Date.parse(lapses) + 2 * 86_400_000),
      },
    )
    expect(later.out).toContain('Support at school')
  })

  it.each([
    ['a ground that is not in the law', ['--ground', 'EMBARRASSING']],
    ['nobody who decided', ['--by', '']],
    ['a ground for ever', ['--lapses', '2199-01-01']],
    ['an agency that is none', ['--agency', 'PRESS']],
    ['a period turned round', ['--from', '2026-12-01', '--until', '2026-01-01']],
  ])('cannot be withheld on %s', async (_, wrong) => {
    const right = ['--from', '2026-01-01', '--until', today, '--ground', 'COURT', '--by', 'A judge', '--lapses', today]
    expect(await withhold(...right, ...wrong)).toMatchObject({ code: 2, out: '' })
  })

  it('cannot be bent by changing what was decided', async () => {
    for (const statement of [
      `update hafan.audit_withholding set ground = 'COURT'`,
      'delete from hafan.audit_withholding',
    ])
      await expect(sql(statement)).rejects.toMatchObject({ code: '42501' })
    await expect(kit.gateway.database.store.auditPool.query('select 1 from audit_withholding')).rejects.toMatchObject({
      code: '42501',
    })
  })

  it('says that nobody looked where nobody did', async () => {
    const none = await hafan([
      'audit',
      'subject',
      '--child',
      '00000000-0000-4000-8000-000000000000',
      '--database-url',
      kit.gateway.database.url,
    ])
    expect(none.out).toContain('Nobody was shown anything in this period.')
  })
})

describe('names and keys', () => {
  it('prints the public key of the key that signs', async () => {
    expect(await hafan(['audit', 'key'], { environment: { HAFAN_CHECKPOINT_KEY: pem } })).toEqual({
      code: 0,
      out: key.publicPem,
      err: '',
    })
  })

  it('works out the name that the audit has for somebody, the same that is in the rows', async () => {
    const said = await hafan(['audit', 'person', '--issuer', 'a', '--subject', 'b'], {
      environment: { HAFAN_SECRET: 'test'.repeat(8) },
    })
    expect(said).toMatchObject({ code: 0, out: expect.stringMatching(/^[0-9a-f]{32}\n$/) })
  })
})
