// What could not be asked, what is kept back, and whom to ring: gathered once every part has come, by whom to ring.
import type { Part } from '../../server/page.js'
import type { Lack } from './lacks.js'
import type { Values } from './sections.js'

export interface Gap {
  readonly contact: Lack['contact']
  readonly lacks: readonly Lack[]
}

export function gapsOf(parts: readonly Values[]): readonly Gap[] {
  const byContact = new Map<string, { contact: Lack['contact']; lacks: Map<string, Lack> }>()
  for (const lack of parts.flatMap(({ lacks }) => lacks)) {
    // A source does not hold what it does not hold: that is no gap.
    if (lack.status === 'NOTHING_RECORDED') continue
    const key = lack.contact === null ? '' : `${lack.contact.name}|${lack.contact.phone ?? ''}`
    const gap = byContact.get(key) ?? { contact: lack.contact, lacks: new Map<string, Lack>() }
    gap.lacks.set(`${lack.status}|${lack.reason ?? ''}|${lack.source.name}`, { ...lack, contact: null })
    byContact.set(key, gap)
  }
  return [...byContact.values()].map(({ contact, lacks }) => ({ contact, lacks: [...lacks.values()] }))
}

export function gapsPart(parts: readonly (Part & { readonly values: Promise<Values> })[]): Part {
  const values = Promise.allSettled(parts.map(part => part.values)).then(all => {
    const had = all.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    const hidden = had.some(({ kind }) => kind === 'NOT_SHOWN') && !had.some(({ kind }) => kind === 'CHILD')
    // Parts whose question failed, by their names.
    const failed = [
      ...had.flatMap(({ slot, kind }) => (kind === 'FAILED' ? [slot] : [])),
      ...parts.flatMap(({ slot }, at) => (all[at]?.status === 'rejected' ? [slot] : [])),
    ]
    return {
      ...{ slot: 'gaps', places: ['gaps'], inner: 'children/gaps.njk', failed: null },
      kind: hidden ? 'NOT_SHOWN' : 'CHILD',
      ...{ gaps: gapsOf(had), failedParts: failed },
    }
  })
  return { slot: 'gaps', view: 'children/part.njk', values }
}
