// Every seeded fault, and whether it comes to light.
import { register } from 'node:module'
import { AT_START } from './at-start.js'
import { edit } from './fault.js'
import type { Fault } from './fault.js'
import { IN_ANSWERS } from './in-answers.js'
import { IN_DECISIONS } from './in-decisions.js'
import { IN_WORLDS } from './in-worlds.js'
import type { Provoked, Provoking } from './provoke.js'

export const FAULTS: readonly Fault[] = [...AT_START, ...IN_DECISIONS, ...IN_ANSWERS, ...IN_WORLDS]

/** Gate 3 keeps back what most of these faults would show: taken away with each, since the fault has to come to light without it. */
export const GATE_THREE_AWAY = edit('server/operation/gate-three.ts', 'if (!looked) return null', 'return null')

export interface Trial {
  readonly fault: Fault
  readonly provoked: Provoked
  readonly caught: boolean
}

const CONTROL = 'control'

/** Registers what loads the gateway with a fault in it. Once a process, before the first trial. */
export function prepare(): void {
  register(new URL('./hooks.mjs', import.meta.url), {
    data: [
      { name: CONTROL, edits: [] },
      ...FAULTS.map(({ name, edits }) => ({ name, edits: [...edits, GATE_THREE_AWAY] })),
    ],
  })
}

async function provokeIn(name: string, how: Provoking): Promise<Provoked> {
  const url = new URL(`./provoke.ts?fault=${encodeURIComponent(name)}`, import.meta.url)
  const { provoke } = (await import(url.href)) as { provoke: (how: Provoking) => Promise<Provoked> }
  return provoke(how)
}

export interface Lengths {
  readonly ops: number
  readonly worlds: number
  readonly seed: number
}

/** Caught means: by what should catch it, saying what it should say. */
export async function attempt(fault: Fault, { ops, worlds, seed }: Lengths): Promise<Trial> {
  const lengths = { ops: fault.caughtBy === 'canary' ? ops : 0, worlds: fault.caughtBy === 'worlds' ? worlds : 0 }
  const provoked = await provokeIn(fault.name, { ...lengths, seed, shows: fault.shows })
  return { fault, provoked, caught: provoked.by === fault.caughtBy }
}

/** The gateway as it is, put to everything that the faults are put to: it must be found without one. */
export async function control(lengths: Lengths): Promise<Provoked> {
  const provoked = await provokeIn(CONTROL, { ...lengths, shows: /[^]/ })
  return provoked.by === null ? { ...provoked, says: 'nothing' } : provoked
}
