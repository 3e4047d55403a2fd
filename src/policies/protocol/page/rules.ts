// The page's other rules: purposes, lawful bases, restrained records, acts, lengths of time, whom to ring.
import type { CompiledProtocol } from '../compile.js'
import { named } from '../table.js'
import { HANDLING_CODES, RELATIONSHIPS } from '../words.js'
import { list, table } from './html.js'
import { limitSections } from './limits.js'
import type { Section, Speech } from './speech.js'
import { ACT_NAMES, HANDLING, WORDS } from './words.js'

type Edition = CompiledProtocol['edition']

export function ruleSections({ edition }: CompiledProtocol, speech: Speech): readonly Section[] {
  const { say } = speech
  return [
    { title: say(WORDS.purposes), body: [purposes(edition, speech)] },
    { title: say(WORDS.bases), body: [categories(edition, speech)] },
    { title: say(WORDS.handling), body: handling(edition, speech) },
    { title: say(WORDS.acts), body: [acts(edition, speech)] },
    ...limitSections(edition, speech),
    { title: say(WORDS.times), body: [times(edition, speech)] },
    { title: say(WORDS.contacts), body: [contacts(edition, speech)] },
  ]
}

function purposes(edition: Edition, { say, label }: Speech): string {
  return table({
    caption: say(WORDS.purposes),
    head: [WORDS.purpose, WORDS.who, WORDS.when, WORDS.lowers].map(say),
    rows: Object.entries(edition.purposes).map(([name, purpose]) => [
      label('Purpose', name),
      [...purpose.roles, ...purpose.rolesWithoutEpisode.map(role => `${role} (${say(WORDS.whileClosed)})`)].join(', '),
      say(purpose.when === 'EPISODE_OPEN' ? WORDS.whileOpen : WORDS.always),
      purpose.noChildCategory
        ? say(WORDS.everyCategory)
        : purpose.hubRecordsOnly
          ? say(WORDS.hubOnly)
          : Object.entries(purpose.caps)
              .map(([category, level]) => `${label('Category', category)}: ${label('Level', level)}`)
              .join('; ') || say(WORDS.nothing),
    ]),
  })
}

function categories(edition: Edition, { say, label, basis }: Speech): string {
  return table({
    caption: say(WORDS.bases),
    head: [WORDS.category, WORDS.clause, WORDS.owner, WORDS.bases].map(say),
    rows: Object.entries(edition.categories).map(([name, each]) => [
      each.concealed ? `${label('Category', name)} (${say(WORDS.concealed)})` : label('Category', name),
      each.clause,
      label('AgencyKind', each.owner),
      each.basis.map(basis).join('; '),
    ]),
  })
}

function handling(edition: Edition, { say, label, member }: Speech): readonly string[] {
  const reaches = (code: (typeof HANDLING_CODES)[number]): string => {
    const audience = edition.handling.audiences[code]
    if ('roles' in audience) return audience.roles.map(member).join(', ')
    if ('everybodyBut' in audience) return `${say(WORDS.everybodyBut)}${audience.everybodyBut.join(', ')}`
    if ('whoeverMaySee' in audience) return `${say(WORDS.whoeverSees)}${label('Category', audience.whoeverMaySee)}`
    return say(WORDS.ownList)
  }
  return [
    table({
      caption: say(WORDS.handling),
      head: [WORDS.handling, WORDS.reaches].map(say),
      rows: HANDLING_CODES.map(code => [say(named(HANDLING, code)), reaches(code)]),
    }),
    list([
      `${say(WORDS.toldRemoved)}: ${edition.handling.told.join(', ')}`,
      `${say(WORDS.mayLocate)}: ${edition.protectionFlag.mayLocate.map(member).join(', ')}`,
    ]),
  ]
}

function acts(edition: Edition, { say }: Speech): string {
  return table({
    caption: say(WORDS.acts),
    head: [WORDS.act, WORDS.who, WORDS.relationship].map(say),
    rows: Object.entries(edition.acts).map(([name, act]) => [
      say(named(ACT_NAMES, name)),
      [
        act.roles.join(', '),
        ...act.notTheAuthor.map(role => `${role}: ${say(WORDS.notTheAuthor)}`),
        ...(act.onlyTheAlertedTeam ? [say(WORDS.alertedTeam)] : []),
        ...act.onlyTheOwnersAgency.map(role => `${role}: ${say(WORDS.ownersAgency)}`),
        ...(act.ofOthers ? [`${say(WORDS.aboutOthers)} ${act.ofOthers.join(', ')}`] : []),
      ].join('; '),
      say(act.relationship === 'OWN' ? WORDS.own : WORDS.notNeeded),
    ]),
  })
}

function times(edition: Edition, { say, label, span }: Speech): string {
  const { relationships } = edition
  return list(
    RELATIONSHIPS.map(name => `${label('Relationship', name)} ${say(WORDS.grace)} ${span(relationships[name].grace)}`),
  )
}

function contacts(edition: Edition, { say, label }: Speech): string {
  return table({
    caption: say(WORDS.contacts),
    head: [WORDS.agency, WORDS.desk, WORDS.phone, WORDS.staffed].map(say),
    rows: Object.entries(edition.contacts)
      .filter(([name]) => name !== 'NOT_SHOWN' && name !== 'PROTECTED')
      .map(([name, each]) => [label('AgencyKind', name), each.name, each.phone, say(each.hours)]),
  })
}
