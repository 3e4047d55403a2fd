// Writes a running region down for a gateway in another process: settings, secrets, links to load, and who may sign in.
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { showcaseOf } from './region/seed.js'
import type { RunningRegion } from './start.js'

/** Fills `<dataDir>/simulated`; what an earlier run left there is replaced. Gives the folder. */
export function writeRegion(region: RunningRegion, dataDir: string): string {
  const folder = join(dataDir, 'simulated')
  const secrets = join(folder, 'secrets')
  // Secrets of an earlier run open nothing any more.
  rmSync(secrets, { recursive: true, force: true })
  mkdirSync(secrets, { recursive: true, mode: 0o700 })

  const write = (name: string, text: string, mode = 0o644): void => {
    writeFileSync(join(folder, name), text, { mode })
    // The mode above counts only for a file that was not there.
    chmodSync(join(folder, name), mode)
  }
  const json = (name: string, value: unknown, mode?: number): void => write(name, `${JSON.stringify(value)}\n`, mode)

  const { settings, systems, providers, control } = region
  const yaml = (name: string, value: object): void =>
    write(name, `# Written by the simulators at every start.\n${stringify(value, { aliasDuplicateObjects: false })}`)
  yaml('sources.yaml', { sources: settings.sources })
  yaml('issuers.yaml', { issuers: settings.issuers })
  yaml('teams.yaml', settings.teams)
  yaml('console.yaml', { providers: region.consoleProviders })
  yaml('applications.yaml', { applications: settings.applications })
  for (const [name, value] of Object.entries(region.secrets)) write(join('secrets', name), value, 0o600)
  json('seed.json', region.seed)
  json('truth.json', region.truth)
  json('showcase.json', showcaseOf(region.region))
  json(
    'personas.json',
    region.personas.map(persona => ({ ...persona, tokenEndpoint: region.tokenEndpointOf(persona.id) })),
  )
  json('partners.json', region.partners, 0o600)
  const servers = [...systems.values(), ...providers.values()].map(({ id, url }) => ({ id, url }))
  json('control.json', { url: control.url, systems: servers })
  return folder
}
