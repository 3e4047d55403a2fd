// The persona picker around GraphiQL. The page keeps no token beyond itself and asks nobody but the gateway it came from.
import { WORDS } from './words.js'

const { React, ReactDOM, GraphiQL } = globalThis

const FRESH_MS = 4 * 60_000
const at = id => document.getElementById(id)
const picker = at('persona')
const root = ReactDOM.createRoot(at('explorer'))

let language = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('hafan:language') ?? 'en'
if (!(language in WORDS)) language = 'en'
let entries = []
let fetchedAt = 0
let examples = []
let schema = null

const keyOf = ({ id, through }) => (through === null ? id : `${id}@${through}`)
const chosen = () => entries.find(entry => keyOf(entry) === picker.value)

/** JSON from the gateway. Rejects for anything else. */
async function get(path, token) {
  const response = await fetch(path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
  return response.json()
}

function complain(word) {
  at('fault').hidden = word === null
  at('fault').textContent = word === null ? '' : WORDS[language][word]
}

async function fetchEntries() {
  entries = (await get('personas')).personas
  fetchedAt = performance.now()
}

/** Tokens live fifteen minutes; the page may stay open for longer. */
async function tokenOfChosen() {
  if (performance.now() - fetchedAt > FRESH_MS) await fetchEntries()
  return chosen().token
}

async function fetcher({ query, variables, operationName }) {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokenOfChosen()}` },
      body: JSON.stringify({ query, variables, operationName }),
    })
    complain(null)
    return await response.json()
  } catch (error) {
    complain('gone')
    throw error
  }
}

function write() {
  const words = WORDS[language]
  document.documentElement.lang = language
  document.title = words.title
  at('invented').textContent = words.invented
  at('ask-as').textContent = words.askAs
  at('languages').setAttribute('aria-label', words.language)
  for (const button of at('languages').children) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language))
  }
  const before = picker.value
  const groups = Object.entries(words.agencies).map(([agency, label]) => {
    const group = document.createElement('optgroup')
    group.label = label
    group.append(
      ...entries
        .filter(entry => entry.agency === agency)
        .map(entry => {
          const via = entry.through === null ? '' : `, ${words.through} ${entry.through}`
          return new Option(`${entry.name}, ${words.roles[entry.role] ?? entry.role}${via}`, keyOf(entry))
        }),
    )
    return group
  })
  picker.replaceChildren(...groups.filter(group => group.children.length > 0))
  if (before !== '') picker.value = before
  writeFacts()
}

function writeFacts() {
  const entry = chosen()
  at('facts').textContent = entry ? `${WORDS[language].agencies[entry.agency]} · ${entry.organisation}` : ''
}

function render() {
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      schema,
      defaultTabs: examples.map(({ query }) => ({ query })),
      storage: sessionStorage,
      isHeadersEditorEnabled: false,
      showPersistHeadersSettings: false,
      onTabChange: ({ tabs, activeTabIndex }) => follow(tabs[activeTabIndex]?.title),
    }),
  )
}

/** An example is opened as whom it is written for; whoever picks somebody else afterwards keeps their choice. */
let followed = null
function follow(title) {
  if (title === followed) return
  followed = title
  const example = examples.find(({ name }) => name === title)
  if (example !== undefined && example.persona !== picker.value) choose(example.persona)
}

async function choose(key) {
  picker.value = key
  writeFacts()
  try {
    const introspection = await get('schema', await tokenOfChosen())
    if (picker.value !== key) return
    schema = GraphiQL.GraphQL.buildClientSchema(introspection)
    complain(null)
  } catch {
    schema = null
    complain('noSchema')
  }
  render()
}

/** Tabs of an earlier region name addresses that are gone. */
function forgetOtherRegion() {
  const region = JSON.stringify(examples)
  if (sessionStorage.getItem('hafan:region') === region) return
  sessionStorage.clear()
  sessionStorage.setItem('hafan:region', region)
}

picker.addEventListener('change', () => choose(picker.value))
at('languages').addEventListener('click', ({ target }) => {
  if (target.dataset.language === undefined) return
  language = target.dataset.language
  localStorage.setItem('hafan:language', language)
  write()
})

try {
  await Promise.all([fetchEntries(), get('examples').then(answer => (examples = answer.examples))])
  forgetOtherRegion()
  write()
  const wanted = new URLSearchParams(location.search).get('persona')
  const first =
    entries.find(entry => keyOf(entry) === wanted) ?? entries.find(entry => keyOf(entry) === examples[0].persona)
  followed = examples[0].name
  await choose(keyOf(first))
} catch {
  write()
  complain('gone')
}
