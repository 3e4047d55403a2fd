// The matrix for who asks by GraphQL: the levels that docs/matrix.md prints, by the same function, with each note in words.
import type { Bilingual, Records } from '../../types/index.js'
import { columnIn } from '../protocol/column.js'
import type { ColumnCell } from '../protocol/column.js'
import { roleOf } from '../protocol/compile.js'
import type { CompiledProtocol, CompiledRole } from '../protocol/compile.js'
import type { Facts } from '../protocol/levels.js'
import { at } from '../protocol/table.js'
import { CHILD_CATEGORIES, levelOf } from '../protocol/words.js'
import { EPISODES } from './question.js'

/** In which circumstances; as the schema says where it is left out. */
type Circumstances = Partial<Pick<Records.SharingQuestion, 'episode' | 'breakGlass'>>

/** Every role's column. */
export function sharingMatrix(protocol: CompiledProtocol, circumstances: Circumstances): Records.SharingMatrix {
  const { edition } = protocol.edition
  const columnOf = columnsIn(protocol, circumstances)
  return { edition: protocol.id, from: edition.from, until: edition.until, columns: protocol.columns.map(columnOf) }
}

/** The column of one role, by its name; null for one that the protocol does not know. */
export function sharingColumn(
  protocol: CompiledProtocol,
  name: string,
  circumstances: Circumstances,
): Records.SharingColumn | null {
  const role = roleOf(protocol, name)
  return role ? columnsIn(protocol, circumstances)(role) : null
}

function columnsIn(
  protocol: CompiledProtocol,
  { episode = 'NOT_OPEN', breakGlass = false }: Circumstances,
): (role: CompiledRole) => Records.SharingColumn {
  const { episodeOpen, recentEpisode } = EPISODES[episode]
  const facts: Facts = {
    // Under break-glass there is no relationship: with one, nobody would have to break anything.
    opened: breakGlass ? 'NO' : 'YES',
    episodeOpen,
    recentEpisode: recentEpisode === true ? 'YES' : recentEpisode === false ? 'NO' : 'UNDECIDED',
    breakGlass,
  }
  const cellsOf = columnIn(protocol, facts)
  return role => ({
    code: role.code,
    role: role.name,
    agencies: role.agencies,
    opensBy: role.opens === 'BY_RELATIONSHIP' ? role.opensBy : [],
    opens: role.opens !== 'NEVER',
    toldTheChildIsKnown: role.toldTheChildIsKnown,
    cells: cellsOf(role).map((cell, index) => cellOf(protocol, cell, index)),
  })
}

function cellOf({ edition }: CompiledProtocol, { level, unless }: ColumnCell, index: number): Records.SharingCell {
  const category = at(CHILD_CATEGORIES, index)
  return {
    category,
    level: levelOf(level),
    concealed: edition.categories[category].concealed,
    unless: unless.map(one => ({ level: levelOf(one.level), clause: one.clause, why: noteOf(edition, one.clause) })),
  }
}

function noteOf({ notes, welsh }: CompiledProtocol['edition'], clause: string): Bilingual {
  const says = notes.find(note => note.clause === clause)?.says ?? clause
  return { en: says, cy: welsh.notes[clause] ?? says }
}
