import { describe, expect, it } from '@jest/globals'
import {
  episodeStillCounts,
  isRecent,
  openForAccess,
  openUntil,
  stillCounts,
} from '../../../src/policies/protocol/grace.js'
import { gwent } from './support.js'

const protocol = gwent()
const HOUR = 3_600_000
const NOW = Date.parse('2026-02-12T12:00:00Z')
const ended = (hours: number, safeAndWellSettled: boolean, open = false, category = 'MISSING') =>
  openForAccess(protocol, { category, open, endedAt: NOW - hours * HOUR, safeAndWellSettled }, NOW)

describe('the grace of a relationship', () => {
  it.each([
    ['ALLOCATED', 12],
    ['TEAM', 12],
    ['UNDER_CARE', 12],
    ['IN_AREA', 12],
    ['ENROLLED', 168],
  ] as const)('%s counts for %i hours after it was last confirmed, and not a moment longer', (relationship, hours) => {
    expect(stillCounts(protocol, relationship, NOW - hours * HOUR, NOW)).toBe(true)
    expect(stillCounts(protocol, relationship, NOW - hours * HOUR - 1, NOW)).toBe(false)
  })

  it('counts from the moment it is confirmed', () => {
    expect(stillCounts(protocol, 'ALLOCATED', NOW, NOW)).toBe(true)
    expect(episodeStillCounts(protocol, NOW, NOW)).toBe(true)
    expect(episodeStillCounts(protocol, NOW + 1, NOW)).toBe(false)
  })

  it('a confirmation that is in the future or no time at all does not count', () => {
    expect(stillCounts(protocol, 'ALLOCATED', NOW + 1, NOW)).toBe(false)
    expect(stillCounts(protocol, 'ALLOCATED', Number.NaN, NOW)).toBe(false)
  })
})

describe('an episode open for access', () => {
  it('is open while the child is away, as the source says', () => {
    const away = { category: 'MISSING', endedAt: null, safeAndWellSettled: false }
    expect(openForAccess(protocol, { ...away, open: true }, NOW)).toBe(true)
    expect(openForAccess(protocol, { ...away, open: false }, NOW)).toBe(false)
  })

  it('stays open 24 hours after return, even when the check is done', () => {
    expect(ended(23.9, true)).toBe(true)
    expect(ended(24, true)).toBe(false)
  })

  it('stays open until the check is settled, and at most 72 hours', () => {
    expect(ended(71.9, false)).toBe(true)
    expect(ended(72.1, false)).toBe(false)
    expect(ended(72.1, false, true)).toBe(false)
  })

  it('is closed by no further action', () => {
    expect(ended(1, false, true, 'NO_FURTHER_ACTION')).toBe(false)
    expect(ended(1, false, true, 'ABSENT')).toBe(true)
  })

  it('is open to the last millisecond of its 24 or 72 hours', () => {
    const at = (since: number, safeAndWellSettled: boolean): boolean =>
      openForAccess(protocol, { category: 'MISSING', open: false, endedAt: NOW - since, safeAndWellSettled }, NOW)
    expect([at(24 * HOUR - 1, true), at(24 * HOUR, true)]).toEqual([true, false])
    expect([at(72 * HOUR, false), at(72 * HOUR + 1, false)]).toEqual([true, false])
  })

  it('with a time of return that is none is open as its source says', () => {
    const broken = { category: 'MISSING', endedAt: Number.NaN, safeAndWellSettled: true }
    expect(openForAccess(protocol, { ...broken, open: true }, NOW)).toBe(true)
    expect(openForAccess(protocol, { ...broken, open: false }, NOW)).toBe(false)
    expect(openUntil(protocol, { ...broken, open: true })).toBeNull()
  })

  it('says when it will be so no longer, once the child is back', () => {
    const back = { category: 'MISSING', open: false, endedAt: NOW, safeAndWellSettled: true }
    expect(openUntil(protocol, back)).toBe(NOW + 24 * HOUR)
    expect(openUntil(protocol, { ...back, safeAndWellSettled: false })).toBe(NOW + 72 * HOUR)
    expect(openUntil(protocol, { ...back, endedAt: null })).toBeNull()
  })

  it('counts as last confirmed for 60 minutes', () => {
    expect(episodeStillCounts(protocol, NOW - HOUR, NOW)).toBe(true)
    expect(episodeStillCounts(protocol, NOW - HOUR - 1, NOW)).toBe(false)
  })

  it('is recent for 30 days', () => {
    expect(isRecent(protocol, NOW - 30 * 24 * HOUR, NOW)).toBe(true)
    expect(isRecent(protocol, NOW - 30 * 24 * HOUR - 1, NOW)).toBe(false)
  })
})
