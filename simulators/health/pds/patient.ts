// Patient and RelatedPerson as the national demographics service gives them (agencies.md §1.2).
import type { DemographicsRow } from '../../region/model.js'
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
  relationship,
  type Resource,
  spread,
  UK,
  UK_EXTENSION,
} from '../resource.js'

/** The Patient of one entry. A restricted one has no address, telephone or practice and is labelled `R`. */
export function patientOf(row: DemographicsRow): Resource {
  const label = row.restricted ? { code: 'R', display: 'restricted' } : { code: 'U', display: 'unrestricted' }
  return compact({
    resourceType: 'Patient',
    id: row.nhsNumber,
    meta: { versionId: '2', security: [{ system: CONFIDENTIALITY, ...label }] },
    extension: [communication(row)],
    identifier: [{ extension: [verified], system: NHS_NUMBER, value: row.nhsNumber }],
    name: names(row),
    gender: gender(row.sex),
    birthDate: partialDate(row.dateOfBirth, row.dateOfBirthMask),
    ...(row.restricted ? {} : whereabouts(row)),
  }) as Resource
}

const verified = {
  url: `${UK_EXTENSION}/Extension-UKCore-NHSNumberVerificationStatus`,
  valueCodeableConcept: concept({
    system: `${UK}/UKCore-NHSNumberVerificationStatus`,
    version: '1.0.0',
    code: '01',
    display: 'Number present and verified',
  }),
}

/** The service keeps language in an extension of its own, with whether an interpreter is needed. */
function communication(row: DemographicsRow): unknown {
  const language =
    row.language === 'other'
      ? { text: 'Other' }
      : concept({ system: `${UK}/UKCore-HumanLanguage`, version: '1.0.0', code: row.language })
  return {
    url: `${UK_EXTENSION}/Extension-UKCore-NHSCommunication`,
    extension: [
      { url: 'language', valueCodeableConcept: language },
      { url: 'interpreterRequired', valueBoolean: row.language === 'other' },
    ],
  }
}

function names(row: DemographicsRow): unknown[] {
  const given = [row.givenName, ...(row.middleNames ?? '').split(' ').filter(name => name !== '')]
  const id = (suffix: number): string => String(spread(row.nhsNumber + String(suffix)) % 1_000_000)
  return [
    { id: id(0), use: 'usual', family: row.familyName, given },
    ...(row.knownAs === null ? [] : [{ id: id(1), use: 'nickname', given: [row.knownAs] }]),
    ...row.formerNames
      .filter(name => name.use !== 'nickname')
      .map((name, index) => ({ id: id(index + 2), use: 'old', family: name.familyName, given: [name.givenName] })),
  ]
}

function whereabouts(row: DemographicsRow): object {
  const home = row.addresses.find(address => address.use === 'HOME' && !address.doNotDisclose)
  return {
    address:
      home === undefined
        ? []
        : [
            compact({
              id: '456',
              extension: home.uprn === null ? [] : [addressKey('UPRN', home.uprn)],
              use: 'home',
              line: [...home.lines, home.town.toUpperCase()],
              postalCode: home.postcode,
              period: period(home.from, home.until),
            }),
          ],
    telecom: row.phones
      .filter(({ owner }) => /^(self|own|child|young person)$/i.test(owner))
      .map(phone => ({ system: 'phone', value: phone.number, use: phone.use.toLowerCase() })),
    generalPractitioner:
      row.gpOds === null ? [] : [{ type: 'Organization', identifier: { system: ODS, value: row.gpOds } }],
  }
}

/** The people the service links to a patient; a restricted patient's are kept back. */
export function relatedOf(row: DemographicsRow): Resource[] {
  if (row.restricted) return []
  return row.relatives.map(
    (relative, index) =>
      compact({
        resourceType: 'RelatedPerson',
        id: idOf(`${row.nhsNumber}-${String(index + 1)}`),
        extension:
          relative.priority === null
            ? []
            : [{ url: `${UK_EXTENSION}/Extension-UKCore-ContactRank`, valuePositiveInt: relative.priority }],
        active: true,
        patient: { type: 'Patient', identifier: { system: NHS_NUMBER, value: row.nhsNumber } },
        relationship: [relationship(relative.relationship)],
        name: [{ use: 'usual', text: relative.name }],
        telecom: relative.phone === null ? [] : [{ system: 'phone', value: relative.phone, use: 'mobile' }],
        birthDate: relative.dateOfBirth,
      }) as Resource,
  )
}
