// What a figure must reach.
import type { Figure } from '../figures.js'

export const atMost = (limit: number): Figure['target'] => ({ text: `≤ ${limit}`, met: value => value <= limit })
export const atLeast = (limit: number): Figure['target'] => ({ text: `≥ ${limit}`, met: value => value >= limit })
export const exactly = (wanted: number): Figure['target'] => ({ text: `= ${wanted}`, met: value => value === wanted })
