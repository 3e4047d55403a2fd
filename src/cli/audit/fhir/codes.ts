// Codes of FHIR R4 AuditEvent as IHE Basic Audit Log Patterns (ITI BALP 1.1) has them.

export interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
}

const coding = (system: string, code: string, display: string): Coding => ({ system, code, display })
const DICOM = 'http://dicom.nema.org/resources/ontology/DCM'

export const REST = coding('http://terminology.hl7.org/CodeSystem/audit-event-type', 'rest', 'RESTful Operation')
export const SEARCH = coding('http://hl7.org/fhir/restful-interaction', 'search', 'search')
export const SECURITY_ALERT = coding(DICOM, '110113', 'Security Alert')
export const BY_ROLE = coding(
  'https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType',
  'AuthZ-Role',
  'Authorization Decision using only Roles',
)
export const EXPORT = coding(DICOM, '110106', 'Export')
export const DISCLOSE = coding(
  'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
  'disclose',
  'Disclose Record Lifecycle Event',
)

export const SOURCE_ROLE = coding(DICOM, '110153', 'Source Role ID')
export const DESTINATION_ROLE = coding(DICOM, '110152', 'Destination Role ID')
export const APPLICATION = coding(DICOM, '110150', 'Application')
export const RECIPIENT = coding(
  'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  'IRCP',
  'information recipient',
)
export const ORGANISATION = coding('http://terminology.hl7.org/CodeSystem/v3-RoleClass', 'PROV', 'healthcare provider')
export const AUTHORIZER = coding(
  'http://terminology.hl7.org/CodeSystem/extra-security-role-type',
  'authserver',
  'authorization server',
)

export const PERSON = coding('http://terminology.hl7.org/CodeSystem/audit-entity-type', '1', 'Person')
export const SYSTEM_OBJECT = coding('http://terminology.hl7.org/CodeSystem/audit-entity-type', '2', 'System Object')
export const REQUEST_ID = coding(
  'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType',
  'XrequestId',
  'X-Request-Id',
)
export const PATIENT = coding('http://terminology.hl7.org/CodeSystem/object-role', '1', 'Patient')
export const REPORT = coding('http://terminology.hl7.org/CodeSystem/object-role', '3', 'Report')
export const SECURITY_RESOURCE = coding('http://terminology.hl7.org/CodeSystem/object-role', '13', 'Security Resource')
export const QUERY = coding('http://terminology.hl7.org/CodeSystem/object-role', '24', 'Query')
export const SERVER = coding('http://terminology.hl7.org/CodeSystem/security-source-type', '4', 'Application Server')

export const PROFILE = {
  query: 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Query',
  patientQuery: 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PatientQuery',
  disclosure: 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source',
} as const
