// Codes about what worries people: alerts and warnings, factors found by assessments, where referrals come from.
import { codeList } from '../codes.js'

const trafficking = ['Trafficking concern', 'Pryder am fasnachu pobl'] as const
const cutting = ['Female genital mutilation concern', 'Pryder am anffurfio organau cenhedlu benywod'] as const
const radicalisation = ['Radicalisation concern', 'Pryder am radicaleiddio'] as const

/** Eclipse's alert types and warnings. */
export const ALERT = codeList('eclipse-alert', [
  ['ALERT01', ...trafficking],
  ['ALERT02', ...cutting],
  ['ALERT03', ...radicalisation],
  ['ALERT04', 'Child is missing', "Mae'r plentyn ar goll"],
  ['ALERT05', 'Suicide concern', 'Pryder am hunanladdiad'],
  ['ALERT06', ...cutting],
  ['ALERT07', 'Child sexual exploitation concern', "Pryder am gamfanteisio'n rhywiol ar blant"],
  ['ALERT08', ...trafficking],
  ['ALERT09', ...radicalisation],
  ['ALERT10', 'Notified by another authority as missing', 'Hysbyswyd gan awdurdod arall fel plentyn ar goll'],
  ['ALERT11', 'Concern for parents', 'Pryder am y rhieni'],
  ['POLICE', 'Police warning', 'Rhybudd yr heddlu'],
  ['RISKLONEWORKER', 'Risk to lone workers', 'Risg i weithwyr unigol'],
  ['RISK_20', 'Multi-agency public protection', 'Amddiffyn y cyhoedd amlasiantaeth'],
  ['RISK_21', 'Risk to children', 'Risg i blant'],
  ['RISK_23', 'Risk if information is disclosed', 'Risg os datgelir gwybodaeth'],
  ['RISK_24', 'Dangerous pets', 'Anifeiliaid anwes peryglus'],
])

const whose = (number: string, [en, cy]: readonly [string, string]): readonly (readonly [string, string, string])[] => [
  [`${number}A`, `${en}: child`, `${cy}: plentyn`],
  [`${number}B`, `${en}: parent or carer`, `${cy}: rhiant neu ofalwr`],
  [`${number}C`, `${en}: other person in the household`, `${cy}: person arall yn yr aelwyd`],
]
const same = (codes: readonly string[], en: string, cy: string) => codes.map(code => [code, en, cy] as const)

/** Factors of the children-in-need census. */
export const ASSESSMENT_FACTOR = codeList('cin-factor', [
  ...whose('1', ['Alcohol misuse', 'Camddefnyddio alcohol']),
  ...whose('2', ['Drug misuse', 'Camddefnyddio cyffuriau']),
  ...whose('3', ['Domestic abuse', 'Cam-drin domestig']),
  ...whose('4', ['Mental health', 'Iechyd meddwl']),
  ...whose('5', ['Learning disability', 'Anabledd dysgu']),
  ...whose('6', ['Physical disability or illness', 'Anabledd neu salwch corfforol']),
  ['7A', 'Young carer', 'Gofalwr ifanc'],
  ['8A', 'Privately fostered', "Wedi'i faethu'n breifat"],
  ['9A', 'Unaccompanied asylum seeker', 'Ceisiwr lloches ar ei ben ei hun'],
  ['10A', 'Going missing', 'Mynd ar goll'],
  ['11A', 'Child sexual exploitation', "Camfanteisio'n rhywiol ar blant"],
  ['12A', 'Trafficking', 'Masnachu pobl'],
  ['13A', 'Gangs', 'Gangiau'],
  ['14A', 'Socially unacceptable behaviour', 'Ymddygiad cymdeithasol annerbyniol'],
  ['15A', 'Self-harm', 'Hunan-niweidio'],
  ['16A', 'Neglect', 'Esgeulustod'],
  ['17A', 'Emotional abuse', 'Cam-drin emosiynol'],
  ...same(['18A', '18B', '18C'], 'Physical abuse', 'Cam-drin corfforol'),
  ...same(['19A', '19B', '19C'], 'Sexual abuse', 'Cam-drin rhywiol'),
  ['20', 'Other', 'Arall'],
  ['21', 'No factors found', 'Dim ffactorau'],
  ['22A', 'Female genital mutilation', 'Anffurfio organau cenhedlu benywod'],
  ['23A', 'Abuse linked to faith or belief', "Cam-drin sy'n gysylltiedig â ffydd neu gred"],
  ['24A', 'Child criminal exploitation', "Camfanteisio'n droseddol ar blant"],
])

export const REFERRAL_SOURCE = codeList('cin-referral-source', [
  ['1A', 'Family member', "Aelod o'r teulu"],
  ['1B', 'Acquaintance', 'Rhywun cyfarwydd'],
  ['1C', 'The child', 'Y plentyn'],
  ['1D', 'Other individual', 'Unigolyn arall'],
  ['2A', 'School', 'Ysgol'],
  ['2B', 'Education service', 'Gwasanaeth addysg'],
  ['3A', 'General practice', 'Meddygfa'],
  ['3B', 'Health visitor', 'Ymwelydd iechyd'],
  ['3C', 'School nurse', 'Nyrs ysgol'],
  ['3D', 'Other primary health service', 'Gwasanaeth iechyd sylfaenol arall'],
  ['3E', 'Emergency department', 'Adran achosion brys'],
  ['3F', 'Other health service', 'Gwasanaeth iechyd arall'],
  ['4', 'Housing', 'Tai'],
  ...same(['5A', '5B'], 'Own local authority', 'Yr awdurdod lleol ei hun'),
  ...same(['5C', '5D'], 'Another local authority', 'Awdurdod lleol arall'),
  ['6', 'Police', 'Heddlu'],
  ['7', 'Legal agency', 'Asiantaeth gyfreithiol'],
  ['8', 'Other', 'Arall'],
  ['9', 'Anonymous', 'Dienw'],
  ['10', 'Not known', 'Ddim yn hysbys'],
])
