// Claims that two readers could read in two ways: names that come twice or are inherited, and text that is spelt in two.
import { care, claims, encoded, signed, signedParts } from '../tokens-kit.js'
import { head, one } from './kit.js'
import type { ForgedToken } from './kit.js'

const plain = JSON.stringify(claims(care))
/** The text with more members at its end, or at its beginning. */
const behind = (text: string, more: string): string => text.replace(/}$/, `,${more}}`)
const before = (text: string, more: string): string => text.replace(/^{/, `{${more},`)

export const names = (): ForgedToken[] => {
  const said: Readonly<Record<string, string>> = {
    'a role twice': behind(plain, '"role":"SOCIAL_WORKER"'), 'a role before the role': before(plain, '"role":"HUB_MANAGER"'), 'a subject twice': behind(plain, '"sub":"a.person"'), 'an issuer twice': behind(plain, `"iss":"${care.row.issuer}"`),
    'an audience before the audience': before(plain, '"aud":"another"'), 'an end twice': before(plain, '"exp":9999999999'), 'a name twice, once escaped': behind(plain, '"r\\u006fle":"SOCIAL_WORKER"'), 'a name twice, with spaces': behind(plain, '"role" \n : "SOCIAL_WORKER"'),
    'a claim nobody reads twice': behind(plain, '"x":1,"x":1'), 'an empty name twice': behind(plain, '"":1,"":1'), 'a name twice inside': behind(plain, '"x":{"y":1,"y":2}'), 'a name twice deep inside': behind(plain, '"x":[[{"y":[{"z":1,"z":1}]}]]'),
    'a post with a value twice': plain.replace('"posts":[]', '"posts":[{"kind":"TEAM","value":"A","value":"B","from":"2026-01-01","to":null}]'),
    'an inherited name inside': behind(plain, '"x":{"__proto__":{"role":"HUB_MANAGER"}}'), 'an inherited name deep inside': behind(plain, '"x":[{"y":{"constructor":1}}]'), 'an inherited name, escaped': behind(plain, '"\\u005f_proto__":{"role":"HUB_MANAGER"}'),
    ...Object.fromEntries(['__proto__', 'constructor', 'prototype'].map(name => [`a good role and ${name}`, behind(plain, `"${name}":{}`)])),
    'a byte order mark': `\ufeff${plain}`, 'something behind': `${plain}{}`, 'a comment': behind(plain, '/* */"x":1'), 'a comma too many': plain.replace(/}$/, ',}'), 'a number that JSON has not': behind(plain, '"x":NaN'),
  } // prettier-ignore
  const heads: Readonly<Record<string, string>> = {
    'an algorithm twice': '"alg":"ES256"', 'another algorithm first': '"alg":"none"', 'a key id twice': `"kid":"${care.kid}"`, 'a type twice, once escaped': '"t\\u0079p":"at+jwt"', 'an inherited name': '"__proto__":{}',
  } // prettier-ignore
  return [
    ...Object.entries(said).map(([name, text]) => one(`claims with ${name}`, signed(care, text))),
    ...Object.entries(heads).map(([name, more]) =>
      one(`header with ${name}`, signedParts(care, `${encoded(before(JSON.stringify(head(care)), more))}.${encoded(plain)}`)),
    ),
  ] // prettier-ignore
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The same bytes in other letters: bits that are left over are not zero. */
const respelt = (part: string): string => part.slice(0, -1) + (ALPHABET[ALPHABET.indexOf(part.at(-1) ?? '') + 1] ?? '')
/** With spaces behind it until there are bits left over. */
const padded = (text: string): string => (Buffer.byteLength(text) % 3 === 1 ? text : padded(`${text} `))

export const letters = (): ForgedToken[] => {
  const first = encoded(padded(JSON.stringify(head(care))))
  const second = encoded(padded(plain))
  const good = signedParts(care, `${first}.${second}`)
  const bytes = Buffer.from(behind(plain, '"x":"?"'))
  const notUtf8 = Buffer.from(bytes.map(byte => (byte === 0x3f ? 0xff : byte))).toString('base64url')
  return [
    one('letters: a signature in other letters', respelt(good)),
    one('letters: a header in other letters', signedParts(care, `${respelt(first)}.${second}`)),
    one('letters: claims in other letters', signedParts(care, `${first}.${respelt(second)}`)),
    one('letters: a letter more than there are bytes', `${good}A`),
    one('letters: claims that are no UTF-8', signedParts(care, `${first}.${notUtf8}`)),
  ]
}
