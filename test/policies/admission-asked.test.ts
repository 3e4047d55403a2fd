// Which systems are asked which facts, before anything of a child is decided.
import { describe, expect, it } from '@jest/globals'
import type { AdmitDeps } from '../../src/policies/admission/admit.js'
import type { Category } from '../../src/types/index.js'
import { read } from '../children/support.js'
import { MARKERS, admit } from './admission/admit.js'
import { NEWPORT, TORFAEN, ago, episode, link, person, post } from './admission/support.js'

const atCare = [link('social-care-torfaen')]
const coordinator = person({
  role: 'POLICE_COORDINATOR',
  agency: 'POLICE',
  organisation: '61',
  posts: [post('AREA', NEWPORT)],
})

describe('what is asked', () => {
  const questions = async (
    who: AdmitDeps['person'],
    categories: readonly Category[],
    purpose: AdmitDeps['purpose'] = 'ASSESS_RISK',
  ) =>
    Object.fromEntries(
      (await admit({ links: [...atCare, link('police-gwent')] }, {}, { person: who, categories, purpose })).asked.map(
        ({ source, parts }) => [source, parts],
      ),
    )

  it('is facts alone, of the caller’s own system where there is one', async () => {
    expect(await questions(person(), MARKERS)).toEqual({ 'social-care-torfaen': ['fact.involvements'] })
  })

  it('is whether an episode is open only where that makes a difference to what is selected', async () => {
    const officer = person({
      role: 'POLICE_OFFICER',
      agency: 'POLICE',
      organisation: '61',
      posts: [post('AREA', NEWPORT)],
    })
    const WHERE = ['fact.area', 'fact.placement']
    expect(await questions(officer, ['POLICE_MARKERS'], 'ASSESS_RISK')).toMatchObject({
      'police-gwent': ['fact.episodes'],
    })
    expect((await questions(coordinator, ['IDENTITY']))['social-care-torfaen']).toEqual(WHERE)
    expect((await questions(coordinator, ['HEALTH_ALERTS']))['social-care-torfaen']).toEqual([
      'fact.area',
      'fact.episodes',
      'fact.placement',
    ])
  })

  it('is also whether one was open lately, of everybody who can say, where the column narrows', async () => {
    expect((await questions(coordinator, ['CONTACT']))['social-care-torfaen']).toEqual([
      'fact.area',
      'fact.episodes',
      'fact.placement',
    ])
    const lately = read({
      'fact.episodes': [episode({ reportedAt: ago(60), endedAt: ago(50), areas: [TORFAEN] })],
      'fact.area': { homeAuthority: NEWPORT },
    })
    const { admission } = await admit(
      { links: atCare },
      { 'social-care-torfaen': lately },
      { person: coordinator, categories: ['CONTACT'] },
    )
    expect(admission).toMatchObject({ kind: 'SHOWN', rights: { grants: { CONTACT: { level: 'FULL' } } } })
  })
})
