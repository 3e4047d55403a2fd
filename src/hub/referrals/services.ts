// To whom a child can be referred on (G, table 6), and why a service says no or stops.
import { say } from '../words.js'

const OTHER = say('Other', 'Arall')

export const SERVICES = {
  MEDIATION: say('Mediation', 'Cyfryngu'),
  MARF: say('Safeguarding (multi-agency referral form)', 'Diogelu (ffurflen atgyfeirio amlasiantaeth)'),
  SERAF: say('Sexual exploitation risk assessment', 'Asesiad risg camfanteisio rhywiol'),
  NRM: say('National Referral Mechanism', 'Y Mecanwaith Atgyfeirio Cenedlaethol'),
  BEREAVEMENT: say('Bereavement support', 'Cymorth profedigaeth'),
  COUNSELLING: say('Counselling', 'Cwnsela'),
  FAMILIES_FIRST: say('Families First', 'Teuluoedd yn Gyntaf'),
  ANGER_MANAGEMENT: say('Anger management', 'Rheoli dicter'),
  CAMHS: say('Child and adolescent mental health services', "Gwasanaethau iechyd meddwl plant a'r glasoed"),
  BARNARDOS: say("Barnardo's", "Barnardo's Cymru"),
  DISABILITIES: say('Disabilities team', 'Tîm anableddau'),
  SUBSTANCE_MISUSE: say('Substance misuse service', 'Gwasanaeth camddefnyddio sylweddau'),
  YOUTH_SERVICES: say('Youth services', 'Gwasanaethau ieuenctid'),
} as const

export const SERVICE_REFUSED = {
  BELOW_THRESHOLD: say('Below its threshold', 'Islaw ei drothwy'),
  NO_CAPACITY: say('No capacity', 'Dim lle'),
  OUT_OF_AREA: say('Not its area', 'Nid ei ardal'),
  KNOWN_ELSEWHERE: say('Already with another service', 'Eisoes gyda gwasanaeth arall'),
  FAMILY_DECLINED: say('Child or family declined', 'Gwrthododd y plentyn neu’r teulu'),
  OTHER,
} as const

export const OUTCOMES = {
  COMPLETED: say('Completed', 'Cwblhawyd'),
  DID_NOT_ENGAGE: say('Did not engage', 'Heb ymgysylltu'),
  WITHDRAWN: say('Withdrawn', 'Tynnwyd yn ôl'),
  REFERRED_ON: say('Referred on', 'Atgyfeiriwyd ymlaen'),
  OTHER,
} as const
