// Children made by hand, each to show one thing. They come first, and stay as they are whatever the region's size.
import type { MarkBook } from './education-rows.js'
import type { Registers } from './people.js'
import { rowsOf } from './rows.js'
import type { Setting } from './setting.js'
import * as cases from './showcase-cases.js'
import * as families from './showcase-families.js'
import { makeFfion } from './showcase-ffion.js'
import { createKit, type Handmade, type Showcase } from './showcase-kit.js'

/** Makes the showcase. Depends on seed and now, not on size. */
export function makeShowcase(setting: Setting, marks: MarkBook, registers: Registers): Showcase {
  const kit = createKit(setting, registers)
  const written = (known: Handmade['known'], note: string | null): Handmade => ({
    known,
    rows: rowsOf(setting, marks, known),
    note,
  })
  const twins = families.makeTwins(kit)
  const all: readonly Handmade[] = [
    makeFfion(kit, marks),
    written(
      families.nearlyFfion(kit),
      'Not Ffion Mair Prys: same birthday and family name, another child, never to be linked with her',
    ),
    written(families.noConcerns(kit), 'No concerns anywhere: a school, a surgery, and nothing else recorded'),
    written(families.twoAuthorities(kit), "Known to two authorities: Caerphilly's child, placed in Blaenau Gwent"),
    ...twins.map(twin => written(twin, 'One of twins: same birthday and address, two children')),
    written(families.inRefuge(kit), 'In refuge: the address is kept from everybody but a few'),
    ...cases.adopted(kit).map(({ known, note }) => written(known, note)),
    written(cases.locked(kit), 'The social-care record is locked to named people'),
    written(cases.fromCardiff(kit), 'Placed in Newport by Cardiff, which stays responsible'),
    written(cases.renumbered(kit), 'The NHS number was superseded; hospital and social services still use the old one'),
    written(
      cases.inMonmouthshire(kit),
      'A Monmouthshire pupil: OneRoster roll, and a social-care system without GraphQL',
    ),
    written(cases.prolific(kit), 'Missing more than fifty times in two years'),
    written(cases.justReturned(kit), 'Found in the last day; the safe and well check is still to be done'),
    written(cases.witness(kit), 'Protected as a witness in every system'),
  ]
  const shown = all.filter(({ note }) => note !== null)
  const episodes = all.flatMap(({ known }) => known.episodes)
  return {
    children: shown.map(({ known }) => known.child),
    missing: all.filter(({ known }) => known.episodes.length > 0).length,
    reports: episodes.length,
    refs: new Set(episodes.map(({ ref }) => ref)),
    rows: all.map(({ rows }) => rows),
    families: [{ siblings: twins.map(({ child }) => child.personId), twins: true }],
    notes: shown.map(({ known, note }) => ({ personId: known.child.personId, note: note ?? '' })),
  }
}
