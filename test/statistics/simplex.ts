// The range of a linear sum under linear bounds, by the simplex method: what somebody can tell who solves all that was given.

export interface Row {
  /** Variable → factor. */
  readonly of: ReadonlyMap<number, number>
  readonly from: number
  readonly to: number
}

const EPSILON = 1e-7

/** Null where no values satisfy the rows. Variables are from 0 on. */
export function createRanges(variables: number, rows: readonly Row[]) {
  const table: number[][] = []
  const basis: number[] = []
  const slacks = rows.reduce(
    (sum, { from, to }) => sum + (from === to ? 0 : Number(from > 0) + Number(to < Infinity)),
    0,
  )
  const plain = rows.flatMap(({ of, from, to }) =>
    from === to
      ? [{ of, slack: 0, value: from }]
      : [
          ...(from > 0 ? [{ of, slack: -1, value: from }] : []),
          ...(to < Infinity ? [{ of, slack: 1, value: to }] : []),
        ],
  )
  const real = variables + slacks
  const width = real + plain.length + 1
  let nextSlack = variables
  plain.forEach(({ of, slack, value }, index) => {
    const line = new Array<number>(width).fill(0)
    for (const [variable, factor] of of) line[variable] = factor
    const own = nextSlack
    if (slack !== 0) {
      line[own] = slack
      nextSlack += 1
    }
    line[width - 1] = value
    // A slack that begins at its value needs nothing artificial beside it.
    if (slack === 1) basis.push(own)
    else {
      line[real + index] = 1
      basis.push(real + index)
    }
    table.push(line)
  })

  function pivot(row: number, column: number, cost: number[]): void {
    const line = table[row] ?? []
    const by = line[column] ?? 1
    for (let at = 0; at < width; at += 1) line[at] = (line[at] ?? 0) / by
    for (const other of [...table, cost]) {
      const factor = other === line ? 0 : (other[column] ?? 0)
      if (Math.abs(factor) < 1e-12) continue
      for (let at = 0; at < width; at += 1) other[at] = (other[at] ?? 0) - factor * (line[at] ?? 0)
    }
    basis[row] = column
  }

  /** The least value of the sum with these factors; -Infinity where there is none. */
  function least(factors: ReadonlyMap<number, number>, columns: number): number {
    const cost = new Array<number>(width).fill(0)
    for (const [variable, factor] of factors) cost[variable] = factor
    table.forEach((line, row) => {
      const factor = cost[basis[row] ?? 0] ?? 0
      if (factor !== 0) for (let at = 0; at < width; at += 1) cost[at] = (cost[at] ?? 0) - factor * (line[at] ?? 0)
    })
    for (let turn = 0; turn < 20_000; turn += 1) {
      // The first that helps, so that it never turns in a circle.
      let column = -1
      for (let at = 0; at < columns && column < 0; at += 1) if ((cost[at] ?? 0) < -EPSILON) column = at
      if (column < 0) return -(cost[width - 1] ?? 0)
      let row = -1
      let best = Infinity
      table.forEach((line, at) => {
        const factor = line[column] ?? 0
        if (factor <= EPSILON) return
        const ratio = (line[width - 1] ?? 0) / factor
        const isFirst = Math.abs(ratio - best) <= 1e-12 && (basis[at] ?? 0) < (basis[row] ?? 0)
        if (ratio < best - 1e-12 || isFirst) [best, row] = [ratio, at]
      })
      if (row < 0) return -Infinity
      pivot(row, column, cost)
    }
    throw new Error('the simplex method does not end')
  }

  const artificial = new Map(plain.flatMap((_, index) => [[real + index, 1] as const]))
  if (least(artificial, width - 1) > 1e-6) return null
  // What is artificial and still in the basis is at 0: it leaves for anything that is not.
  table.forEach((line, row) => {
    if ((basis[row] ?? 0) < real) return
    const column = line.findIndex((factor, at) => at < real && Math.abs(factor) > EPSILON)
    if (column >= 0) pivot(row, column, new Array<number>(width).fill(0))
  })

  return (factors: ReadonlyMap<number, number>): readonly [number, number] => {
    const from = least(factors, real)
    const to = -least(new Map([...factors].map(([variable, factor]) => [variable, -factor])), real)
    return [Math.max(0, Math.ceil(from - 1e-6)), Math.floor(to + 1e-6)]
  }
}
