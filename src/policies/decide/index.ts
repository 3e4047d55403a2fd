// What the rest of the gateway asks the protocol.
export { mayAct, systemLevel } from './acts.js'
export { contactFor, contactNotShown, contactOfAgency, contactProtected, isConcealed } from './contacts.js'
export { decide } from './decide.js'
export { mayLocate } from './locate.js'
export type { Question } from './question.js'
export { couldEver, mayUsePurpose, needs, opens, purposesOf, withoutRelationship } from './reach.js'
export { isTold, mayReceive } from '../protocol/audience.js'
export { carriedStrength, mayPreFill } from '../protocol/carried.js'
