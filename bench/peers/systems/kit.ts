// What the harness's four systems have in common: one record a GET, everything of it read from that one body.
import type { AgencySource, Part, PartValues, Reading, Subject } from '../../../src/adapters/agency.js'
import type { SourceConfig } from '../../../src/adapters/config.js'
import { describe } from '../../../src/adapters/describe.js'
import { reading } from '../../../src/adapters/reading.js'
import type { Transport } from '../../../src/adapters/transport.js'
import type { Coded, Sex } from '../../../src/types/index.js'

type Maps<Record> = { readonly [P in Part]?: (record: Record) => PartValues[P] | null }

export interface System<Record> {
  readonly path: (recordId: string) => string
  readonly accept: readonly string[]
  /** The body checked against its shape. Throws a SourceFault. */
  readonly read: (body: unknown) => Record
  readonly subject: (record: Record) => Subject
  readonly maps: Maps<Record>
}

/** A source that answers every part from one body, and maps only the parts it is asked for. */
export function createSystem<Record>(
  { path, accept, read, subject, maps }: System<Record>,
  config: SourceConfig,
  transport: Transport,
): AgencySource {
  return {
    description: describe(config),
    offers: new Set(Object.keys(maps) as Part[]),
    lookup: (ask, call) =>
      reading(async (): Promise<Reading> => {
        const { status, body } = await transport.send({ path: path(ask.recordId), accept, expect: [404] }, call)
        if (status === 404) return { kind: 'nothing' }
        const record = read(body)
        const parts: { [P in Part]?: unknown } = {}
        for (const part of ask.parts) parts[part] = maps[part]?.(record)
        return {
          kind: 'read',
          recordId: ask.recordId,
          subject: subject(record),
          asOf: null,
          stale: false,
          parts: parts as Extract<Reading, { kind: 'read' }>['parts'],
          failedParts: {},
          protectedRecord: false,
        }
      }),
  }
}

/** A code with its words. */
export const coded = (code: string, en = code): Coded => ({
  code,
  system: null,
  label: { en, cy: en },
  recognised: true,
})

export const sexOf = (letter: string): Sex => (letter === 'F' ? 'FEMALE' : letter === 'M' ? 'MALE' : 'UNKNOWN')

/** Whom a record is about, in the words that every system of the harness has. */
export function subjectOf(given: string, family: string, dateOfBirth: string, sex: Sex | null): Subject {
  return {
    nhsNumber: null,
    nhsNumberVerified: false,
    upn: null,
    formerUpns: [],
    demographics: { givenNames: [given], familyNames: [family], dateOfBirth, sex, postcodeSector: null },
  }
}
