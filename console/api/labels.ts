// The names of enum values in both languages, from the gateway: the console writes none of its own. They are nobody's, and
// change only with the gateway, so they are asked for once in a while and not for each page.
import type { Language } from '../words/shape.js'
import type { Asked } from './ask.js'
import type { Document } from './document.js'
import { labelsQuery, type LabelsQuery, type LabelsQueryVariables } from './generated/labels.js'

/** The name of a value. Throws where the gateway named no such enum or value. */
export type Label = (enumName: string, value: string) => string

export interface Labels {
  /** Gives the failure where they cannot be had. */
  in(
    language: Language,
    ask: (document: Document<LabelsQuery, LabelsQueryVariables>) => Promise<Asked<LabelsQuery>>,
  ): Promise<{ readonly kind: 'LABELS'; readonly label: Label } | Exclude<Asked<LabelsQuery>, { kind: 'ANSWERED' }>>
}

const KEPT_MS = 10 * 60_000

export function createLabels(now: () => Date): Labels {
  let kept: { readonly until: number; readonly names: ReadonlyMap<string, LabelsQuery['labels'][number]> } | null = null
  return {
    async in(language, ask) {
      if (kept === null || kept.until < now().getTime()) {
        const asked = await ask(labelsQuery)
        if (asked.kind !== 'ANSWERED') return asked
        const names = new Map(asked.data.labels.map(row => [`${row.enum}.${row.value}`, row] as const))
        kept = { until: now().getTime() + KEPT_MS, names }
      }
      const { names } = kept
      return {
        kind: 'LABELS',
        label(enumName, value) {
          const text = names.get(`${enumName}.${value}`)?.label[language]
          if (text == null) throw new Error(`The gateway has no label of ${enumName}.${value}`)
          return text
        },
      }
    },
  }
}
