// A gateway after its linking pass, which fills the index, and everything a search answers.
import type { Answer } from '../../support/gateway.js'
import { startStage } from '../proportion/stage.js'
import type { Stage } from '../proportion/stage.js'
import type { WorldOptions } from '../disclosure/worlds.js'

/** Known to a school and a surgery, and to nobody who signs in here. */
export const UNRELATED = '9990000034'
/** Every record of each is protected: one in Caerphilly, one in Newport. */
export const CONCEALED = ['9990000077', '9990000174'] as const

/** Where social-care records that anybody may read have Ffion; NP20 9 only has a charity's, which gives no addresses. */
export const FFIONS_PLACE = 'NP4 4AA'

export interface Who {
  readonly givenName: string
  readonly familyName: string
  readonly dateOfBirth: string
  readonly postcode: string
}

export interface FoundOne {
  readonly likeness: string
  readonly why: readonly { readonly compared: string; readonly alike: string }[]
  readonly child: {
    readonly __typename: string
    readonly id?: string
    readonly calledBy?: { readonly givenName: { readonly value: string } | null } | null
  }
}

export interface Search {
  readonly found: readonly FoundOne[]
  readonly tooMany: boolean
  readonly couldNotCheck: boolean
}

export interface FindStage extends Stage {
  readonly who: (nhsNumber: string) => Who
  search(persona: string, input: object | string, purpose?: string): Promise<Answer>
  found(persona: string, input: object | string, purpose?: string): Promise<Search>
}

const FIND = `query ($input: FindChildrenInput!, $purpose: Purpose!) { findChildren(input: $input, purpose: $purpose) {
  tooMany couldNotCheck found { likeness why { compared alike } child { __typename
    ... on ChildExists { whomToRing { phone } } ... on ChildNotShown { reason }
    ... on Child { id calledBy { givenName { value } } identity { status } } } } } }`

export async function startFindStage(options: WorldOptions = {}): Promise<FindStage> {
  const stage = await startStage(options)
  const search: FindStage['search'] = (persona, input, purpose = 'ASSESS_RISK') =>
    stage.gateway.ask(persona, FIND, { input: typeof input === 'string' ? { text: input } : input, purpose })
  return {
    ...stage,
    who(nhsNumber) {
      const row = stage.region.region.demographics.find(one => one.nhsNumber === nhsNumber)
      if (!row) throw new Error('the region has no such child')
      const { givenName, familyName, dateOfBirth, addresses } = row
      return { givenName, familyName, dateOfBirth, postcode: addresses[0]?.postcode ?? '' }
    },
    search,
    async found(...asked) {
      const { data, errors } = await search(...asked)
      if (errors.length > 0) throw new Error(JSON.stringify(errors))
      return (data as { findChildren: Search }).findChildren
    },
  }
}
