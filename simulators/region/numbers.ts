// Identifiers with their check digits: agencies.md §1.1 (NHS number), §2.2 (UPN), §3.4 (PNC ID).

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const PNC_LETTERS = 'ZABCDEFGHJKLMNPQRTUVWXY'

/** Completes nine digits to an NHS number, modulus 11; null where no digit fits. */
export function nhsNumber(nine: number): string | null {
  const digits = String(nine)
  let sum = 0
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? null : `${digits}${check}`
}

/** Numbers of the 999 test range. The first hundred places are kept for children made by hand, by their index. */
export function createNhsNumbers(): { next(): string; byHand(index: number): string } {
  const reserved = Array.from({ length: 99 }, (_, place) => nhsNumber(999_000_001 + place)).filter(
    number => number !== null,
  )
  let place = 0
  return {
    next: () => {
      for (;;) {
        // 7919 is coprime to 999,900, so every place is met once before any is met again.
        const number = nhsNumber(999_000_100 + ((place++ * 7919) % 999_900))
        if (number !== null) return number
      }
    },
    byHand: index => {
      const number = reserved[index - 1]
      if (number === undefined) throw new RangeError(`No number is kept for index ${index}`)
      return number
    },
  }
}

/** A unique pupil number: check letter, authority, establishment, year of entry, serial. */
export function upn(authority: string, establishment: string, year: number, serial: number): string {
  const digits = `${authority}${establishment}${String(year % 100).padStart(2, '0')}${String(serial).padStart(3, '0')}`
  return checked(digits)
}

/** A temporary number: its last place is a letter. */
export function temporaryUpn(authority: string, establishment: string, year: number, serial: number): string {
  const digits = `${authority}${establishment}${String(year % 100).padStart(2, '0')}${String(serial % 100).padStart(2, '0')}`
  return checked(`${digits}${UPN_LETTERS[serial % UPN_LETTERS.length]}`)
}

function checked(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const place = body.charAt(i)
    sum += (i + 2) * (/\d/.test(place) ? Number(place) : UPN_LETTERS.indexOf(place))
  }
  return `${UPN_LETTERS[sum % 23]}${body}`
}

/** A PNC ID such as `2025/0000017Y`. */
export function pncId(year: number, serial: number): string {
  const number = String(serial).padStart(7, '0')
  return `${year}/${number}${PNC_LETTERS[Number(`${year % 100}${number}`) % 23]}`
}

/** Ofcom's numbers for drama: nobody has them. */
export const landline = (n: number): string => `01632 960${String(n % 1000).padStart(3, '0')}`
export const mobile = (n: number): string => `07700 900${String(n % 1000).padStart(3, '0')}`
