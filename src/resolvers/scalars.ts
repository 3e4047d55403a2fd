// Scalars that never echo what they refuse: an upstream value of the wrong type must not reach a caller inside an error.
import { GraphQLScalarType, Kind } from 'graphql'
import { DateTime } from 'luxon'
import { HafanError } from '../errors.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/

const TO_THE_MINUTE = 16

/** An answer holds hundreds of times, so the quick way is tried first: whether it reads back as it was written. */
function isTime(value: string): boolean {
  const time = Date.parse(value)
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, TO_THE_MINUTE))) return true
  return DateTime.fromISO(value, { zone: 'utc' }).isValid
}

function temporal(
  name: 'Date' | 'DateTime',
  shape: RegExp,
  example: string,
  description: string,
): GraphQLScalarType<string, string> {
  const isRight = (value: unknown): value is string => typeof value === 'string' && shape.test(value) && isTime(value)
  const parse = (value: unknown): string => {
    if (isRight(value)) return value
    throw new HafanError('BAD_ARGUMENT', `A ${name} is written as ${example}.`)
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: value => {
      if (isRight(value)) return value
      throw new Error(`a value served as ${name} is not one`)
    },
    parseValue: parse,
    parseLiteral: node => parse(node.kind === Kind.STRING ? node.value : null),
  })
}

export const scalarResolvers = {
  Date: temporal('Date', DAY, '2010-04-07', 'A calendar date, ISO 8601: `2010-04-07`.'),
  DateTime: temporal('DateTime', MOMENT, '2026-02-11T22:05:00Z', 'A moment in UTC, ISO 8601: `2026-02-11T22:05:00Z`.'),
}
