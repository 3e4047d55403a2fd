// Other ways to write a token, or the line it comes in.
import { createSign, randomUUID } from 'node:crypto'
import { claims, encoded, police, signed, token } from '../tokens-kit.js'
import { head, one } from './kit.js'
import type { ForgedToken } from './kit.js'

export const spellings = (): ForgedToken[] => {
  const good = token(police)
  const [first = '', second = '', third = ''] = good.split('.')
  const sha1 = createSign('RSA-SHA1').update(`${first}.${second}`).sign(police.privateKey, 'base64url')
  const texts: Readonly<Record<string, string>> = {
    'claims changed under a good signature': `${first}.${encoded(claims(police, { sub: randomUUID() }))}.${third}`,
    'another header under a good signature': `${encoded(head(police, { extra: 1 }))}.${second}.${third}`,
    'no signature': `${first}.${second}.`, 'half a signature': `${first}.${second}.${third.slice(0, 40)}`, 'a signature of nothing': `${first}.${second}.AA`, 'a weak digest': `${first}.${second}.${sha1}`,
    'two parts': `${first}.${second}`, 'four parts': `${good}.AAAA`, 'five parts': `${good}.AAAA.AAAA`, 'parts in another order': `${second}.${first}.${third}`, 'no claims': `${first}..${third}`, 'no header': `.${second}.${third}`,
    'padding': `${first}=.${second}.${third}`, 'other base64': `${first}+/.${second}.${third}`, 'a line break inside': `${first}\n.${second}.${third}`, 'a space inside': `${first} .${second}.${third}`,
    'too long': token(police, { padding: 'x'.repeat(9_000) }), 'claims that are no JSON': signed(police, 'not json'), 'claims that are a list': signed(police, JSON.stringify([claims(police)])), 'claims that are null': signed(police, 'null'),
    'claims that are text': signed(police, '"text"'), 'a header that is no JSON': `${encoded('not json')}.${second}.${third}`, 'a header that is null': `${encoded('null')}.${second}.${third}`, 'a header that is a list': `${encoded([head(police)])}.${second}.${third}`,
    'a token in a token': signed(police, JSON.stringify(good)), 'the JSON form': Buffer.from(JSON.stringify({ payload: second, protected: first, signature: third })).toString('base64url'),
  } // prettier-ignore
  const lines: Readonly<Record<string, string>> = {
    'another scheme': `Basic ${good}`, 'a scheme of proof': `DPoP ${good}`, 'no scheme': good, 'two spaces': `Bearer  ${good}`, 'a space behind': `Bearer ${good} `, 'two tokens': `Bearer ${good}, Bearer ${good}`, 'a tab': `Bearer\t${good}`,
    'a scheme in small letters': `bearer ${good}`, 'a quoted token': `Bearer "${good}"`, 'nothing': '', 'a scheme alone': 'Bearer', 'a scheme and a space': 'Bearer ',
  } // prettier-ignore
  return [
    ...Object.entries(texts).map(([name, text]) => one(`spelling: ${name}`, text)),
    ...Object.entries(lines).map(([name, header]): ForgedToken => ({ name: `header line: ${name}`, header, code: 'UNAUTHENTICATED' })),
  ] // prettier-ignore
}
