// Scalars that never echo what they refuse: an upstream value of the wrong type must not reach a caller inside an error.
import { GraphQLScalarType, Kind } from 'graphql'
import { DateTime } from 'luxon'
import { HafanError } from '../errors.js'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/

/** Every month has so many days. */
const ANY_MONTH = 28
const ZERO = '0'.charCodeAt(0)
const MONTH = 5
const DAY_OF_MONTH = 8
const HOUR = 11
const MINUTE = 14
const SECOND = 17
const DAY_LENGTH = 10

/**
 * Of a value of the right shape. An answer holds hundreds of times, and nearly all are on a day that every month has: those are told
 * by their digits, and the others by the calendar.
 */
function isTime(value: string): boolean {
  const two = (at: number): number => (value.charCodeAt(at) - ZERO) * 10 + value.charCodeAt(at + 1) - ZERO
  const [month, day] = [two(MONTH), two(DAY_OF_MONTH)]
  const plain =
    month >= 1 && month <= 12 && day >= 1 && day <= ANY_MONTH && (value.length === DAY_LENGTH || isOfDay(value, two))
  return plain || DateTime.fromISO(value, { zone: 'utc' }).isValid
}

const isOfDay = (value: string, two: (at: number) => number): boolean =>
  two(HOUR) < 24 && two(MINUTE) < 60 && (value[SECOND - 1] !== ':' || two(SECOND) < 60)

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
