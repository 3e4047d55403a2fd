// What the measuring process and whoever starts it speak of.
export type Asked = 'cpu' | 'memory'

export interface AttackCost {
  readonly name: string
  readonly value: number
}

export const HARMLESS = 'a harmless query'
