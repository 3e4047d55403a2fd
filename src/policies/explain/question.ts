// From a question as people put it, on the command line or by GraphQL, to the one that is decided: the same for both.
import { BadArgument } from '../../errors.js'
import type { Classification } from '../../schema/classification.js'
import type { Records } from '../../types/index.js'
import type { Question } from '../decide/index.js'
import { roleOf } from '../protocol/compile.js'
import type { CompiledProtocol } from '../protocol/index.js'
import { explain, soughtCategory, soughtCoordinate } from './explain.js'
import type { Explanation, Sought } from './explain.js'

export const EPISODES: Readonly<Record<Records.EpisodeCircumstance, Pick<Question, 'episodeOpen' | 'recentEpisode'>>> =
  {
    OPEN: { episodeOpen: 'YES', recentEpisode: true },
    NOT_OPEN: { episodeOpen: 'NO', recentEpisode: true },
    LONG_AGO: { episodeOpen: 'NO', recentEpisode: false },
    UNDECIDED: { episodeOpen: 'UNDECIDED', recentEpisode: 'UNDECIDED' },
  }

/** Explains what is asked. Throws BAD_ARGUMENT, with what there is to choose from, for a role or coordinate there is not. */
export function explainAsked(
  protocol: CompiledProtocol,
  classification: Classification,
  asked: Records.SharingQuestion,
): Explanation {
  if (!roleOf(protocol, asked.role)) {
    const roles = protocol.columns.map(({ code, name }) => `${code} (${name})`).join(', ')
    throw new BadArgument('question.role', `The protocol knows no such role. Its roles are ${roles}.`)
  }
  const { secondedFrom, vetting, clearance = [], relationships = [], episode = 'NOT_OPEN', ceiling } = asked
  const question: Question = {
    ...EPISODES[episode],
    role: asked.role,
    purpose: asked.purpose,
    breakGlass: asked.breakGlass ?? false,
    conditions: { secondedFrom: secondedFrom ?? null, vetting: vetting ?? null, clearance },
    relationships: relationships.map(({ relationship, decided = true }) => ({
      relationship,
      outcome: decided ? 'HOLDS' : 'UNDECIDED',
    })),
    ceiling: ceiling ? Object.fromEntries(ceiling.map(({ category, level }) => [category, level])) : 'ALL',
  }
  return explain(protocol, question, soughtOf(classification, asked))
}

function soughtOf({ coordinates }: Classification, { about }: Records.SharingQuestion): Sought {
  if (about.category != null) return soughtCategory(about.category)
  const coordinate = coordinates.get(about.coordinate ?? '')
  if (coordinate) return soughtCoordinate(coordinate)
  throw new BadArgument(
    'question.about.coordinate',
    'The schema has no such coordinate. One is written "PoliceRecord.markers": a type of schema.graphql and a field of it.',
  )
}
