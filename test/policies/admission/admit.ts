// Admits one child before systems that answer what a test says.
import type { AgencySource, Part, Reading } from '../../../src/adapters/agency.js'
import { admitAll } from '../../../src/policies/admission/admit.js'
import type { AdmitDeps, KnownChild } from '../../../src/policies/admission/admit.js'
import type { Category } from '../../../src/types/index.js'
import { gwent } from '../protocol/support.js'
import { NOW, care, hub, person, police, schools } from './support.js'

const protocol = gwent()
export const MARKERS: readonly Category[] = ['POLICE_MARKERS']

interface Asked {
  readonly source: string
  readonly recordId: string
  readonly parts: readonly Part[]
}

/** Admits one child; `answers` is what each system says of the linked record, others have nothing. */
export async function admit(
  child: Partial<KnownChild> | null,
  answers: Readonly<Record<string, Reading>>,
  rest: Partial<AdmitDeps> = {},
) {
  const asked: Asked[] = []
  const who = rest.person ?? person()
  const deps: AdmitDeps = {
    protocol,
    caller: { issuer: 'i', subject: 's', application: { id: 'a', actsForPersons: true, ceiling: 'ALL' }, person: who },
    person: who,
    purpose: 'ASSESS_RISK',
    categories: MARKERS,
    sources: [police, care, schools],
    isOwner: () => Promise.resolve(null),
    now: NOW,
    ask: (source: AgencySource, recordId, parts) => {
      asked.push({ source: source.description.id, recordId, parts: [...parts].sort() })
      const said = answers[source.description.id]
      const linked = recordId === `record-at-${source.description.id}`
      return Promise.resolve(said !== undefined && (linked || said.kind === 'failed') ? said : { kind: 'nothing' })
    },
    ...rest,
  }
  const known: KnownChild | null = child && {
    id: 'c1', links: [], hub: hub(), confirmed: [], episodeStates: [], breakGlass: null, provisional: false, ...child,
  } // prettier-ignore
  const { admissions, learnt } = await admitAll([known], deps)
  return { admission: admissions[0], learnt: learnt[0], asked }
}
