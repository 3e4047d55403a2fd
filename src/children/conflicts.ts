// Where agencies disagree, side by side with source and date. Computed only from what this caller was given: a conflict
// needs both sides. Spellings that differ only in case or accent are the same.
import type { Records } from '../types/index.js'
import { identities } from './called-by.js'
import { folded } from './identity/names.js'
import type { Asked, Picture } from './picture.js'

type Fact = 'givenName' | 'familyName' | 'dateOfBirth' | 'sex' | 'nhsNumber' | 'upn'

/** Only names are folded: of a pupil number nothing would be left but its check letter. */
const NAMES: ReadonlySet<Fact> = new Set(['givenName', 'familyName'])

interface Said {
  readonly asked: Asked
  readonly facts: Readonly<Partial<Record<Fact, string | null>>>
}

export function conflictsOf(
  picture: Picture,
  view: (asked: Asked) => Records.Source,
  mayReadIdentifiers: boolean,
): readonly Records.Conflict[] {
  const said = [...ofIdentities(picture), ...ofPolice(picture)]
  const facts: readonly Fact[] = [
    'givenName',
    'familyName',
    'dateOfBirth',
    'sex',
    ...(mayReadIdentifiers ? (['nhsNumber', 'upn'] as const) : []),
  ]
  return facts.flatMap(fact => {
    const values = said.flatMap(({ asked, facts: of }) => {
      const value = of[fact]
      return value === null || value === undefined || value === 'UNKNOWN' ? [] : [{ asked, value }]
    })
    if (new Set(values.map(({ value }) => (NAMES.has(fact) ? folded(value) || value : value))).size < 2) return []
    return [{ fact, values: values.map(({ asked, value }) => ({ source: view(asked), value, asOf: asked.asOf })) }]
  })
}

function ofIdentities(picture: Picture): Said[] {
  return identities(picture).map(({ asked, identity }) => ({
    asked,
    facts: {
      givenName: identity.givenName,
      familyName: identity.familyName,
      dateOfBirth: identity.dateOfBirth,
      sex: identity.sex,
      nhsNumber: identity.nhsNumber,
      upn: identity.upn,
    },
  }))
}

function ofPolice({ asked }: Picture): Said[] {
  return asked.flatMap(one => {
    const nominal = one.parts.get('police.nominal')?.value as Records.PoliceNominal | null | undefined
    if (!nominal) return []
    const { givenNames, familyName, dateOfBirth } = nominal
    return [{ asked: one, facts: { givenName: givenNames?.[0] ?? null, familyName, dateOfBirth } }]
  })
}
