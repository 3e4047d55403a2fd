// The code lists school systems send besides attendance, with both languages (agencies.md §2.3, §2.6, §4.4).
import type { CodeList } from './coded.js'

export const ETHNICITY: CodeList = {
  system: 'ethnicity-903',
  labels: {
    WBRI: ['White British', 'Gwyn Prydeinig'],
    WIRI: ['White Irish', 'Gwyn Gwyddelig'],
    WOTH: ['Any other White background', 'Unrhyw gefndir Gwyn arall'],
    WIRT: ['Traveller of Irish heritage', 'Teithiwr o dras Wyddelig'],
    WROM: ['Gypsy or Roma', 'Sipsi neu Roma'],
    MWBC: ['White and Black Caribbean', 'Gwyn a Du Caribïaidd'],
    MWBA: ['White and Black African', 'Gwyn a Du Affricanaidd'],
    MWAS: ['White and Asian', 'Gwyn ac Asiaidd'],
    MOTH: ['Any other mixed background', 'Unrhyw gefndir cymysg arall'],
    AIND: ['Indian', 'Indiaidd'],
    APKN: ['Pakistani', 'Pacistanaidd'],
    ABAN: ['Bangladeshi', 'Bangladeshaidd'],
    AOTH: ['Any other Asian background', 'Unrhyw gefndir Asiaidd arall'],
    BCRB: ['Black Caribbean', 'Du Caribïaidd'],
    BAFR: ['Black African', 'Du Affricanaidd'],
    BOTH: ['Any other Black background', 'Unrhyw gefndir Du arall'],
    CHNE: ['Chinese', 'Tsieineaidd'],
    OOTH: ['Any other ethnic background', 'Unrhyw gefndir ethnig arall'],
    REFU: ['Declined to say', 'Wedi gwrthod dweud'],
    NOBT: ['Not yet obtained', 'Heb ei gael eto'],
  },
}

export const LANGUAGE: CodeList = {
  system: 'school-language',
  labels: { en: ['English', 'Saesneg'], cy: ['Welsh', 'Cymraeg'], other: ['Another language', 'Iaith arall'] },
}

export const RELATIONSHIP: CodeList = {
  system: 'school-relationship',
  labels: {
    MOTHER: ['Mother', 'Mam'],
    FATHER: ['Father', 'Tad'],
    STEP_PARENT: ['Step-parent', 'Llys-riant'],
    FOSTER_CARER: ['Foster carer', 'Gofalwr maeth'],
    SIBLING: ['Brother or sister', 'Brawd neu chwaer'],
    GRANDPARENT: ['Grandparent', 'Tad-cu neu fam-gu'],
    OTHER: ['Other', 'Arall'],
  },
}

/** The roles OneRoster has for people round a pupil. */
export const ONEROSTER_ROLE: CodeList = {
  system: 'oneroster-role',
  labels: {
    parent: ['Parent', 'Rhiant'],
    guardian: ['Guardian or carer', 'Gwarcheidwad neu ofalwr'],
    relative: ['Relative', 'Perthynas'],
  },
}

export const BEHAVIOUR: CodeList = {
  system: 'school-behaviour',
  labels: {
    BULL: ['Bullying', 'Bwlio'],
    DISR: ['Disruption', 'Tarfu'],
    VERB: ['Verbal abuse or threats', 'Cam-drin geiriol neu fygythiadau'],
    FIGH: ['Fighting', 'Ymladd'],
    ABSC: ['Left the site without leave', 'Gadael y safle heb ganiatâd'],
    TRUA: ['Truancy', 'Triwantiaeth'],
    SUBS: ['Drugs, alcohol or smoking', 'Cyffuriau, alcohol neu ysmygu'],
    DAMA: ['Damage', 'Difrod'],
    THEF: ['Theft', 'Lladrad'],
  },
}

export const EXCLUSION_REASON: CodeList = {
  system: 'exclusion-reason',
  labels: {
    PP: ['Physical assault on a pupil', 'Ymosodiad corfforol ar ddisgybl'],
    PA: ['Physical assault on an adult', 'Ymosodiad corfforol ar oedolyn'],
    VP: ['Verbal abuse of or threat to a pupil', 'Cam-drin geiriol neu fygwth disgybl'],
    VA: ['Verbal abuse of or threat to an adult', 'Cam-drin geiriol neu fygwth oedolyn'],
    OW: ['Weapon used or threatened', 'Defnyddio neu fygwth defnyddio arf'],
    BU: ['Bullying', 'Bwlio'],
    RA: ['Racist abuse', 'Cam-drin hiliol'],
    LG: [
      'Abuse over sexual orientation or gender identity',
      'Cam-drin ynghylch cyfeiriadedd rhywiol neu hunaniaeth rhywedd',
    ],
    DS: ['Abuse over disability', 'Cam-drin ynghylch anabledd'],
    DM: ['Damage', 'Difrod'],
    SM: ['Sexual misconduct', 'Camymddwyn rhywiol'],
    DA: ['Drugs or alcohol', 'Cyffuriau neu alcohol'],
    TH: ['Theft', 'Lladrad'],
    MT: ['Misuse of social media or technology', 'Camddefnyddio cyfryngau cymdeithasol neu dechnoleg'],
    DB: ['Persistent disruption', 'Tarfu parhaus'],
    PH: ['Breach of public-health measures', 'Torri mesurau iechyd y cyhoedd'],
  },
}

export const PROVISION: CodeList = {
  system: 'learning-provision',
  labels: {
    ALN: ['Additional learning needs', 'Anghenion dysgu ychwanegol'],
    IDP: ['Individual development plan', 'Cynllun datblygu unigol'],
    'IDP-SCHOOL': ['Individual development plan kept by the school', 'Cynllun datblygu unigol a gynhelir gan yr ysgol'],
    'IDP-LA': [
      'Individual development plan kept by the authority',
      'Cynllun datblygu unigol a gynhelir gan yr awdurdod',
    ],
    N: ['No special educational provision', 'Dim darpariaeth addysgol arbennig'],
    K: ['SEN support', 'Cymorth AAA'],
    E: ['Education, health and care plan', 'Cynllun addysg, iechyd a gofal'],
  },
}

export const NEED: CodeList = {
  system: 'learning-need',
  labels: {
    SPLD: ['Specific learning difficulty', 'Anhawster dysgu penodol'],
    MLD: ['Moderate learning difficulty', 'Anhawster dysgu cymedrol'],
    SLD: ['Severe learning difficulty', 'Anhawster dysgu difrifol'],
    PMLD: ['Profound and multiple learning difficulty', 'Anhawster dysgu dwys a lluosog'],
    SEMH: ['Social, emotional and mental health', 'Cymdeithasol, emosiynol ac iechyd meddwl'],
    SLCN: ['Speech, language and communication', 'Lleferydd, iaith a chyfathrebu'],
    HI: ['Hearing impairment', 'Nam ar y clyw'],
    VI: ['Vision impairment', 'Nam ar y golwg'],
    MSI: ['Multi-sensory impairment', 'Nam amlsynhwyraidd'],
    PD: ['Physical disability', 'Anabledd corfforol'],
    ASD: ['Autism', 'Awtistiaeth'],
    OTH: ['Other difficulty or disability', 'Anhawster neu anabledd arall'],
  },
}
