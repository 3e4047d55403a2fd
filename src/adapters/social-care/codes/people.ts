// Codes about people: ethnicity, language, relationships, the parts workers play.
import { codeList } from '../codes.js'

export const ETHNICITY = codeList('ssda903-ethnicity', [
  ['WBRI', 'White British', 'Gwyn Prydeinig'],
  ['WIRI', 'White Irish', 'Gwyn Gwyddelig'],
  ['WOTH', 'Any other White background', 'Unrhyw gefndir Gwyn arall'],
  ['WIRT', 'Traveller of Irish heritage', 'Teithiwr o dras Wyddelig'],
  ['WROM', 'Gypsy or Roma', 'Sipsi neu Roma'],
  ['MWBC', 'White and Black Caribbean', 'Gwyn a Du Caribïaidd'],
  ['MWBA', 'White and Black African', 'Gwyn a Du Affricanaidd'],
  ['MWAS', 'White and Asian', 'Gwyn ac Asiaidd'],
  ['MOTH', 'Any other mixed background', 'Unrhyw gefndir cymysg arall'],
  ['AIND', 'Indian', 'Indiaidd'],
  ['APKN', 'Pakistani', 'Pacistanaidd'],
  ['ABAN', 'Bangladeshi', 'Bangladeshaidd'],
  ['AOTH', 'Any other Asian background', 'Unrhyw gefndir Asiaidd arall'],
  ['BCRB', 'Black Caribbean', 'Du Caribïaidd'],
  ['BAFR', 'Black African', 'Du Affricanaidd'],
  ['BOTH', 'Any other Black background', 'Unrhyw gefndir Du arall'],
  ['CHNE', 'Chinese', 'Tsieineaidd'],
  ['OOTH', 'Any other ethnic background', 'Unrhyw gefndir ethnig arall'],
  ['REFU', 'Not disclosed', 'Heb ei ddatgelu'],
  ['NOBT', 'Not obtained', 'Heb ei gael'],
])

export const LANGUAGE = codeList('iso-639-1', [
  ['EN', 'English', 'Saesneg'],
  ['CY', 'Welsh', 'Cymraeg'],
  ['OTHER', 'Another language', 'Iaith arall'],
])

export const RELATIONSHIP = codeList('relationship', [
  ['MOTHER', 'Mother', 'Mam'],
  ['FATHER', 'Father', 'Tad'],
  ['STEP_PARENT', 'Step-parent', 'Llys-riant'],
  ['FOSTER_CARER', 'Foster carer', 'Gofalwr maeth'],
  ['SIBLING', 'Brother or sister', 'Brawd neu chwaer'],
  ['GRANDPARENT', 'Grandparent', 'Mam-gu neu dad-cu'],
  ['OTHER', 'Other', 'Arall'],
])

/** The parts workers play, under the names that both systems use for them. */
export const WORKER_ROLE = codeList('worker-role', [
  ['ALLOCATED_WORKER', 'Allocated social worker', 'Gweithiwr cymdeithasol dynodedig'],
  ['ALLOCATED_CASE_WORKER', 'Allocated social worker', 'Gweithiwr cymdeithasol dynodedig'],
  ['KEY_WORKER', 'Key worker', 'Gweithiwr allweddol'],
  ['IRO', 'Independent reviewing officer', 'Swyddog adolygu annibynnol'],
  ['CP_CHAIR', 'Chair of the child protection conference', 'Cadeirydd y gynhadledd amddiffyn plant'],
  ['INVOLVED_PROFESSIONAL', 'Involved professional', "Gweithiwr proffesiynol sy'n ymwneud â'r plentyn"],
])
