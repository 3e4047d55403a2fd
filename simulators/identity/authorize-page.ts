// The page on which an invented person is chosen. It stands for an agency's own sign-in, so it is plain and says what it is.
import type { Persona } from '../region/personas.js'

/** What of the request comes back with the choice. */
const CARRIED = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
]

export function authorizePage(asked: URLSearchParams, personas: readonly Persona[], origin: string): string {
  const carried = CARRIED.flatMap(name => {
    const value = asked.get(name)
    return value === null ? [] : [`<input type="hidden" name="${name}" value="${escaped(value)}">`]
  })
  const buttons = personas.map(
    ({ id, name, role }) =>
      `<p><button name="persona" value="${escaped(id)}">${escaped(name)} (${escaped(role)}, ${escaped(id)})</button></p>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Simulated sign-in</title></head>
<body><main><h1>Simulated sign-in</h1>
<p>${escaped(origin)} is an invented agency's identity provider. Everybody below is invented. Choose who you are.</p>
<form method="post" action="/authorize">
${[...carried, ...buttons].join('\n')}
<p><button name="persona" value="">Nobody: go back</button></p>
</form></main></body></html>
`
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, one => `&#${String(one.charCodeAt(0))};`)
