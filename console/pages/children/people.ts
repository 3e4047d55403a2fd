// Where the child usually is, and who belongs to the child.
import type { ChildContactQuery, ChildFamilyQuery, ChildWhoQuery } from './generated/query.js'
import { coded, group, over, row, span, type Child, type Group, type Speech } from './speech.js'

type Contact = Child<ChildContactQuery>['contact'][number]['record']
type Family = Child<ChildFamilyQuery>['family'][number]['record']
type Identity = Child<ChildWhoQuery>['identity'][number]['record']

export function contact(say: Speech, record: Contact, now: Date): readonly Group[] {
  const { label } = say
  const addresses = record?.addresses?.filter(({ until }) => !over(until, now))
  return [
    group('addresses', addresses, ({ use, lines, town, postcode, from, until }) =>
      row(
        [[...(lines ?? []), town, postcode].filter(each => each != null).join(', ')],
        [use === null ? null : label('AddressUse', use), span(say, from, until)],
      ),
    ),
    group('phones', record?.phones, ({ owner, number, use }) => row([owner], [use], number)),
  ]
}

export const family = (say: Speech, record: Family): readonly Group[] => [
  group('family', record?.people, each =>
    row(
      [each.name, coded(say, each.relationship)],
      [
        each.contactRestriction === 'NO_CONTACT' || each.contactRestriction === 'RESTRICTED'
          ? say.label('ContactRestriction', each.contactRestriction)
          : null,
        each.parentalResponsibility === 'YES' ? say.t('parental') : null,
        each.sameHousehold === 'YES' ? say.t('household') : null,
        ...(each.risks ?? []),
      ],
      each.phone,
    ),
  ),
]

/** Whom the child must not be with: a warning of its own. */
export const restrictions = (say: Speech, record: Family): Group =>
  group(
    'family',
    record?.people?.filter(
      each => each.contactRestriction === 'NO_CONTACT' || each.contactRestriction === 'RESTRICTED',
    ),
    each =>
      row(
        [each.contactRestriction === null ? null : say.label('ContactRestriction', each.contactRestriction), each.name],
        [coded(say, each.relationship), ...(each.risks ?? [])],
      ),
  )

export const identity = (say: Speech, record: Identity): readonly Group[] => {
  const one = record === null ? null : [record]
  return [
    group('nhsNumber', one, each => row([each.nhsNumber])),
    group('upn', one, each => row([each.upn])),
    group('language', one, each =>
      row(
        [coded(say, each.language)],
        [each.interpreterNeeded === 'YES' ? say.t('interpreter') : null, ...(each.communicationNeeds ?? [])],
      ),
    ),
    group('deceased', one, each => row([each.deceasedOn === null ? null : say.dates.day(each.deceasedOn)])),
  ]
}
