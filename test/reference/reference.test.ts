// Two readings of the protocol, made apart, agree; and the comparison notices where one of them is wrong.
import { describe, expect, it } from '@jest/globals'
import { readClassification } from '../../src/cli/protocol/coordinates.js'
import { decide } from '../../src/policies/decide/index.js'
import { gwent, gwentText, mutated, unproved, withCell } from '../policies/protocol/support.js'
import { compare } from './compare.js'
import { sharedCoordinates } from './coordinates.js'
import { everyPoint, somePoints } from './points.js'
import { readYaml } from './reading.js'

const file = readYaml(gwentText)
const shared = sharedCoordinates()
const { coordinates } = readClassification()
// The same pairs at each run: a difference found once can be found again.
const random = (): (() => number) => {
  let state = 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

describe('the second reading', () => {
  it('knows every coordinate that a protocol decides on', () => {
    const theirs = [...coordinates].filter(([, { category }]) => !['OPERATIONAL', 'DERIVED'].includes(category))
    expect(shared.map(({ name, category, level }) => [name, category, level]).sort()).toEqual(
      theirs.map(([name, { category, strength }]) => [name, category, strength]).sort(),
    )
  })

  it('reads cells as they are written', () => {
    expect(file.cells['IDENTITY']?.['PO']).toBe('S, F*')
    expect(Object.keys(file.cells)).toHaveLength(30)
  })

  it('agrees with the gateway at every point of a CI’s worth', () => {
    const { points, differences, examples } = compare(somePoints(file, random()), file, shared, {
      protocol: gwent(),
      coordinates,
    })
    process.stdout.write(`reference: ${points} points compared, ${differences} differences\n`)
    expect([differences, examples]).toEqual([0, []])
    expect(points).toBeGreaterThan(10_000_000)
  }, 120_000)
})

// Mistakes made in a copy of the tables, which the second reading does not see.
describe('a mistake in the gateway’s tables is found:', () => {
  it.each<[string, string, string]>([
    ['EC', 'a cell too high', withCell('HEALTH_RECORD', 'EC', 'S')],
    ['SW', 'a cell too low', withCell('POLICE_MARKERS', 'SW', 'F')],
    ['PM', 'a star forgotten', withCell('HEALTH_ALERTS', 'PM', 'F')],
    ['HP', 'a star too many', withCell('CONTACT', 'HP', 'F*')],
    ['SW', 'a purpose’s cap forgotten', mutated(['caps: { POLICE_INTELLIGENCE: NONE }', 'caps: {}'])],
    ['HP', 'a purpose without its circumstance', mutated(['    when: EPISODE_OPEN\n', ''])],
    ['TM', 'a purpose given to one role more', mutated(['roles: [SL, EW, SW]', 'roles: [SL, EW, SW, TM]'])],
    ['PO', 'an officer’s purpose open also during an episode', mutated(['    roles: [HP, HM, SW, TM, ED, PM, SN, EC, DW]\n    rolesWithoutEpisode: [PO]', '    roles: [HP, HM, SW, TM, ED, PM, SN, EC, DW, PO]'])],
    ['HM', 'hub records only, forgotten', mutated(['    hubRecordsOnly: true\n', ''])],
    ['HM', 'statistics that open children', mutated(['    noChildCategory: true\n', ''])],
    ['ED', 'a role not narrowed', mutated(['roles: [PM, EW, ED]\n  afterDays', 'roles: [PM, EW]\n  afterDays'])],
    ['EW', 'a narrowed role left with more', mutated(['only: { IDENTITY: FULL, MISSING_EPISODES', 'only: { IDENTITY: FULL, CONTACT: SUMMARY, MISSING_EPISODES'])],
    ['TM', 'a column opened by one relationship more', mutated(['TM: { name: TEAM_MANAGER, agencies: [SOCIAL_CARE], opensBy: [TEAM] }', 'TM: { name: TEAM_MANAGER, agencies: [SOCIAL_CARE], opensBy: [TEAM, DUTY] }'])],
    ['AU', 'a column that never opens', mutated(['opensBy: NO_RELATIONSHIP_NEEDED\n', 'opensBy: NEVER\n'])],
    ['HP', 'a condition the wrong way round', mutated(['    unless: police-cleared', '    if: police-cleared'])],
    ['HP', 'a secondment that binds nobody', mutated(['    if: seconded-from-education\n    atMost: NONE', '    if: seconded-from-education\n    atMost: SUMMARY'])],
    ['SW', 'break-glass that opens what it never may', mutated(['neverOpens: [POLICE_INTELLIGENCE, HEALTH_SENSITIVE,', 'neverOpens: [HEALTH_SENSITIVE,'])],
    ['EC', 'break-glass for one role less', mutated(['breakGlass:\n  clause: \'3.BREAK_GLASS\'\n  roles: [SW, TM, ED, PM, SN, EC]', 'breakGlass:\n  clause: \'3.BREAK_GLASS\'\n  roles: [SW, TM, ED, PM, SN]'], ['breakGlass: { roles: [SW, TM, ED, PM, SN, EC]', 'breakGlass: { roles: [SW, TM, ED, PM, SN]'])],
  ])('%s: %s', (role, _, text) => {
    const protocol = unproved(text)
    const points = somePoints(file, random(), [role])
    expect(compare(points, file, [], { protocol, coordinates }, { stopAfter: 1 }).differences).toBeGreaterThan(0)
  }, 60_000) // prettier-ignore

  it('a decision that takes what is undecided for so', () => {
    const rash: typeof decide = (protocol, question) =>
      decide(protocol, {
        ...question,
        relationships: question.relationships.map(each => ({ ...each, outcome: 'HOLDS' as const })),
      })
    const found = compare(
      everyPoint(file),
      file,
      shared,
      { protocol: gwent(), coordinates, decide: rash },
      { stopAfter: 1 },
    )
    expect(found.examples[0]).toMatch(/"undecided":\["HUB_CASE"\]/)
  })
})
