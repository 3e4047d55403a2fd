// What the gateway says of a system to those who ask which sources there are.
import type { SourceDescription } from './agency.js'
import type { SourceConfig } from './config.js'

/** The public part of a source's settings. */
export function describe({ id, name, agency, organisation, area, serves, contact }: SourceConfig): SourceDescription {
  return { id, name, agency, organisation, area, serves, contact }
}
