// The police section of a child as the gateway answers it, for sources that answer what a test says.
import type { PartValues, Reading } from '../../src/adapters/agency.js'
import { answersOf } from '../../src/children/answers.js'
import type { Envelope } from '../../src/children/answers.js'
import type { Rights } from '../../src/types/decision.js'
import { answerDeps, everything, load, source } from './support.js'
import type { Answering } from './support.js'

export const MARKERS = ['Child.police', 'PoliceAnswer.record', 'PoliceRecord.markers']
export const marker: PartValues['police.markers'][number] = {
  marker: { code: 'CSE', system: 'police', label: { en: 'Exploitation', cy: 'Camfanteisio' }, recognised: true },
  from: '2026-01-02', until: null, note: 'seen with adults', linkedRisk: null,
} // prettier-ignore

export async function police(
  answering: readonly Answering[],
  held: Rights,
  requested: readonly string[] = MARKERS,
): Promise<readonly Envelope[]> {
  const { picture, plan } = await load(answering, { rights: held, requested })
  const section = plan.sections.get('police')
  if (!section) throw new Error('the police section was asked for')
  return answersOf('police', section, picture, held, answerDeps)
}

/** The one envelope of one source. */
export async function only(
  reading: Reading | null,
  held: Rights = everything(),
  requested = MARKERS,
): Promise<Envelope> {
  const [envelope, ...others] = await police([{ source: source(), reading }], held, requested)
  if (!envelope || others.length > 0) throw new Error('one source gives one envelope')
  return envelope
}

/** As JSON has it: without rights and without prototypes. */
export const plainly = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
