// A gateway with records that nobody's number links, put to wait for a person at the hub.
import { randomUUID } from 'node:crypto'
import { openGlassKit } from '../break-glass/kit.js'
import type { GlassKit } from '../break-glass/kit.js'
import type { Answer } from '../../support/gateway.js'
import type { Link } from '../../../src/types/child.js'

export const REVIEWS = `query ($first: Int, $after: String) { linkReviews(first: $first, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { id kind source { id } modelVersion
    identity { source { id } status reason record { givenName familyName dateOfBirth nhsNumber upn } }
    candidates { child bits probability rule steps { comparison level bits }
      identity { source { id } status record { givenName familyName dateOfBirth } } } } } } }`
const CONFIRM = `mutation ($input: ConfirmLinkInput!) { confirmLink(input: $input) { id at child } }`
const UNLINK = `mutation ($input: UnlinkInput!) { unlink(input: $input) { id at child } }`
export const LINKS = `query ($by: ChildIdentifier!, $purpose: Purpose!) { child(by: $by, purpose: $purpose) {
  ... on Child { id links { id source { id } how confirmedAt score modelVersion } sources { source { id } status } } } }`
export const RATIONALE = 'Another girl of the same name, from another town.'

interface Envelope {
  readonly source: { readonly id: string } | null
  readonly status: string
  readonly record: Readonly<Record<string, string | null>> | null
}
export interface Review {
  readonly id: string
  readonly source: { readonly id: string }
  readonly identity: readonly Envelope[]
  readonly candidates: readonly {
    readonly child: string
    readonly bits: number | null
    readonly steps: readonly object[] | null
    readonly identity: readonly Envelope[]
  }[]
}
export interface Reviews extends Answer {
  readonly page: { readonly hasNextPage: boolean; readonly endCursor: string | null } | undefined
  readonly reviews: readonly Review[]
}

export interface LinksKit extends GlassKit {
  /** A child by NHS number, as the store has them. */
  childOf(
    nhsNumber: string,
  ): Promise<{ readonly id: string; readonly publicId: string; readonly links: readonly Link[] }>
  /** Takes the record away from its child behind everybody's back and puts it to wait, with that child as its candidate. */
  doubt(nhsNumber: string, sourceId: string, candidates?: readonly string[]): Promise<void>
  reviews(persona: string, variables?: object): Promise<Reviews>
  confirm(persona: string, input: object): Promise<Answer>
  unlink(persona: string, input: object): Promise<Answer>
}

export async function openLinksKit(): Promise<LinksKit> {
  const kit = await openGlassKit()
  const { gateway, rows } = kit
  const { store, keys } = gateway.database
  // What the region itself leaves in doubt is not what these tests are about.
  await rows('delete from hafan.link_review')
  const childOf: LinksKit['childOf'] = async nhsNumber => {
    const id = (await store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber) ?? ''
    return { id, publicId: keys.childId.encode(id), links: (await store.children.linksOf([id])).get(id) ?? [] }
  }
  return {
    ...kit,
    childOf,
    async doubt(nhsNumber, sourceId, candidates = [nhsNumber]) {
      const { links } = await childOf(nhsNumber)
      const link = links.find(one => one.sourceId === sourceId)
      if (!link?.anchor) throw new Error(`no record of ${sourceId}`)
      await rows(`delete from hafan.link where source_id = '${sourceId}' and record_id = '${link.recordId}'`)
      const ids = await Promise.all(candidates.map(async one => (await childOf(one)).id))
      const steps = [{ comparison: 'given', level: 'EXACT', bits: 11.5 }]
      await store.linkReviews.propose([
        {
          ...{ sourceId, recordId: link.recordId, kind: ids.length > 1 ? 'MANY' : 'POSSIBLE', anchor: link.anchor },
          ...{ protectedRecord: link.protectedRecord, modelVersion: 'test' },
          candidates: ids.map(childId => ({ childId, bits: 3.5, probability: 0.9, rule: 'TOO_LITTLE_SAID', steps })),
        },
      ])
    },
    async reviews(persona, variables = {}) {
      const answer = await gateway.ask(persona, REVIEWS, { first: 10, ...variables })
      const found = (answer.data as { linkReviews?: { edges: { node: Review }[]; pageInfo: never } } | undefined)
        ?.linkReviews
      return { ...answer, page: found?.pageInfo, reviews: found?.edges.map(({ node }) => node) ?? [] }
    },
    confirm: (persona, input) => gateway.ask(persona, CONFIRM, { input: { key: randomUUID(), ...input } }),
    unlink: (persona, input) =>
      gateway.ask(persona, UNLINK, { input: { key: randomUUID(), rationale: RATIONALE, ...input } }),
  }
}
