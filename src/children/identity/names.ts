/** Folds case, accents and everything that is not a letter: `Siân-Mair` and `SIAN MAIR` are one spelling. Dates fold to ''. */
export function folded(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '')
}
