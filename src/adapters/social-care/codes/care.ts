// Legal status, placement and plan codes. The lists are England's SSDA903 of all years, dropped codes included, because
// old records keep them; Wales shares legal status, and sends placement kinds as text (agencies.md §4.4).
import { codeList, type CodeList } from '../codes.js'

const LEGAL = [
  ['C1', 'Interim care order', 'Gorchymyn gofal interim'],
  ['C2', 'Full care order', 'Gorchymyn gofal llawn'],
  ['D1', 'Freeing order', 'Gorchymyn rhyddhau'],
  ['E1', 'Placement order', 'Gorchymyn lleoli'],
  ['V3', 'Short breaks, each one recorded', "Seibiannau byr, pob un wedi'i gofnodi"],
  ['V4', 'Short breaks, recorded as one agreement', "Seibiannau byr, wedi'u cofnodi fel un cytundeb"],
  ['L1', 'Police protection', 'Amddiffyniad yr heddlu'],
  ['L2', 'Emergency protection order', 'Gorchymyn amddiffyn brys'],
  ['L3', 'Child assessment order', 'Gorchymyn asesu plentyn'],
  ['J1', 'On remand', 'Ar remand'],
  ['J2', 'Detained under PACE', "Wedi'i gadw o dan PACE"],
  ['J3', 'Sentenced to a youth rehabilitation order', "Wedi'i ddedfrydu i orchymyn adsefydlu ieuenctid"],
] as const

/** Code V2 is accommodation under section 76 of the Welsh Act in Wales, and section 20 of the Children Act in England. */
export const LEGAL_STATUS: Readonly<Record<'wales' | 'england', CodeList>> = {
  wales: codeList('legal-status', [
    ...LEGAL,
    ['V2', 'Accommodated by agreement (section 76)', 'Llety trwy gytundeb (adran 76)'],
  ]),
  england: codeList('legal-status', [
    ...LEGAL,
    ['V2', 'Accommodated by agreement (section 20)', 'Llety trwy gytundeb (adran 20)'],
  ]),
}

/** England. K3 came in 2024-25; P2, H5 and Z1 went in 2025-26, when Z11 to Z14 came. */
export const PLACEMENT_TYPE = codeList('ssda903-placement', [
  [
    'A3',
    'Placed for adoption with consent, current foster carer',
    'Lleoliad mabwysiadu gyda chydsyniad, gofalwr maeth presennol',
  ],
  ['A4', 'Placed for adoption with consent, other carer', 'Lleoliad mabwysiadu gyda chydsyniad, gofalwr arall'],
  [
    'A5',
    'Placed for adoption by order, current foster carer',
    'Lleoliad mabwysiadu trwy orchymyn, gofalwr maeth presennol',
  ],
  ['A6', 'Placed for adoption by order, other carer', 'Lleoliad mabwysiadu trwy orchymyn, gofalwr arall'],
  ['U1', 'Foster care with relative or friend, long-term', 'Gofal maeth gyda pherthynas neu ffrind, hirdymor'],
  [
    'U2',
    'Foster care with relative or friend, fostering for adoption',
    'Gofal maeth gyda pherthynas neu ffrind, maethu i fabwysiadu',
  ],
  ['U3', 'Foster care with relative or friend', 'Gofal maeth gyda pherthynas neu ffrind'],
  ['U4', 'Foster care, long-term', 'Gofal maeth, hirdymor'],
  ['U5', 'Foster care, fostering for adoption', 'Gofal maeth, maethu i fabwysiadu'],
  ['U6', 'Foster care', 'Gofal maeth'],
  ['K1', "Secure children's home", 'Cartref plant diogel'],
  ['K2', "Children's home", 'Cartref plant'],
  ['K3', 'Supported accommodation', 'Llety â chymorth'],
  ['P1', 'With own parents', 'Gyda rhieni'],
  ['P2', 'Independent living', 'Byw yn annibynnol'],
  ['P3', 'Residential employment', 'Cyflogaeth breswyl'],
  ['R1', 'Residential care home', 'Cartref gofal preswyl'],
  ['R2', 'NHS or other health establishment', 'Sefydliad y GIG neu sefydliad iechyd arall'],
  ['R3', 'Family centre', 'Canolfan deulu'],
  ['R5', 'Young offender institution', 'Sefydliad troseddwyr ifanc'],
  ['S1', 'Residential school', 'Ysgol breswyl'],
  ['T0', 'Temporary placement', 'Lleoliad dros dro'],
  ['T1', 'Temporary placement, in hospital', 'Lleoliad dros dro, mewn ysbyty'],
  ['T2', 'Temporary placement, on holiday', 'Lleoliad dros dro, ar wyliau'],
  ['T3', 'Temporary placement, carer on holiday', 'Lleoliad dros dro, gofalwr ar wyliau'],
  ['T4', 'Temporary placement, seven days or less', 'Lleoliad dros dro, saith diwrnod neu lai'],
  ['H5', 'Semi-independent living', 'Byw lled-annibynnol'],
  ['Z1', 'Other placement', 'Lleoliad arall'],
  ...(['Z11', 'Z12', 'Z13', 'Z14'] as const).map(code => [code, 'Other placement', 'Lleoliad arall'] as const),
])

/** Wales: text groups, since the code letters are not published. Keys in capitals, as `worded` looks them up. */
export const PLACEMENT_TEXT = codeList('wg-cla', [
  [
    'FOSTER PLACEMENT WITH RELATIVE OR FRIEND',
    'Foster placement with relative or friend',
    'Lleoliad maeth gyda pherthynas neu ffrind',
  ],
  ['FOSTER PLACEMENT WITH OTHER CARER', 'Foster placement with other carer', 'Lleoliad maeth gyda gofalwr arall'],
  ['SECURE ACCOMMODATION', 'Secure accommodation', 'Llety diogel'],
  ["CHILDREN'S HOME", "Children's home", 'Cartref plant'],
  ['SUPPORTED ACCOMMODATION', 'Supported accommodation', 'Llety â chymorth'],
  [
    'PLACED WITH OWN PARENTS OR PERSON WITH PARENTAL RESPONSIBILITY',
    'Placed with own parents or person with parental responsibility',
    "Wedi'i leoli gyda rhieni neu berson â chyfrifoldeb rhiant",
  ],
  ['LIVING INDEPENDENTLY', 'Living independently', 'Byw yn annibynnol'],
  ['PLACED FOR ADOPTION', 'Placed for adoption', "Wedi'i leoli i'w fabwysiadu"],
  ['OTHER RESIDENTIAL SETTING', 'Other residential setting', 'Lleoliad preswyl arall'],
  ['RESIDENTIAL SCHOOL', 'Residential school', 'Ysgol breswyl'],
  ['TEMPORARY PLACEMENT', 'Temporary placement', 'Lleoliad dros dro'],
  ['OTHER PLACEMENT', 'Other placement', 'Lleoliad arall'],
])

export const PROVIDER = codeList('ssda903-provider', [
  ['PR0', 'Parent or person with parental responsibility', 'Rhiant neu berson â chyfrifoldeb rhiant'],
  ['PR1', 'Own local authority', 'Yr awdurdod lleol ei hun'],
  ['PR2', 'Another local authority', 'Awdurdod lleol arall'],
  ['PR3', 'Other public body', 'Corff cyhoeddus arall'],
  ['PR4', 'Private provider', 'Darparwr preifat'],
  ['PR5', 'Voluntary or third-sector provider', "Darparwr gwirfoddol neu'r trydydd sector"],
])

export const PLACEMENT_CHANGE = codeList('ssda903-placement-change', [
  ['CARPL', 'Change to the planned placement', "Newid i'r lleoliad a gynlluniwyd"],
  ['CLOSE', 'Placement closed', 'Lleoliad wedi cau'],
  ['ALLEG', 'Allegation', 'Honiad'],
  ['STAND', 'Standard of care', 'Safon y gofal'],
  ['APPRR', 'Approval removed', "Cymeradwyaeth wedi'i thynnu'n ôl"],
  ['CREQB', "Carer's request: child's behaviour", 'Cais y gofalwr: ymddygiad y plentyn'],
  ['CREQO', "Carer's request: other reason", 'Cais y gofalwr: rheswm arall'],
  ['CHILD', "Child's request", 'Cais y plentyn'],
  ['LAREQ', "Authority's request", 'Cais yr awdurdod'],
  ['PLACE', 'Change of placement status only', 'Newid statws y lleoliad yn unig'],
  ['CUSTOD', 'Custody', 'Dalfa'],
  ['OTHER', 'Other', 'Arall'],
])

export const ABUSE_CATEGORY = codeList('cp-category', [
  ['NEG', 'Neglect', 'Esgeulustod'],
  ['PHY', 'Physical abuse', 'Cam-drin corfforol'],
  ['SAB', 'Sexual abuse', 'Cam-drin rhywiol'],
  ['EMO', 'Emotional abuse', 'Cam-drin emosiynol'],
  ['MUL', 'More than one category', 'Mwy nag un categori'],
])

export const CARE_STATUS = codeList('care-status', [
  ['CIN', 'In need of care and support', 'Angen gofal a chymorth'],
  ['CP', 'Child protection plan', 'Cynllun amddiffyn plant'],
  ['LAC', 'Looked after', 'Yn derbyn gofal'],
  ['LEAVER', 'Care leaver', 'Wedi gadael gofal'],
])

/** Why a status ended: the closing codes of looked-after episodes, of cases in need, and Eclipse's own two. */
export const END_REASON = codeList('status-end', [
  ['X1', 'Next episode follows', 'Cyfnod arall yn dilyn'],
  ...(['E11', 'E12'] as const).map(code => [code, 'Adopted', "Wedi'i fabwysiadu"] as const),
  ['E2', 'Died', 'Wedi marw'],
  ['E3', 'Taken over by another authority', 'Awdurdod arall wedi cymryd drosodd'],
  ['E4A', 'Returned home, planned', "Wedi dychwelyd adref, wedi'i gynllunio"],
  ['E4B', 'Returned home, not planned', 'Wedi dychwelyd adref, heb ei gynllunio'],
  ['E13', 'Left care to live elsewhere', 'Wedi gadael gofal i fyw yn rhywle arall'],
  ['E41', 'Residence or child arrangements order', 'Gorchymyn preswylio neu drefniadau plant'],
  ...(['E45', 'E46', 'E47', 'E48'] as const).map(
    code => [code, 'Special guardianship order', 'Gorchymyn gwarcheidiaeth arbennig'] as const,
  ),
  ...(['E5', 'E6'] as const).map(code => [code, 'Independent living', 'Byw yn annibynnol'] as const),
  ['E7', 'Adult social care', 'Gofal cymdeithasol i oedolion'],
  ['E8', 'Other reason', 'Rheswm arall'],
  ['E9', 'Sentenced to custody', "Wedi'i ddedfrydu i'r ddalfa"],
  ...(['E14', 'E15', 'E16', 'E17'] as const).map(
    code => [code, 'Care ended for another reason', 'Gofal wedi dod i ben am reswm arall'] as const,
  ),
  ['RC1', 'Adopted', "Wedi'i fabwysiadu"],
  ['RC2', 'Died', 'Wedi marw'],
  ['RC3', 'Child arrangements order', 'Gorchymyn trefniadau plant'],
  ['RC4', 'Special guardianship order', 'Gorchymyn gwarcheidiaeth arbennig'],
  ['RC5', 'Moved to another authority', 'Wedi symud i awdurdod arall'],
  ['RC6', 'Adult social care', 'Gofal cymdeithasol i oedolion'],
  ['RC7', 'Other reason', 'Rheswm arall'],
  ['RC8', 'No further action after assessment', 'Dim camau pellach ar ôl asesiad'],
  ['RC9', 'Early help', 'Cymorth cynnar'],
  ['CPR_REACHED18', 'Reached 18', 'Wedi cyrraedd 18 oed'],
  ['NLA', 'No longer looked after', 'Ddim yn derbyn gofal mwyach'],
])
