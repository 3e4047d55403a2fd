// Names of invented children, by background, and the ways in which agencies misspell them.
import type { Random } from './random.js'

export type Background =
  'welsh' | 'british' | 'south-asian' | 'african' | 'mixed' | 'polish' | 'traveller' | 'arrived-alone'

interface NamePool {
  readonly girls: readonly string[]
  readonly boys: readonly string[]
  readonly families: readonly string[]
  readonly ethnicities: readonly string[]
}

const words = (text: string): readonly string[] => text.split(' ')

const WELSH_GIRLS = words(
  'Ffion Siân Carys Cerys Seren Megan Nia Rhian Eleri Bethan Catrin Gwenllian Lowri Mali Elin Efa Cadi Nansi Beca Angharad Non Mari Heledd Erin Ffraid Tegan Llinos Eira',
)
const WELSH_BOYS = words(
  'Rhys Ieuan Tomos Dylan Gethin Siôn Ifan Gruffydd Osian Macsen Owain Cai Aled Emyr Steffan Gwion Iestyn Llew Harri Jac Morgan Hefin Deian Guto Elis Ioan Llŷr Taliesin',
)
const BRITISH_GIRLS = words(
  'Olivia Amelia Isla Ava Ruby Lily Grace Ellie Chloe Scarlett Poppy Evie Freya Phoebe Skye Lexi Summer Jasmine Keira Demi Paige Caitlin Abigail Holly Alisha Leah Maisie Kayleigh Brooke Courtney',
)
const BRITISH_BOYS = words(
  'Oliver Noah George Arthur Leo Jack Charlie Alfie Mason Tyler Connor Kian Callum Jayden Riley Logan Kieran Liam Ethan Corey Josh Brandon Reece Finley Harvey Toby Lewis Aaron Dominic Zak',
)
const WELSH_FAMILIES = [
  ...words(
    'Jones Davies Williams Evans Thomas Jones Davies Williams Evans Roberts Lewis Hughes Morgan Griffiths Edwards',
  ),
  ...words(
    'Owen Price Prys Rees Rhys Lloyd Llewellyn Bowen Bevan Powell Pritchard Parry Probert Gwynne Vaughan Watkins',
  ),
  ...words(
    'Jenkins Howells Phillips Harris James Meredith Cadwaladr Gruffydd Lloyd-Jones Rees-Davies Parry-Williams Wyn-Evans',
  ),
  'ap Rhys',
  'ap Gwilym',
  'ab Owain',
]
const BRITISH_FAMILIES = [
  ...words('Smith Brown Taylor Jones Wilson Johnson Davies Walker White Edwards Green Hall Wood Harris Martin Jackson'),
  ...words(
    'Clarke Turner Hill Cooper Ward Morris Moore Baker King Collins Cook Carter Bailey Shaw Kelly Murphy Coles Pugh',
  ),
  ...words(
    'Marsh Webb Rowlands Tovey Hurford Beddoe Cullen Doyle Sweet Saunders Lane Fry Gough Stride Moss Hale Lacey',
  ),
]

const POOLS: Readonly<Record<Background, NamePool>> = {
  welsh: { girls: WELSH_GIRLS, boys: WELSH_BOYS, families: WELSH_FAMILIES, ethnicities: ['WBRI'] },
  british: {
    girls: [...BRITISH_GIRLS, ...words('Megan Seren Cerys Nia')],
    boys: [...BRITISH_BOYS, ...words('Rhys Dylan Morgan Owain')],
    families: [...BRITISH_FAMILIES, ...WELSH_FAMILIES.slice(0, 15)],
    ethnicities: ['WBRI', 'WBRI', 'WBRI', 'WBRI', 'WIRI', 'NOBT', 'REFU'],
  },
  'south-asian': {
    girls: words('Aisha Fatima Zara Maryam Sana Hafsa Anika Priya Nadia Safa'),
    boys: words('Mohammed Yusuf Hamza Bilal Ibrahim Zain Arjun Rohan Idris Adam'),
    families: words('Khan Ahmed Begum Ali Hussain Miah Rahman Patel Singh Choudhury Malik Uddin'),
    ethnicities: ['APKN', 'ABAN', 'AIND', 'AOTH'],
  },
  african: {
    girls: words('Amina Blessing Precious Temi Ifeoma Nyasha Hodan Sagal'),
    boys: words('Emmanuel Tunde Abdi Kofi Tendai Daniel Samuel Mahad'),
    families: words('Okafor Mensah Moyo Abdi Hassan Adeyemi Osei Ncube Warsame'),
    ethnicities: ['BAFR', 'BOTH'],
  },
  mixed: {
    girls: [...BRITISH_GIRLS.slice(0, 14), ...words('Aaliyah Imani Zahra')],
    boys: [...BRITISH_BOYS.slice(0, 14), ...words('Jerome Malachi Elijah')],
    families: [...BRITISH_FAMILIES.slice(0, 20), ...words('Campbell Grant Francis')],
    ethnicities: ['MWBC', 'MWBA', 'MWAS', 'MOTH', 'BCRB'],
  },
  polish: {
    girls: words('Zofia Maja Oliwia Hanna Alicja Julia Ana Ioana'),
    boys: words('Jakub Filip Kacper Szymon Oskar Mateusz Andrei Matei'),
    families: words('Kowalski Nowak Wójcik Mazur Popescu Ionescu Kaczmarek Lis'),
    ethnicities: ['WOTH'],
  },
  traveller: {
    girls: words('Shannon Mary Bridget Kathleen Margaret'),
    boys: words('Patrick John Martin Jimmy Miley'),
    families: words('Connors Purcell Price Lee Stokes'),
    ethnicities: ['WIRT', 'WROM'],
  },
  'arrived-alone': {
    girls: words('Selam Semhar Thi Linh Helen'),
    boys: words('Ahmad Karwan Farid Yonas Abdul Mustafa Minh Hawar Filmon Samir'),
    families: words('Tesfay Karimi Ahmadi Nguyen Rasul Berhane Stanikzai Hamid Gebre Osman'),
    ethnicities: ['OOTH', 'BAFR', 'AOTH', 'CHNE'],
  },
}

/** The names and ethnicities a background draws from. */
export const poolOf = (background: Background): NamePool => POOLS[background]

// prettier-ignore
const HEARD: Readonly<Record<string, string>> = {
  Ffion: 'Fion', Prys: 'Price', Siân: 'Sian', Siôn: 'Sion', Rhys: 'Reece', Carys: 'Caris', Cerys: 'Kerys', Ieuan: 'Yayan',
  Gruffydd: 'Griffith', Owain: 'Owen', Ifan: 'Evan', Tomos: 'Thomas', Catrin: 'Katrin', Llewellyn: 'Llewelyn', Gwenllian: 'Gwenlian',
  Eleri: 'Elery', Rhian: 'Rian', Bethan: 'Beth', Megan: 'Meghan', Rees: 'Reece', Powell: 'Powel', Vaughan: 'Vaughn', Lloyd: 'Loyd',
  Pritchard: 'Prichard', Dylan: 'Dillon', Macsen: 'Maxen', Davies: 'Davis', Griffiths: 'Griffith', Phillips: 'Philips', Lewis: 'Louis',
  Hughes: 'Hews', Evans: 'Evan', Morgan: 'Morgans', Mohammed: 'Muhammad', Hussain: 'Hussein', Ahmed: 'Ahmad', Caitlin: 'Katelyn',
  Kieran: 'Ciaran', Connor: 'Conor', Llŷr: 'Llyr', Jac: 'Jack', Gwynne: 'Gwyn', 'ap Rhys': 'Aprhys', 'ap Gwilym': 'Gwilym', 'ab Owain': 'Abowen',
}

/** A name as somebody heard it over the telephone: Ffion → Fion, Lloyd-Jones → Lloyd Jones, ap Rhys → Aprhys. */
export function misheard(name: string): string {
  const known = HEARD[name]
  if (known !== undefined) return known
  if (name.includes('-')) return name.replaceAll('-', ' ')
  const plain = withoutAccents(name)
  if (plain !== name) return plain
  for (const [from, to] of SOUNDS) if (name.includes(from)) return name.replace(from, to)
  return `${name}e`
}

// prettier-ignore
const SOUNDS = [
  ['ff', 'f'], ['ll', 'l'], ['dd', 'th'], ['ie', 'y'], ['ph', 'f'], ['y', 'i'], ['c', 'k'], ['nn', 'n'], ['tt', 't'], ['ey', 'y'], ['ai', 'a'], ['ee', 'ea'],
] as const

/** `Siân` → `Sian`: what a system without accents keeps. */
export const withoutAccents = (name: string): string => name.normalize('NFD').replace(/\p{Diacritic}/gu, '')

// prettier-ignore
const SHORT: Readonly<Record<string, string>> = {
  Ffion: 'Fi', Gwenllian: 'Gwen', Angharad: 'Haz', Thomas: 'Tom', Tomos: 'Tom', Abigail: 'Abi', Charlie: 'Chaz', Oliver: 'Ollie', Isla: 'Izzy',
  Gruffydd: 'Gruff', Joshua: 'Josh', Amelia: 'Millie', Samuel: 'Sam', Emmanuel: 'Manny', Mohammed: 'Mo', Scarlett: 'Scar', Elijah: 'Eli', Dominic: 'Dom',
}

/** The name a child goes by, for those names that have one. */
export const shortFor = (name: string): string | null => SHORT[name] ?? null

/** The name of a grown-up, for staff and carers. */
export function grownUp(random: Random): string {
  const pool = POOLS[random.chance(0.4) ? 'welsh' : 'british']
  return `${random.pick(random.chance(0.6) ? pool.girls : pool.boys)} ${random.pick(pool.families)}`
}
