// What the page says of limits on a person: break-glass, how many children, and children one is too near to.
import type { CompiledProtocol } from '../compile.js'
import { list, table } from './html.js'
import type { Section, Speech } from './speech.js'
import { RECORD_KIND_NAMES, WORDS } from './words.js'

type Edition = CompiledProtocol['edition']

export function limitSections(edition: Edition, speech: Speech): readonly Section[] {
  const { breakGlass, proportion, retention, conflictsOfInterest } = edition
  const { say, label, span, roleName, sourceOf } = speech
  const title = (said: string, clause: string): string => `${said} (${clause})`
  return [
    {
      title: title(say(WORDS.glassTitle), breakGlass.clause),
      body: [
        list([
          `${say(WORDS.glassWho)}: ${breakGlass.roles.join(', ')}`,
          `${say(WORDS.glassFor)} ${span(breakGlass.atMost)}`,
          `${say(WORDS.glassNever)}: ${breakGlass.neverOpens.map(name => label('Category', name)).join(', ')}`,
        ]),
      ],
    },
    {
      title: title(say(WORDS.howMany), proportion.clause),
      body: [
        list([
          `${say(WORDS.countedOver)} ${span(proportion.within)}`,
          `${say(WORDS.guesses)}: ${proportion.guesses.atMost}`,
          `${say(WORDS.flagged)}: ${proportion.guesses.flaggedFrom}, ${say(WORDS.slowly)} ${proportion.slowly.flaggedFrom} ${say(WORDS.over)} ${span(proportion.slowly.within)}`,
          `${say(WORDS.apart)}: ${proportion.apart.map(name => label('Relationship', name)).join(', ')}`,
        ]),
        table({
          caption: say(WORDS.mostShown),
          head: [WORDS.code, WORDS.role, WORDS.mostShown].map(say),
          rows: Object.entries(proportion.shown).map(([code, most]) => [code, roleName(code), String(most)]),
        }),
      ],
    },
    {
      title: title(say(WORDS.retention), retention.clause),
      body: [
        list([say(WORDS.retentionAll)]),
        table({
          caption: say(WORDS.retention),
          head: [WORDS.clause, WORDS.retentionOf, WORDS.years, WORDS.countedFrom, WORDS.source].map(say),
          rows: retention.rules.map(rule => [
            ...[rule.clause, say(RECORD_KIND_NAMES[rule.kind]), String(rule.years)],
            ...[say(rule.counted === 'BIRTH' ? WORDS.fromBirth : WORDS.fromRecord), sourceOf(rule)],
          ]),
        }),
      ],
    },
    {
      title: title(say(WORDS.conflicts), conflictsOfInterest.clause),
      body: [list([say(WORDS.tooNear), `${say(WORDS.notices)}: ${conflictsOfInterest.noticesOfOneConflictADay}`])],
    },
  ]
}
