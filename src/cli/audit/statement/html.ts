// The same statement as a page to print: no script, nothing loaded, both languages one after the other.
import type { Both, Language } from '../grounds.js'
import { LANGUAGES, dayIn, momentIn, type Printed } from './text.js'
import * as words from './words.js'

const STYLE =
  'body{font:12pt/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}section+section{break-before:page;margin-top:3em}' +
  'table{border-collapse:collapse;width:100%;margin:1em 0}th,td{border:1px solid #767676;padding:.4em;text-align:left;vertical-align:top}'

export const asHtml = (statement: Printed): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(words.TITLE.en)}</title>
<style>${STYLE}</style></head><body>
${LANGUAGES.map(language => section(statement, language)).join('\n')}
</body></html>
`

function section({ child, from, until, told, leftOut, cut }: Printed, language: Language): string {
  const say = (both: Both): string => escaped(both[language])
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map(cell => (tag === 'th' ? `<th scope="col">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`
  const table = (head: readonly Both[], rows: readonly (readonly string[])[]): string =>
    `<table><thead>${row(head.map(say), 'th')}</thead><tbody>${rows.map(cells => row(cells, 'td')).join('\n')}</tbody></table>`
  const accesses = told.map(({ at, who, why, what, rule }) => [
    escaped(momentIn(language, at)), say(who), say(why), what.map(say).join('<br>'), say(rule),
  ]) // prettier-ignore
  const omissions = leftOut.map(({ times, ground, decidedBy, decidedAt, lapsesOn }) => [
    String(times), say(ground), `${escaped(decidedBy)}, ${escaped(dayIn(language, decidedAt))}`, escaped(dayIn(language, lapsesOn)),
  ]) // prettier-ignore
  return [
    `<section lang="${language}"><h1>${say(words.TITLE)}</h1><p>${say(words.INTRODUCTION)}</p>`,
    `<p>${say(words.PERIOD)}: ${escaped(dayIn(language, from))} – ${escaped(dayIn(language, until))}. (${escaped(child)})</p>`,
    told.length + leftOut.length === 0 ? `<p>${say(words.NOBODY)}</p>` : '',
    told.length > 0 ? table([words.WHEN, words.WHO, words.WHY, words.WHAT, words.RULE], accesses) : '',
    cut ? `<p>${say(words.CUT)}</p>` : '',
    `<h2>${say(words.LEFT_OUT)}</h2>`,
    leftOut.length === 0
      ? `<p>${say(words.NOTHING_LEFT_OUT)}</p>`
      : table([words.TIMES, words.WHY, words.DECIDED, words.LOOKED_AT_AGAIN], omissions),
    `<p>${say(words.RIGHTS)}</p></section>`,
  ].join('\n')
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, character => ESCAPES[character] ?? '')
