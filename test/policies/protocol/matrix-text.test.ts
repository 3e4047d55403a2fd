// The matrix as people write it: every way to write a cell, and everything that is wrong with a table.
import { describe, expect, it } from '@jest/globals'
import { readMatrix } from '../../../src/policies/protocol/matrix-text.js'
import type { Cell } from '../../../src/policies/protocol/matrix-text.js'
import { CHILD_CATEGORIES } from '../../../src/policies/protocol/words.js'

const [FIRST, ...REST] = CHILD_CATEGORIES
/** A whole table of two roles in which the first row is as given; every other cell is `-`. */
function read(first: string, head = '| category | AA | BB |', roles = ['AA', 'BB'], rest: readonly string[] = REST) {
  const problems: string[] = []
  const text = [head, '', `| ${FIRST ?? ''} | ${first} |`, ...rest.map(name => `| ${name} | - | - |`)].join('\n')
  const matrix = readMatrix(`${text}\n`, roles, problems)
  return { problems, row: matrix.get('IDENTITY'), matrix }
}

describe('a cell', () => {
  it.each<[string, Cell]>([
    ['-', { plain: 0, open: 0 }],
    ['E', { plain: 1, open: 1 }],
    ['S', { plain: 2, open: 2 }],
    ['F', { plain: 3, open: 3 }],
    ['E*', { plain: 0, open: 1 }],
    ['F*', { plain: 0, open: 3 }],
    ['E, S*', { plain: 1, open: 2 }],
    ['S, F*', { plain: 2, open: 3 }],
  ])('%s', (written, cell) => {
    const { problems, row } = read(`${written} | -`)
    expect(problems).toEqual([])
    expect(row?.get('AA')).toEqual(cell)
    expect(row?.get('BB')).toEqual({ plain: 0, open: 0 })
  })

  it.each(['X', '-*', '*', 'F, S', 'F, F*', 'E, E*', 'f', 'E, S* ,F*', 'FF'])('%s is none', written => {
    const says = `matrix: IDENTITY, AA: "${written}" is not one of -, E, S, F, F*, "S, F*"`
    expect(read(`${written} | -`).problems).toEqual([says])
  })

  it('that cannot be read has no level', () => {
    const { row } = read('X | F')
    expect([row?.has('AA'), row?.get('BB')]).toEqual([false, { plain: 3, open: 3 }])
  })

  it('says less while an episode is open only by mistake', () => {
    expect(read('S, S* | -').problems).toEqual([
      'matrix: IDENTITY, AA: "S, S*" contradicts itself: an open episode must give more, never less',
    ])
  })
})

describe('a table', () => {
  it.each<[string, ReturnType<typeof read>, readonly string[]]>([
    ['a cell too few', read('F'), ['matrix: IDENTITY, BB: missing cell; write "-" for nothing']],
    ['a cell too many', read('F | F | F'), ['matrix: IDENTITY has more cells than there are roles']],
    ['a column of nobody', read('F | F', '| category | AA | CC |', ['AA']), ['matrix: unknown role "CC" heads a column']],
    ['a role without a column', read('F | F', undefined, ['AA', 'BB', 'DD']), ['matrix: role DD has no column']],
    ['a role twice', read('F | F', '| category | AA | AA |', ['AA']), ['matrix: role AA has 2 columns']],
    ['a row of nothing', read('F | F', undefined, undefined, [...REST, 'GOSSIP']), ['matrix: unknown category "GOSSIP"']],
    ['a row twice', read('F | F', undefined, undefined, [...REST, 'CONTACT']), ['matrix: category CONTACT has two rows']],
    ['a row missing', read('F | F', undefined, undefined, REST.slice(1)), ['matrix: category CONTACT has no row']],
  ])('with %s is refused for it', (_, { problems }, says) => {
    expect(problems).toEqual(says)
  }) // prettier-ignore
})
