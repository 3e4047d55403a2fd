import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { recordChild } from '../statistics/history.js'
import { testDatabase, type TestDatabase } from '../support/database.js'
import { hafan } from './support.js'

let database: TestDatabase
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'hafan-figures-'))
  for (let child = 0; child < 23; child += 1)
    await recordChild(database.store, `F-${child}`, [
      { reportedAt: '2018-03-10T10:00:00Z', area: child < 3 ? 'W06000018' : 'W06000022' },
    ])
})
afterAll(async () => {
  await database.stop()
  await rm(folder, { recursive: true })
})

const figures = (...words: readonly string[]) => hafan(['figures', ...words, '--database-url', database.url])

describe('hafan figures', () => {
  it('writes what anybody may be given, and no small count', async () => {
    const out = join(folder, 'march.csv')
    const { code } = await figures('--id', 'EPISODES', '--period', '2018-03', '--by', 'AUTHORITY', '--out', out)
    expect(code).toBe(0)
    const lines = (await readFile(out, 'utf8')).split('\r\n')
    const of = (part: string) => lines.find(line => line.includes(`,${part},`))
    expect(lines[0]?.startsWith('\uFEFFfigure,')).toBe(true)
    expect(of('ALL')).toContain(',ALL,All,Pob un,25,GIVEN,')
    expect(of('W06000018')).toContain(',Caerffili,,NOT_GIVEN,')
    // Never over a file that is there.
    expect((await figures('--id', 'EPISODES', '--period', '2018-03', '--out', out)).code).toBe(2)
  })

  it('counts by the hub’s numbers as they are set, and not at all by what cannot be used', async () => {
    const config = join(folder, 'config')
    await mkdir(config)
    await writeFile(join(config, 'hub.yaml'), 'due: { interviewHour: { W: 48 } }')
    const out = join(folder, 'refused.csv')
    const { code, err } = await figures('--id', 'EPISODES', '--period', '2018-03', '--config', config, '--out', out)
    expect([code, err]).toEqual([2, expect.stringContaining('interviewHours')])
  })

  it('says why there is none', async () => {
    const out = join(folder, 'costs.csv')
    const { code, out: said } = await figures('--id', 'COST_BENEFIT', '--period', '2018', '--out', out)
    expect([code, said]).toEqual([1, expect.stringContaining('No figure')])
  })

  it.each([
    ['no such figure', ['--id', 'X', '--period', '2018', '--out', 'x']],
    ['a run of months', ['--id', 'EPISODES', '--period', '2018-01..2018-02', '--out', 'x']],
    ['another figure’s part', ['--id', 'EPISODES', '--by', 'RISK', '--period', '2018', '--out', 'x']],
    ['no file', ['--id', 'EPISODES', '--period', '2018']],
  ])('cannot use %s', async (_, words) => {
    expect((await figures(...words)).code).toBe(2)
  })

  it('lists every figure with its method in both languages', async () => {
    const { code, out } = await hafan(['figures', '--list'])
    expect([code, out]).toEqual([0, expect.stringContaining('INTERVIEWS_HELD   Debriefs held; by WHICH')])
    expect(out).toContain('Return interviews in the month they were held')
    expect(out).toContain('Cyfweliadau dychwelyd yn y mis')
  })
})
