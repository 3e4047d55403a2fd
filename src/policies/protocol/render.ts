// The protocol as tables for people. Every level printed is worked out by the same function that decides.
import { columnIn } from './column.js'
import type { CompiledProtocol, CompiledRole } from './compile.js'
import type { Facts } from './levels.js'
import { at } from './table.js'
import { CHILD_CATEGORIES } from './words.js'

const LETTERS = ['-', 'E', 'S', 'F']
type Cells = (role: CompiledRole) => readonly string[]

/** docs/matrix.md: what each role is given of each category, in each circumstance, with purposes, break-glass and acts. */
export function renderMatrix(protocol: CompiledProtocol): string {
  const { edition } = protocol
  const held = (facts: Partial<Facts>): Facts => ({
    opened: 'YES',
    episodeOpen: 'NO',
    recentEpisode: 'YES',
    breakGlass: false,
    ...facts,
  })
  const narrowed = protocol.columns.filter(role => role.narrow !== null)
  const glassy = protocol.columns.filter(role => role.breakGlass !== null)
  return [
    '# Who may see what',
    `Written by \`npm run matrix\` from \`protocol/gwent.yaml\`, edition \`${protocol.id}\`, in force ${edition.edition.from} to ${edition.edition.until}. Do not edit.`,
    'F full · S summary · E exists (that something is recorded, and whom to ring) · - nothing. A second letter beside the number of a note is what the note makes of the cell for those whom it concerns; the notes on secondment concern every role. Purposes, below, lower these levels further; the lower wins.',
    '## Roles',
    table(
      ['code', 'role', 'agency', 'its column opens by', 'without it'],
      protocol.columns.map(role => [
        role.code,
        role.name,
        role.agencies.join(', '),
        role.opens === 'NEVER'
          ? 'nothing'
          : role.opens === 'ALWAYS'
            ? 'no relationship needed'
            : role.opensBy.join(' or '),
        role.opens === 'ALWAYS'
          ? ''
          : role.toldTheChildIsKnown
            ? 'told that the child is known, and whom to ring'
            : 'as for an unknown child',
      ]),
    ),
    '## With the relationship in place, no episode open',
    grid(protocol, protocol.columns, cellsIn(protocol, held({}))),
    '## With the relationship in place, an episode open',
    grid(protocol, protocol.columns, cellsIn(protocol, held({ episodeOpen: 'YES' }))),
    `## More than ${edition.narrowing.afterDays} days after the last open episode, no open threshold meeting`,
    `Only ${narrowed.map(role => role.code).join(', ')} (${edition.narrowing.clause}); the other roles keep their columns.`,
    grid(protocol, narrowed, cellsIn(protocol, held({ recentEpisode: 'NO' }))),
    '## Without a relationship',
    'Nothing, for every role whose column opens by a relationship. Under break-glass, with no episode open and with one:',
    grid(protocol, glassy, role => {
      const facts = held({ opened: 'NO', breakGlass: true })
      const closed = cellsIn(protocol, facts)(role)
      const open = cellsIn(protocol, { ...facts, episodeOpen: 'YES' })(role)
      return closed.map((cell, index) =>
        cell === open[index] ? cell : `${cell === '-' ? '' : `${cell}, `}${open[index]}*`,
      )
    }),
    `At most ${edition.breakGlass.atMost / 60_000} minutes, with a reason; \`*\` while an episode is open (${edition.breakGlass.clause}).`,
    '## Notes',
    list(edition.notes.map(noteLine)),
    '## Purposes',
    table(
      ['purpose', 'who', 'when', 'lowers'],
      Object.entries(edition.purposes).map(([name, purpose]) => [
        name,
        [...purpose.roles, ...purpose.rolesWithoutEpisode.map(role => `${role} (while no episode is open)`)].join(' '),
        purpose.when === 'EPISODE_OPEN' ? 'while an episode is open' : 'always',
        purpose.noChildCategory
          ? 'every category to NONE'
          : purpose.hubRecordsOnly
            ? 'hub records only'
            : Object.entries(purpose.caps)
                .map(([category, level]) => `${category} to ${level}`)
                .join(', ') || 'nothing',
      ]),
    ),
    '## Records under handling',
    table(
      ['handling', 'reaches'],
      Object.entries(edition.handling.audiences).map(([code, audience]) => [
        code,
        'roles' in audience
          ? audience.roles.join(', ')
          : 'everybodyBut' in audience
            ? `everybody but ${audience.everybodyBut.join(', ')}`
            : 'whoeverMaySee' in audience
              ? `whoever may see ${audience.whoeverMaySee}`
              : "the record's own list",
      ]),
    ),
    `Told that something was removed: ${edition.handling.told.join(', ')}. With a protection flag, where the child is reaches only ${edition.protectionFlag.mayLocate.join(', ')} (${edition.protectionFlag.clause}).`,
    '## Acts',
    table(
      ['act', 'who', 'relationship'],
      Object.entries(edition.acts).map(([name, act]) => [
        name,
        [
          act.roles.join(' '),
          ...act.notTheAuthor.map(role => `${role} not its author`),
          ...(act.onlyTheAlertedTeam ? ['only the alerted team'] : []),
          ...act.onlyTheOwnersAgency.map(role => `${role} only of the owner's agency`),
          ...(act.ofOthers ? [`about others only ${act.ofOthers.join(' ')}`] : []),
        ].join('; '),
        act.relationship === 'OWN' ? 'its own' : 'not needed',
      ]),
    ),
    `## How many children one person may ask for (${edition.proportion.clause})`,
    howMany(edition.proportion),
    `## How long the hub's records are kept (${edition.retention.clause})`,
    table(
      ['clause', 'what', 'years', 'counted from', 'source'],
      edition.retention.rules.map(({ clause, kind, counted, years, source }) => [
        ...[clause, kind, String(years)],
        ...[counted === 'BIRTH' ? 'birth' : 'the last record', source],
      ]),
    ),
    '## Never',
    list(edition.never.map(clause => `${clause.id} ${clause.says}`)),
  ]
    .join('\n\n')
    .concat('\n')
}

// A cell as everybody has it; beside it, what a note makes of it for those of the role whom it concerns. Notes for every role
// (secondments) would crowd the table: they stand under Notes.
export function cellsIn(protocol: CompiledProtocol, facts: Facts, letters: readonly string[] = LETTERS): Cells {
  const columnOf = columnIn(protocol, facts)
  return role =>
    columnOf(role).map(({ level, unless }) =>
      [at(letters, level), ...unless.map(one => `${at(letters, one.level)} ${one.clause.replace('3.', '')}`)].join(
        ' / ',
      ),
    )
}

const noteLine = (note: CompiledProtocol['edition']['notes'][number]): string => {
  const who = note.roles === 'EVERY_ROLE' ? 'every role' : note.roles.join(', ')
  const what = note.atMost === undefined ? `gives ${note.gives}` : `at most ${note.atMost}`
  const when = note.if === undefined ? `unless ${note.unless}` : `if ${note.if}`
  return `${note.clause} ${note.says} (${who}, ${when}: ${what} on ${note.categories.join(', ')})`
}

function grid(protocol: CompiledProtocol, roles: readonly CompiledRole[], cells: Cells): string {
  const columns = roles.map(cells)
  return table(
    ['category', ...roles.map(role => role.code)],
    CHILD_CATEGORIES.map((category, index) => [
      protocol.edition.categories[category].concealed ? `${category} (concealed)` : category,
      ...columns.map(column => at(column, index)),
    ]),
  )
}

const list = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(row => `| ${row.join(' | ')} |`).join('\n')

function howMany({ within, guesses, slowly, shown, apart }: CompiledProtocol['edition']['proportion']): string {
  const hours = (ms: number): number => ms / 3_600_000
  return [
    `In ${hours(within)} hours, at most ${guesses.atMost} identifiers that lead to no child shown; whoever oversees the agency is told from ${guesses.flaggedFrom}, or from ${slowly.flaggedFrom} in ${hours(slowly.within)} hours.`,
    `Children shown, not counting those one is ${apart.join(', ')} to: ${Object.entries(shown)
      .map(([role, most]) => `${role} ${most}`)
      .join(', ')}.`,
  ].join('\n\n')
}
