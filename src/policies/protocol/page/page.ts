// The protocol as one page that signatories can read, print and sign: in English and in Welsh, with nothing to load or run.
import type { Bilingual } from '../../../types/index.js'
import type { CompiledProtocol } from '../compile.js'
import { STYLE, esc, list, table } from './html.js'
import { levelSections } from './levels.js'
import { ruleSections } from './rules.js'
import type { Labels, Language, Section, Speech } from './speech.js'
import { speechIn } from './speech.js'
import { WORDS } from './words.js'

export type { Labels } from './speech.js'

/** One self-contained HTML document. `points` is how many points the never-clauses were proved at. */
export function renderPage(protocol: CompiledProtocol, labels: Labels, points: number): string {
  const { edition, welsh } = protocol.edition
  const titles: Bilingual = { en: edition.title, cy: welsh.title }
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${esc(titles.en ?? '')} / ${esc(titles.cy ?? '')}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<nav aria-label="Language / Iaith"><a href="#en" lang="en">English</a> · <a href="#cy" lang="cy" hreflang="cy">Cymraeg</a></nav>',
    '<main>',
    ...(['en', 'cy'] as const).map(language =>
      article(protocol, language, titles, speechIn(language, protocol, labels), points),
    ),
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`
}

function article(
  protocol: CompiledProtocol,
  language: Language,
  titles: Bilingual,
  speech: Speech,
  points: number,
): string {
  const { edition, signatories, never } = protocol.edition
  const { say, label, neverSays } = speech
  const sections: readonly Section[] = [
    {
      title: say(WORDS.howToRead),
      body: [
        list(
          (['FULL', 'SUMMARY', 'EXISTS', 'NONE'] as const).map(
            level => `${speech.letter(level)}: ${label('Level', level)}`,
          ),
        ),
        paragraph(`${say(WORDS.whatIsNotGiven)} ${say(WORDS.beside)}`),
      ],
    },
    {
      title: say(WORDS.signatories),
      body: [
        table({
          caption: say(WORDS.signatories),
          head: [WORDS.organisation, WORDS.agency, WORDS.signedBy, WORDS.on, WORDS.signature].map(say),
          rows: signatories.map(each => [
            each.organisation,
            label('AgencyKind', each.agency),
            each.signedBy,
            each.signedOn,
            '',
          ]),
        }),
      ],
    },
    ...levelSections(protocol, speech),
    ...ruleSections(protocol, speech),
    {
      title: say(WORDS.never),
      body: [
        list(never.map(clause => `${clause.id}: ${neverSays(clause)}`)),
        paragraph(`${say(WORDS.proved)} ${points.toLocaleString('en-GB')}.`),
      ],
    },
  ]
  const dates = `${say(WORDS.inForce)} ${edition.from} ${say(WORDS.to)} ${edition.until}, ${say(WORDS.review)} ${edition.reviewOn}`
  return [
    `<article id="${language}" lang="${language}">`,
    `<h1>${esc(say(titles))}</h1>`,
    paragraph(`${say(WORDS.edition)} ${edition.id}, ${say(WORDS.reference)} ${edition.reference}, ${dates}.`),
    ...sections.map(({ title, body }) => `<section><h2>${esc(title)}</h2>\n${body.join('\n')}</section>`),
    '</article>',
  ].join('\n')
}

const paragraph = (text: string): string => `<p>${esc(text)}</p>`
