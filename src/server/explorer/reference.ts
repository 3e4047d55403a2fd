// The reference: one page a domain of the schema, each type with its fields, their kind of information and what is deprecated.
// Made from the SDL at start, so that it is never older than the gateway that serves it.
import { Kind, buildASTSchema, parse, print } from 'graphql'
import type {
  ConstDirectiveNode,
  DefinitionNode,
  EnumValueDefinitionNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  TypeDefinitionNode,
  TypeNode,
} from 'graphql'
import { classify } from '../../schema/classification.js'
import type { Coordinate } from '../../schema/classification.js'
import { loadTypeDefs, typeDefsByDomain } from '../../schema/load.js'

interface Deps {
  /** Type → the domain it is in. */
  readonly domainOf: ReadonlyMap<string, string>
  readonly coordinates: ReadonlyMap<string, Coordinate>
}

/** Address → page. */
export function createReference(
  domains = typeDefsByDomain(),
  { coordinates } = classify(buildASTSchema(parse(loadTypeDefs()))),
): ReadonlyMap<string, string> {
  const typesIn = new Map([...domains].map(([domain, sdl]) => [domain, parse(sdl).definitions.filter(isType)]))
  const domainOf = new Map([...typesIn].flatMap(([domain, types]) => types.map(({ name }) => [name.value, domain])))
  const deps = { domainOf, coordinates }
  const index = [...typesIn].map(([domain, types]) => {
    const links = types.map(({ name }) => `<li>${link(name.value, deps)}</li>`).join('')
    return `<section><h2><a href="${domain}">${domain}</a></h2><nav><ul>${links}</ul></nav></section>`
  })
  return new Map([
    ['/reference/', page('Reference', index.join(''))],
    ...[...typesIn].map(([domain, types]): [string, string] => [
      `/reference/${domain}`,
      page(domain, types.map(type => typeSection(type, deps)).join('')),
    ]),
  ])
}

const isType = (node: DefinitionNode): node is TypeDefinitionNode =>
  node.kind.endsWith('TypeDefinition') && 'name' in node && node.kind !== Kind.DIRECTIVE_DEFINITION

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title} · Hafan</title><link rel="icon" href="data:," /><link rel="stylesheet" href="page.css" /></head>
<body><header><p><a href="./">Hafan reference</a> · <a href="/explorer/">Explorer</a></p><h1>${title}</h1></header>
<main>${body}</main></body></html>
`

function typeSection(type: TypeDefinitionNode, deps: Deps): string {
  const name = type.name.value
  const head = `<h2 id="${name}">${name}</h2><p>${prose(type.description?.value)}</p>`
  return `<section>${head}${bodyOf(type, deps)}</section>`
}

function bodyOf(type: TypeDefinitionNode, deps: Deps): string {
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return table(
        ['field', 'type', 'says', 'category, level'],
        (type.fields ?? []).map(field => fieldRow(type.name.value, field, deps)),
      )
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return table(
        ['field', 'type', 'says'],
        (type.fields ?? []).map(field => inputRow(field, deps)),
      )
    case Kind.ENUM_TYPE_DEFINITION:
      return table(
        ['value', 'says', 'in English', 'in Welsh'],
        (type.values ?? []).map(value => valueRow(value)),
      )
    case Kind.UNION_TYPE_DEFINITION:
      return `<p>One of ${(type.types ?? []).map(({ name }) => link(name.value, deps)).join(', ')}.</p>`
    case Kind.SCALAR_TYPE_DEFINITION:
      return ''
  }
}

function fieldRow(type: string, field: FieldDefinitionNode, deps: Deps): readonly string[] {
  const shared = deps.coordinates.get(`${type}.${field.name.value}`)
  const args = (field.arguments ?? []).map(argument => {
    const [name = '', of = '', says = ''] = inputRow(argument, deps)
    return `<br />${name} ${of}: ${says}`
  })
  return [
    code(field.name.value),
    typeText(field.type, deps),
    prose(field.description?.value) + deprecation(field.directives) + args.join(''),
    shared ? `${shared.category}, ${shared.level}` : '',
  ]
}

function inputRow(input: InputValueDefinitionNode, deps: Deps): readonly string[] {
  const otherwise = input.defaultValue ? ` = ${code(print(input.defaultValue))}` : ''
  const says = prose(input.description?.value) + deprecation(input.directives)
  return [code(input.name.value), typeText(input.type, deps) + otherwise, says]
}

function valueRow({ name, description, directives }: EnumValueDefinitionNode): readonly string[] {
  const says = prose(description?.value) + deprecation(directives)
  return [
    code(name.value),
    says,
    prose(argumentOf(directives, 'label', 'en')),
    prose(argumentOf(directives, 'label', 'cy')),
  ]
}

function deprecation(directives: readonly ConstDirectiveNode[] | undefined): string {
  const reason = argumentOf(directives, 'deprecated', 'reason')
  return reason === undefined ? '' : ` <strong class="deprecated">Deprecated. ${prose(reason)}</strong>`
}

function argumentOf(
  directives: readonly ConstDirectiveNode[] = [],
  directive: string,
  name: string,
): string | undefined {
  const found = directives.find(each => each.name.value === directive)
  const value = found?.arguments?.find(each => each.name.value === name)?.value
  return value?.kind === Kind.STRING ? value.value : undefined
}

function typeText(type: TypeNode, deps: Deps): string {
  switch (type.kind) {
    case Kind.LIST_TYPE:
      return `[${typeText(type.type, deps)}]`
    case Kind.NON_NULL_TYPE:
      return `${typeText(type.type, deps)}!`
    case Kind.NAMED_TYPE:
      return link(type.name.value, deps)
  }
}

function link(type: string, { domainOf }: Deps): string {
  const domain = domainOf.get(type)
  return domain === undefined ? code(type) : `<a href="${domain}#${type}">${code(type)}</a>`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], cell: string): string =>
    `<tr>${row.map(one => `<${cell}>${one}</${cell}>`).join('')}</tr>`
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map(row => cells(row, 'td')).join('')}</tbody></table>`
}

const code = (text: string): string => `<code>${escaped(text)}</code>`

/** A description: what stands between backquotes is a name. */
const prose = (text = ''): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => ESCAPES[sign] ?? '')
