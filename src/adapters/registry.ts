// Which adapter speaks to which product. A new product is one line here.
import type { AgencySource } from './agency.js'
import type { ProductKind, SourceConfig } from './config.js'
import { createOneRoster } from './education/oneroster/source.js'
import { createWonde } from './education/wonde/source.js'
import { createFhir } from './health/fhir/source.js'
import { createPds } from './health/pds/source.js'
import { createTransport } from './http.js'
import type { TransportDeps } from './http.js'
import { createPoliceRms } from './police/rms/source.js'
import { createEclipse } from './social-care/eclipse/source.js'
import { createSsdRest } from './social-care/ssd/source.js'
import { createDebriefService } from './third-sector/debrief/source.js'
import { today } from './today.js'
import type { Transport } from './transport.js'

/** Makes a source of its settings and the transport that it is given. */
export type CreateSource = (config: SourceConfig, transport: Transport, clock: () => number) => AgencySource

const KINDS: Readonly<Record<ProductKind, CreateSource>> = {
  'police-rms': createPoliceRms,
  eclipse: (config, transport, clock) => createEclipse(config, transport, dayOf(clock)),
  'ssd-rest': (config, transport, clock) => createSsdRest(config, transport, dayOf(clock)),
  wonde: createWonde,
  oneroster: createOneRoster,
  fhir: createFhir,
  pds: createPds,
  debrief: createDebriefService,
}

const dayOf = (clock: () => number) => (): string => today(clock())

export interface OpenedSource {
  readonly source: AgencySource
  readonly state: Transport['state']
  readonly config: SourceConfig
}

/**
 * One source a line of the configuration; `kinds` are the products there are, ours where it is left out. Throws for two lines
 * with one id, and for a kind that there is not.
 */
export function openSources(
  configs: readonly SourceConfig[],
  deps: TransportDeps,
  kinds: Readonly<Record<string, CreateSource>> = KINDS,
): readonly OpenedSource[] {
  const ids = configs.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new Error(`the sources name ${twice} twice`)
  return configs.map(config => {
    const create = Object.hasOwn(kinds, config.kind) ? kinds[config.kind] : undefined
    if (create === undefined) throw new Error(`the source ${config.id} is of a kind that there is not`)
    const transport = createTransport(config, deps)
    return {
      source: create(config, transport, () => deps.now().getTime()),
      state: () => transport.state(),
      config,
    }
  })
}
