// What is sent out about an alert, and what may become of it. It has no room for anything of a child: a mailbox and another
// system's log are read by whoever happens to sit there.

/**
 * SENT: it was taken over. TRY_AGAIN: nobody knows whether it was, or it could not be: the same delivery may be posted again, and
 * can be told from another by its id. REFUSED: it will never be taken at this address, so somebody must be told.
 */
export type Posted = 'SENT' | 'TRY_AGAIN' | 'REFUSED'

/** Why it is sent: an alert, or one that nobody before has acknowledged in time. */
export type Occasion = 'ALERT' | 'UNACKNOWLEDGED'

const DELIVERY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** Letters, digits and dashes: nothing that could be a name with its parts, or begin another header. */
const REFERENCE = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/

export const isDeliveryId = (text: string): boolean => DELIVERY.test(text)

export const isReference = (text: string): boolean => REFERENCE.test(text)
