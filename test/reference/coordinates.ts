// Every coordinate whose category a protocol decides on, read from the SDL text by its directives alone.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kind, parse } from 'graphql'
import type { ConstDirectiveNode } from 'graphql'
import { projectRoot } from '../../src/paths.js'

export interface SharedCoordinate {
  readonly name: string
  readonly category: string
  readonly level: number
  /** On the child itself: what agencies say, not what the hub has recorded. */
  readonly ofChild: boolean
}

const LEVELS = ['NONE', 'EXISTS', 'SUMMARY', 'FULL']
const NOT_DECIDED = ['OPERATIONAL', 'DERIVED']

function shared(directives: readonly ConstDirectiveNode[] | undefined): { category: string; level: number } | null {
  const found = directives?.find(({ name }) => name.value === 'shared')
  if (!found) return null
  const argument = (name: string, otherwise: string): string => {
    const value = found.arguments?.find(each => each.name.value === name)?.value
    return value?.kind === Kind.ENUM ? value.value : otherwise
  }
  return { category: argument('category', ''), level: LEVELS.indexOf(argument('level', 'SUMMARY')) }
}

export function sharedCoordinates(): readonly SharedCoordinate[] {
  const folder = join(projectRoot, 'src', 'schema')
  const files = readdirSync(folder).filter(name => name.endsWith('.graphql'))
  return files.flatMap(file =>
    parse(readFileSync(join(folder, file), 'utf8')).definitions.flatMap(definition => {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return []
      const type = definition.name.value
      return (definition.fields ?? []).flatMap(field => {
        const own = shared(field.directives) ?? shared(definition.directives)
        if (own === null || NOT_DECIDED.includes(own.category)) return []
        return [{ name: `${type}.${field.name.value}`, ...own, ofChild: type === 'Child' }]
      })
    }),
  )
}
