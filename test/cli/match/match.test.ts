import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hafan } from '../support.js'
import type { Said } from '../support.js'

const HEAD = 'rec_id, given_name, surname, street_number, address_1, suburb, postcode, date_of_birth\n'
const ROWS = [
  'a1,michaela,neumann,8,stanley street,winston hills,4223,19151111\n',
  'a2,courtney,painter,12,pinkerton circuit,richlands,4560,19161214\n',
  'a3,charles,green,38,salkauskas crescent,dapto,4566,19480930\n',
]
const COPIES = ROWS.map(row =>
  row.replace(/^a/, 'b').replace('stanley street', 'stanley st').replace('charles', 'charels'),
)

describe('hafan match', () => {
  let folder = ''
  let runs = 0
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'hafan-match-'))))
  afterAll(async () => rm(folder, { recursive: true }))
  const file = async (name: string, text: string | Buffer): Promise<string> => (
    await writeFile(join(folder, name), text),
    name
  )
  const match = (...words: string[]): Promise<Said> =>
    hafan(['match', ...words, '--out', `out${++runs}.csv`], { workingDirectory: folder })
  const refused = async (text: string | Buffer): Promise<string> => {
    const { code, err } = await match(await file('bad.csv', text))
    expect(code).toBe(2)
    return err
  }

  it('links two files, evaluates against the truth, and says why', async () => {
    const [left, right] = [
      await file('left.csv', HEAD + ROWS.join('')),
      await file('right.csv', HEAD + COPIES.join('')),
    ]
    const truth = await file('truth.csv', 'left,right\na1,b1\na2,b2\na3,b3\n')
    const { code, out } = await match(left, right, '--truth', truth, '--train', '--save', 'model.json')
    expect([code, out]).toEqual([0, expect.stringMatching(/≥ 0\.5 +1\.0000 +1\.0000 +1\.0000 +3\n/)])
    expect(await readFile(join(folder, `out${runs}.csv`), 'utf8')).toMatch(
      /^a1,b1,yes,MATCH,[\d.]+,[\d.]+,,.*given EXACT/m,
    )
    expect((await match(left, right, '--model', 'model.json')).code).toBe(0)
  })

  it('finds duplicates within one file, and counts a pair it never compared as missed', async () => {
    const one = await file('one.csv', HEAD + [...ROWS, ...COPIES].join('') + 'z1,,unrelated,,,,,\nz2,other,,,,,,\n')
    const truth = await file('truth1.csv', 'x,y\nb1,a1\na2,b2\na3,b3\nz1,z2\n')
    expect((await match(one, '--truth', truth)).out).toMatch(/≥ 0\.5 +1\.0000 +0\.7500/)
  })

  it('counts impossible dates as missing', async () => {
    const { code, out } = await match(await file('dates.csv', HEAD + ROWS.join('').replace('19151111', '19150231')))
    expect([code, out]).toEqual([0, expect.stringContaining('1 dates are no date of the calendar')])
  })

  it('takes columns from a map', async () => {
    const map = await file('map.yaml', 'id: nr\ngiven: first\nfamily: last\n')
    expect((await match(await file('mapped.csv', 'nr,first,last\n1,Ann,Prys\n2,Ann,Prys\n'), '--map', map)).code).toBe(
      0,
    )
    const bad = await file('bad.yaml', 'shoe_size: nr\n')
    expect((await match('mapped.csv', '--map', bad)).err).toContain('MAP_INVALID')
    expect((await match('left.csv', '--map', map)).err).toContain('CSV_COLUMNS')
  })

  it('leaves out columns that are named, by header or by what they are', async () => {
    const head = HEAD.replace('postcode', 'soc_sec_id')
    const [left, right] = [await file('wl.csv', head + ROWS.join('')), await file('wr.csv', head + COPIES.join(''))]
    expect((await match(left, right)).out).toMatch(/Compared by: .*otherNumber/)
    expect((await match(left, right, '--without', 'soc_sec_id,number')).out).toContain(
      'Compared by: given, family, birth, street, place.',
    )
    expect((await match(left, right, '--without', 'shoe_size')).err).toContain('WITHOUT_UNKNOWN')
  })

  it('says which columns are not compared, and which it did not read', async () => {
    const left = await file('ul.csv', 'id,first,last,born,shoe\n1,Ann,Prys,2010-04-07,38\n')
    const right = await file('ur.csv', 'id,hat,first,last,sex\n1,L,Ann,Prys,F\n')
    const { out } = await match(left, right)
    expect(out).toContain('Compared by: given, family.')
    expect(out).toContain('since one file alone has it: birth, sex.')
    expect(out).toContain('Not read in ul.csv: column 5.')
    expect(out).toContain('Not read in ur.csv: column 2.')
  })

  it('links at the odds that are asked for, and with many where that is allowed', async () => {
    const left = await file('al.csv', HEAD + ROWS.join(''))
    const right = await file('ar.csv', HEAD + [...COPIES, ...COPIES.map(row => row.replace(/^b/, 'c'))].join(''))
    expect((await match(left, right)).out).toContain('Linked, by MATCH: 0 pairs')
    expect((await match(left, right, '--at', '0.5')).out).toContain('Linked, at a probability of 0.5: 3 pairs')
    expect((await match(left, right, '--at', '0.5', '--many')).out).toContain('6 pairs')
    expect(await readFile(join(folder, `out${runs}.csv`), 'utf8')).toMatch(/^a1,c1,yes,/m)
    expect((await match(left, right, '--at', '2')).code).toBe(2)
  })

  it('reads dates with the month first, years, and ages, but no age against a date', async () => {
    const head = 'id,first,last,dob,city\n'
    const us = await file('us.csv', `${head}1,Ann,Prys,12/25/1985,Bala\n2,Ann,Prys,12/25/1985,Bala\n`)
    expect((await match(us)).out).toContain('2 dates are no date')
    expect((await match(us, '--month-first')).out).not.toContain('no date')
    expect(await readFile(join(folder, `out${runs}.csv`), 'utf8')).toContain('birth EXACT')
    const years = await file('years.csv', 'id,first,last,yob,city\n1,Ann,Prys,1985,Bala\n2,Ann,Prys,1985,Bala\n')
    await match(years)
    expect(await readFile(join(folder, `out${runs}.csv`), 'utf8')).toContain('birthSpan WITHIN_YEAR')
    const ages = await file('ages.csv', 'id,first,last,age,city\n1,Ann,Prys,34,Bala\n2,Ann,Prys,35,Bala\n')
    await match(ages)
    expect(await readFile(join(folder, `out${runs}.csv`), 'utf8')).toContain('birthSpan NEAR')
    expect((await match(us, ages)).err).toContain('--without age')
    expect((await match(us, ages, '--without', 'age')).code).toBe(0)
  })

  it('takes true pairs in either order, and spaces around quotes', async () => {
    const [left, right] = [
      await file('ql.csv', HEAD + ROWS.join('').replace('michaela', ' "michaela" ')),
      await file('qr.csv', HEAD + COPIES.join('')),
    ]
    const truth = await file('tr.csv', 'right,left\n b1, a1\nb2,a2\na3,b3\n')
    expect((await match(left, right, '--truth', truth)).out).toContain('Against 3 true pairs')
    expect((await match(left, right, '--truth', await file('no.csv', 'a,b\na1,zz\n'))).err).toContain('TRUTH_UNKNOWN')
  })

  it.each<[string, string, string | Buffer]>([
    ['another encoding', 'CSV_ENCODING', Buffer.from(`${HEAD}1,Siân,Prys,,,,,\n`, 'latin1')],
    ['UTF-16', 'CSV_ENCODING', Buffer.from(HEAD + ROWS.join(''), 'utf16le')],
    ['no columns that are known', 'CSV_COLUMNS', 'Secretname,b\n1,2\n'],
    ['an id twice', 'rows 2 and 5 of bad.csv', HEAD + ROWS.join('') + ROWS[0]],
    ['no id', 'CSV_ID_MISSING: row 2', `${HEAD},a,b,,,,,\n`],
    ['a row too short', 'CSV_COLUMNS: row 3', `${HEAD + ROWS[0]}a9,Secretname\n`],
    ['a quote left open', 'row 2', `${HEAD}"a1,Secretname\n`],
    ['a field without end', 'CSV_TOO_LARGE', `${HEAD}a1,${'x'.repeat(30_000)},,,,,,\n`],
    ['nothing', 'CSV_EMPTY', ''],
    ['headers alone', 'CSV_EMPTY', HEAD],
  ])('refuses %s, without a value', async (_, says, text) => {
    const said = await refused(text)
    expect(said).toContain(says)
    expect(said).not.toMatch(/Secretname|michaela|Siân/)
  })

  it('refuses words it cannot use, and files that are not there', async () => {
    expect((await hafan(['match'], { workingDirectory: folder })).code).toBe(2)
    expect((await hafan(['match', 'left.csv'], { workingDirectory: folder })).err).toContain('--out')
    expect((await match('nowhere.csv')).err).toContain('CSV_UNREADABLE')
    expect((await match('left.csv', '--model', 'left.csv')).err).toContain('MODEL_INVALID')
  })
})
