// Patient as the health board's patient administration system gives it, in UK Core shape (agencies.md §1.1, §1.6).
import type { PatientRow } from '../../region/model.js'
import {
  addressKey,
  compact,
  concept,
  CONFIDENTIALITY,
  gender,
  idOf,
  NHS_NUMBER,
  ODS,
  partialDate,
  period,
  type Resource,
  spread,
  UK,
  UK_EXTENSION,
} from '../resource.js'

const PAS = 'https://fhir.abuhb.nhs.wales/Id/pas-identifier'
const HUMAN_LANGUAGE = `${UK}/UKCore-HumanLanguage`

// Code 903 of the region to the NHS ethnic category.
const ETHNIC: Readonly<Record<string, string>> = {
  WBRI: 'A', WIRI: 'B', WIRT: 'C', WROM: 'C', WOTH: 'C', MWBC: 'D', MWBA: 'E', MWAS: 'F', MOTH: 'G', AIND: 'H',
  APKN: 'J', ABAN: 'K', AOTH: 'L', BCRB: 'M', BAFR: 'N', BOTH: 'P', CHNE: 'R', OOTH: 'S', REFU: 'Z', NOBT: 'Z',
} // prettier-ignore

// UK Core 2.1 writes the old numbers out in words.
const STATUS_WORDS: Readonly<Record<string, string>> = {
  '01': 'number-present-and-verified',
  '02': 'number-present-but-not-traced',
  '03': 'trace-required',
  '04': 'trace-attempted-no-match-or-multiple-match-found',
  '05': 'trace-needs-to-be-resolved-nhs-number-or-patient-detail-conflict',
}

/** The Patient of one record. A restricted one keeps back address, telephone and practice and is labelled `R`. */
export function patientOf(row: PatientRow, authorityName: (gss: string) => string | null): Resource {
  const where = row.restricted ? {} : whereabouts(row, authorityName)
  return compact({
    resourceType: 'Patient',
    id: row.patientId,
    meta: {
      profile: ['https://fhir.nhs.wales/StructureDefinition/DataStandardsWales-Patient'],
      ...labels(row),
    },
    extension: ethnicity(row),
    identifier: [...nhsNumber(row), { use: 'usual', system: PAS, value: row.pasNumber }],
    active: true,
    name: names(row),
    gender: gender(row.sex),
    birthDate: partialDate(row.dateOfBirth, row.dateOfBirthMask),
    communication: [{ language: language(row), preferred: true }],
    ...where,
  }) as Resource
}

function labels(row: PatientRow): object {
  const code = row.restricted ? 'R' : row.protectedRecord ? 'V' : null
  return code === null ? {} : { security: [{ system: CONFIDENTIALITY, code }] }
}

function nhsNumber(row: PatientRow): unknown[] {
  if (row.nhsNumber === null) return []
  const extension = verification(row)
  return [{ ...(extension === null ? {} : { extension: [extension] }), system: NHS_NUMBER, value: row.nhsNumber }]
}

/** Half of the records were loaded under the Welsh code list, half under UK Core 2.1; only Wales has `nn`. */
function verification(row: PatientRow): unknown {
  if (row.nhsStatus === null) return null
  const words = STATUS_WORDS[row.nhsStatus]
  const welsh = words === undefined || spread(row.patientId) % 2 === 0
  const coding = welsh
    ? { system: `${UK}/UKCore-NHSNumberVerificationStatusWales`, code: row.nhsStatus }
    : { system: `${UK}/UKCore-NHSNumberVerificationStatus`, version: '2.1.0', code: words }
  const url = `${UK_EXTENSION}/Extension-UKCore-NHSNumberVerificationStatus`
  return { url, valueCodeableConcept: concept(coding) }
}

function names(row: PatientRow): unknown[] {
  const given = [row.givenName, ...(row.middleNames ?? '').split(' ').filter(name => name !== '')]
  return [
    { use: 'official', family: row.familyName, given },
    ...(row.knownAs === null ? [] : [{ use: 'nickname', given: [row.knownAs] }]),
    ...row.formerNames
      .filter(name => name.use !== 'nickname' || name.givenName !== row.knownAs)
      .map(name => ({ use: nameUse(name.use), family: name.familyName, given: [name.givenName] })),
  ]
}

function nameUse(use: string): string {
  return use === 'nickname' || use === 'maiden' ? use : 'old'
}

function ethnicity(row: PatientRow): unknown[] {
  const code = row.ethnicity === null ? undefined : ETHNIC[row.ethnicity]
  if (code === undefined) return []
  const url = `${UK_EXTENSION}/Extension-UKCore-EthnicCategory`
  return [{ url, valueCodeableConcept: concept({ system: `${UK}/UKCore-EthnicCategory`, code }) }]
}

function language(row: PatientRow): unknown {
  return row.language === 'other' ? { text: 'Other' } : concept({ system: HUMAN_LANGUAGE, code: row.language })
}

const USE = { HOME: 'home', PLACEMENT: 'temp', TEMPORARY: 'temp', FORMER: 'old' } as const

function whereabouts(row: PatientRow, authorityName: (gss: string) => string | null): object {
  const own = row.phones.filter(phone => isChild(phone.owner))
  const others = row.phones.filter(phone => !isChild(phone.owner))
  return {
    // The hospital is never given an address that must not be passed on.
    address: row.addresses
      .filter(address => !address.doNotDisclose)
      .map(address =>
        compact({
          extension: address.uprn === null ? [] : [addressKey('UPRN', address.uprn)],
          use: USE[address.use],
          line: address.lines,
          city: address.town,
          district: address.gss === null ? null : authorityName(address.gss),
          postalCode: address.postcode,
          period: period(address.from, address.until),
        }),
      ),
    telecom: own.map(phone => ({ system: 'phone', value: phone.number, use: phone.use.toLowerCase() })),
    contact: others.map(phone => ({
      name: { text: phone.owner },
      telecom: [{ system: 'phone', value: phone.number, use: phone.use.toLowerCase() }],
    })),
    generalPractitioner:
      row.gp === null
        ? []
        : [
            {
              reference: `Organization/${organisationId(row.gp.ods)}`,
              identifier: { system: ODS, value: row.gp.ods },
              display: row.gp.name,
            },
          ],
  }
}

function isChild(owner: string): boolean {
  return /^(self|own|child|young person)$/i.test(owner)
}

/** The id of an organisation's resource, from its ODS code. */
export function organisationId(ods: string): string {
  return idOf(`org-${ods}`)
}
