// What the rest of the gateway asks the protocol.
export { mayAct, mayEverAct, systemLevel } from './acts.js'
export { contactFor, contactNotShown, contactOfAgency, contactProtected, isConcealed } from './contacts.js'
export { NOTHING, decide } from './decide.js'
export { mayLocate } from './locate.js'
export type { Question } from './question.js'
export {
  breaksGlass,
  couldEver,
  maySearch,
  mayUsePurpose,
  needs,
  opens,
  plainPurpose,
  purposesOf,
  withoutRelationship,
} from './reach.js'
export { isTold, mayReceive } from '../protocol/audience.js'
export { carriedStrength, mayPreFill } from '../protocol/carried.js'
