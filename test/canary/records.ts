// What the canary systems hold: every field of every part filled, from the schema alone, so that a new field is in the run the
// day it is in the schema.
import { getNamedType, getNullableType, isEnumType, isListType, isObjectType } from 'graphql'
import type { GraphQLOutputType } from 'graphql'
import { restrain } from '../../src/adapters/agency.js'
import type { HandlingCode } from '../../src/adapters/agency.js'
import { objectType, parts } from './schema.js'
import type { Handling, Mint, Origin } from './tokens.js'

type Row = Readonly<Record<string, unknown>>

/** Beside the plain row of every list stands one under each of these in turn. */
const HANDLINGS: readonly (Handling & { readonly code: HandlingCode })[] = [
  { code: 'INTELLIGENCE_C' },
  { code: 'ADDRESS_DO_NOT_DISCLOSE' },
  { code: 'FHIR_RESTRICTED' },
  { code: 'ABOUT_CARER' },
  { code: 'ABOUT_SCHOOL' },
  { code: 'ACCOUNT_AUDIENCE', audience: ['HUB', 'SOCIAL_CARE'] },
]

/** Of this child some parts hold nothing but such a row: where it is taken away nothing is left. */
const ONLY_RESTRAINED = 8
/** Coordinates down to a part that is a list. */
const PART_DEEP = 3

export interface RecordOf {
  readonly source: string
  readonly child: number
}

/** A value of one part, as the port has it. */
export type MakePart = (of: RecordOf, part: string) => unknown

export function createRecords(mint: Mint): MakePart {
  let turn = 0
  const nextHandling = (): (typeof HANDLINGS)[number] => HANDLINGS[(turn += 1) % HANDLINGS.length] ?? { code: 'ABOUT_CARER' } // prettier-ignore

  function valueOf(type: GraphQLOutputType, origin: Origin, nth = 0): unknown {
    const nullable = getNullableType(type)
    if (isListType(nullable)) return rowsOf(nullable.ofType, origin)
    if (isObjectType(nullable)) return fieldsOf(nullable.name, origin, nth)
    if (isEnumType(nullable)) return nullable.getValues()[(turn += 1) % nullable.getValues().length]?.name
    switch (getNamedType(nullable).name) {
      case 'Int':
        return mint.whole(origin)
      case 'Float':
        return mint.fraction(origin)
      case 'Boolean':
        return (turn += 1) % 2 === 0
      case 'Date':
        return mint.day(origin)
      case 'DateTime':
        return mint.moment(origin)
      default:
        return mint.text(origin)
    }
  }

  /** Two plain rows; and one that only some may receive, where rows can carry that. */
  function rowsOf(type: GraphQLOutputType, origin: Origin): unknown[] {
    const plain = [0, 1].map(nth => valueOf(type, origin, nth))
    if (!isObjectType(getNamedType(type))) return plain
    const handling = nextHandling()
    const alone = origin.child === ONLY_RESTRAINED && origin.path.length === PART_DEEP
    const kept = valueOf(type, { ...origin, handling: [...origin.handling, handling] }, 2) as object
    return [...(alone ? [] : plain), restrain(kept, handling)]
  }

  function fieldsOf(typeName: string, origin: Origin, nth = 0, only?: readonly string[]): Row {
    const fields = Object.values(objectType(typeName).getFields()).filter(
      ({ name }) => only === undefined || only.includes(name),
    )
    const entries = fields.map(
      ({ name, type }) => [name, valueOf(type, { ...origin, path: [...origin.path, `${typeName}.${name}`] })] as const,
    )
    return { ...Object.fromEntries(entries), ...bent(typeName, nth) }
  }

  /** Whoever works with the child: the port has more of them than the schema shows. */
  function professionals(of: RecordOf): unknown {
    const person = (nth: number, extra: Partial<Origin> = {}): object => {
      const reveals = REVEALED_BY[of.source] ?? 'POLICE_RECORD'
      const origin: Origin = { ...of, part: 'professionals', path: ['Child.professionals', 'Professionals.people'], handling: [], reveals, ...extra } // prettier-ignore
      const { sources: _sources, ...shown } = fieldsOf('Professional', origin, nth)
      const until = nth === 1 ? '2999-01-01' : null
      return { ...shown, staffRef: mint.text({ ...origin, never: 'FACT' }), until, reveals }
    }
    const handling = nextHandling()
    return [person(0), person(1), restrain(person(2, { handling: [handling] }), handling)]
  }

  return (of, part) => {
    if (part === 'professionals') return professionals(of)
    const place = parts.get(part)
    if (!place) throw new Error(`part ${part} has no place in the schema`)
    const path = [`Child.${place.section}`, `${place.answer}.record`]
    const record = objectType(place.record)
    const [only] = place.fields
    if (place.keyed) return fieldsOf(place.record, { ...of, part, path, handling: [] }, 0, place.fields)
    const field = record.getFields()[only ?? '']
    if (!field) throw new Error(`${place.record} has no ${only ?? ''}`)
    return valueOf(field.type, { ...of, part, path: [...path, `${place.record}.${field.name}`], handling: [] })
  }
}

/** What knowing that somebody of an agency works with the child gives away: clause 3, derived fields. */
export const REVEALED_BY: Readonly<Record<string, string>> = {
  police: 'POLICE_RECORD',
  'care-a': 'LEGAL_STATUS',
  'care-b': 'LEGAL_STATUS',
  school: 'ENROLMENT',
  health: 'HEALTH_RECORD',
  charity: 'DEBRIEF_OUTCOME',
}

/** Values that would say nothing: a sex that is unknown is taken for none. */
function bent(typeName: string, nth: number): Row {
  return typeName === 'IdentityRecord' ? { sex: nth % 2 === 0 ? 'FEMALE' : 'MALE' } : {}
}
