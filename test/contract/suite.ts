// The contract every adapter keeps, whatever its protocol: run by each adapter's own test over real HTTP.
import { describe, it } from '@jest/globals'
import { contractCases } from './cases.js'
import type { ContractSubject } from './subject.js'

export { realTransport, type ContractSubject, type Running } from './subject.js'

/** Declares the contract's tests for one adapter. */
export function describeAdapterContract(name: string, subject: ContractSubject): void {
  describe(`${name} keeps the adapter contract`, () => {
    for (const { name: what, run } of contractCases(subject)) it(what, run)
  })
}
