// Puts a record of a child to wait for a person, as a link in doubt.
import { asOwner } from '../../support/database.js'
import type { TestConsole } from './start.js'

/** Takes the record of `sourceId` away from the child and proposes it anew, with that child as its candidate. */
export async function doubt({ gateway }: TestConsole, nhsNumber: string, sourceId: string): Promise<void> {
  const { store, url } = gateway.database
  const id = (await store.children.byIdentifier('NHS_NUMBER', [nhsNumber])).get(nhsNumber) ?? ''
  const link = (await store.children.linksOf([id])).get(id)?.find(one => one.sourceId === sourceId)
  if (!link?.anchor) throw new Error(`no record of ${sourceId}`)
  await asOwner(url, client =>
    client.query('delete from hafan.link where source_id = $1 and record_id = $2', [sourceId, link.recordId]),
  )
  const steps = [
    { comparison: 'prior', level: 'BEFORE_LOOKING', bits: -12 },
    { comparison: 'given', level: 'EXACT', bits: 11.5 },
    { comparison: 'home', level: 'DIFFERENT', bits: -2 },
    { comparison: 'canary', level: 'NEW', bits: 0.1 },
  ]
  await store.linkReviews.propose([
    {
      ...{ sourceId, recordId: link.recordId, kind: 'POSSIBLE', anchor: link.anchor },
      ...{ protectedRecord: link.protectedRecord, modelVersion: 'test' },
      candidates: [{ childId: id, bits: 3.5, probability: 0.9, rule: 'TOO_LITTLE_SAID', steps }],
    },
  ])
}

/** Leaves nothing in doubt of what the region itself did. */
export const noDoubts = ({ gateway }: TestConsole): Promise<unknown> =>
  asOwner(gateway.database.url, client => client.query('delete from hafan.link_review'))
