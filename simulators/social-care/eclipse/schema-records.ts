// What hangs on a person in the simulated Eclipse, and the two lists that are asked for apart. `[A]` marks what is assumed.

/** SDL of everything below Person and Query. */
export const ECLIPSE_RECORDS = /* GraphQL */ `
  type AlternateName {
    forename: String
    surname: String
    type: String
  }
  type FuzzyDate {
    lower: Date
    upper: Date
    mask: DateMask
  }
  type CodedEntry {
    code: String
    name: String
  }
  type Address {
    type: AddressType
    usage: String
    preferred: Boolean
    doNotDisclose: Boolean
    location: Location
    startDate: Date
    endDate: Date
  }
  type Location {
    "[A] apart from postcode and uprn"
    lines: [String!]
    town: String
    postcode: String
    uprn: String
    localAuthority: LocalAuthority
  }
  type LocalAuthority {
    gssCode: String
    name: String
  }
  type TelephoneContact {
    owner: String
    number: String
    type: String
  }
  type ReferenceNumber {
    type: String
    referenceNumber: String
  }
  type Classification {
    code: String
    codePath: String
    name: String
    significantWhenCurrent: Boolean
  }
  type ClassificationAssignment {
    classification: Classification
    startDateTime: DateTime
    endDateTime: DateTime
    endReason: String
    status: String
    assignmentDateStatus: String
  }
  type AlertAssignment {
    type: String
    startDate: Date
    endDate: Date
    notes: String
  }
  type WarningAssignment {
    type: String
    startDate: Date
    endDate: Date
    notes: String
  }
  "[A] below its name"
  type PersonRelationship {
    id: ID!
    kind: RelationshipKind
    type: CodedEntry
    person: RelatedPerson
    sameHousehold: Boolean
    priority: Int
  }
  type RelatedPerson {
    name: String
    dateOfBirth: Date
    telephone: String
  }
  "[A] below its name"
  type KeyPersonRelationship {
    relationshipId: ID!
    attributes: [RelationshipAttribute!]
  }
  type LegalStatus {
    type: CodedEntry
    startDate: Date
    endDate: Date
  }
  type ChildProtectionPlan {
    startDate: Date
    endDate: Date
    latestCategory: CodedEntry
    otherAuthority: Boolean
  }
  "In Wales the kind is text: the Welsh code letters are not published."
  type PlacementKind {
    system: String
    code: String
    text: String
  }
  type Placement {
    kind: PlacementKind
    provider: CodedEntry
    urn: String
    name: String
    postcode: String
    telephone: String
    distanceMiles: Float
    startDate: Date
    endDate: Date
    changeReason: CodedEntry
    doNotDisclose: Boolean
  }
  type Assessment {
    type: String
    startDate: Date
    endDate: Date
    factors: [String!]
    outcome: String
  }
  type Referral {
    date: Date
    source: CodedEntry
    outcome: String
  }
  type Meeting {
    type: String
    date: Date
    decision: String
  }
  type SecuredContext {
    subjectAccessAllowed: Boolean
    subjectRestrictedViaLock: Boolean
    subjectLockOwner: String
  }
  type SecurityMetaData {
    secured: Boolean
    readSummary: Boolean
    readDetail: Boolean
    write: Boolean
    admin: Boolean
  }

  type ChronologyEntryResults {
    cursor: Cursor!
    results: [ChronologyEntry!]!
  }
  "[A] below its name, apart from the subtype BEHAVIOURS01: missing from home or care."
  type ChronologyEntry {
    id: ID!
    subType: CodedEntry
    startDateTime: DateTime
    endDateTime: DateTime
    text: String
    missing: MissingDetails
  }
  type MissingDetails {
    reference: String
    type: String
    returnInterviewOffered: String
    returnInterviewAccepted: String
  }

  type PersonProfessionalRelationshipResults {
    cursor: Cursor!
    results: [PersonProfessionalRelationship!]!
  }
  "[A] below its name"
  type PersonProfessionalRelationship {
    role: CodedEntry
    professional: Professional
    team: String
    startDate: Date
    endDate: Date
  }
  type Professional {
    id: ID
    name: String
    organisation: String
    telephone: String
    email: String
    registrationNumber: String
  }
`
