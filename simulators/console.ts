// What the practitioners' pages are told of the region: where each agency's people sign in, and as what the pages are known there.
import type { ProviderPlan } from './identity/providers.js'
import { authorityName, GSS } from './region/organisations.js'
import { slug } from './identity/providers.js'

/** The name of the secret by which the pages sign in at every provider. */
export const CONSOLE_SECRET = 'HUB_CONSOLE_CLIENT'
export const CONSOLE_APPLICATION = 'hub-console'

interface Bilingual {
  readonly en: string
  readonly cy: string
}

export interface ConsoleProvider {
  readonly id: string
  readonly issuer: string
  readonly name: Bilingual
  readonly clientId: string
  readonly secret: string
}

const KINDS: Readonly<Record<string, Bilingual>> = {
  POLICE: { en: 'Police', cy: 'Heddlu' },
  SOCIAL_CARE: { en: 'Social services', cy: 'Gwasanaethau cymdeithasol' },
  EDUCATION: { en: 'Schools and education', cy: 'Ysgolion ac addysg' },
  HEALTH: { en: 'Health board', cy: 'Bwrdd iechyd' },
  THIRD_SECTOR: { en: 'Return interviews charity', cy: 'Elusen cyfweliadau dychwelyd' },
  HUB: { en: 'The hub', cy: 'Yr hwb' },
}

export function consoleProviders(
  plans: readonly ProviderPlan[],
  urlOf: (provider: string) => string,
): readonly ConsoleProvider[] {
  return plans.map(({ id, agency }) => ({
    id: id.replace(/^identity-/, ''),
    issuer: urlOf(id),
    name: named(id, KINDS[agency] ?? { en: agency, cy: agency }),
    clientId: CONSOLE_APPLICATION,
    secret: CONSOLE_SECRET,
  }))
}

/** An authority has a provider for its social services and one for its schools: only its name tells them apart. */
function named(id: string, { en, cy }: Bilingual): Bilingual {
  const authority = GSS.map(authorityName).find(name => id.endsWith(`-${slug(name)}`))
  return authority === undefined ? { en, cy } : { en: `${en}, ${authority}`, cy: `${cy}, ${authority}` }
}
