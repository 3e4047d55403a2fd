// Facts on their way from a draft into a version: sealed, so that source, category and handling come from the gateway and not
// from whoever passes them on; and the caller's own, of that child.
import { randomUUID } from 'node:crypto'
import { readsCarried } from '../../children/carried.js'
import { carriedFact, draftFact, type CarriedFact, type DraftFact } from '../../hub/miraf/facts.js'
import { refuse, type Refused } from '../../hub/refusal.js'
import type { Miraf } from '../../hub/miraf/versions.js'
import type { Keys } from '../../store/keys.js'
import type { Rights } from '../../types/decision.js'
import type { Category } from '../../types/index.js'

type Sealing = Pick<Keys, 'miraf'>

interface Whose {
  readonly childId: string
  /** Issuer and subject. */
  readonly person: string
}

const boundTo = ({ childId, person }: Whose): string => ['draft fact', childId, person].join('\n')

export const sealFact = ({ miraf }: Sealing, fact: DraftFact, whose: Whose): string =>
  miraf.seal(JSON.stringify(fact), boundTo(whose)).toString('base64url')

function openFact({ miraf }: Sealing, given: string, whose: Whose): DraftFact | null {
  const text = miraf.open(Buffer.from(given, 'base64url'), boundTo(whose))
  return text === null ? null : draftFact.parse(JSON.parse(text))
}

export interface Taking extends Whose {
  readonly keys: Sealing
  readonly latest: Pick<Miraf, 'facts'> | null
  readonly rights: Rights
  readonly mayPreFill: (category: Category) => boolean
}

type Taken = { readonly ok: true; readonly facts: readonly CarriedFact[] } | Refused

/** The facts of these ids: of the draft, or of the last version. One that the caller may not read now is none they were given. */
export function takeFacts(ids: readonly string[], taking: Taking): Taken {
  const { keys, latest, rights, mayPreFill } = taking
  if (new Set(ids).size !== ids.length) return refuse('SAID_TWICE', 'facts')
  const facts = new Map<string, CarriedFact>()
  for (const id of ids) {
    const stays = latest?.facts.find(one => one.id === id)
    const drafted = stays ? null : openFact(keys, id, taking)
    const fact = stays ?? (drafted && carriedFact.parse({ ...drafted, id: randomUUID() }))
    if (!fact || !readsCarried(rights, fact) || !mayPreFill(fact.category)) return refuse('MIRAF_FACT_UNKNOWN', 'facts')
    // The same fact again takes the place of the older.
    facts.set([fact.source, fact.coordinate, fact.text].join('\n'), fact)
  }
  return { ok: true, facts: [...facts.values()] }
}
