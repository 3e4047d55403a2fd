// Nobody is found by what the caller could not read: a place that is hidden, a name that only a closed source has, and nothing
// goes unsaid while what opens them cannot be asked.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FFION } from '../proportion/stage.js'
import { FFIONS_PLACE, UNRELATED, startFindStage } from './stage.js'
import type { FindStage } from './stage.js'

/** Not missing now. */
const MEGAN = '9990000050'

let stage: FindStage
beforeAll(async () => {
  stage = await startFindStage()
}, 90_000)
afterAll(() => stage.gateway.close())

const linksOf = async (nhsNumber: string) => {
  const id = await stage.childId(nhsNumber)
  return (await stage.gateway.database.store.children.linksOf([id])).get(id) ?? []
}
const kinds = async (...asked: Parameters<FindStage['found']>): Promise<string[]> =>
  (await stage.found(...asked)).found.map(({ child }) => child.__typename)

describe('a name that only the police have', () => {
  it('leads nobody to the child to whom police records are closed', async () => {
    const police = (await linksOf(FFION)).find(({ sourceId }) => sourceId.startsWith('police'))
    if (!police) throw new Error('the child has no police record')
    const demographics = {
      ...{ givenNames: ['Zebedee'], familyNames: ['Quillfeather'], sex: null, postcodeSector: null },
      dateOfBirth: stage.who(FFION).dateOfBirth,
    }
    const seenAt = new Date(Date.now() + 60_000).toISOString()
    await stage.gateway.database.store.identityIndex.refresh([{ ...police, demographics, seenAt }])
    const alias = `Zebedee Quillfeather ${demographics.dateOfBirth.slice(0, 4)}`
    expect(await kinds('hub-police', alias)).toEqual(['Child'])
    expect(await kinds('school-lead', alias, 'SCHOOL_SUPPORT')).toEqual([])
    expect(await kinds('school-lead', `Zebedee Quillfeather ${demographics.dateOfBirth}`, 'SCHOOL_SUPPORT')).toEqual([])
  })
})

describe('that a child is known', () => {
  it('is told for the names of now, by records that are not protected, and for no others', async () => {
    const { givenName, familyName, dateOfBirth } = stage.who(UNRELATED)
    const { linking, identityIndex } = stage.gateway.database.store
    const [school, surgery] = ['education-torfaen', 'health-abuhb'].map(
      id => async (given: string[], family: string[]) => {
        const link = (await linksOf(UNRELATED)).find(({ sourceId }) => sourceId === id)
        if (!link) throw new Error('the child has no such record')
        const seenAt = new Date(Date.now() + 60_000).toISOString()
        const said = { givenNames: given, familyNames: family, dateOfBirth, sex: null, postcodeSector: null }
        await identityIndex.refresh([{ ...link, demographics: said, seenAt }])
        return link
      },
    )
    await school?.([givenName, 'Zebedee'], [familyName, 'Quillfeather'])
    const link = await surgery?.(['Morfudd'], ['Upjohn'])
    const told = (names: string) => kinds('social-worker', `${names} ${dateOfBirth}`)
    expect(await told(`${givenName} ${familyName}`)).toEqual(['ChildExists'])
    expect(await told('Zebedee Quillfeather')).toEqual([])
    expect(await told('Morfudd Upjohn')).toEqual(['ChildExists'])
    await linking.protect('health-abuhb', link?.recordId ?? '')
    expect(await told('Morfudd Upjohn')).toEqual([])
    expect(await told(`${givenName} ${familyName}`)).toEqual(['ChildExists'])
  })
})

describe('what decides whom a search finds', () => {
  it('is said not to have answered, of a child who may be missing and of one nobody knows', async () => {
    stage.region.system('police-gwent').setFault({ kind: 'status', status: 503 })
    const answers = []
    for (const number of [FFION, MEGAN]) {
      const { givenName, familyName, dateOfBirth } = stage.who(number)
      answers.push(await stage.found('hub-police', `${givenName} ${familyName} ${dateOfBirth}`, 'LOCATE_CHILD'))
    }
    answers.push(await stage.found('hub-police', 'Zebedee Quillfeather 2001-01-01', 'LOCATE_CHILD'))
    stage.region.system('police-gwent').setFault(null)
    expect(answers.map(({ couldNotCheck }) => couldNotCheck)).toEqual([true, true, true])
    expect((await stage.found('hub-police', 'Zebedee Quillfeather 2001-01-01', 'LOCATE_CHILD')).couldNotCheck).toBe(
      false,
    )
  })
})

describe('a place that no source gives as an address', () => {
  it('leads nobody to the child', async () => {
    expect(await kinds('hub-police', `Ffion ${stage.who(FFION).postcode}`)).toEqual([])
    expect(await kinds('hub-police', `Ffion ${FFIONS_PLACE}`)).toEqual(['Child'])
  })
})

describe('the place of a child of a protected record', () => {
  it('leads nobody to the child who may not be told it, however much else is as asked', async () => {
    const postcode = FFIONS_PLACE
    const asked = ['Ffion', 'Prys', 'Ffion Prys', 'Ffion Pryce', 'Ffiona Prys'].flatMap(names =>
      [postcode, postcode.split(' ')[0] ?? ''].map(code => ({ here: `${names} ${code}`, there: `${names} SA1 1AA` })),
    )
    const told = async (text: string) => {
      const { found, ...rest } = await stage.found('school-lead', text, 'SCHOOL_SUPPORT')
      return { ...rest, found: found.map(({ child, ...one }) => ({ ...one, id: child.id })) }
    }
    expect(await kinds('school-lead', `Ffion ${postcode}`, 'SCHOOL_SUPPORT')).toContain('Child')
    const links = await linksOf(FFION)
    const torfaen = links.find(({ sourceId }) => sourceId === 'social-care-torfaen')
    await stage.gateway.database.store.linking.protect('social-care-torfaen', torfaen?.recordId ?? '')
    for (const { here, there } of asked) expect(await told(here)).toEqual(await told(there))
    // Whoever may be told still finds the child by it.
    expect(await kinds('social-worker', `Ffion ${postcode}`)).toContain('Child')
  })
})
