// The subset of the Eclipse schema that this system serves. Fields without a mark are published with the DfE matching
// code; `[A]` marks what is assumed because the published subset stops short of it. See README.md.

import { ECLIPSE_RECORDS } from './schema-records.js'

/** SDL of the simulated Eclipse. */
export const ECLIPSE_SDL = /* GraphQL */ `
  ${ECLIPSE_RECORDS}

  scalar Date
  scalar DateTime

  type Query {
    personByCriteria(
      nameOrId: String
      nhsNo: String
      upn: String
      tupn: String
      dayOfBirth: Int
      monthOfBirth: Int
      yearOfBirth: Int
      maxAge: Int
      gender: Gender
      postCode: String
      houseStreetOrTown: String
      refNo: String
      extRefNo: String
      "[A]"
      allocatedWorkerId: ID
      "[A]"
      allocatedTeams: [String!]
      useSoundalike: Boolean = true
      matchBeginning: Boolean = false
      paging: Paging = { pageNumber: 1, pageSize: 10 }
      sort: PersonSort = ID
    ): PersonResults!
    person(id: ID!): Person
    chronologyEntriesForPersonByCriteria(
      personId: ID!
      startDate: Date
      endDate: Date
      entryTypes: [String!]
      paging: Paging = { pageNumber: 1, pageSize: 10 }
    ): ChronologyEntryResults
    personProfessionalRelationships(
      personId: ID!
      paging: Paging = { pageNumber: 1, pageSize: 10 }
    ): PersonProfessionalRelationshipResults
  }

  input Paging {
    pageNumber: Int = 1
    pageSize: Int = 10
  }
  "[A]"
  enum PersonSort {
    ID
    SURNAME
  }
  type Cursor {
    offset: Int!
    pageNumber: Int!
    pageSize: Int!
    returned: Int!
    totalSize: Int!
    securityMetaData: CursorSecurityMetaData
  }
  type CursorSecurityMetaData {
    numberOfRemovedElements: Int!
    numberOfSecuredElements: Int!
  }
  type PersonResults {
    cursor: Cursor!
    results: [PersonResult!]!
  }
  union PersonResult = Person | RedactedResult
  type RedactedResult {
    id: ID!
  }

  enum Gender {
    FEMALE
    MALE
    INDETERMINATE
    UNKNOWN
  }
  enum DateMask {
    DAY
    MONTH
    YEAR
    NONE
  }
  enum AddressType {
    HOME
    PLACEMENT
    EMERGENCY
    WORK
  }
  enum RelationshipKind {
    FAMILIAL
    PROFESSIONAL
    SOCIAL
  }
  enum RelationshipAttribute {
    ALLOCATED_WORKER
    KEY_WORKER
    PARENTAL_RESPONSIBILITY
    NON_CONTACT
    RESTRICTED_CONTACT
  }
  enum DuplicateStatus {
    MASTER
    DUPLICATE
  }

  type Person {
    id: ID!
    objectVersion: Int
    personIdentifier: String
    forename: String
    middleNames: String
    surname: String
    knownAs: String
    alternateNames: [AlternateName!]
    nhsNumber: String
    gender: Gender
    dateOfBirth: FuzzyDate
    dateOfBirthEstimated: Boolean
    "[A] 2021 census and 903 codes"
    ethnicity: CodedEntry
    "[A]"
    firstLanguage: CodedEntry
    "[A]"
    interpreterRequired: Boolean
    addresses: [Address!]
    preferredAddress: Address
    "[A]"
    telephoneContacts: [TelephoneContact!]
    referenceNumbers: [ReferenceNumber!]
    classificationAssignments: [ClassificationAssignment!]
    alertAssignments: [AlertAssignment!]
    warningAssignments: [WarningAssignment!]
    personRelationships(kinds: [RelationshipKind!]): [PersonRelationship!]
    keyPersonRelationships(relationshipAttributes: [RelationshipAttribute!]!): [KeyPersonRelationship!]
    "[A]"
    legalStatuses: [LegalStatus!]
    "[A]"
    childProtectionPlans: [ChildProtectionPlan!]
    "[A]"
    placements: [Placement!]
    "[A]"
    responsibleLocalAuthority: LocalAuthority
    "[A]"
    hostLocalAuthority: LocalAuthority
    "[A]"
    assessments: [Assessment!]
    "[A]"
    referrals: [Referral!]
    "[A]"
    meetings: [Meeting!]
    duplicateStatus: DuplicateStatus
    "[A] The record that stands in place of this duplicate."
    duplicateMasterId: ID
    securedContext: SecuredContext
    securityMetaData: SecurityMetaData
  }
`
