// A canary must be found in every disguise, and nothing else be taken for one.
import { describe, expect, it } from '@jest/globals'
import { canariesIn } from './sinks.js'
import { createMint } from './tokens.js'

const mint = createMint()
const origin = { source: 'police', child: 0, part: 'police.markers', path: [], handling: [] }
const text = mint.text(origin)
const day = mint.day(origin)
const moment = mint.moment(origin)
const whole = mint.whole(origin)
const fraction = mint.fraction(origin)

const escaped = (value: string): string =>
  [...value].map(char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
const percent = (value: string): string => [...value].map(char => `%${char.charCodeAt(0).toString(16)}`).join('')

const DISGUISES: Readonly<Record<string, (value: string) => string>> = {
  plain: value => `{"note":"${value}"}`,
  'base64, at the start': value => Buffer.from(value).toString('base64'),
  'base64, after one character': value => Buffer.from(`x${value}`).toString('base64'),
  'base64url, after two characters': value => Buffer.from(`xx${value}`).toString('base64url'),
  hex: value => Buffer.from(value).toString('hex'),
  'hex of a database': value => `\\x${Buffer.from(`ab${value}`).toString('hex')}`,
  'escaped for a URL': percent,
  'escaped for JSON': escaped,
}

describe.each(Object.entries(DISGUISES))('in disguise: %s', (_name, disguise) => {
  it.each([
    ['text', text],
    ['a day', day],
    ['a moment', moment],
    ['a number', String(whole)],
    ['a fraction', String(fraction)],
  ])('%s is found', (_kind, value) => {
    const key = /^\d{4}-/.test(value) ? value.slice(0, 10) : value.replace('.25', '')
    expect([...canariesIn(`before ${disguise(value)} after`, mint)]).toContain(key)
  })
})

it('is found backwards and in capitals', () => {
  expect([...canariesIn([...text].reverse().join(''), mint)]).toEqual([text])
  expect([...canariesIn(text.toUpperCase(), mint)]).toEqual([text])
})

it('is not seen where there is none', () => {
  const innocent = 'concerns 2026-11-27T01:00:00Z 1700000000 01632 960100 cnrnothing cnraaaaaaaa 1100999999'
  expect([...canariesIn(innocent, mint)]).toEqual([])
})
