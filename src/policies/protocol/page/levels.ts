// The page's tables of levels: each cell worked out by the function that decides.
import type { CompiledProtocol, CompiledRole } from '../compile.js'
import type { Facts } from '../levels.js'
import { cellsIn } from '../render.js'
import { at } from '../table.js'
import { CHILD_CATEGORIES } from '../words.js'
import { list, table } from './html.js'
import type { Section, Speech } from './speech.js'
import { WORDS } from './words.js'

export function levelSections(protocol: CompiledProtocol, speech: Speech): readonly Section[] {
  const { say, label, roleName, noteSays } = speech
  const { edition, columns } = protocol
  const held: Facts = { opened: 'YES', episodeOpen: 'NO', recentEpisode: 'YES', breakGlass: false }
  const grid = (caption: string, roles: readonly CompiledRole[], facts: Facts): string => {
    const cells = cellsIn(protocol, facts, speech.letters)
    const found = roles.map(cells)
    return table({
      caption,
      dense: true,
      head: [say(WORDS.category), ...roles.map(({ code }) => code)],
      rows: CHILD_CATEGORIES.map((category, index) => [
        label('Category', category),
        ...found.map(column => at(column, index)),
      ]),
    })
  }
  const roles = table({
    caption: say(WORDS.roles),
    head: [WORDS.code, WORDS.role, WORDS.agency, WORDS.opensBy, WORDS.without].map(say),
    rows: columns.map(role => [
      role.code,
      roleName(role.code),
      role.agencies.map(agency => label('AgencyKind', agency)).join(', '),
      role.opens === 'NEVER'
        ? say(WORDS.nothing)
        : role.opens === 'ALWAYS'
          ? say(WORDS.noneNeeded)
          : role.opensBy.map(name => label('Relationship', name)).join(say(WORDS.or)),
      role.opens === 'ALWAYS' ? '' : say(role.toldTheChildIsKnown ? WORDS.told : WORDS.asUnknown),
    ]),
  })
  const open: Facts = { ...held, episodeOpen: 'YES' }
  const narrowed = columns.filter(({ narrow }) => narrow !== null)
  const glassy = columns.filter(({ breakGlass }) => breakGlass !== null)
  return [
    { title: say(WORDS.roles), body: [roles] },
    {
      title: say(WORDS.levels),
      body: [
        grid(say(WORDS.closed), columns, held),
        grid(say(WORDS.open), columns, open),
        grid(`${say(WORDS.longAgo)} (${edition.narrowing.afterDays} ${say(WORDS.days)})`, narrowed, {
          ...held,
          recentEpisode: 'NO',
        }),
        grid(say(WORDS.glass), glassy, { ...open, opened: 'NO', breakGlass: true }),
      ],
    },
    { title: say(WORDS.notes), body: [list(edition.notes.map(note => `${note.clause}: ${noteSays(note)}`))] },
  ]
}
